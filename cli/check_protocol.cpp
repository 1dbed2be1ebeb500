// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_protocol.hpp"
#include "cli/protocol_checks.hpp"
#include "cli/vacuity.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/lasso.hpp"
#include "proofs/lemma.hpp"
#include "proofs/races.hpp"
#include "proofs/replay.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <new>

namespace barrister::cli {
namespace {

using std::chrono::steady_clock;
using Kind = ClaimVerdict::Kind;
// What is violated mostly shows early; what holds takes as many rounds as the environment can make a loop go.
constexpr std::array rounds_to_try{2U, 5U};

// What an execution that shows the verdict says to the claim.
bool answer_that_shows(Claim const& claim) {
  return claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Cover;
}

std::vector<std::string> recheck(Protocol const& protocol, MemoryModel const& model, ClaimAnswer const& a) {
  auto const& claim = a.question.claim;
  auto const& verdict = a.verdict;
  auto const world = world_of(protocol, claim);
  auto const shows = [&](std::optional<bool> answer) -> std::vector<std::string> {
    if (answer == answer_that_shows(claim)) return {};
    return {"the execution that was found does not show it"};
  };
  if (verdict.lasso) {
    auto const complaints = proofs::complaints(world, model, *verdict.lasso, a.unroll);
    return complaints.empty() ? shows(proofs::answers(world, *verdict.lasso, claim)) : complaints;
  }
  if (verdict.execution) {
    auto const complaints = proofs::complaints(world, model, *verdict.execution, a.unroll);
    if (complaints.empty() && claim.kind == Claim::Kind::NoRaces) return shows(!a.race);
    return complaints.empty() ? shows(proofs::answers(world, *verdict.execution, claim)) : complaints;
  }
  bool const is_cover = claim.kind == Claim::Kind::Cover;
  if (verdict.kind == (is_cover ? Kind::Holds : Kind::Violated)) return {"nothing shows it"};
  return {};
}

class Checking {
public:
  Checking(Protocol const& protocol, std::vector<Question> const& asked, MemoryModel const& model,
           ProtocolEffort const& effort)
      : model_(model), effort_(effort), asked_(protocol),
        checks_(asked_, model, effort.check, deadline_of(effort)) {
    asked_.claims.clear();
    for (auto const& q : asked) {
      if (!effort.properties.empty() &&
          std::ranges::find(effort.properties, q.claim.name) == effort.properties.end())
        continue;
      asked_.claims.push_back(q.claim);
      out_.claims.emplace_back().question = q;
    }
  }

