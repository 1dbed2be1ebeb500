// SPDX-License-Identifier: BSD-2-Clause
#include "cli/context.hpp"
#include "cli/models.hpp"

namespace barrister::cli {

frontend::LitmusContext Context::view() const {
  return {macros ? &*macros : nullptr, bell ? &*bell : nullptr, generation};
}

std::set<std::string> variants(Ingredients const& from) {
  std::set<std::string> all(from.variants.begin(), from.variants.end());
  if (from.macros.empty() && !all.contains("lkmmv1")) all.insert("lkmmv2");
  return all;
}

std::optional<Context> load_context(Ingredients const& from, frontend::Diagnostics& diagnostics) {
  Context context;
  if (!from.bell.empty()) {
    auto const file = from.search.find(from.bell);
    if (!file) {
      diagnostics.unreadable(from.bell);
      return std::nullopt;
    }
    context.bell = frontend::load_bell(*file, reader(from.search, file->name), diagnostics);
    if (!context.bell) return std::nullopt;
  }
  if (from.macros.empty()) return context;
  auto const file = from.search.find(from.macros);
  if (!file) {
    diagnostics.unreadable(from.macros);
    return std::nullopt;
  }
  context.macros = frontend::load_macros(file->name, file->text, diagnostics);
  if (!context.macros) {
    diagnostics.about(frontend::Topic::Syntax, "macros");
    return std::nullopt;
  }
  if (!variants(from).contains("lkmmv2")) context.generation = frontend::Generation::Lkmmv1;
  return context;
}

} // namespace barrister::cli
