// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_json.hpp"
#include "cli/checked_json.hpp"
#include "cli/fault_json.hpp"
#include "cli/missing_json.hpp"
#include "cli/race.hpp"
#include "cli/wording.hpp"
#include "spec/print.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

Json of_state(LitmusTest const& test, std::vector<Observable> const& observed,
              std::vector<Value> const& values) {
  Json state = Json::object();
  std::size_t next = 0;
  for (auto const& o : observed) {
    auto const name = to_string(o, test.program);
    auto const* array = std::get_if<WholeArray>(&o);
    if (!array) {
      state[name] = of_value(test.program, values.at(next++));
      continue;
    }
    state[name] = Json::array();
    for (auto cells = test.program.objects[array->object].initial.size(); cells > 0; --cells)
      state[name].push_back(of_value(test.program, values.at(next++)));
  }
  return state;
}

Json of_event(Program const& program, Event const& e, EventId id) {
  Json tags = Json::array();
  for (auto const name : program.tag_names.of(e.tags)) tags.push_back(name);
  char const* kind = e.kind == EventKind::Read ? "read" : e.kind == EventKind::Write ? "write" : "fence";
  return {{"id", id},
          {"cpu", e.is_initial() ? Json() : Json(e.cpu)},
          {"kind", kind},
          {"location", e.address ? Json(to_string(*e.address, program)) : Json()},
          {"value", e.kind == EventKind::Fence ? Json() : of_value(program, e.value)},
          {"tags", tags},
          {"line", e.is_initial() ? Json() : Json(line_of(program, e))},
          {"text", statement(program, e)}};
}

// Of an execution that shows what the condition asks, which barriers would forbid it.
Json missing(LitmusTest const& test, MemoryModel const& model, std::optional<Witness> const& w) {
  bool const is_allowed = w && (w->kind == Witness::Kind::Satisfies || w->kind == Witness::Kind::Falsifies);
  auto found = is_allowed ? proofs::missing_barriers(model, *w->execution) : std::nullopt;
  if (!found) return nullptr;
  auto const& check = model.checks.at(found->why.check);
  return of_missing({std::move(*found), check}, *w->execution, [&](EventId e) {
    auto const& event = w->execution->events[e];
    auto const& thread = test.program.threads[event.cpu];
    return Stated{thread.name, &thread.instructions.at(event.instruction)};
  });
}

Json of_witness(LitmusTest const& test, MemoryModel const& model, std::optional<Witness> const& w) {
  if (!w) return nullptr;
  auto const& x = *w->execution;
  Json events = Json::array();
  for (EventId e = 0; e < x.events.size(); ++e) events.push_back(of_event(test.program, x.events[e], e));
  Json const relations = {{"po", x.po.pairs()},     {"rf", x.rf.pairs()},
                          {"co", x.co.pairs()},     {"fr", x.rf.inverse().then(x.co).pairs()},
                          {"rmw", x.rmw.pairs()},   {"addr", x.addr.pairs()},
                          {"data", x.data.pairs()}, {"ctrl", x.ctrl.pairs()}};
  bool const ends = w->kind != Witness::Kind::Faults;
  char const* role = !ends                                 ? "faults"
                     : w->kind == Witness::Kind::Satisfies ? "satisfies"
                     : w->kind == Witness::Kind::Falsifies ? "falsifies"
                                                           : "forbidden";
  return {
      {"role", role},
      {"events", events},
      {"relations", relations},
      {"final", ends ? of_state(test, test.observed, final_values(test.program, x, test.observed)) : Json()},
      {"forbidden_by",
       w->explanation ? of_explanation(model.checks.at(w->explanation->check), *w->explanation) : Json()}};
}

Json of_faults(Program const& program, LitmusResult const& r) {
  Json all = Json::array();
  for (auto const& x : r.faults) {
    auto const& fault = x.faults.front();
    all.push_back(of_fault(fault, program, program.threads[fault.by].instructions[fault.instruction]));
    all.back()["cpu"] = fault.by;
  }
  return all;
}

