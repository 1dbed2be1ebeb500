// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_answer.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string agents(Protocol const& protocol, Claim const& claim) {
  auto const is_in = [](std::vector<std::string> const& agents, std::string const& agent) {
    return std::ranges::find(agents, agent) != agents.end();
  };
  std::vector<std::pair<std::string, unsigned>> acts;
  auto any_number = claim.any_times;
  for (auto const& context : protocol.contexts) {
    if (context.kind != Context::Kind::Act || is_in(claim.without, context.agent) ||
        is_in(claim.any_times, context.agent))
      continue;
    if (context.is_unbounded) {
      if (!is_in(any_number, context.agent)) any_number.push_back(context.agent);
      continue;
    }
    auto const at = std::ranges::find(acts, context.agent, [](auto const& a) { return a.first; });
    ++(at == acts.end() ? acts.emplace_back(context.agent, 0) : *at).second;
  }
  std::string text, bounded;
  for (auto const& agent : any_number) text += (text.empty() ? "for any number of " : ", ") + agent;
  for (auto const& [name, count] : acts)
    bounded += fmt::format("{}{} {}", bounded.empty() ? "at most " : ", ", count, name);
  if (!bounded.empty()) text += (text.empty() ? "for " : ", and ") + bounded;
  return text;
}

std::string starts(Protocol const& protocol, std::vector<std::uint32_t> const& from) {
  constexpr std::size_t most_named = 4;
  std::vector<std::string> names;
  auto const add = [&](Start const& s) {
    if (std::ranges::find(names, s.name) == names.end()) names.push_back(s.name);
  };
  if (from.empty())
    for (auto const& s : protocol.starts) add(s);
  for (auto const s : from) add(protocol.starts[s]);
  if (names.size() > most_named || (from.empty() && names.size() > 1))
    return "from " + count_of(names.size(), "start");
  if (from.empty() && protocol.starts.size() == 1 && protocol.starts.front().sentence.empty())
    return ""; // none is declared
  std::string text;
  for (auto const& name : names) text += (text.empty() ? "from " : ", ") + name;
  return text;
}

} // namespace

std::string environment(Protocol const& protocol, Claim const& claim) {
  auto text = agents(protocol, claim);
  auto const from = starts(protocol, claim.from);
  if (!from.empty()) text += (text.empty() ? "" : "; ") + from;
  return text;
}
std::string environment(Protocol const& protocol) { return environment(protocol, Claim()); }

} // namespace barrister::cli
