// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/calls.hpp"
#include "lsp/cat_manual.hpp"
#include "lsp/library.hpp"
#include "lsp/scene.hpp"
#include <filesystem>

namespace barrister::lsp {
namespace {

// What each sort of name is, where the name of the sort does not say it.
char const* about(Sort sort) {
  switch (sort) {
  case Sort::Shared: return "memory: whoever reads and writes it makes an access, which the model orders";
  case Sort::Owned: return "touched by its own CPU's or task's code alone: no access, and no ordering";
  case Sort::Ghost: return "code writes it, claims alone read it: no access, and no ordering";
  case Sort::Hook: return "who uses the file may define it; where nobody does, a call of it does nothing";
  case Sort::Agent: return "part of the environment: each of its acts may happen, or not, at any time";
  case Sort::Bound: return "stands for each CPU, or each task, in turn";
  case Sort::Label: return "a claim can ask `reached(…)` of it";
  case Sort::Start: return "every state that satisfies it is one to begin from";
  default: return "";
  }
}

std::string block(Language language, std::string const& code) {
  bool const is_cat = language == Language::Cat || language == Language::Bell;
  return "```" + std::string(is_cat ? "ocaml" : "c") + "\n" + code + "\n```";
}
std::string dedented(std::string const& text) {
  auto const first = text.find_first_not_of(" \t");
  return first == text.npos ? "" : text.substr(first);
}

std::string of_symbol(Scene const& scene, Symbol const& symbol) {
  std::string out = "**" + std::string(word(symbol.sort)) + "** `" + symbol.name + "`";
  if (!symbol.within.empty()) out += " of `" + symbol.within + "`";
  if (auto const* const more = about(symbol.sort); *more) out += " – " + std::string(more);
  constexpr std::size_t most = 3; // of the places where it is declared
  for (std::size_t i = 0; i < symbol.declared.size() && i < most; ++i) {
    auto const& d = symbol.declared[i];
    if (!d.shown.empty()) out += "\n\n" + block(scene.document->language, dedented(d.shown));
    if (!d.comment.empty()) out += "\n\n" + d.comment;
    if (!d.file.empty()) out += "\n\n*" + std::filesystem::path(d.file).filename().string() + "*";
  }
  if (symbol.declared.size() > most)
    out += "\n\nand " + std::to_string(symbol.declared.size() - most) + " more declarations";
  // A part of the library says at its head which source of the kernel it models.
  if (auto const& file = symbol.declared.front().file; file.starts_with("spec/kernel/"))
    out += ": " + about_library(std::filesystem::path(file).stem().string());
  return out;
}
std::string of_call(CallManual const& m) {
  std::string out = block(Language::Litmus, m.written) + "\n\n" + m.does;
  if (!m.orders.empty()) out += "\n\n**Orders** " + m.orders;
  if (!m.source.empty()) out += "\n\n*" + m.source + "*";
  return out;
}

std::string text_for(Scene const& scene, Span where) {
  auto const name = std::string(scene.text(where));
  if (scene.document->language == Language::Cat || scene.document->language == Language::Bell) {
    auto const m = manual_of_cat(name);
    return m.sort.empty() ? "" : "**" + m.sort + "** `" + name + "`\n\n" + m.says;
  }
  if (scene.document->language == Language::Protocol)
    if (auto const m = manual_of_world_call(name)) return of_call(*m);
  if (auto const m = manual_of_primitive(name)) return of_call(*m);
  return {};
}

} // namespace

Json hover(Scene const& scene, Position position) {
  auto const offset = scene.offset(position);
  auto const answer = [&](std::string const& text, Span where) -> Json {
    return {{"contents", {{"kind", "markdown"}, {"value", text}}}, {"range", scene.range(where)}};
  };
  for (auto const& [span, file] : scene.index.files)
    if (offset >= span.begin && offset <= span.end)
      return answer("`" + file + "`\n\n" + about_library(std::filesystem::path(file).stem().string()), span);
  if (auto const* use = scene.index.at(offset))
    return answer(of_symbol(scene, scene.index.symbols[use->symbol]), use->span);
  auto const where = word_at(scene, offset);
  auto const text = text_for(scene, where);
  return text.empty() ? Json() : answer(text, where);
}

} // namespace barrister::lsp