Json of_waiter(Program const& program, Deadlock const& deadlock, Waiter const& w) {
  auto const& at = program.threads[w.cpu].instructions[w.instruction];
  auto const& held = deadlock.execution.events[w.holder];
  return {{"cpu", w.cpu},
          {"file", at.place.file ? Json(*at.place.file) : Json()},
          {"line", at.place.line},
          {"text", at.text},
          {"waits_for", w.what == Waiter::For::Lock ? "lock" : "reader"},
          {"location", w.address ? Json(to_string(*w.address, program)) : Json()},
          {"held_by",
           {{"cpu", held.is_initial() ? Json() : Json(held.cpu)},
            {"line", held.is_initial() ? Json() : Json(line_of(program, held))},
            {"text", statement(program, held)},
            {"only", w.one_holder}}}};
}

Json of_deadlocks(Program const& program, LitmusResult const& r) {
  Json all = Json::array();
  for (auto const& deadlock : r.deadlocks) {
    Json way = Json::array();
    for (auto const& w : deadlock.waiters) way.push_back(of_waiter(program, deadlock, w));
    all.push_back(way);
  }
  return all;
}

Json why_none(LitmusResult const& r) {
  if (r.positive + r.negative > 0 || !r.unknown.empty() || !r.faults.empty()) return nullptr;
  switch (r.why_none) {
  case WhyNone::Waits: return "deadlock";
  case WhyNone::Filter: return "filter";
  case WhyNone::Axioms: return "axioms";
  case WhyNone::Unexplained: break;
  }
  return r.bound_reached ? "bound" : "unexplained";
}

Json race(LitmusTest const& test, MemoryModel const& model, LitmusResult const& r) {
  if (!r.racy) return nullptr;
  auto const races = proofs::races(model, *r.racy);
  return races.empty() ? Json() : of_race(in_words(test.program, *r.racy, races.front()));
}

Json reason(Answer const& a, Exit exit, unsigned unroll) {
  if (a.judgement.verdict == Verdict::Unknown) return a.judgement.reason;
  if (exit != Exit::Unknown) return nullptr;
  return fmt::format("loops were followed for {} alone", count_of(unroll, "round"));
}

Json of_finding(LitmusTest const& test, MemoryModel const& model, Answer const& a, Exit exit,
                unsigned unroll) {
  auto const& r = a.result;
  bool const known = a.judgement.verdict != Verdict::Unknown;
  Json states = Json::array();
  for (auto const& state : r.states) states.push_back(of_state(test, test.observed, state.values));
  return {
      {"kind", "litmus"},
      {"file", test.file},
      {"name", test.name},
      {"model", r.model},
      {"verdict", word(a.judgement.verdict)},
      {"bound", has_loops(test.program) ? Json(unroll) : Json()},
      {"bound_reached", r.bound_reached},
      {"leaves_out_rounds", r.leaves_out_rounds},
      {"flags_are_partial", r.flags_are_partial},
      {"exit", static_cast<int>(exit)},
      {"reason", reason(a, exit, unroll)},
      {"seconds", r.seconds},
      {"engine", r.engine},
      {"flags", r.flags},
      {"race", known ? race(test, model, r) : Json()},
      {"quantifier", word(test.quantifier)},
      {"condition", to_string(test.proposition, test.program)},
      {"observation", known ? Json(word(observation(r))) : Json()},
      {"expected", a.judgement.expected.empty() ? Json() : Json(a.judgement.expected)},
      {"as_expected", known && a.judgement.exit != Exit::Unknown ? Json(a.judgement.as_expected) : Json()},
      {"positive", r.positive},
      {"negative", r.negative},
      {"capped", r.capped},
      {"no_execution", why_none(r)},
      {"deadlocks", known ? of_deadlocks(test.program, r) : Json::array()},
      {"faults", known ? of_faults(test.program, r) : Json::array()},
      {"states", states},
      {"hash", test.hash},
      {"complaints", a.complaints},
      {"certificate", a.certificate},
      {"questions", a.questions.lines},
      {"checked", of_checked(a.checked)},
      {"missing", known ? missing(test, model, witness(test, a)) : Json()},
      {"witness", known ? of_witness(test, model, witness(test, a)) : Json()}};
}

} // namespace

std::string litmus_result(TestedUnder const& f, unsigned unroll) {
  return of_finding(*f.test, *f.model, *f.answer, f.exit, unroll)
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace barrister::cli
