// SPDX-License-Identifier: BSD-2-Clause
#include "solver/encode/gates.hpp"
#include <algorithm>
#include <cstdlib>

namespace barrister::solver {
namespace {

// A clause of thousands of literals is looked through for each of them when the solver tries to eliminate it.
constexpr std::size_t widest = 64;

} // namespace

Literal Gates::all(std::vector<Literal> parts) {
  std::ranges::sort(parts);
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::erase(parts, always);
  for (auto l : parts)
    if (l == never || std::ranges::binary_search(parts, -l)) return never;
  if (parts.empty()) return always;
  if (parts.size() == 1) return parts[0];
  if (parts.size() > widest) {
    std::vector<Literal> groups;
    for (std::size_t i = 0; i < parts.size(); i += widest)
      groups.push_back(
          all({parts.begin() + static_cast<std::ptrdiff_t>(i),
               parts.begin() + static_cast<std::ptrdiff_t>(std::min(i + widest, parts.size()))}));
    return all(std::move(groups));
  }
  auto [at, is_new] = made_.try_emplace(parts, 0);
  if (!is_new) return at->second;
  auto const gate = at->second = sat_.fresh();
  std::vector<Literal> back{gate};
  for (auto l : parts) {
    sat_.require({-gate, l});
    back.push_back(-l);
  }
  sat_.require(back);
  implied_[gate] = parts;
  conjunctions_.insert(gate);
  return gate;
}

std::vector<Literal> const& Gates::implied(Literal l) const {
  static std::vector<Literal> const nothing;
  auto const at = implied_.find(l);
  return at == implied_.end() ? nothing : at->second;
}

Literal Gates::any(std::vector<Literal> parts) {
  for (auto& l : parts) l = -l;
  return -all(std::move(parts));
}

Literal Gates::differ(Literal a, Literal b) { return choose(a, -b, b); }

Literal Gates::choose(Literal condition, Literal yes, Literal no) {
  if (condition == always || yes == no) return yes;
  if (condition == never) return no;
  if (condition < 0) return choose(-condition, no, yes);
  if (yes == always || yes == condition) return either(condition, no);
  if (yes == never || yes == -condition) return both(-condition, no);
  if (no == always || no == -condition) return either(-condition, yes);
  if (no == never || no == condition) return both(condition, yes);
  if (yes < 0) return -choose(condition, -yes, -no);
  if (yes == -no && yes < condition) return -choose(yes, -condition, condition);
  auto [at, is_new] = chosen_.try_emplace({condition, yes, no}, 0);
  if (!is_new) return at->second;
  auto const gate = at->second = sat_.fresh();
  sat_.require({-condition, -yes, gate});
  sat_.require({-condition, yes, -gate});
  sat_.require({condition, -no, gate});
  sat_.require({condition, no, -gate});
  meaning_[gate] = {{condition, yes}, {-condition, no}};
  return gate;
}

std::optional<bool> Gates::value(Literal l) const {
  if (sat_.has_value(l)) return sat_.value(l);
  auto const positive = std::abs(l);
  std::optional<bool> out;
  if (is_conjunction(positive)) {
    out = true;
    for (auto part : implied(positive)) {
      auto const one = value(part);
      if (!one) return std::nullopt;
      out = *out && *one;
    }
  } else if (auto const at = meaning_.find(positive); at != meaning_.end()) {
    out = false;
    for (auto const& [first, second] : at->second) {
      auto const one = value(first), other = value(second);
      if (!one || !other) return std::nullopt;
      out = *out || (*one && *other);
    }
  }
  return out && l < 0 ? !*out : out;
}

std::map<Literal, Gates::Definition> Gates::definitions() const {
  std::map<Literal, Definition> out;
  for (auto const& [parts, gate] : made_) out[gate] = {false, parts};
  for (auto const& [parts, gate] : chosen_) out[gate] = {true, {parts.begin(), parts.end()}};
  return out;
}

void Gates::exactly_one_if(Literal condition, std::vector<Literal> const& choices) {
  auto some = choices;
  some.push_back(-condition);
  sat_.require(some);
  for (std::size_t i = 0; i < choices.size(); ++i)
    for (std::size_t j = i + 1; j < choices.size(); ++j) sat_.require({-choices[i], -choices[j]});
}

} // namespace barrister::solver
