// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/index.hpp"
#include <algorithm>

namespace barrister::lsp {

Use const* Index::at(std::uint32_t offset) const {
  auto const after = std::ranges::upper_bound(uses, offset, {}, [](Use const& u) { return u.span.begin; });
  if (after == uses.begin()) return nullptr;
  auto const& use = *std::prev(after);
  return offset <= use.span.end ? &use : nullptr;
}

Index index_of(Document const& document, Sources& sources) {
  frontend::Source const source(document.path, document.text.bytes());
  auto const made = [&] {
    switch (document.language) {
    case Language::Litmus: return index_litmus(source);
    case Language::Cat:
    case Language::Bell: return index_cat(source, sources);
    case Language::Protocol: return index_protocol(source, sources);
    }
    return Index{};
  };
  auto out = made();
  std::ranges::stable_sort(out.uses, {}, [](Use const& u) { return u.span.begin; });
  return out;
}

} // namespace barrister::lsp
