// SPDX-License-Identifier: BSD-2-Clause
#include "solver/enumerate/recorder.hpp"
#include <algorithm>
#include <numeric>

namespace barrister::solver {
namespace {

bool only_registers(Proposition const& p) {
  auto const is_register = [](std::optional<Observable> const& o) {
    return !o || std::holds_alternative<Register>(*o);
  };
  return is_register(p.left) && is_register(p.right) && std::ranges::all_of(p.operands, only_registers);
}

} // namespace

Recorder::Recorder(LitmusTest const& t, MemoryModel const& model, EventGraph const& graph,
                   std::size_t most_executions, Passes passes)
    : test_(t), model_(model), graph_(graph), flagged_(model.checks.size()),
      most_executions_(most_executions), passes_(std::move(passes)),
      early_filter_(t.filter && only_registers(*t.filter)) {
  CellId cells = 0;
  for (auto const& object : t.program.objects) {
    first_cell_.push_back(cells);
    cells += static_cast<CellId>(object.initial.size());
  }
}

Value Recorder::observe(Candidate const& c, Observable const& o) const {
  if (auto const* r = std::get_if<Register>(&o)) return c.locals[r->cpu][r->local];
  auto const& cell = std::get<Cell>(o).address;
  return c.value[c.orders[first_cell_[cell.object] + static_cast<CellId>(cell.number)].back()];
}
std::vector<Value> Recorder::observed(Candidate const& c) const {
  std::vector<Value> out;
  for (auto const& o : test_.observed) {
    auto const* array = std::get_if<WholeArray>(&o);
    if (!array) {
      out.push_back(observe(c, o));
      continue;
    }
    auto const cells = test_.program.objects[array->object].initial.size();
    for (std::size_t i = 0; i < cells; ++i)
      out.push_back(observe(c, Cell{address(array->object, static_cast<std::int64_t>(i))}));
  }
  return out;
}

bool Recorder::passes_filter(Candidate const& c) const {
  return !test_.filter ||
         holds(*test_.filter, test_.program, [&](Observable const& o) { return observe(c, o); });
}
bool Recorder::satisfies(Candidate const& c) const {
  return holds(test_.proposition, test_.program, [&](Observable const& o) { return observe(c, o); });
}

void Recorder::record(Candidate const& c, Evaluator const& evaluator) {
  bool const satisfied = satisfies(c);
  ++(satisfied ? result.positive : result.negative);
  for (auto l : evaluator.levels())
    for (auto i : evaluator.checks_at(l)) {
      auto const role = model_.checks[i].role;
      if (role == Role::Flag && !flagged_[i] && evaluator.passes(i)) {
        flagged_[i] = true;
        if (is_of_races(model_.checks[i]) && !result.racy) result.racy = extracted(c, evaluator);
      }
      if (role == Role::Requirement && !evaluator.passes(i)) result.undefined = true;
    }
  auto const [at, fresh] = index_of_state_.try_emplace(observed(c), result.states.size());
  auto& example = satisfied ? result.satisfying : result.falsifying;
  if (fresh) add_state(at->first, !example, c, evaluator);
  if (!example)
    example = at->second; // executions of one state agree: a test observes all its proposition names
}

void Recorder::add_state(std::vector<Value> const& values, bool is_example, Candidate const& c,
                         Evaluator const& evaluator) {
  ReachedState state{values, extracted(c, evaluator)};
  if (passes_ && !is_example && result.states.size() >= most_executions_) {
    passes_(state);
    state.execution = Execution();
  }
  result.states.push_back(std::move(state));
}

Execution Recorder::extracted(Candidate const& c, Evaluator const& evaluator) const {
  auto out = extract(graph_, c);
  for (auto n : model_.choices) out.choices.push_back(extract(c, evaluator.value(n), evaluator.words()));
  return out;
}

LitmusResult Recorder::finish() {
  index_of_state_.clear();
  for (std::size_t i = 0; i < flagged_.size(); ++i)
    if (flagged_[i]) result.flags.push_back(model_.checks[i].name);
  std::ranges::sort(result.flags);
  result.flags.erase(std::unique(result.flags.begin(), result.flags.end()), result.flags.end());

  auto const less = [&](Value l, Value r) { return before(test_.program, l, r); };
  std::vector<std::size_t> order(result.states.size()), now(order.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::ranges::lexicographical_compare(result.states[a].values, result.states[b].values, less);
  });
  std::vector<ReachedState> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    now[order[i]] = i;
    sorted.push_back(std::move(result.states[order[i]]));
  }
  result.states = std::move(sorted);
  for (auto* example : {&result.satisfying, &result.falsifying})
    if (*example) *example = now[**example];
  return std::move(result);
}

} // namespace barrister::solver
