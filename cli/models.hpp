// SPDX-License-Identifier: BSD-2-Clause
// From the name of a model, or the path of a cat file, to the model.
#pragma once
#include "cli/ingredients.hpp"
#include <iosfwd>

namespace barrister::cli {

struct Model {
  MemoryModel memory;
  // A `Result:` comment in a test speaks of the kernel's model: lkmm, or one the user brings; not of sc or
  // tso.
  bool results_speak_of_it = false;
};

// Finds what a model or a bell file includes: beside it, and then along the search path.
frontend::FileReader reader(SearchPath, std::string const& file);

// Where the model is; none where it cannot be read.
std::optional<frontend::LoadedFile> model_file(Ingredients const&);

// A model named with a '/' or ending in ".cat" is a file; others are shipped models.
std::optional<Model> load_model(Ingredients const&, frontend::Diagnostics&);
std::optional<Model> load_model(Ingredients const&, frontend::LoadedFile const&, frontend::Diagnostics&);
std::optional<Model> load_model(std::string const& name, std::vector<std::string> const& include,
                                frontend::Diagnostics&);

// Nothing when one does not load: `err` says why.
std::optional<std::vector<Model>> load_models(std::vector<Ingredients> const&, std::ostream& err);

std::string model_hint(std::string const& name); // what to say when there is no such model
std::string list_models();

} // namespace barrister::cli
