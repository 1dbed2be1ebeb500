// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/feedback.hpp"
#include "spec/plain_accesses.hpp"
#include <algorithm>

namespace barrister::solver {

namespace {

bool is_always_idle(IdleRound const& round) { return round.changes.empty() && round.same.empty(); }

// However often it goes round, all rounds but one can be left out.
bool is_left_out(CutAt const& cut) {
  return std::ranges::any_of(
      cut.idle, [](auto const& rounds) { return std::ranges::count_if(rounds, is_always_idle) > 1; });
}

} // namespace

Feedback::Feedback(Protocol const& protocol, ProtocolEncoding const& encoding, MemoryModel const& model)
    : protocol_(protocol), encoding_(encoding),
      races_are_said_(std::ranges::any_of(model.checks, is_of_races)),
      keeps_(model, has_plain_accesses(protocol.program) && !races_are_said_ ? KeepsOrder::Of::All
                                                                             : KeepsOrder::Of::Marked) {}

std::string const& Feedback::from(std::vector<std::uint32_t> const& starts) {
  auto known = known_owned(protocol_, starts);
  auto const at = found_.find(known);
  if (at != found_.end()) return at->second;
  auto found = with(known);
  return found_.emplace(std::move(known), std::move(found)).first->second;
}

std::string Feedback::with(KnownOwned const& known) {
  auto const& graph = encoding_.graph();
  if (graph.runs.size() < 2) return {};
  Seen seen;
  for (RunId r = 0; r < graph.runs.size(); ++r)
    for (auto const& cut : graph.runs[r].cuts) {
      if (!cut.loop || is_left_out(cut)) continue;
      if (keeps_(KeepsOrder::Form::Nothing)) return {};
      if (auto const what = behind(r, cut, known, seen); !what.empty())
        return "others may see " + what + " before the loop ahead of it ends, and make it go on";
      if (auto const what = passed_on(r, cut, known, seen); !what.empty())
        return "others may see " + what + " before what it comes from is read, and a loop go on for it";
    }
  return {};
}

// In the run itself, and in those that come behind the loop alone.
std::string Feedback::behind(RunId r, CutAt const& cut, KnownOwned const& known, Seen& seen) {
  if (!accesses_) {
    accesses_.emplace(protocol_, encoding_);
    accesses_->races_are_said = races_are_said_;
  }
  auto const context = encoding_.graph().runs[r].context;
  auto const [own, is_new] = seen.own.try_emplace({context, cut.loop});
  if (is_new) own->second = walk_behind(protocol_, context, *cut.loop, keeps_, *accesses_, known);
  if (!own->second.unordered.empty() || !own->second.may_be_late) return own->second.unordered;
  ComingBehind const coming(protocol_, encoding_, r, cut);
  auto left = own->second.left;
  std::map<ContextId, ComesBehind> come;
  for (auto more = coming.of(left); more != come; more = coming.of(left)) {
    come = std::move(more);
    for (auto const& [other, how] : come) {
      auto const [at, is_first] = seen.others.try_emplace({other, how});
      if (is_first) at->second = walk_behind(protocol_, other, how, keeps_, *accesses_, known);
      auto const& [unordered, of_other, late] = at->second;
      if (!unordered.empty()) return unordered;
      left.add(of_other);
    }
  }
  return {};
}

// By others, whatever orders what is behind the loop.
std::string Feedback::passed_on(RunId r, CutAt const& cut, KnownOwned const& known, Seen& seen) {
  auto const context = encoding_.graph().runs[r].context;
  auto const [at, is_new] = seen.passed_on.try_emplace({context, cut.loop});
  if (is_new)
    at->second = PassesOn({protocol_, keeps_, accesses_->locks, accesses_->own, accesses_->guarded,
                           accesses_->cells, known, accesses_->sharing, races_are_said_})
                     .from(context, *cut.loop);
  return at->second;
}

} // namespace barrister::solver
