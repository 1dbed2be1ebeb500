// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/rename.hpp"
#include "frontend/words.hpp"
#include "lsp/calls.hpp"
#include "lsp/cat_manual.hpp"
#include "lsp/complaints.hpp"
#include <algorithm>
#include <filesystem>

namespace barrister::lsp {
namespace {

using frontend::Writing;

bool is_cat(Scene const& s) {
  return s.document->language == Language::Cat || s.document->language == Language::Bell;
}
std::vector<std::string> keywords_of(Scene const& s) {
  if (is_cat(s)) return frontend::keywords(Writing::Cat);
  auto out = frontend::keywords(Writing::Code);
  if (s.document->language == Language::Protocol) return out; // the words around C are names in it
  auto const condition = frontend::keywords(Writing::Condition);
  out.insert(out.end(), condition.begin(), condition.end());
  return out;
}
bool is_known_call(Scene const& s, std::string const& name) {
  if (is_cat(s)) return !manual_of_cat(name).sort.empty();
  return manual_of_primitive(name) ||
         (s.document->language == Language::Protocol && manual_of_world_call(name));
}

std::string why_not(Scene const& scene, Symbol const& symbol) {
  for (auto const& d : symbol.declared)
    if (!d.file.empty())
      return "'" + symbol.name + "' is declared in " + std::filesystem::path(d.file).filename().string() +
             ", which others use, too";
  if (!scene.index.is_whole) return "the text has an error: names are renamed where it has none";
  bool const is_process = symbol.sort == Sort::Task && scene.document->language == Language::Litmus;
  if (is_process) return "processes of a litmus test are P0, P1, and so on";
  bool const is_ambiguous = symbol.sort == Sort::Member && symbol.declared.size() > 1;
  if (is_ambiguous) return "several structs have a member '" + symbol.name + "'";
  if (!symbol.is_renamable && is_cat(scene))
    return symbol.sort == Sort::Constant
               ? "'" + symbol.name + "' is a tag, which other files name"
               : "what '" + symbol.name + "' means depends on a variant of the model";
  if (!symbol.is_renamable)
    return "a text that is replaced names one of several '" + symbol.name + "', and it is not known which";
  return {};
}

// The kind of word that a name is: one, and no keyword, and nothing that is known already.
std::string wrong_with(Scene const& scene, std::string const& to) {
  frontend::Source const source("", to);
  auto const words = words_in(source, {0, static_cast<std::uint32_t>(to.size())},
                              is_cat(scene) ? Writing::Cat : Writing::Code);
  auto const keywords = keywords_of(scene);
  if (std::ranges::find(keywords, to) != keywords.end()) return "'" + to + "' is a keyword";
  bool const is_name = words.size() == 1 && words[0].kind == frontend::Word::Kind::Name &&
                       words[0].span.end == to.size() && words[0].span.begin == 0;
  if (!is_name) return "'" + to + "' is no name";
  if (is_known_call(scene, to)) return "'" + to + "' has a meaning of its own";
  return {};
}

// Errors by what they say, with neither name in them.
std::vector<std::string> errors(Document const& d, OpenTexts const& open) {
  Sources sources(open);
  std::vector<std::string> out;
  for (auto const& one : complaints(d, sources, [] { return true; }))
    if (one.severity == frontend::Diagnostic::Severity::Error ||
        one.severity == frontend::Diagnostic::Severity::Unsupported)
      out.push_back(one.message);
  return out;
}

// Whether each name means in `after` what it meant in `before`.
bool is_same(Index const& before, Index const& after) {
  if (before.uses.size() != after.uses.size() || !after.is_whole) return false;
  std::map<SymbolId, SymbolId> to, from;
  for (std::size_t i = 0; i < before.uses.size(); ++i) {
    auto const a = before.uses[i].symbol, b = after.uses[i].symbol;
    if (to.try_emplace(a, b).first->second != b || from.try_emplace(b, a).first->second != a) return false;
  }
  return true;
}

} // namespace

Renamable can_rename(Scene const& scene, Position position) {
  auto const offset = scene.offset(position);
  if (auto const* use = scene.index.at(offset))
    return {why_not(scene, scene.index.symbols[use->symbol]), use->span};
  auto const where = word_at(scene, offset);
  auto const name = std::string(scene.text(where));
  if (name.empty()) return {"there is no name here", where};
  auto const keywords = keywords_of(scene);
  if (std::ranges::find(keywords, name) != keywords.end()) return {"'" + name + "' is a keyword", where};
  if (is_known_call(scene, name)) return {"'" + name + "' is not of this file: it is built in", where};
  return {"it is not known what '" + name + "' is", where};
}

Renamed rename(Scene const& scene, OpenTexts const& open, Position position, std::string const& to) {
  Renamed out;
  out.refused = can_rename(scene, position).refused;
  if (out.refused.empty()) out.refused = wrong_with(scene, to);
  if (!out.refused.empty()) return out;
  auto const symbol = scene.index.at(scene.offset(position))->symbol;
  for (auto const& use : scene.index.uses)
    if (use.symbol == symbol) out.places.push_back(use.span);
  auto text = scene.document->text.bytes();
  for (auto at = out.places.rbegin(); at != out.places.rend(); ++at)
    text.replace(at->begin, at->end - at->begin, to);
  Document renamed = *scene.document;
  renamed.text = Text(std::move(text));
  Sources sources(open);
  if (!is_same(scene.index, index_of(renamed, sources))) {
    out.refused = "with the name '" + to + "' some name would mean something else";
    return out;
  }
  auto const after = errors(renamed, open);
  if (!after.empty() && after.size() > errors(*scene.document, open).size())
    out.refused = "that would be an error: " + after.front();
  return out;
}

} // namespace barrister::lsp
