// SPDX-License-Identifier: BSD-2-Clause
// cat files (and bell files, the same language): text to memory model.
#pragma once
#include "frontend/bell.hpp"
#include "frontend/diagnostic.hpp"
#include "spec/memory_model.hpp"
#include <functional>

namespace barrister::frontend {

// Finds an included file: its name as a place should show it, and its text; nothing when there is none.
struct LoadedFile {
  std::string name, text;
};
using FileReader = std::function<std::optional<LoadedFile>(std::string const& name)>;

struct ModelOptions {
  std::optional<LoadedFile> bell;              // run before the model, which sees its definitions
  std::set<std::string> variants = {"lkmmv2"}; // that `if "lkmmv2"` asks for; in small letters
};

// Parses and resolves the model in `text`. `stdlib.cat` is read first, through `reader`, as herd7 does.
// On failure: nothing, and at least one error in `diagnostics`.
std::optional<MemoryModel> load_model(std::string const& model_name, LoadedFile const& file,
                                      FileReader const& reader, Diagnostics& diagnostics,
                                      ModelOptions const& = {});

// What the bell file and the files it includes declare of instructions; their other statements are for
// `load_model`. On failure: nothing, and at least one error.
std::optional<Bell> load_bell(LoadedFile const& file, FileReader const& reader, Diagnostics& diagnostics);

} // namespace barrister::frontend
