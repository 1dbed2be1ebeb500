// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include "frontend/words.hpp"

namespace barrister::frontend::cat {

std::vector<Word> words_in(Source const&, Span);
std::vector<std::string> keywords();
// What is there without a library: functions, "domain"; sets and relations, "po", "ACQUIRE".
std::vector<std::string_view> builtin_functions();
std::vector<std::string_view> base_names();

} // namespace barrister::frontend::cat
