// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/smallest.hpp"
#include "solver/encode/at_most.hpp"
#include <algorithm>

namespace barrister::solver {

Smallest::Smallest(Search& search, Protocol const& protocol, std::uint64_t steps)
    : search_(search), protocol_(protocol), steps_(steps) {}

void Smallest::find(std::vector<Literal> question, Ask const& ask, Keep const& keep) {
  if (steps_ == 0) return;
  if (measures_.empty())
    for (auto of :
         {runs(Context::Kind::Act), runs(Context::Kind::Interrupt), events(), readings(), choices()})
      measures_.push_back({std::move(of), {}});
  std::vector<std::size_t> sizes;
  for (auto const& m : measures_) sizes.push_back(size(m));
  search_.limit(steps_);
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    while (sizes[i] > 0) {
      auto smaller = question;
      smaller.push_back(at_most(measures_[i], sizes[i] - 1));
      auto const answer = ask(smaller);
      if (answer.kind != SatSolver::Answer::Satisfiable) break;
      keep(*answer.found);
      for (std::size_t j = i; j < measures_.size(); ++j) sizes[j] = size(measures_[j]);
    }
    question.push_back(at_most(measures_[i], sizes[i]));
  }
  search_.limit(std::nullopt);
}

std::vector<Literal> Smallest::runs(Context::Kind kind) const {
  std::vector<Literal> out;
  for (RunId r = 0; r < search_.graph().runs.size(); ++r)
    if (protocol_.contexts[search_.graph().runs[r].context].kind == kind)
      out.push_back(search_.encoding().turns().executed(r));
  return out;
}
std::vector<Literal> Smallest::events() const {
  std::vector<Literal> out;
  auto const& events = search_.graph().events;
  for (auto e = static_cast<EventId>(events.initial_writes); e < events.events.size(); ++e)
    out.push_back(search_.encoding().program().executed(e));
  return out;
}
std::vector<Literal> Smallest::readings() const {
  std::vector<Literal> out;
  auto const& events = search_.graph().events;
  for (EventId r = 0; r < events.events.size(); ++r) {
    if (events.events[r].kind != EventKind::Read) continue;
    std::vector<Literal> of_others;
    for (auto w = static_cast<EventId>(events.initial_writes); w < events.events.size(); ++w)
      if (events.events[w].thread != events.events[r].thread)
        of_others.push_back(search_.encoding().program().rf(w, r));
    out.push_back(search_.gates().any(of_others));
  }
  return out;
}
std::vector<Literal> Smallest::choices() const {
  std::vector<Literal> out;
  auto const& program = search_.encoding().program();
  for (auto const& run : search_.graph().runs)
    for (auto const& choice : run.choices)
      out.push_back(search_.gates().both(program.holds(choice.guard), -program.has(choice.value, number(0))));
  return out;
}

// Of gates that were made since, some have no value: they are taken to hold.
std::size_t Smallest::size(Measure const& m) const {
  return static_cast<std::size_t>(std::ranges::count_if(m.of, [this](Literal l) {
    return l == always || (l != never && search_.gates().value(l).value_or(true));
  }));
}
Literal Smallest::at_most(Measure& m, std::size_t size) {
  if (size >= m.of.size()) return always;
  if (m.more_than.size() <= size) m.more_than = more_than(search_.gates(), m.of, size + 1);
  return -m.more_than[size];
}

} // namespace barrister::solver
