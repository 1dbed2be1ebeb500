// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/json.hpp"
#include <stdexcept>

namespace barrister::lsp {
namespace {

constexpr int deepest = 100; // LSP has some ten levels, and each costs memory

bool is_too_deep(std::string const& text) {
  int depth = 0;
  bool is_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (is_string) {
      if (c == '\\') ++i;
      is_string = c != '"';
    } else if (c == '"') {
      is_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

} // namespace

void to_json(Json& j, Position const& p) { j = {{"line", p.line}, {"character", p.character}}; }
void to_json(Json& j, Range const& r) { j = {{"start", r.start}, {"end", r.end}}; }
void from_json(Json const& j, Position& p) {
  // Some clients say "the end" by a number beyond what is held here.
  auto const number = [&](char const* name) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(j.at(name).get<std::uint64_t>(), 0x7fffffff));
  };
  if (j.at("line").is_number_float() || j.at("character").is_number_float() || j.at("line") < 0 ||
      j.at("character") < 0)
    throw std::invalid_argument("a position is of whole numbers from 0 on");
  p = {number("line"), number("character")};
}
void from_json(Json const& j, Range& r) { r = {j.at("start").get<Position>(), j.at("end").get<Position>()}; }

std::string dumped(Json const& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parsed(std::string const& text, std::string& problem) {
  if (is_too_deep(text)) {
    problem = "JSON of more than " + std::to_string(deepest) + " levels";
    return Json::value_t::discarded;
  }
  auto out = Json::parse(text, nullptr, false);
  if (out.is_discarded()) problem = "this is no JSON";
  return out;
}

} // namespace barrister::lsp
