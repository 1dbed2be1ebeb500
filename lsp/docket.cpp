// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/docket.hpp"
#include <algorithm>
#include <stdexcept>

namespace barrister::lsp {
namespace {

struct Named {
  Checkable::Kind kind;
  std::string_view word;
};
constexpr Named kinds[] = {{Checkable::Kind::Test, "test"},
                           {Checkable::Kind::Property, "property"},
                           {Checkable::Kind::Variant, "variant"}};

std::vector<Case> cases(Scene const& scene, Checkable const& c) {
  std::vector<Case> out;
  for (auto const& model : scene.index.models) out.push_back({scene.document->uri, c.kind, c.name, model});
  return out;
}

char const* mark(Ruling::Outcome outcome) {
  switch (outcome) {
  case Ruling::Outcome::Good: return "\u2713 ";
  case Ruling::Outcome::Violated: return "\u2717 ";
  case Ruling::Outcome::Unknown:
  case Ruling::Outcome::BadInput: return "? ";
  }
  return "";
}

} // namespace

std::string Case::key() const { return dumped(*this); }

void to_json(Json& j, Case const& c) {
  auto const at = std::ranges::find(kinds, c.kind, &Named::kind);
  j = {{"uri", c.uri}, {"kind", at->word}, {"name", c.name}, {"model", c.model}};
}
void from_json(Json const& j, Case& c) {
  auto const at = std::ranges::find(kinds, j.at("kind").get<std::string>(), &Named::word);
  if (at == std::end(kinds)) throw std::invalid_argument("a kind is test, property or variant");
  c = {j.at("uri"), at->kind, j.at("name"), j.at("model")};
}

Docket::Entry Docket::find(Case const& c) {
  std::lock_guard const lock(mutex_);
  auto const at = entries_.find(c.key());
  return at == entries_.end() ? Entry{} : at->second;
}

void Docket::begins(Case const& c) {
  std::lock_guard const lock(mutex_);
  entries_[c.key()].is_running = true;
}
void Docket::ends(Case const& c) {
  std::lock_guard const lock(mutex_);
  entries_[c.key()].is_running = false;
}
void Docket::rules(Case const& c, std::string text, Ruling ruling) {
  std::lock_guard const lock(mutex_);
  entries_[c.key()] = {false, std::move(ruling), std::move(text)};
}

Json Docket::lenses(Scene const& scene) {
  auto out = Json::array();
  for (auto const& c : scene.index.checkable)
    for (auto const& one : cases(scene, c)) {
      auto const entry = find(one);
      bool const is_of_text = entry.ruling && entry.text == scene.document->text.bytes();
      std::string title = "check under " + one.model, command = "barrister.check";
      if (entry.is_running) {
        title = "checking under " + one.model + " \u2026 (cancel)";
        command = "barrister.cancel";
      } else if (is_of_text) {
        title = mark(entry.ruling->outcome) + entry.ruling->verdict + " under " + one.model;
      } else if (entry.ruling) {
        title += " (before the edit: " + entry.ruling->verdict + ")";
      }
      out.push_back({{"range", scene.range(c.span)},
                     {"command", {{"title", title}, {"command", command}, {"arguments", {one}}}}});
    }
  return out;
}

std::vector<Json> Docket::remarks(Scene const& scene) {
  std::vector<Json> out;
  for (auto const& c : scene.index.checkable)
    for (auto const& one : cases(scene, c)) {
      auto const entry = find(one);
      if (!entry.ruling || entry.text != scene.document->text.bytes()) continue;
      using Outcome = Ruling::Outcome;
      if (entry.ruling->outcome == Outcome::Good) continue;
      int const severity = entry.ruling->outcome == Outcome::Violated ? 1 : 2;
      out.push_back({{"range", scene.range(c.span)},
                     {"severity", severity},
                     {"source", "barrister"},
                     {"code", one.model},
                     {"message", one.name + ": " + entry.ruling->verdict + " under " + one.model}});
    }
  return out;
}

} // namespace barrister::lsp
