// SPDX-License-Identifier: BSD-2-Clause
// Protocol files for tests. What `use` finds is given as pairs of name and text.
#pragma once
#include "frontend/protocol.hpp"
#include "frontend/protocol/print.hpp"
#include <gtest/gtest.h>
#include <map>

namespace barrister::frontend {

using Libraries = std::map<std::string, std::string>;

inline std::optional<ProtocolFile> parse(std::string const& text, Diagnostics& diagnostics,
                                         Libraries const& libraries = {}) {
  auto const find = [&](std::string const& name) -> std::optional<Source> {
    auto const at = libraries.find(name);
    return at == libraries.end() ? std::nullopt : std::optional(Source(name + ".protocol", at->second));
  };
  return parse_protocol(Source("t.protocol", text), find, diagnostics);
}
// A variant that has no errors; without a name, the last one.
inline Protocol load(std::string const& text, std::string variant = {}, Libraries const& libraries = {}) {
  Diagnostics diagnostics;
  auto const file = parse(text, diagnostics, libraries);
  if (file && variant.empty()) variant = file->variants.back().name;
  auto protocol = file ? resolve(*file, variant, diagnostics) : std::nullopt;
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  return protocol.value_or(Protocol{});
}
// What is said about all variants.
inline std::string complaints(std::string const& text, Libraries const& libraries = {}) {
  Diagnostics diagnostics;
  auto const file = parse(text, diagnostics, libraries);
  for (std::size_t i = 0; file && i < file->variants.size(); ++i)
    resolve(*file, file->variants[i].name, diagnostics);
  std::string out;
  for (auto const& d : diagnostics.all()) out += to_string(d);
  return out;
}
inline std::string const small_world = "protocol t;\nworld { cpu 0, 1; task a on 0; task b; }\n";
// The code of the task a, as it is lowered, of a protocol with these declarations.
inline std::string lowered(std::string const& body, std::string const& declarations = {}) {
  auto const all = protocol::print(load(small_world + declarations + "task a {\n" + body + "\n}\n"));
  auto const begin = all.find("\na\n"), end = all.find("\nstart ");
  return begin == all.npos || end == all.npos ? all : all.substr(begin + 3, end - begin - 2);
}
// What is wrong with that.
inline std::string wrong(std::string const& body, std::string const& declarations = {}) {
  return complaints(small_world + declarations + "task a {\n" + body + "\n}\n");
}

} // namespace barrister::frontend
