// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/diff_protocols.hpp"
#include "cli/flags.hpp"
#include "cli/race.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_trace.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

namespace barrister::cli {
namespace {

using Kind = Changes::Kind;

// Claims of one name are told apart by their number.
using Claims = std::map<std::pair<std::string, std::size_t>, ClaimAnswer const*>;
Claims claims_of(ProtocolAnswer const& answer) {
  Claims out;
  std::map<std::string, std::size_t> seen;
  for (auto const& a : answer.claims) out[{a.question.claim.name, seen[a.question.claim.name]++}] = &a;
  return out;
}

// What a claim asks, whatever numbers things have.
auto asked_by(Protocol const& p, Claim const& c) {
  std::set<std::string> starts;
  for (auto s : c.from) starts.insert(p.starts[s].name);
  auto const who = c.kind == Claim::Kind::Terminates ? p.contexts[c.context].name : std::string();
  return std::tuple(c.kind, c.wording.text, who, starts, c.without, c.any_times);
}

// Asked of every text that has plain accesses: of one that has none, it holds.
bool is_of_races(ClaimAnswer const& a) { return a.question.claim.name == "races"; }
constexpr auto no_plain_access = "no plain access";
std::string trace_of(Protocol const& protocol, ClaimAnswer const& a, std::size_t width) {
  return a.race
             ? "\n" +
                   report_race(in_words(world_of(protocol, a.question.claim), *a.verdict.execution, *a.race),
                               width) +
                   report_trace(protocol, a, width)
             : report_trace(protocol, a, width);
}

bool is_kept(ClaimAnswer const& a) {
  auto const now = standing(a.verdict);
  return now == Standing::Holds || now == Standing::Bounded;
}
// What held, and is not asked any more, may be broken; a model that does not ask flags nothing.
Kind not_compared(ClaimAnswer const& before, Sides const& sides) {
  return is_kept(before) && !sides.are_models ? Kind::Unclear : Kind::Other;
}
// What is claimed now, and does not hold, is broken, whatever was claimed.
Kind of_new(ClaimAnswer const& a) {
  return is_kept(a) ? Kind::Other : kind_of(Standing::Holds, standing(a.verdict));
}
Kind of_another(ClaimAnswer const& before, ClaimAnswer const& now, Sides const& sides) {
  auto const kind = of_new(now);
  return kind == Kind::Other || !is_kept(before) ? not_compared(before, sides) : kind;
}

// What stands in the world, and differs: where something runs, and how often an agent acts.
std::vector<std::string> worlds_compared(Protocol const& before, Protocol const& after) {
  struct Part {
    std::vector<CpuId> cpus;
    std::size_t times = 0;
    bool operator==(Part const&) const = default;
  };
  auto const parts = [](Protocol const& p) {
    std::map<std::string, Part> out;
    for (auto const& c : p.contexts) {
      auto& part = out[(c.kind == Context::Kind::Act ? "agent " + c.agent : "task " + c.name)];
      if (c.kind == Context::Kind::Interrupt) continue;
      ++part.times;
      part.cpus = c.cpus;
    }
    std::erase_if(out, [](auto const& one) { return one.second.times == 0; });
    return out;
  };
  auto const in_words = [](Part const& part) {
    return fmt::format("{} on CPU {}", part.times == 1 ? "once" : fmt::format("{} times", part.times),
                       fmt::join(part.cpus, ", "));
  };
  auto const was = parts(before), is = parts(after);
  std::vector<std::string> out;
  for (auto const& [name, part] : was)
    if (auto const now = is.find(name); now == is.end())
      out.push_back(name + " is gone");
    else if (!(now->second == part))
      out.push_back(fmt::format("{}: before, {}; now, {}", name, in_words(part), in_words(now->second)));
  for (auto const& [name, part] : is)
    if (!was.contains(name)) out.push_back(name + " is new");
  return out;
}

std::string only_asked_now(Sides const& sides, std::string const& claim) {
  return sides.are_models ? fmt::format("{} alone: {}: ", sides.is, claim) : claim + " is new: ";
}
std::string only_asked_then(Sides const& sides, std::string const& claim) {
  return sides.are_models ? fmt::format("{} alone: {}: ", sides.was, claim) : claim + " is gone: it was: ";
}

} // namespace

Changes compare(AskedVariants::Result const& before, AskedVariants::Result const& after, Sides const& sides,
                std::size_t width) {
  Changes out;
  out.sides = sides;
  if (!before.answer.unknown.empty() || !after.answer.unknown.empty()) {
    out.add(Kind::Unclear,
            "nothing is known: " + (before.answer.unknown.empty() ? after : before).answer.unknown);
    return out;
  }
  bool const was_faulty = before.answer.fault.has_value(), is_faulty = after.answer.fault.has_value();
  if (was_faulty != is_faulty)
    out.add(is_faulty ? Kind::Broken : Kind::Fixed,
            (is_faulty ? sides.only_is() : sides.only_was()) + ": what has no meaning can happen");
  if (was_faulty && is_faulty)
    out.add(Kind::Unclear, "what has no meaning can happen in both: claims are not compared");
  if (was_faulty || is_faulty) return out; // nothing else is said beside it
  if (!sides.are_models)
    for (auto const& words : worlds_compared(*before.protocol, *after.protocol)) out.add(Kind::Other, words);
  auto const was = claims_of(before.answer), is = claims_of(after.answer);
  for (auto const& [key, a] : is) {
    auto const now = verdict_in_words(*a);
    auto const old = was.find(key);
    if (old == was.end() && is_of_races(*a) && !sides.are_models) {
      auto const kind = kind_of(Standing::Holds, standing(a->verdict));
      out.add(kind, fmt::format("races: {}", sides.both(no_plain_access, now)),
              kind == Kind::Broken ? trace_of(*after.protocol, *a, width) : "");
      continue;
    }
    if (old == was.end()) {
      out.add(of_new(*a), only_asked_now(sides, key.first) + now,
              sides.are_models             ? report_trace(*after.protocol, *a, width)
              : of_new(*a) == Kind::Broken ? trace_of(*after.protocol, *a, width)
                                           : "");
      continue;
    }
    auto const then = verdict_in_words(*old->second);
    auto const from = standing(old->second->verdict), to = standing(a->verdict);
    out.is_bounded = out.is_bounded || from == Standing::Bounded || to == Standing::Bounded;
    if (asked_by(*after.protocol, a->question.claim) !=
        asked_by(*before.protocol, old->second->question.claim)) {
      out.add(of_another(*old->second, *a, sides),
              fmt::format("{} asks something else: {}", key.first, sides.both(then, now)));
      continue;
    }
    if (from == to && then == now && from != Standing::Unknown) {
      ++out.unchanged;
      continue;
    }
    auto const kind = kind_of(from, to);
    out.add(kind, fmt::format("{}: {}", key.first, sides.both(then, now)),
            kind == Kind::Broken  ? trace_of(*after.protocol, *a, width)
            : kind == Kind::Fixed ? trace_of(*before.protocol, *old->second, width)
                                  : "");
  }
  for (auto const& [key, a] : was)
    if (!is.contains(key) && is_of_races(*a) && !sides.are_models) {
      auto const kind = kind_of(standing(a->verdict), Standing::Holds);
      out.add(kind, fmt::format("races: {}", sides.both(verdict_in_words(*a), no_plain_access)),
              kind == Kind::Fixed ? trace_of(*before.protocol, *a, width) : "");
    } else if (!is.contains(key))
      out.add(not_compared(*a, sides), only_asked_then(sides, key.first) + verdict_in_words(*a));
  auto const names = [](ProtocolAnswer const& answer) {
    std::vector<std::string> all;
    for (auto const& f : answer.flags) all.push_back(f.name);
    return all;
  };
  auto const had = names(before.answer), has = names(after.answer);
  auto const& open = before.answer.open_flags;
  for (auto const& f : has)
    if (std::ranges::find(had, f) == had.end())
      out.add(Kind::Broken, sides.only_is() + ": " + flag_in_words(f));
  for (auto const& f : after.answer.open_flags)
    if (std::ranges::find(had, f) == had.end() && std::ranges::find(open, f) == open.end())
      out.add(Kind::Unclear, "it may be " + sides.only_is() + ": " + flag_in_words(f));
  for (auto const& f : had)
    if (std::ranges::find(has, f) == has.end())
      out.add(Kind::Fixed, sides.only_was() + ": " + flag_in_words(f));
  return out;
}

ModelPairs of_one_name(std::vector<ProtocolModel> const& before, std::vector<ProtocolModel> const& after) {
  ModelPairs out;
  std::map<std::string, std::size_t> seen;
  for (auto const& one : before) {
    auto left = seen[one.name]++;
    for (auto const& other : after)
      if (other.name == one.name && left-- == 0) out.emplace_back(&one, &other);
  }
  return out;
}

Changes not_asked_of_both(ProtocolText const& before, ProtocolText const& after,
                          std::vector<ProtocolModel> const& models,
                          std::vector<ProtocolModel> const& models_after, bool with_variants) {
  Changes out;
  auto const compared = of_one_name(models, models_after);
  for (auto const& [one, other] : compared)
    if (one->memory.name != other->memory.name)
      out.add(Kind::Other,
              fmt::format("what was asked under {} is asked under {}", one->memory.name, other->memory.name));
  for (auto const& m : models)
    if (std::ranges::find(compared, &m, &ModelPairs::value_type::first) == compared.end())
      out.add(Kind::Unclear, fmt::format("nothing is asked under {} any more", m.memory.name));
  for (auto const& m : models_after)
    if (std::ranges::find(compared, &m, &ModelPairs::value_type::second) == compared.end())
      out.add(Kind::Unclear, fmt::format("what is asked under {} was not asked before", m.memory.name));
  auto const has = [](ProtocolText const& text, std::string const& variant) {
    return std::ranges::find(text.variants, variant) != text.variants.end();
  };
  if (!with_variants) return out;
  for (auto const& v : before.variants)
    if (!has(after, v)) out.add(Kind::Unclear, fmt::format("variant {} is gone", v));
  for (auto const& v : after.variants)
    if (!has(before, v))
      out.add(Kind::Other,
              fmt::format(
                  "variant {} is new, and compared with nothing: barrister check says what holds in it", v));
  return out;
}

} // namespace barrister::cli
