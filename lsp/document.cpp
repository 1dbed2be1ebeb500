// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/document.hpp"

namespace barrister::lsp {

std::optional<Language> language_of(std::string const& path, std::string const& name) {
  struct Known {
    std::string_view ending, name;
    Language language;
  };
  constexpr Known all[] = {{".litmus", "litmus", Language::Litmus},
                           {".cat", "cat", Language::Cat},
                           {".bell", "bell", Language::Bell},
                           {".protocol", "protocol", Language::Protocol}};
  for (auto const& known : all)
    if (path.ends_with(known.ending)) return known.language;
  for (auto const& known : all)
    if (name == known.name) return known.language;
  return std::nullopt;
}

} // namespace barrister::lsp
