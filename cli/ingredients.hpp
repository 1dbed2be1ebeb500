// SPDX-License-Identifier: BSD-2-Clause
// What a verdict depends on besides the test, by the names the user gave: on the command line or in a .cfg.
#pragma once
#include "cli/search_path.hpp"
#include <iosfwd>

namespace barrister::cli {

struct Ingredients {
  std::string model = "lkmm";        // a file, or the name of one that ships
  std::string bell, macros;          // files, or none
  std::vector<std::string> variants; // what `if "variant"` in a model asks about
  std::vector<std::string> own_variants; // the same, of our own models: herd7-locks
  SearchPath search;
};

// The options of `check` and `show` that say so; herd7 has its own.
struct IngredientOptions {
  std::string conf, bell, macros; // files, or none
  std::vector<std::string> variants, include;
};

// For each model named; for none, of the model that --conf names, or of lkmm. What --conf names is looked for
// beside it, too. Nothing when that file is not there or does not read, which is said on `err`.
std::optional<std::vector<Ingredients>> ingredients(std::vector<std::string> const& models,
                                                    IngredientOptions const&, std::ostream& err);

} // namespace barrister::cli
