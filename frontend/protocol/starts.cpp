// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/starts.hpp"
#include "frontend/protocol/satisfy.hpp"
#include <algorithm>
#include <limits>

namespace barrister::frontend::protocol {
namespace {

constexpr auto uncountable = std::numeric_limits<std::uint64_t>::max();

// Numbers of states, of which the greatest stands for all that are more.
std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  std::uint64_t out = 0;
  return __builtin_add_overflow(a, b, &out) ? uncountable : out;
}
std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t out = 0;
  return __builtin_mul_overflow(a, b, &out) ? uncountable : out;
}
std::uint64_t states_in(Known const& box) {
  std::uint64_t out = 1;
  for (auto const& [id, value] : box) out = product(out, count_of(value));
  return out;
}

struct Found {
  std::vector<Known> boxes; // each says of all that the start speaks of what it may be
  std::uint64_t states = 0;
  std::optional<std::size_t> broken; // an invariant
  bool is_whole = true;
};

Found find(Constraint const& wanted, std::vector<Constraint> const& invariants, Unknowns& unknowns) {
  auto satisfied = satisfying(wanted.probe, unknowns);
  std::vector<Probe const*> probes;
  for (auto const& i : invariants) probes.push_back(&i.probe);
  Found out;
  out.is_whole = satisfied.is_whole;
  for (auto& box : satisfied.boxes) {
    for (auto const id : satisfied.spoken_of) box.try_emplace(id, unknowns.any(id));
    auto kept = keeping(probes, box, unknowns);
    out.is_whole = out.is_whole && kept.is_whole;
    if (kept.broken) out.broken = kept.broken;
    for (auto& one : kept.boxes) {
      out.states = sum(out.states, states_in(one));
      out.boxes.push_back(std::move(one));
    }
  }
  return out;
}

using Assignment = std::map<UnknownId, Value>;

std::vector<Assignment> assignments(Known const& box) {
  std::vector<Assignment> out{{}};
  for (auto const& [id, value] : box) {
    auto values = value.some;
    if (value.between)
      for (auto n = value.between->low;; ++n) {
        values.push_back(number(n));
        if (n == value.between->high) break;
      }
    std::vector<Assignment> longer;
    for (auto const& before : out)
      for (auto const& v : values) {
        longer.push_back(before);
        longer.back()[id] = v;
      }
    out = std::move(longer);
  }
  return out;
}

Start make(Constraint const& c, Assignment const& assignment, Unknowns const& unknowns,
           Source const& source) {
  Start out{c.name, c.sentence, source.place(c.span.begin), {}, {}};
  for (auto const& [id, v] : assignment) {
    if (v == unknowns.initial(id)) continue;
    auto const& at = unknowns.looked(id);
    if (at.cell.is_address())
      out.cells.emplace_back(at.cell, v);
    else
      out.owned.push_back({at.variable, at.owner, v});
  }
  std::ranges::sort(out.cells);
  std::ranges::sort(out.owned, {}, [](Start::Owned const& o) { return std::pair(o.variable, o.owner); });
  return out;
}

// What has several values in the states that were found.
std::vector<std::string> left_open(std::vector<Known> const& boxes, Unknowns const& unknowns) {
  std::vector<std::string> names;
  for (auto const& [id, first] : boxes.front()) {
    bool const is_open = std::ranges::any_of(boxes, [&, id = id, &first = first](Known const& box) {
      auto const& value = box.at(id);
      return !value.is_one() || value.some != first.some;
    });
    if (is_open) names.push_back(unknowns.name(id));
  }
  return names;
}
// "x", "x and y", "x, y and 3 more".
std::string in_words(std::vector<std::string> names) {
  constexpr std::size_t most_named = 3;
  if (names.size() > most_named) {
    auto const more = std::to_string(names.size() - most_named + 1) + " more";
    names.resize(most_named - 1);
    names.push_back(more);
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}
std::string how_many(Found const& found) {
  if (found.states == uncountable) return "2^64 or more";
  return (found.is_whole ? "" : "more than ") + std::to_string(found.states);
}

} // namespace

std::vector<Start> find_starts(std::vector<Constraint> const& starts,
                               std::vector<Constraint> const& invariants, Protocol const& protocol,
                               litmus::Objects const& objects, litmus::Structs const& structs,
                               Enums const& enums, Source const& source, Diagnostics& diagnostics) {
  std::vector<Start> out;
  for (auto const& s : starts) {
    Unknowns unknowns(protocol, objects, structs, enums);
    auto const found = find(s, invariants, unknowns);
    if (found.states > most_starts) {
      auto const open = left_open(found.boxes, unknowns);
      diagnostics.error(source, s.span,
                        "'" + s.name + "' leaves open what " + in_words(open) +
                            (open.size() > 1 ? " are: " : " is: ") + how_many(found) +
                            " states satisfy it, and at most " + std::to_string(most_starts) + " are tried",
                        "name the values, as in '" + open[0] + " == 1 || " + open[0] +
                            " == 2', or declare a type that has few: bool, u8, an enum");
    } else if (!found.is_whole) {
      diagnostics.error(source, s.span, "it takes too long to find all states that satisfy '" + s.name + "'",
                        "say first which values are possible, as in 'x >= 0 && x <= 7 && x * x == 49'");
    } else if (found.boxes.empty() && found.broken) {
      auto const& broken = invariants[*found.broken];
      diagnostics.error(source, s.span, "what satisfies '" + s.name + "' breaks an invariant",
                        broken.sentence.empty() ? "" : "\"" + broken.sentence + "\"");
      diagnostics.note(source, broken.span, "this one");
    } else if (found.boxes.empty()) {
      diagnostics.error(
          source, s.span, "no initial state satisfies '" + s.name + "'",
          "an enum is one of its names; a pointer is NULL, or points to what the file declares");
    } else {
      for (auto const& box : found.boxes)
        for (auto const& one : assignments(box)) out.push_back(make(s, one, unknowns, source));
    }
  }
  return out;
}

} // namespace barrister::frontend::protocol
