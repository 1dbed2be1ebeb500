// SPDX-License-Identifier: BSD-2-Clause
// Where a name is declared, and where it is meant.
#include "lsp/scene.hpp"
#include "lsp/uri.hpp"

namespace barrister::lsp {
namespace {

std::optional<std::string> uri_of_file(Scene const& scene, Shelf const& shelf, std::string const& name) {
  auto const at = scene.sources.read().find(name);
  bool const is_shipped = at != scene.sources.read().end() && at->second.is_shipped;
  auto const path = is_shipped ? shelf.path_of(name) : std::optional(name);
  return path ? std::optional(uri_of(*path)) : std::nullopt;
}

Json location(Scene const& scene, Shelf const& shelf, Declared const& d) {
  if (d.file.empty()) return {{"uri", scene.document->uri}, {"range", scene.range(d.name)}};
  auto const uri = uri_of_file(scene, shelf, d.file);
  if (!uri) return nullptr;
  Text const text(scene.sources.read().at(d.file).text);
  return {{"uri", *uri},
          {"range",
           Range{text.position(d.name.begin, scene.encoding), text.position(d.name.end, scene.encoding)}}};
}

} // namespace

Json definition(Scene const& scene, Shelf const& shelf, Position position) {
  auto const offset = scene.offset(position);
  auto out = Json::array();
  for (auto const& [span, file] : scene.index.files) {
    if (offset < span.begin || offset > span.end) continue;
    if (auto const uri = uri_of_file(scene, shelf, file)) out.push_back({{"uri", *uri}, {"range", Range{}}});
  }
  if (auto const* use = scene.index.at(offset); use && out.empty())
    for (auto const& d : scene.index.symbols[use->symbol].declared)
      if (auto place = location(scene, shelf, d); !place.is_null()) out.push_back(std::move(place));
  return out.empty() ? Json() : out;
}

Json references(Scene const& scene, Position position, bool with_declarations) {
  auto out = Json::array();
  if (auto const* use = scene.index.at(scene.offset(position)))
    for (auto const& other : scene.index.uses)
      if (other.symbol == use->symbol && (with_declarations || !other.is_declaration))
        out.push_back({{"uri", scene.document->uri}, {"range", scene.range(other.span)}});
  return out;
}

Json highlights(Scene const& scene, Position position) {
  auto out = Json::array();
  if (auto const* use = scene.index.at(scene.offset(position)))
    for (auto const& other : scene.index.uses)
      if (other.symbol == use->symbol) out.push_back({{"range", scene.range(other.span)}});
  return out;
}

} // namespace barrister::lsp
