// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cells.hpp"
#include "cli/flags.hpp"
#include "cli/formats/records.hpp"
#include "cli/formats/spots.hpp"
#include "cli/race.hpp"
#include "cli/report_missing.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_trace.hpp"
#include "cli/vacuity.hpp"
#include "cli/wording.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Level = Remark::Level;

class OfVariant {
public:
  OfVariant(ProtocolAnswer const& answer, Traces traces) : answer_(answer), traces_(traces) {}

  std::vector<Record> records() {
    std::vector<Record> out;
    for (auto const& a : answer_.claims) out.push_back(record(a));
    if (is_vacuous_unsaid(answer_)) out.push_back(vacuous());
    if (!out.empty()) remark_flags(out.front());
    return out;
  }

private:
  Record of_variant(std::string claim, Exit exit) const {
    Record out{answer_.file, answer_.protocol->name};
    if (answer_.protocol->variant != out.name) out.variant = answer_.protocol->variant;
    out.model = answer_.model;
    out.claim = std::move(claim);
    out.exit = exit;
    return out;
  }

  Record record(ClaimAnswer const& a) {
    auto const& claim = a.question.claim;
    auto out = of_variant(claim.name, a.exit);
    out.sentence = claim.sentence;
    out.found = verdict_in_words(a);
    if (a.exit != Exit::Good) out.expected = expectation_in_words(a.question);
    out.seconds = a.verdict.seconds;
    auto const meaning = legend({&a}, Glyphs::Unicode).front();
    out.symbol = meaning.symbol;
    out.means = meaning.words;
    bool const is_bad = a.judged == Verdict::Violated || a.judged == Verdict::Fault;
    bool const is_shown =
        traces_ == Traces::All || (is_bad && (traces_ == Traces::OfViolated || a.exit != Exit::Good));
    if (is_shown) out.shown = shown_lines(a);
    if (a.exit != Exit::Good) out.remarks.push_back(remark(a));
    return out;
  }
  std::string shown_lines(ClaimAnswer const& a) const {
    auto const race = a.race ? report_race(in_words(world_of(*answer_.protocol, a.question.claim),
                                                    *a.verdict.execution, *a.race))
                             : "";
    return race + report_trace(*answer_.protocol, a);
  }