  ProtocolAnswer run(std::function<void(unsigned)> const& rounds) {
    std::vector<unsigned> all(rounds_to_try.begin(), rounds_to_try.end());
    if (effort_.unroll) all = {*effort_.unroll};
    for (auto n : all) {
      if (!is_any_open() || is_late()) break;
      rounds(n);
      if (!try_with(n, n == all.back())) break;
    }
    if (auto const why = why_give_up(deadline_of(effort_)); !why.empty())
      for (auto& a : out_.claims)
        if (a.verdict.kind == Kind::Unknown && a.verdict.reason.empty()) a.verdict.reason = why;
    if (out_.fault) return with_fault();
    auto const contradictions = checks_.complaints(verdicts());
    for (auto& a : out_.claims) {
      if (a.question.claim.kind == Claim::Kind::NoRaces && a.verdict.execution)
        if (auto const found = proofs::races(model_, a.verdict.execution->execution); !found.empty())
          a.race = found.front();
      leave_open_if_not_repeated(a);
      a.complaints = recheck(asked_, model_, a);
      if (rests_on_all(a)) std::ranges::copy(contradictions, std::back_inserter(a.complaints));
      if (!a.complaints.empty())
        a.verdict.kind = Kind::Unknown, a.verdict.reason = "internal disagreement, please report it";
      else if (a.verdict.kind == Kind::Vacuous)
        a.verdict.reason = why_vacuous(asked_, a, effort_.of_file);
      judge(a);
      if (effort_.smaller > 0 && a.judged == Verdict::Violated && a.verdict.execution && !a.race)
        if (auto found = proofs::missing_barriers(model_, a.verdict.execution->execution))
          a.missing = {*found, model_.checks.at(found->why.check)};
    }
    return finish();
  }

private:
  std::vector<ClaimVerdict> verdicts() const {
    std::vector<ClaimVerdict> out;
    for (auto const& a : out_.claims) out.push_back(a.verdict);
    return out;
  }
  void leave_open_if_not_repeated(ClaimAnswer& a) const {
    if (!a.verdict.lasso) return;
    auto const world = world_of(asked_, a.question.claim);
    auto const why = proofs::why_not_repeated(world, model_, *a.verdict.lasso, a.unroll);
    if (why.empty()) return;
    a.verdict.lasso.reset();
    a.verdict.kind = Kind::Unknown;
    a.verdict.reason = "a cycle was found, and whether it goes on for ever is not known: " + why;
  }
  // No execution was found: so it is said that there is none.
  static bool rests_on_all(ClaimAnswer const& a) {
    return !a.verdict.execution && !a.verdict.lasso && a.verdict.kind != Kind::Unknown;
  }
  ProtocolAnswer finish() {
    out_.checked = checks_.checked();
    out_.protocol = std::make_shared<Protocol const>(std::move(asked_));
    out_.model = model_.name;
    out_.seconds = std::chrono::duration<double>(steady_clock::now() - start_).count();
    return std::move(out_);
  }
  // Nothing is said of the claims, whatever is expected of them.
  ProtocolAnswer with_fault() {
    auto const complaints = proofs::complaints_as_faulty(asked_, model_, *out_.fault, out_.fault->unroll);
    for (auto& a : out_.claims) {
      auto const seconds = a.verdict.seconds;
      a.verdict = {};
      a.verdict.seconds = seconds;
      a.unroll = out_.fault->unroll;
      a.complaints = complaints;
      a.judged = complaints.empty() ? Verdict::Fault : Verdict::Unknown;
      a.exit = complaints.empty() ? Exit::Violated : Exit::Unknown;
      if (complaints.empty())
        a.verdict.execution = out_.fault->execution;
      else
        a.verdict.reason = "internal disagreement, please report it";
    }
    if (!complaints.empty()) out_.fault.reset();
    return finish();
  }
  bool is_any_open() const {
    return std::ranges::any_of(out_.claims, [this](ClaimAnswer const& a) { return is_open(a.verdict); });
  }
  bool is_open(ClaimVerdict const& verdict) const {
    bool const stops = effort_.on_feedback == ProtocolEffort::OnFeedback::Stops && verdict.feeds_back;
    return solver::is_open(verdict) && !stops;
  }
  // Until it is given up; nothing where it is not.
  std::optional<std::chrono::milliseconds> left() const {
    using std::chrono::milliseconds, std::chrono::duration_cast;
    auto const now = steady_clock::now();
    std::optional<milliseconds> out;
    if (effort_.timeout.count() > 0) out = effort_.timeout - duration_cast<milliseconds>(now - start_);
    if (!effort_.deadline) return out;
    auto const of_all = duration_cast<milliseconds>(*effort_.deadline - now);
    return out ? std::min(*out, of_all) : of_all;
  }
  bool is_late() const { return !why_give_up(deadline_of(effort_)).empty(); }
  Deadline deadline_of(ProtocolEffort const& effort) const {
    Deadline out;
    if (effort.timeout.count() > 0) out = start_ + effort.timeout;
    return effort.deadline && (!out || *effort.deadline < *out) ? Deadline(*effort.deadline) : out;
  }

  // Rounds within which nothing shows any of these claims.
  unsigned ruled_out(std::vector<std::size_t> const& claims) const {
    auto out = ~0U;
    for (auto const i : claims)
      out = std::min(out, out_.claims[i].verdict.none_shows ? out_.claims[i].unroll : 0);
    return out;
  }

