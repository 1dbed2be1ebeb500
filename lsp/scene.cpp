// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/scene.hpp"

namespace barrister::lsp {

Span word_at(Scene const& scene, std::uint32_t offset) {
  auto const& text = scene.document->text.bytes();
  bool const is_cat = scene.document->language == Language::Cat || scene.document->language == Language::Bell;
  auto const is_part = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (is_cat && (c == '-' || c == '.'));
  };
  auto begin = offset, end = offset;
  while (begin > 0 && is_part(text[begin - 1])) --begin;
  while (end < text.size() && is_part(text[end])) ++end;
  return {begin, end};
}

char const* word(Sort sort) {
  switch (sort) {
  case Sort::Shared: return "shared variable";
  case Sort::Owned: return "owned variable";
  case Sort::Ghost: return "ghost";
  case Sort::Local: return "local variable";
  case Sort::Parameter: return "parameter";
  case Sort::Bound: return "bound name";
  case Sort::Function: return "function";
  case Sort::Hook: return "hook";
  case Sort::Task: return "task";
  case Sort::Interrupt: return "interrupt";
  case Sort::Agent: return "agent";
  case Sort::Struct: return "struct";
  case Sort::Enum: return "enum";
  case Sort::Member: return "member";
  case Sort::Constant: return "constant";
  case Sort::Label: return "label";
  case Sort::Start: return "start";
  case Sort::Claim: return "claim";
  case Sort::Variant: return "variant";
  case Sort::Definition: return "definition";
  case Sort::CatParameter: return "parameter";
  case Sort::Procedure: return "procedure";
  case Sort::Axiom: return "check";
  }
  return "";
}

} // namespace barrister::lsp
