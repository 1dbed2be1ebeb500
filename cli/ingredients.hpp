// SPDX-License-Identifier: BSD-2-Clause
// What a verdict depends on besides the test, by the names the user gave: on the command line or in a .cfg.
#pragma once
#include "cli/search_path.hpp"

namespace barrister::cli {

struct Ingredients {
  std::string model = "lkmm";        // a file, or the name of one that ships
  std::string bell, macros;          // files, or none
  std::vector<std::string> variants; // what `if "variant"` in a model asks about
  SearchPath search;
};

} // namespace barrister::cli
