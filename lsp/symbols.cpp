// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/scene.hpp"

namespace barrister::lsp {
namespace {

// LSP's numbers; 0: not listed.
int kind(Sort sort) {
  constexpr int method = 6, enumeration = 10, interface = 11, function = 12, variable = 13, constant = 14,
                boolean = 17, key = 20, structure = 23, event = 24, module = 2;
  switch (sort) {
  case Sort::Shared:
  case Sort::Owned:
  case Sort::Ghost: return variable;
  case Sort::Function:
  case Sort::Procedure:
  case Sort::Definition: return function;
  case Sort::Hook: return interface;
  case Sort::Task: return method;
  case Sort::Interrupt:
  case Sort::Agent: return event;
  case Sort::Struct: return structure;
  case Sort::Enum: return enumeration;
  case Sort::Constant: return constant;
  case Sort::Start: return key;
  case Sort::Claim:
  case Sort::Axiom: return boolean;
  case Sort::Variant: return module;
  case Sort::Local:
  case Sort::Parameter:
  case Sort::Bound:
  case Sort::Member:
  case Sort::Label:
  case Sort::CatParameter: return 0;
  }
  return 0;
}

} // namespace

Json symbols(Scene const& scene) {
  auto out = Json::array();
  for (auto const& symbol : scene.index.symbols) {
    if (kind(symbol.sort) == 0) continue;
    for (auto const& d : symbol.declared) {
      if (!d.file.empty()) continue;
      auto detail = std::string(word(symbol.sort));
      if (!symbol.within.empty()) detail += " of " + symbol.within;
      out.push_back({{"name", symbol.name},
                     {"detail", detail},
                     {"kind", kind(symbol.sort)},
                     {"range", scene.range(d.whole)},
                     {"selectionRange", scene.range(d.name)}});
    }
  }
  return out;
}

} // namespace barrister::lsp