  // Whether more rounds may decide more.
  bool try_with(unsigned rounds, bool is_last) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < out_.claims.size(); ++i)
      if (is_open(out_.claims[i].verdict)) open.push_back(i);
    solver::ProtocolOptions options;
    options.unroll = rounds;
    options.engine = effort_.engine;
    options.smaller = effort_.smaller;
    options.smaller_covers = effort_.smaller_covers;
    if (auto const until = left()) options.timeout = std::max(*until, std::chrono::milliseconds(1));
    options.accepts = proofs::breaks;
    options.claims = open;
    using solver::LooksForMisuse;
    options.misuse = !effort_.wants_flags ? LooksForMisuse::Never
                     : is_last            ? LooksForMisuse::Always
                     : effort_.on_feedback == ProtocolEffort::OnFeedback::Stops
                         ? LooksForMisuse::OnceNothingIsTried
                         : LooksForMisuse::OnceAllIsDecided;
    options.ruled_out = ruled_out(open);
    if (!out_.unreached) options.of_file = effort_.of_file;
    options.known = checks_.known();
    ProtocolResult result;
    try {
      result = solver::verify(asked_, model_, options, store_);
    } catch (std::bad_alloc const&) { // the system's limit: spec/patience.hpp
      result = {};
      result.unknown = "out of memory";
      result.claims.resize(asked_.claims.size());
    }
    checks_.answered(result.claims, rounds);
    out_.fault = std::move(result.fault);
    if (out_.fault) return false;
    take_flags(result, rounds);
    if (result.unreached) out_.unreached = std::move(result.unreached);
    for (auto const i : open) take(out_.claims[i], std::move(result.claims.at(i)), result, rounds);
    return result.unknown.empty();
  }

  // Misuse that fewer rounds show is misuse; a flag that is not raised is not in so many.
  void take_flags(ProtocolResult& result, unsigned rounds) {
    for (auto& flag : result.flags) {
      if (std::ranges::find(out_.flags, flag.name, &RaisedFlag::name) != out_.flags.end()) continue;
      auto const complaints = proofs::complaints(asked_, model_, flag.execution, rounds);
      bool const is_raised =
          std::ranges::count(proofs::evaluate(model_, flag.execution.execution).flags, flag.name) > 0;
      if (complaints.empty() && is_raised)
        out_.flags.push_back(std::move(flag));
      else
        result.open_flags.push_back(flag.name);
    }
    // Who has no answer at all did not look for them: then what was not looked for before is open as it was.
    if (result.unknown.empty()) out_.open_flags = std::move(result.open_flags);
  }

  // What was found with fewer rounds is still so where more give no answer.
  static void take(ClaimAnswer& a, ClaimVerdict found, ProtocolResult const& result, unsigned rounds) {
    auto const seconds = a.verdict.seconds + found.seconds;
    if (!result.unknown.empty()) found.reason = result.unknown;
    bool const was_found = a.verdict.kind == Kind::HoldsWithin || a.verdict.kind == Kind::Vacuous;
    if (was_found && found.kind == Kind::Unknown) {
      a.verdict.reason += fmt::format("; with {} there is no answer: {}", rounds, found.reason);
    } else {
      a.verdict = std::move(found);
      a.unroll = rounds;
    }
    a.verdict.seconds = seconds;
  }

  steady_clock::time_point start_ = steady_clock::now();
  MemoryModel const& model_;
  ProtocolEffort const& effort_;
  Protocol asked_; // its claims are those that are asked
  ProtocolChecks checks_;
  ProtocolAnswer out_;
  solver::LemmaStore store_;
};

} // namespace

unsigned most_rounds(ProtocolEffort const& effort) { return effort.unroll.value_or(rounds_to_try.back()); }

ProtocolAnswer check_protocol(Protocol const& protocol, std::vector<Question> const& asked,
                              MemoryModel const& model, ProtocolEffort const& effort,
                              std::function<void(unsigned)> const& rounds) {
  return Checking(protocol, asked, model, effort).run(rounds);
}

} // namespace barrister::cli
