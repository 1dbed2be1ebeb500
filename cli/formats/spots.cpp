// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/spots.hpp"
#include "cli/formats/utf8.hpp"
#include "cli/glyphs.hpp"
#include "cli/inputs.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include <algorithm>
#include <sstream>

namespace barrister::cli {
namespace {

constexpr char const* library = "spec/kernel/";

std::optional<std::string> shipped(std::string const& file) {
  if (!file.starts_with(library)) return std::nullopt;
  auto const& all = shipped_protocols();
  auto const at = std::ranges::find(all, file.substr(std::string(library).size()), &ShippedFile::name);
  return at == all.end() ? std::nullopt : std::optional(std::string(at->text));
}

std::string line_of(std::string const& text, std::uint32_t number) {
  std::istringstream in(text);
  std::string line;
  while (number > 0 && std::getline(in, line)) --number;
  return number == 0 ? line : "";
}

} // namespace

std::optional<std::string> const& Spots::text_of(std::string const& file) {
  auto const [at, is_new] = texts_.try_emplace(file);
  if (is_new) at->second = shipped(file);
  if (is_new && !at->second) at->second = read_input(file == shown_name("-") ? "-" : file);
  return at->second;
}

Spot Spots::of(std::string const& file, std::uint32_t line, std::uint32_t byte) {
  if (file.empty() || line == 0) return beginning_of(file);
  Spot out{file, line, std::max(byte, 1U), shipped(file).has_value()};
  if (auto const& text = text_of(file)) {
    auto const before = line_of(*text, line).substr(0, out.column - 1);
    if (before.size() + 1 == out.column)
      out.column = static_cast<std::uint32_t>(columns_of(clean_utf8(before))) + 1;
  }
  return out;
}
Spot Spots::of(Place const& place) { return of(place.file ? *place.file : "", place.line, place.column); }

Spot Spots::beginning_of(std::string const& file) {
  return file.empty() ? Spot{} : Spot{file, 1, 1, shipped(file).has_value()};
}

} // namespace barrister::cli
