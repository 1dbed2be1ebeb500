// SPDX-License-Identifier: BSD-2-Clause
// What the names mean that cat files can use without defining them.
#pragma once
#include <string>
#include <vector>

namespace barrister::lsp {

// "relation", "set" or "function", and a sentence; empty: it is none of these.
struct CatManual {
  std::string sort, says;
};
CatManual manual_of_cat(std::string const& name);
std::vector<std::string> names_of_cat();

} // namespace barrister::lsp
