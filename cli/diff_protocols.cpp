// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff_protocols.hpp"
#include "cli/flags.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_trace.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>

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

bool is_same_question(Claim const& a, Claim const& b) {
  return a.kind == b.kind && a.wording.text == b.wording.text && a.without == b.without &&
         a.any_times == b.any_times;
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
  auto const was = claims_of(before.answer), is = claims_of(after.answer);
  for (auto const& [key, a] : is) {
    auto const now = verdict_in_words(*a);
    auto const old = was.find(key);
    if (old == was.end()) {
      out.add(Kind::Other, fmt::format("{}: {}: {}", sides.only_is(), key.first, now));
      continue;
    }
    auto const then = verdict_in_words(*old->second);
    auto const from = standing(old->second->verdict), to = standing(a->verdict);
    out.is_bounded = out.is_bounded || from == Standing::Bounded || to == Standing::Bounded;
    if (!is_same_question(a->question.claim, old->second->question.claim)) {
      out.add(Kind::Other, fmt::format("{} asks something else: {}", key.first, sides.both(then, now)));
      continue;
    }
    if (from == to && then == now && from != Standing::Unknown) {
      ++out.unchanged;
      continue;
    }
    auto const kind = kind_of(from, to);
    out.add(kind, fmt::format("{}: {}", key.first, sides.both(then, now)),
            kind == Kind::Broken  ? report_trace(*after.protocol, *a, width)
            : kind == Kind::Fixed ? report_trace(*before.protocol, *old->second, width)
                                  : "");
  }
  for (auto const& [key, a] : was)
    if (!is.contains(key))
      out.add(Kind::Other, fmt::format("{}: {}: {}", sides.only_was(), key.first, verdict_in_words(*a)));
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

} // namespace barrister::cli
