// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_protocol_json.hpp"
#include "cli/checked_json.hpp"
#include "cli/fault_json.hpp"
#include "cli/missing_json.hpp"
#include "cli/race.hpp"
#include "cli/report_trace.hpp"
#include "cli/trace_rows.hpp"
#include "spec/print.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

class Shown {
public:
  Shown(Protocol const& protocol, ProtocolExecution const& x) : protocol_(protocol), x_(x) {}

  Json runs() const {
    Json all = Json::array();
    for (auto const& run : x_.runs)
      all.push_back({{"name", name_of_run(protocol_, run)},
                     {"context", protocol_.contexts[run.context].name},
                     {"cpu", run.cpu},
                     {"end", run.end == Run::End::Ended   ? "ended"
                             : run.end == Run::End::Stuck ? "stuck"
                             : run.end == Run::End::Fault ? "fault"
                                                          : "cut"},
                     {"raised_by", run.cause ? Json(run.cause->run) : Json()}});
    return all;
  }
  Json events() const {
    Json all = Json::array();
    for (EventId e = 0; e < x_.execution.events.size(); ++e) all.push_back(event(e));
    return all;
  }
  Json relations() const {
    auto const& x = x_.execution;
    return {{"po", x.po.pairs()},     {"rf", x.rf.pairs()},
            {"co", x.co.pairs()},     {"fr", x.rf.inverse().then(x.co).pairs()},
            {"rmw", x.rmw.pairs()},   {"addr", x.addr.pairs()},
            {"data", x.data.pairs()}, {"ctrl", x.ctrl.pairs()}};
  }
  Json rows(std::vector<TraceRow> const& rows) const {
    Json all = Json::array();
    for (auto const& row : rows) {
      auto const& at = instruction(row.run, row.instruction);
      all.push_back({{"cpu", row.cpu},
                     {"run", row.run},
                     {"file", at.place.file ? Json(*at.place.file) : Json()},
                     {"line", at.place.line},
                     {"text", at.text},
                     {"waits", row.kind == TraceRow::Kind::Waits || row.kind == TraceRow::Kind::Kept},
                     {"events", row.events}});
    }
    return all;
  }

private:
  Instruction const& instruction(std::uint32_t run, InstructionId i) const {
    return protocol_.program.threads[x_.runs[run].context].instructions.at(i);
  }
  Json event(EventId id) const {
    auto const& e = x_.execution.events[id];
    auto const& program = protocol_.program;
    Json tags = Json::array();
    for (auto const name : program.tag_names.of(e.tags)) tags.push_back(name);
    char const* kind = e.kind == EventKind::Read ? "read" : e.kind == EventKind::Write ? "write" : "fence";
    auto const* at = e.is_initial() ? nullptr : &instruction(x_.run_of[id], e.instruction);
    return {{"id", id},
            {"cpu", e.is_initial() ? Json() : Json(e.cpu)},
            {"run", e.is_initial() ? Json() : Json(x_.run_of[id])},
            {"kind", kind},
            {"location", e.address ? Json(to_string(*e.address, program)) : Json()},
            {"value", e.kind == EventKind::Fence ? Json() : of_value(program, e.value)},
            {"tags", tags},
            {"file", at && at->place.file ? Json(*at->place.file) : Json()},
            {"line", at ? Json(at->place.line) : Json()},
            {"text", at ? at->text : ""}};
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
};

Json of_witness(Protocol const& protocol, ClaimAnswer const& a) {
  auto const& v = a.verdict;
  if (a.judged == Verdict::Unknown || (!v.execution && !v.lasso)) return nullptr;
  auto const& x = v.lasso ? v.lasso->execution : *v.execution;
  auto const world = world_of(protocol, a.question.claim);
  Shown const shown(world, x);
  auto const all = v.lasso ? trace(world, *v.lasso, a.unroll) : trace(world, x, a.unroll);
  return {{"start", protocol.starts[x.start].name},
          {"runs", shown.runs()},
          {"rows", shown.rows(all.stem)},
          {"events", shown.events()},
          {"relations", shown.relations()}};
}
Json of_lasso(Protocol const& protocol, ClaimAnswer const& a) {
  if (a.judged == Verdict::Unknown || !a.verdict.lasso) return nullptr;
  auto const world = world_of(protocol, a.question.claim);
  Shown const shown(world, a.verdict.lasso->execution);
  auto const rows = trace(world, *a.verdict.lasso, a.unroll);
  Json runs;
  for (auto const& loop : a.verdict.lasso->loops) runs.push_back(loop.run);
  return {{"runs", std::move(runs)}, {"stem", shown.rows(rows.stem)}, {"cycle", shown.rows(rows.cycle)}};
}

Json names_of_starts(Protocol const& protocol, Claim const& claim) {
  Json names = Json::array();
  auto const add = [&](Start const& s) {
    if (std::ranges::find(names, Json(s.name)) == names.end()) names.push_back(s.name);
  };
  if (claim.from.empty())
    for (auto const& s : protocol.starts) add(s);
  for (auto const s : claim.from) add(protocol.starts[s]);
  return names;
}
// Of what is shown.
Json start(Protocol const& protocol, ClaimAnswer const& a) {
  auto const& v = a.verdict;
  if (v.lasso) return protocol.starts[v.lasso->execution.start].name;
  if (v.execution) return protocol.starts[v.execution->start].name;
  return nullptr;
}

Json of_environment(Protocol const& protocol, Claim const& claim) {
  Json acts = Json::object();
  for (auto const& context : protocol.contexts)
    if (context.kind == Context::Kind::Act &&
        std::ranges::find(claim.without, context.agent) == claim.without.end()) {
      if (context.is_unbounded)
        acts[context.agent] = "any";
      else
        acts[context.agent] = acts.value(context.agent, 0) + 1;
    }
  for (auto const& agent : claim.any_times) acts[agent] = "any";
  return {
      {"text", environment(protocol, claim)}, {"acts", acts}, {"starts", names_of_starts(protocol, claim)}};
}

// Starts without an execution, and the assumption that none passes.
Json of_empty(std::vector<EmptyStart> const& all) {
  Json out = Json::array();
  for (auto const& empty : all) {
    bool const has_place = empty.why == EmptyStart::Why::Assumption;
    auto const& at = empty.assumed;
    out.push_back({{"start", empty.start},
                   {"why", has_place                                  ? "assumption"
                           : empty.why == EmptyStart::Why::Unfinished ? "unfinished"
                                                                      : "model"},
                   {"file", has_place && at.place.file ? Json(*at.place.file) : Json()},
                   {"line", has_place ? Json(at.place.line) : Json()},
                   {"text", has_place ? Json(at.text) : Json()}});
  }
  return out;
}

Json fault(Protocol const& protocol, ProtocolFault const& f) {
  auto const& run = f.execution.runs[f.fault.by];
  auto const& at = protocol.program.threads[run.context].instructions[f.fault.instruction];
  auto out = of_fault(f.fault, protocol.program, at);
  out["run"] = f.fault.by;
  out["cpu"] = run.cpu;
  return out;
}

// How many acts, and single writes of others, it was shown of; null where it was not shown of any number.
Json of_any_number(ClaimAnswer const& a) {
  auto const& by = a.verdict.any_number;
  if (!by || a.judged != Verdict::Holds) return nullptr;
  return {{"acts", by->acts}, {"phantoms", by->phantoms}, {"experimental", true}};
}

Json questions(ProtocolAnswer const& answer, Claim const& claim) {
  auto out = Json::array();
  for (auto const& line : answer.questions.lines)
    if (line.starts_with("question of " + claim.name + " of ")) out.push_back(line);
  return out;
}

Json flags(ProtocolAnswer const& answer) {
  auto out = Json::array();
  for (auto const& flag : answer.flags) out.push_back(flag.name);
  return out;
}

// Where what is violated would take barriers: which.
Json missing(Protocol const& protocol, ClaimAnswer const& a) {
  if (!a.missing || !a.verdict.execution || a.judged == Verdict::Unknown) return nullptr;
  auto const world = world_of(protocol, a.question.claim);
  auto const& x = *a.verdict.execution;
  return of_missing(*a.missing, x.execution, [&](EventId e) {
    auto const& run = x.runs[x.run_of[e]];
    return Stated{name_of_run(world, run),
                  &world.program.threads[run.context].instructions.at(x.execution.events[e].instruction)};
  });
}

Json race(Protocol const& protocol, ClaimAnswer const& a) {
  if (!a.race || a.judged == Verdict::Unknown) return nullptr;
  return of_race(in_words(world_of(protocol, a.question.claim), *a.verdict.execution, *a.race));
}

} // namespace

