// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/witness.hpp"
#include <algorithm>

namespace barrister::solver {

WitnessMaker::WitnessMaker(Protocol const& protocol, Search const& search, Concrete const& concrete)
    : protocol_(protocol), search_(search), encoding_(search.encoding()), graph_(search.graph()),
      concrete_(concrete), number_(graph_.runs.size(), ProtocolExecution::no_run) {}

ProtocolExecution WitnessMaker::run() {
  out_.start = static_cast<std::uint32_t>(value(graph_.start).number);
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    if (is(encoding_.turns().executed(r))) {
      number_[r] = static_cast<std::uint32_t>(out_.runs.size());
      out_.runs.push_back({});
    }
  for (RunId r = 0; r < graph_.runs.size(); ++r)
    if (number_[r] != ProtocolExecution::no_run) fill(r, out_.runs[number_[r]]);
  turns();
  events();
  return std::move(out_);
}

Value WitnessMaker::value(TermId t) const {
  return encoding_.program().values().value_in(search_.sat(), t).value_or(barrister::number(0));
}

// A waiting operation at which the run stops is no step.
bool WitnessMaker::is_executed(RunId r, std::uint32_t step) const {
  auto const& run = graph_.runs[r];
  return holds(run.steps[step].guard) &&
         std::ranges::none_of(run.stuck, [&](StuckAt const& s) { return s.step == step && holds(s.stops); });
}

std::size_t WitnessMaker::steps(RunId r, std::uint32_t from, std::uint32_t to) const {
  std::size_t out = 0;
  for (auto s = from; s < to; ++s) out += is_executed(r, s);
  return out;
}

void WitnessMaker::fill(RunId r, Run& run) {
  auto const& from = graph_.runs[r];
  run.context = from.context;
  run.cpu = static_cast<CpuId>(value(from.cpu).number);
  run.steps = steps(r, 0, static_cast<std::uint32_t>(from.steps.size()));
  for (auto const& stuck : from.stuck)
    if (holds(stuck.stops)) run.end = stuck.at == StuckAt::At::Fault ? Run::End::Fault : Run::End::Stuck;
  if (std::ranges::any_of(from.cuts, [&](CutAt const& c) { return holds(c.guard); })) run.end = Run::End::Cut;
  for (auto const& choice : from.choices)
    if (holds(choice.guard)) run.choices.push_back(value(choice.value));
  for (auto const& read : graph_.events.owned_reads)
    if (read.run == r && !read.is_check && holds(read.guard)) run.owned_reads.push_back(value(read.value));
  if (from.cause)
    run.cause = Run::Cause{number_[from.cause->run], steps(from.cause->run, 0, from.cause->step)};
  auto& locals = out_.execution.locals;
  if (locals.size() <= number_[r]) locals.resize(number_[r] + 1);
  auto const* at = &from.locals;
  for (auto const& stuck : from.stuck)
    if (holds(stuck.stops)) at = &stuck.locals;
  for (auto const& cut : from.cuts)
    if (holds(cut.guard)) at = &cut.locals;
  for (auto term : *at) locals[number_[r]].push_back(value(term));
}

void WitnessMaker::turns() {
  out_.turns.resize(protocol_.cpus);
  auto const& pieces = encoding_.turns().pieces();
  for (CpuId cpu = 0; cpu < protocol_.cpus; ++cpu)
    for (auto p : concrete_.pieces[cpu]) {
      auto const r = pieces[p].run;
      auto const kind = protocol_.contexts[graph_.runs[r].context].kind;
      bool const is_first = p == 0 || pieces[p - 1].run != r;
      bool const is_last = p + 1 == pieces.size() || pieces[p + 1].run != r;
      auto const end =
          is_last ? static_cast<std::uint32_t>(graph_.runs[r].steps.size()) : pieces[p + 1].first;
      auto const count = steps(r, pieces[p].first, end);
      auto& of_cpu = out_.turns[cpu];
      if (!of_cpu.empty() && of_cpu.back().run == number_[r])
        of_cpu.back().steps += count;
      else if (count > 0 || (is_first && kind != Context::Kind::Task)) // it may be stuck before any step
        of_cpu.push_back({number_[r], count});
    }
}

void WitnessMaker::events() {
  auto locals = std::move(out_.execution.locals);
  out_.execution = extract(concrete_.graph, concrete_.candidate);
  out_.execution.locals = std::move(locals);
  out_.execution.choices = concrete_.chosen;
  for (EventId e = 0; e < concrete_.graph.events.size(); ++e) {
    auto const run = graph_.events.events[concrete_.origin[e]].thread;
    out_.run_of.push_back(run == no_cpu ? ProtocolExecution::no_run : number_[run]);
  }
  auto const any = [&](Run::End end) {
    return std::ranges::find(out_.runs, end, &Run::end) != out_.runs.end();
  };
  out_.execution.completion = any(Run::End::Fault)   ? Completion::Fault
                              : any(Run::End::Cut)   ? Completion::Cut
                              : any(Run::End::Stuck) ? Completion::Stuck
                                                     : Completion::Complete;
}

} // namespace barrister::solver