  static Rule rule_of(ClaimAnswer const& a) {
    switch (a.judged) {
    case Verdict::Fault: return Rule::Fault;
    case Verdict::Vacuous: return Rule::Vacuous;
    case Verdict::HoldsWithin: return Rule::Bounded;
    case Verdict::Unknown: return Rule::Unknown;
    case Verdict::Violated: break;
    default: return Rule::Unexpected;
    }
    if (a.race) return Rule::DataRace;
    return by(a) == "livelock" ? Rule::Livelock : by(a) == "deadlock" ? Rule::Deadlock : Rule::Violated;
  }
  Remark remark(ClaimAnswer const& a) {
    auto const& claim = a.question.claim;
    Remark out{a.exit == Exit::Unknown ? Level::Warning : Level::Error, rule_of(a)};
    out.spot = claim.place.line > 0 ? spots_.of(claim.place) : Spots::beginning_of(answer_.file);
    out.message = fmt::format("{}: {} is {}{}", subject(of_variant("", Exit::Good)), claim.name,
                              verdict_in_words(a), claim.sentence.empty() ? "" : ": " + claim.sentence);
    if (!a.verdict.reason.empty()) out.message += "; because " + a.verdict.reason;
    out.message += "; expected: " + expectation_in_words(a.question);
    for (auto const& complaint : a.complaints) out.message += "; " + complaint;
    if (auto const s = a.exit == Exit::Violated ? shown(*answer_.protocol, a) : std::nullopt)
      add_shown(out, *s, a);
    if (answer_.fault && a.judged == Verdict::Fault) say_fault(out);
    return out;
  }
  Instruction const& instruction(Protocol const& world, Run const& run, InstructionId i) const {
    return world.program.threads[run.context].instructions.at(i);
  }
  void add_shown(Remark& out, Shown const& s, ClaimAnswer const& a) {
    auto const& runs = s.execution->runs;
    for (auto const* rows : {&s.rows.stem, &s.rows.cycle})
      for (auto const& row : *rows) {
        if (row.kind == TraceRow::Kind::Quiet) continue;
        auto const& at = instruction(s.world, runs[row.run], row.instruction);
        auto const who = name_of_run(s.world, runs[row.run]);
        bool const waits = row.kind == TraceRow::Kind::Waits || row.kind == TraceRow::Kind::Kept;
        auto const spot = spots_.of(at.place);
        out.steps.push_back({fmt::format("CPU {}", row.cpu), spot,
                             who + ": " + at.text +
                                 (waits                                ? " (waits for ever)"
                                  : row.kind == TraceRow::Kind::Begins ? " (begins)"
                                                                       : "")});
        if (waits) out.related.push_back({spot, who + " waits here for ever"});
      }
    if (a.race) say_race(out, in_words(s.world, *s.execution, *a.race));
    if (!a.missing) return;
    for (auto const& b : a.missing->found.barriers) {
      auto const place_of_event = [&](EventId e) {
        return instruction(s.world, runs[s.execution->run_of[e]],
                           s.execution->execution.events[e].instruction)
            .place;
      };
      auto const who = name_of_run(s.world, runs[s.execution->run_of[b.behind]]);
      auto const fence = fence_in_words(b.kind);
      out.related.push_back(
          {spots_.of(place_of_event(b.before)), fmt::format("{} in {} would stand behind this", fence, who)});
      out.related.push_back({spots_.of(place_of_event(b.behind)), fmt::format("and {} before this", fence)});
    }
  }
  void say_race(Remark& out, RaceInWords const& race) {
    out.message +=
        fmt::format("; data race on {}: {} in {}, and {} in {}; {}", race.location, race.first.statement,
                    race.first.who, race.second.statement, race.second.who, race.between);
    out.spot = spots_.of(race.first.file, race.first.line, race.first.column);
    out.related.push_back({spots_.of(race.second.file, race.second.line, race.second.column),
                           race.second.who + ": " + race.second.statement});
  }
  void say_fault(Remark& out) {
    auto const& [fault, x, _] = *answer_.fault;
    auto const& run = x.runs[fault.by];
    auto const& at = instruction(*answer_.protocol, run, fault.instruction);
    out.message =
        fmt::format("{}: {} {}: {}; no claim is decided", subject(of_variant("", Exit::Good)),
                    name_of_run(*answer_.protocol, run), in_words(fault, answer_.protocol->program), at.text);
    out.spot = spots_.of(at.place);
  }

  Record vacuous() {
    auto out = of_variant("starts", Exit::Violated);
    out.sentence = "from each start, there is an execution that a claim speaks of";
    out.found = "vacuous";
    out.expected = "holds";
    out.symbol = "vacuous";
    out.means = "there is no execution that it speaks of";
    for (auto const& why : vacuities(answer_)) {
      out.shown += why + "\n";
      out.remarks.push_back({Level::Error, Rule::Vacuous,
                             subject(of_variant("", Exit::Good)) + ": vacuous: " + why,
                             Spots::beginning_of(answer_.file)});
    }
    return out;
  }

  void remark_flags(Record& out) {
    for (auto const& flag : answer_.flags) {
      Remark remark{Level::Warning, Rule::Flag, flag_in_words(flag.name), Spots::beginning_of(answer_.file)};
      for (auto const& [context, i] : flag.by) {
        auto const& at = answer_.protocol->program.threads[context].instructions[i];
        remark.related.push_back(
            {spots_.of(at.place), answer_.protocol->contexts[context].name + ": " + at.text});
      }
      if (!remark.related.empty()) remark.spot = remark.related.front().spot;
      out.remarks.push_back(std::move(remark));
    }
    for (auto const& flag : answer_.open_flags)
      out.remarks.push_back({Level::Warning, Rule::Flag, "not known: " + flag_in_words(flag),
                             Spots::beginning_of(answer_.file)});
  }

  ProtocolAnswer const& answer_;
  Traces traces_;
  Spots spots_;
};

} // namespace

std::vector<Record> records_of(ProtocolAnswer const& answer, Traces traces) {
  return OfVariant(answer, traces).records();
}

Record record_of(std::string const& file, std::vector<Warning> const& warnings, Exit exit) {
  Record out{file, file};
  out.claim = "warnings";
  out.exit = exit;
  out.found = count_of(warnings.size(), "warning");
  out.shown = report_warnings(warnings);
  auto const level = exit == Exit::Good ? Level::Note : Level::Error;
  Spots spots;
  for (auto const& w : warnings) out.remarks.push_back({level, Rule::NeverDone, w.text, spots.of(w.place)});
  return out;
}

} // namespace barrister::cli