std::vector<std::string> protocol_results(ProtocolAnswer const& answer) {
  auto const& protocol = *answer.protocol;
  std::vector<std::string> out;
  for (auto const& a : answer.claims) {
    auto const& claim = a.question.claim;
    bool const has_reason = a.judged == Verdict::Unknown || a.judged == Verdict::HoldsWithin ||
                            a.verdict.kind == ClaimVerdict::Kind::Vacuous;
    Json const result = {{"kind", "protocol"},
                         {"file", answer.file},
                         {"name", protocol.name},
                         {"model", answer.model},
                         {"variant", protocol.variant},
                         {"property", claim.name},
                         {"sentence", claim.sentence},
                         {"verdict", word(a.judged)},
                         {"by", by(a).empty() ? Json() : Json(by(a))},
                         {"bound", a.unroll},
                         {"leaves_out_rounds", a.verdict.leaves_out_rounds},
                         {"exit", static_cast<int>(a.exit)},
                         {"any_number", of_any_number(a)},
                         {"reason", has_reason ? Json(a.verdict.reason) : Json()},
                         {"seconds", a.verdict.seconds},
                         {"from_earlier_run", a.is_remembered},
                         {"flags", flags(answer)},
                         {"open_flags", answer.open_flags},
                         {"expected", expectation_in_words(a.question)},
                         {"as_expected", a.exit == Exit::Unknown ? Json() : Json(a.exit == Exit::Good)},
                         {"start", start(protocol, a)},
                         {"environment", of_environment(protocol, claim)},
                         {"empty_starts", of_empty(a.verdict.empty)},
                         {"fault", answer.fault ? fault(protocol, *answer.fault) : Json()},
                         {"race", race(protocol, a)},
                         {"missing", missing(protocol, a)},
                         {"complaints", a.complaints},
                         {"certificate", answer.certificate},
                         {"questions", questions(answer, claim)},
                         {"checked", of_checked(answer.checked)},
                         {"lasso", of_lasso(protocol, a)},
                         {"witness", of_witness(protocol, a)}};
    out.push_back(result.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  return out;
}

} // namespace barrister::cli
