// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/cat/parse.hpp"
#include "frontend/cat/resolver.hpp"

namespace barrister::frontend {

std::optional<MemoryModel> load_model(std::string const& model_name, LoadedFile const& file,
                                      FileReader const& reader, Diagnostics& diagnostics,
                                      ModelOptions const& options) {
  cat::Resolver resolver(reader, diagnostics, options.variants);
  auto library = reader("stdlib.cat");
  if (!library) {
    diagnostics.unreadable("stdlib.cat");
    return std::nullopt;
  }
  resolver.run(*library);
  if (options.bell) resolver.run(*options.bell);
  auto syntax = resolver.run(file);
  if (syntax && syntax->statements.empty() && syntax->title.empty()) {
    diagnostics.error(Source(file.name, file.text), {}, "an empty file is not a model");
    return std::nullopt;
  }
  auto model = resolver.finish();
  if (!model) return std::nullopt;
  model->name = model_name;
  model->title = syntax->title;
  return model;
}

} // namespace barrister::frontend
