// SPDX-License-Identifier: BSD-2-Clause
#include "cli/flags.hpp"
#include "cli/formats/records.hpp"
#include "cli/formats/spots.hpp"
#include "cli/race.hpp"
#include "cli/report_columns.hpp"
#include "cli/report_text.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Level = Remark::Level;

class OfTest {
public:
  OfTest(LitmusTest const& test, MemoryModel const& model, Answer const& answer, Exit exit)
      : test_(test), model_(model), answer_(answer), exit_(exit) {}

  Record record(unsigned unroll, Traces traces) {
    auto const& r = answer_.result;
    Record out{test_.file, test_.name};
    out.model = model_.name;
    out.claim = has_condition(test_) ? condition(test_) : "executions";
    out.exit = exit_;
    out.seconds = r.seconds;
    out.found = found();
    if (!answer_.judgement.as_expected) out.expected = answer_.judgement.expected;
    TextOptions text;
    text.trace = traces == Traces::All;
    text.unroll = unroll;
    auto const said = report_text(test_, model_, answer_, text);
    headline_ = said.substr(0, said.find('\n'));
    bool const is_shown = traces == Traces::All || exit_ == Exit::Violated ||
                          (traces == Traces::OfViolated && !r.faults.empty());
    if (is_shown) out.shown = said;
    remark_verdict(out);
    remark_flags(out);
    return out;
  }

private:
  std::string found() const {
    auto const& r = answer_.result;
    auto const verdict = answer_.judgement.verdict;
    if (verdict == Verdict::Unknown) return "unknown: " + answer_.judgement.reason;
    bool const waits = verdict == Verdict::Vacuous && r.why_none == WhyNone::Waits;
    return fmt::format("{} ({} {} {}{})", waits ? "deadlock" : word(verdict), word(observation(r)),
                       r.positive, r.negative, r.capped ? ", at least" : "");
  }
  Spot asked_at() {
    return test_.condition_place ? spots_.of(*test_.condition_place) : Spots::beginning_of(test_.file);
  }
  // Instructions of a test have no file of their own where nothing is included.
  Spot spot_of(Instruction const& at) {
    return spots_.of(at.place.file ? *at.place.file : test_.file, at.place.line, at.place.column);
  }
  Instruction const& instruction(CpuId cpu, InstructionId i) const {
    return test_.program.threads[cpu].instructions.at(i);
  }
  std::vector<Step> steps(Execution const& x) {
    std::vector<Step> out;
    for (auto const& row : rows_in_order(x)) {
      auto const& event = x.events[row.events.front()];
      auto const& at = instruction(event.cpu, event.instruction);
      out.push_back({test_.program.threads[event.cpu].name, spot_of(at), at.text});
    }
    return out;
  }

  Rule violated_rule() const {
    auto const& r = answer_.result;
    switch (answer_.judgement.verdict) {
    case Verdict::Fault: return Rule::Fault;
    case Verdict::Violated: return Rule::Violated;
    case Verdict::Vacuous: return r.why_none == WhyNone::Waits ? Rule::Deadlock : Rule::Vacuous;
    default: return Rule::Unexpected;
    }
  }
  void remark_verdict(Record& out) {
    if (exit_ == Exit::Good) return;
    bool const is_open = exit_ == Exit::Unknown;
    Remark remark{is_open ? Level::Warning : Level::Error};
    remark.rule = !is_open                                        ? violated_rule()
                  : answer_.judgement.verdict == Verdict::Unknown ? Rule::Unknown
                                                                  : Rule::Bounded;
    remark.message = headline_;
    if (!out.expected.empty()) remark.message += " Expected: " + out.expected + ".";
    for (auto const& complaint : answer_.complaints) remark.message += " " + complaint + ".";
    remark.spot = asked_at();
    auto const shown = is_open ? std::nullopt : witness(test_, answer_);
    if (shown && shown->kind != Witness::Kind::Forbidden) remark.steps = steps(*shown->execution);
    if (remark.rule == Rule::Fault) {
      auto const& fault = answer_.result.faults.front().faults.front();
      remark.spot = spot_of(instruction(fault.by, fault.instruction));
    }
    if (!answer_.result.deadlocks.empty() && remark.rule == Rule::Deadlock)
      for (auto const& w : answer_.result.deadlocks.front().waiters)
        remark.related.push_back({spot_of(instruction(w.cpu, w.instruction)),
                                  test_.program.threads[w.cpu].name + " waits here for ever"});
    out.remarks.push_back(std::move(remark));
  }

  void remark_flags(Record& out) {
    auto const& r = answer_.result;
    auto const races = r.racy ? proofs::races(model_, *r.racy) : std::vector<proofs::Race>{};
    for (auto const& flag : r.flags) {
      if (flag == "data-race" && !races.empty()) continue;
      out.remarks.push_back({Level::Warning, Rule::Flag, flag_in_words(flag), asked_at()});
    }
    if (!races.empty()) out.remarks.push_back(race(in_words(test_.program, *r.racy, races.front())));
  }
  Remark race(RaceInWords const& race) {
    auto const spot = [&](RacingAccess const& a) {
      return spots_.of(a.file.empty() ? test_.file : a.file, a.line, a.column);
    };
    Remark out{Level::Warning, Rule::DataRace};
    out.message =
        fmt::format("data race on {}: {} in {}, and {} in {}; {}", race.location, race.first.statement,
                    race.first.who, race.second.statement, race.second.who, race.between);
    out.spot = spot(race.first);
    out.related.push_back({spot(race.second), race.second.who + ": " + race.second.statement});
    return out;
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  Answer const& answer_;
  Exit exit_;
  std::string headline_;
  Spots spots_;
};

} // namespace

Record record_of(LitmusTest const& test, MemoryModel const& model, Answer const& answer, Exit exit,
                 unsigned unroll, Traces traces) {
  return OfTest(test, model, answer, exit).record(unroll, traces);
}

Record record_of(LitmusClaim const& claim, LitmusTest const& test, MemoryModel const& model,
                 Answer const& answer, Exit exit, unsigned unroll) {
  auto out = record_of(test, model, answer, Exit::Good, unroll, Traces::OfSurprises);
  auto const& r = answer.result;
  auto const claimed = fmt::format("{} {} {}", word(claim.observation), claim.positive, claim.negative);
  auto const found = fmt::format("{} {} {}", word(observation(r)), r.positive, r.negative);
  out.sentence = "how many executions satisfy the condition, and how many do not: " + claimed;
  out.found = !r.unknown.empty() ? "unknown: " + r.unknown : r.capped ? found + ", or more" : found;
  out.exit = exit;
  if (exit == Exit::Good) return out;
  out.expected = claimed;
  out.shown = report_text(test, model, answer, {States::Few, true, unroll, Ink()});
  Spots spots;
  auto const [level, rule] = exit == Exit::Unknown ? std::pair(Level::Warning, Rule::Unknown)
                                                   : std::pair(Level::Error, Rule::Unexpected);
  auto message =
      fmt::format("{} under {}: claimed {}, found {}", claim.file, claim.model, claimed, out.found);
  for (auto const& complaint : answer.complaints) message += "; " + complaint;
  auto spot = test.condition_place ? spots.of(*test.condition_place) : Spots::beginning_of(test.file);
  out.remarks.insert(out.remarks.begin(), {level, rule, std::move(message), std::move(spot)});
  return out;
}

} // namespace barrister::cli
