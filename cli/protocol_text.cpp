// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_text.hpp"
#include "cli/inputs.hpp"
#include "cli/protocols.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {

std::optional<ProtocolText> protocol_text(std::string const& file, std::string text, std::string const& name,
                                          std::ostream& err) {
  frontend::Diagnostics diagnostics;
  auto protocol = frontend::parse_protocol(frontend::Source(name, text), library_for(file), diagnostics);
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!protocol) return std::nullopt;
  ProtocolText out{file, std::move(text), std::move(*protocol), {}};
  for (auto const& v : out.protocol.variants) out.variants.push_back(v.name);
  return out;
}

std::optional<ProtocolText> protocol_text(std::string const& file, std::ostream& err) {
  if (auto text = read_input(file)) return protocol_text(file, std::move(*text), shown_name(file), err);
  frontend::Diagnostics diagnostics;
  diagnostics.unreadable(shown_name(file));
  for (auto const& d : diagnostics.all()) err << to_string(d);
  return std::nullopt;
}

void say_which_variant(ProtocolText const& of, std::ostream& err) {
  err << fmt::format("{}: which variant?\n    hint: --variant {}; there are {}\n", printed_name(of.file),
                     of.variants.front(), fmt::join(of.variants, ", "));
}

std::vector<std::string> chosen_variants(ProtocolText const& of, std::vector<std::string> const& asked,
                                         std::ostream& err) {
  auto const& names = of.variants;
  auto const& chosen = asked.empty() && names.size() == 1 ? names : asked;
  if (chosen.empty()) say_which_variant(of, err);
  if (!are_known(shown_name(of.file), "variant", chosen, names, err)) return {};
  return chosen;
}

bool are_known(std::string const& file, char const* what, std::vector<std::string> const& chosen,
               std::vector<std::string> const& known, std::ostream& err) {
  bool all = true;
  for (auto const& name : chosen) {
    if (std::ranges::find(known, name) != known.end()) continue;
    all = false;
    err << fmt::format("barrister: {} has no {} '{}'\n", printed_name(file), what, name);
    if (auto const meant = frontend::nearest(name, known))
      err << fmt::format("    hint: did you mean '{}'?\n", *meant);
    else if (!known.empty())
      err << fmt::format("    hint: there {} {}\n", known.size() == 1 ? "is" : "are", fmt::join(known, ", "));
  }
  return all;
}

} // namespace barrister::cli
