// SPDX-License-Identifier: BSD-2-Clause
// What a call is given, and the same as a pointer or as what it points to.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

// Between the brackets at `open` and `close`: of the text, and of the text as code_of() gives it.
std::vector<std::string> arguments_of(std::string_view text, std::string_view code, std::size_t open,
                                      std::size_t close);
std::string pointed_to(std::string const& pointer); // "x[1]" of "&x[1]", "*p" of "p", "*(p + 1)" of "p + 1"
std::string address_of(std::string const& lvalue);  // the other way

} // namespace barrister::patch
