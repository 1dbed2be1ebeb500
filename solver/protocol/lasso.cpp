// SPDX-License-Identifier: BSD-2-Clause
// The last two rounds that were unrolled are the copies: a cycle that is entered earlier goes round until
// then. Interrupts that a copy raises are of that copy. Of an agent whose acts recur, the last few acts are
// of the copies: which ones makes no difference. All else is of the stem.
#include "solver/protocol/lasso.hpp"
#include "solver/protocol/live.hpp"
#include "solver/protocol/witness.hpp"
#include <algorithm>
#include <map>

namespace barrister::solver {
namespace {

constexpr std::uint8_t stem = 0, cycle = 1, again = 2;
// Runs that go round together; and how many ways to put loops together are tried.
constexpr std::size_t most_together = 3, most_ways = 64;

} // namespace

class LassoFinder::Encoder {
public:
  Encoder(Search& search, Protocol const& protocol, std::vector<Loop> const& loops, std::size_t acts)
      : gates_(search.gates()), encoding_(search.encoding()), program_(encoding_.program()),
        graph_(search.graph()), domains_(search.domains()), protocol_(protocol), loops_(loops), acts_(acts) {}

  Literal run() {
    for (auto const& loop : loops_) need(program_.holds(loop.cut->guard));
    for (auto const& loop : loops_)
      for (auto const& other : loops_)
        if (loop.run != other.run) need(-encoding_.turns().same_cpu(loop.run, other.run));
    need(-encoding_.some_endless_reader()); // what the models say of these is not repeatable
    other_runs_end();
    sort_acts();
    sort_runs();
    for (auto const& loop : loops_)
      if (copy_of_run_[loop.run] != stem) return never;
    keep_order();
    for (auto const& loop : loops_)
      match(loop.run, loop.first->step, loop.second->step, loop.run, loop.second->step, loop.cut->step);
    for (std::size_t i = 0; i < matched_runs_.size(); ++i) { // more are found on the way
      auto const [a, b] = matched_runs_[i];
      if (graph_.runs[a].context == graph_.runs[b].context)
        match(a, 0, steps(a), b, 0, steps(b));
      else
        match_acts(a, b);
      same_value(graph_.runs[a].cpu, graph_.runs[b].cpu);
      same(encoding_.turns().executed(a), encoding_.turns().executed(b));
      need(-encoding_.is_stuck(a));
      need(-encoding_.is_stuck(b));
    }
    sort_events();
    if (!matches_) return never;
    put_aside();
    take_turns();
    same_state();
    same_reads();
    same_last_writes();
    forward();
    return gates_.all(parts_);
  }
  std::vector<std::uint8_t> const& copy_of_run() const { return copy_of_run_; }

private:
  void need(Literal l) { parts_.push_back(l); }
  void implies(Literal a, Literal b) { need(gates_.either(-a, b)); }
  void same(Literal a, Literal b) {
    implies(a, b);
    implies(b, a);
  }
  Literal executed(RunId r, std::uint32_t step) const {
    return program_.holds(graph_.runs[r].steps[step].guard);
  }
  std::uint32_t steps(RunId r) const { return static_cast<std::uint32_t>(graph_.runs[r].steps.size()); }

  void other_runs_end() {
    for (RunId r = 0; r < graph_.runs.size(); ++r)
      for (auto const& cut : graph_.runs[r].cuts)
        if (std::ranges::find(loops_, &cut, &Loop::cut) == loops_.end()) need(-program_.holds(cut.guard));
    need(-encoding_.some_beginning_is_cut());
  }
  // So many acts of each agent are in the first copy, and as many in the second.
  void sort_acts() {
    copy_of_run_.assign(graph_.runs.size(), stem);
    std::map<std::string, std::vector<RunId>> of_agent;
    for (RunId r = 0; r < graph_.runs.size(); ++r)
      if (auto const& context = protocol_.contexts[graph_.runs[r].context]; context.recurs)
        of_agent[context.agent].push_back(r);
    for (auto const& [agent, acts] : of_agent)
      for (auto i = acts.size() - 2 * acts_; i + acts_ < acts.size(); ++i) {
        copy_of_run_[acts[i]] = cycle;
        copy_of_run_[acts[i + acts_]] = again;
        matched_runs_.emplace_back(acts[i], acts[i + acts_]);
      }
  }
  void sort_runs() {
    for (RunId r = 0; r < graph_.runs.size(); ++r) {
      auto const& cause = graph_.runs[r].cause;
      if (!cause) continue;
      copy_of_run_[r] = copy_of(cause->run, cause->step);
    }
  }
  std::uint8_t copy_of(RunId r, std::uint32_t step) const {
    auto const loop = std::ranges::find(loops_, r, &Loop::run);
    if (loop == loops_.end()) return copy_of_run_[r];
    return step < loop->first->step ? stem : step < loop->second->step ? cycle : again;
  }
  // On each CPU, the stem comes first, and then each copy.
  void keep_order() {
    auto const& turns = encoding_.turns();
    for (RunId a = 0; a < graph_.runs.size(); ++a)
      for (RunId b = 0; b < graph_.runs.size(); ++b) {
        if (a == b || !turns.may_meet(a, b)) continue;
        for (std::uint32_t s = 0; s < steps(a); ++s)
          for (std::uint32_t t = 0; t < steps(b); ++t)
            if (copy_of(a, s) > copy_of(b, t))
              need(gates_.any({-program_.holds(graph_.runs[a].steps[s].guard),
                               -program_.holds(graph_.runs[b].steps[t].guard), -turns.before(a, s, b, t)}));
      }
  }

  // The n-th time that a statement is executed in one copy is the n-th in the other.
  void match(RunId a, std::uint32_t from_a, std::uint32_t to_a, RunId b, std::uint32_t from_b,
             std::uint32_t to_b) {
    std::map<Statement const*, std::vector<std::uint32_t>> in_a, in_b;
    for (auto s = from_a; s < to_a; ++s) in_a[graph_.runs[a].steps[s].statement].push_back(s);
    for (auto s = from_b; s < to_b; ++s) in_b[graph_.runs[b].steps[s].statement].push_back(s);
    for (auto const& [statement, of_a] : in_a) {
      auto const& of_b = in_b[statement];
      for (std::size_t i = 0; i < std::max(of_a.size(), of_b.size()); ++i) {
        if (i < of_a.size() && i < of_b.size())
          match_step(a, of_a[i], b, of_b[i]);
        else if (i < of_a.size())
          need(-program_.holds(graph_.runs[a].steps[of_a[i]].guard));
        else
          need(-program_.holds(graph_.runs[b].steps[of_b[i]].guard));
      }
    }
    for (auto const& [statement, of_b] : in_b)
      if (!in_a.contains(statement))
        for (auto s : of_b) need(-program_.holds(graph_.runs[b].steps[s].guard));
  }
  // Their code is the same, in two places.
  void match_acts(RunId a, RunId b) {
    if (steps(a) != steps(b)) return need(-encoding_.turns().executed(a));
    for (std::uint32_t s = 0; s < steps(a); ++s) match_step(a, s, b, s);
  }
  std::vector<EventId> events_of(RunId r, std::uint32_t step) const {
    std::vector<EventId> out;
    for (EventId e = 0; e < graph_.events.events.size(); ++e)
      if (graph_.events.events[e].thread == r && graph_.events.events[e].step == step) out.push_back(e);
    return out;
  }
  void match_step(RunId a, std::uint32_t step_a, RunId b, std::uint32_t step_b) {
    same(program_.holds(graph_.runs[a].steps[step_a].guard),
         program_.holds(graph_.runs[b].steps[step_b].guard));
    auto const x = events_of(a, step_a), y = events_of(b, step_b);
    if (x.size() != y.size()) {
      need(-program_.holds(graph_.runs[a].steps[step_a].guard));
      return;
    }
    for (std::size_t i = 0; i < x.size(); ++i) match_event(x[i], y[i]);
    for (auto const& read : graph_.events.owned_reads) // what is read alike is so by what is written alike
      if (read.run == a && read.step == step_a)
        for (auto const& other : graph_.events.owned_reads)
          if (other.run == b && other.step == step_b && other.is_check == read.is_check)
            same_value(read.value, other.value);
    for (auto const& write : graph_.events.owned_writes) // what was chosen need not be alike
      if (write.run == a && write.step == step_a)
        for (auto const& other : graph_.events.owned_writes)
          if (other.run == b && other.step == step_b)
            same_value(write.value, other.value, executed(a, step_a));
    for (RunId r = 0; r < graph_.runs.size(); ++r)
      for (RunId s = 0; s < graph_.runs.size(); ++s) {
        auto const &c = graph_.runs[r].cause, &d = graph_.runs[s].cause;
        if (c && d && c->run == a && c->step == step_a && d->run == b && d->step == step_b)
          matched_runs_.emplace_back(r, s);
      }
  }
  void match_event(EventId a, EventId b) {
    matched_[a] = b;
    back_[b] = a;
    auto const &x = graph_.events.events[a], &y = graph_.events.events[b];
    same(program_.executed(a), program_.executed(b));
    auto const both = gates_.both(program_.executed(a), program_.executed(b));
    if (x.address && y.address) same_value(*x.address, *y.address, both);
    same_value(x.value, y.value, both);
  }
  void same_value(TermId a, TermId b, Literal where = always) {
    if (domains_.is_wide[a] || domains_.is_wide[b])
      return need(gates_.any(
          {-where, program_.values().same(a, b), gates_.both(-program_.defined(a), -program_.defined(b))}));
    for (auto v : domains_.of_term[a]) need(gates_.any({-where, -program_.has(a, v), program_.has(b, v)}));
    for (auto v : domains_.of_term[b]) need(gates_.any({-where, -program_.has(b, v), program_.has(a, v)}));
  }

  void sort_events() {
    auto const& events = graph_.events.events;
    copy_.assign(events.size(), stem);
    for (EventId e = static_cast<EventId>(graph_.events.initial_writes); e < events.size(); ++e) {
      copy_[e] = copy_of(events[e].thread, events[e].step);
      bool const is_matched = copy_[e] == cycle   ? matched_.contains(e)
                              : copy_[e] == again ? back_.contains(e)
                                                  : true;
      if (!is_matched) need(-program_.executed(e));
    }
    for (RunId r = 0; r < graph_.runs.size(); ++r) // interrupts that only one copy raises
      if (copy_of_run_[r] != stem &&
          std::ranges::none_of(matched_runs_, [&](auto const& m) { return m.first == r || m.second == r; }))
        need(-encoding_.turns().executed(r));
  }
  // Who could be made current, were it in the middle of the cycle, is not asked: so nothing changes in it.
  void put_aside() {
    auto const aside = encoding_.some_put_aside();
    if (aside == never) return;
    for (EventId e = 0; e < graph_.events.events.size(); ++e)
      if (copy_[e] != stem && graph_.events.events[e].kind == EventKind::Write)
        need(gates_.any({-aside, -program_.executed(e)}));
    for (auto const& write : graph_.events.owned_writes)
      if (copy_of(write.run, write.step) != stem) need(gates_.any({-aside, -program_.holds(write.guard)}));
  }
  // Nobody waits for a turn that the cycle gives. Who is beneath the run that loops may do so, and is
  // refused, too.
  void take_turns() {
    auto const& turns = encoding_.turns();
    for (auto const& loop : loops_) {
      auto const& steps = graph_.runs[loop.run].steps;
      std::vector<Literal> gives;
      for (auto s = loop.first->step; s < loop.cut->step; ++s)
        if (steps[s].depth == Depth{}) gives.push_back(executed(loop.run, s));
      auto const gives_turns = gates_.any(gives);
      for (RunId r = 0; r < graph_.runs.size(); ++r) {
        if (r == loop.run || !turns.may_meet(r, loop.run)) continue;
        for (auto const& stuck : graph_.runs[r].stuck)
          if (stuck.at == StuckAt::At::Turn)
            need(gates_.any({-gives_turns, -turns.same_cpu(r, loop.run), -program_.holds(stuck.stops),
                             encoding_.is_put_aside(r, stuck)}));
      }
    }
  }
  void same_state() {
    for (EventId e = 0; e < graph_.events.events.size(); ++e)
      if (copy_[e] != stem && is_of_srcu(graph_.events.events[e].tags)) need(-program_.executed(e));
    for (auto const& loop : loops_) same_state(loop);
    if (!matches_) need(never);
  }
  void same_state(Loop const& loop) {
    auto const &first = *loop.first, &second = *loop.second;
    auto const& cut = *loop.cut;
    if (first.depth != second.depth || second.depth != cut.depth) matches_ = false;
    // Else an interrupt that waits at the boundary could be taken within the cycle.
    if (first.depth.irqs != 0)
      for (auto s = first.step; s < cut.step; ++s)
        if (graph_.runs[loop.run].steps[s].depth.irqs == 0) need(-executed(loop.run, s));
    bool const has_readers = std::ranges::any_of(
        graph_.events.events, [](GraphEvent const& e) { return e.tags.has(Tag::RcuLock); });
    if (has_readers && first.depth.preemption != 0) matches_ = false;
    if (!matches_) return;
    for (auto l : live_at_round(*cut.loop)) {
      same_value(first.locals[l], second.locals[l]);
      same_value(second.locals[l], cut.locals[l]);
    }
  }

  template <class F> void for_each_source(EventId read, F f) {
    auto const& events = graph_.events.events;
    for (EventId w = 0; w < events.size(); ++w)
      if (events[w].kind == EventKind::Write)
        if (auto const l = program_.rf(w, read); l != never) f(w, l);
  }
  // Nothing of these copies is behind it in co.
  Literal is_last_of(EventId w, std::uint8_t copy) {
    auto const& events = graph_.events.events;
    std::vector<Literal> out;
    for (EventId other = 0; other < events.size(); ++other)
      if (other != w && events[other].kind == EventKind::Write && copy_[other] == copy)
        out.push_back(-program_.co(w, other));
    return gates_.all(out);
  }
  void same_reads() {
    auto const& events = graph_.events.events;
    for (EventId r = 0; r < events.size(); ++r) {
      if (events[r].kind != EventKind::Read) continue;
      std::vector<Literal> from_stem;
      if (copy_[r] == again && back_.contains(r))
        for_each_source(back_[r], [&](EventId w, Literal l) {
          if (copy_[w] == stem) from_stem.push_back(l);
        });
      for_each_source(r, [&](EventId w, Literal l) {
        if (copy_[w] > copy_[r]) return need(-l); // backward
        if (copy_[r] == stem) return;
        if (copy_[w] == stem) implies(l, is_last_of(w, stem));
        if (copy_[r] == cycle) return;
        if (copy_[w] == again)
          return implies(l, back_.contains(w) && back_.contains(r) ? program_.rf(back_[w], back_[r]) : never);
        implies(l, is_last_of(w, cycle));
        if (copy_[w] == cycle) return implies(l, gates_.any(from_stem));
        implies(l, back_.contains(r) ? program_.rf(w, back_[r]) : never);
      });
    }
  }
  // What a copy leaves behind in a cell is by the same write in each.
  void same_last_writes() {
    for (auto const& [a, b] : matched_)
      if (graph_.events.events[a].kind == EventKind::Write)
        implies(gates_.both(program_.executed(a), is_last_of(a, cycle)), is_last_of(b, again));
  }
  void forward() {
    auto const& events = graph_.events.events;
    for (EventId a = 0; a < events.size(); ++a)
      for (EventId b = 0; b < events.size(); ++b)
        if (copy_[a] > copy_[b] && events[a].kind == EventKind::Write && events[b].kind == EventKind::Write)
          if (auto const l = program_.co(a, b); l != never) need(-l);
  }

  Gates& gates_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  ProtocolGraph const& graph_;
  Domains const& domains_;
  Protocol const& protocol_;
  std::vector<Loop> const& loops_;
  std::size_t acts_; // of each agent whose acts recur, in each copy
  std::vector<Literal> parts_;
  std::vector<std::uint8_t> copy_of_run_, copy_;
  std::vector<std::pair<RunId, RunId>> matched_runs_;
  std::map<EventId, EventId> matched_, back_; // from the cycle to the same cycle once more, and back
  bool matches_ = true;
};

namespace {

// One leaves more of them to the stem than two do.
std::vector<std::size_t> acts_in_a_copy(Protocol const& protocol) {
  if (std::ranges::any_of(protocol.contexts, &Context::recurs)) return {1, 2};
  return {0};
}

} // namespace

std::vector<LassoFinder::Loop> LassoFinder::loops() const {
  std::vector<Loop> out;
  for (RunId r = 0; r < search_.graph().runs.size(); ++r) {
    auto const& run = search_.graph().runs[r];
    for (auto const& cut : run.cuts) {
      std::vector<RoundAt const*> rounds; // of the loop that is cut, those that lead there
      for (auto const& round : run.rounds)
        if (round.loop == cut.loop && round.step <= cut.step) rounds.push_back(&round);
      if (cut.loop == nullptr || rounds.size() < 2) continue;
      auto const &second = *rounds.back(), &first = *rounds[rounds.size() - 2];
      if (first.round + 1 == second.round) out.push_back({r, &cut, &first, &second});
    }
  }
  return out;
}

// Of each number of loops, all ways to take them from different runs.
LassoFinder::LassoFinder(Search& search, Protocol const& protocol) : search_(search) {
  auto const all = loops();
  std::vector<std::vector<std::size_t>> ways{{}}; // ascending
  for (std::size_t together = 1; together <= most_together; ++together) {
    std::vector<std::vector<std::size_t>> longer;
    for (auto const& way : ways)
      for (auto next = way.empty() ? 0 : way.back() + 1; next < all.size(); ++next)
        if (std::ranges::none_of(way, [&](std::size_t i) { return all[i].run == all[next].run; })) {
          longer.push_back(way);
          longer.back().push_back(next);
        }
    ways = std::move(longer);
    if (together > 1 && ways.size() > most_ways) return;
    for (auto const& way : ways) {
      std::vector<Loop> chosen;
      for (auto i : way) chosen.push_back(all[i]);
      add(chosen, protocol);
    }
  }
}

void LassoFinder::add(std::vector<Loop> const& loops, Protocol const& protocol) {
  for (auto const acts : acts_in_a_copy(protocol)) {
    Encoder encoder(search_, protocol, loops, acts);
    auto const holds = encoder.run();
    if (holds != never) all_.push_back({holds, loops, encoder.copy_of_run()});
  }
}

Literal LassoFinder::some(RunId r) {
  std::vector<Literal> ways;
  for (auto const& found : all_) {
    bool const loops = std::ranges::find(found.loops, r, &Loop::run) != found.loops.end();
    ways.push_back(loops ? found.holds : search_.gates().both(found.holds, search_.encoding().is_stuck(r)));
  }
  return search_.gates().any(ways);
}

std::optional<Lasso> LassoFinder::make(Protocol const& protocol, Search const& search,
                                       Concrete const& concrete) const {
  auto const is = [&](Literal l) { return l == always || (l != never && search.sat().value(l)); };
  for (auto const& found : all_) {
    if (!is(found.holds)) continue;
    Lasso out;
    WitnessMaker maker(protocol, search, concrete);
    out.execution = maker.run();
    for (auto const& loop : found.loops)
      out.loops.push_back({maker.number(loop.run), maker.steps(loop.run, 0, loop.first->step),
                           maker.steps(loop.run, 0, loop.second->step),
                           maker.steps(loop.run, 0, loop.cut->step)});
    for (RunId r = 0; r < found.copy.size(); ++r)
      if (maker.number(r) != ProtocolExecution::no_run) out.copy.push_back(found.copy[r]);
    return out;
  }
  return std::nullopt;
}

namespace {

// Is rf or co used where more of it makes less of the axiom's relation?
class Polarity {
public:
  explicit Polarity(MemoryModel const& model) : model_(model), seen_{{}, {}} {
    seen_[0].resize(model.nodes.size());
    seen_[1].resize(model.nodes.size());
  }
  bool is_monotone(NodeId n, bool negative) {
    if (seen_[negative][n]) return true;
    seen_[negative][n] = true;
    auto const& node = model_.nodes[n];
    if (node.kind == NodeKind::Base)
      return !negative || (node.name != "rf" && node.name != "co" && node.name != "FW");
    if (node.kind == NodeKind::Complement) return is_monotone(node.a, !negative);
    if (node.kind == NodeKind::Difference)
      return is_monotone(node.a, negative) && is_monotone(node.b, !negative);
    if (node.kind == NodeKind::Variable)
      return is_monotone(model_.fixpoints[node.a].bodies[node.b], negative);
    if (is_choice(node.kind)) return false;
    bool out = true;
    for (auto o : operands(node)) out = out && is_monotone(o, negative);
    return out;
  }

private:
  MemoryModel const& model_;
  std::vector<bool> seen_[2];
};

} // namespace

bool is_monotone(MemoryModel const& model) {
  Polarity polarity(model);
  return std::ranges::all_of(model.checks, [&](Check const& c) {
    return c.role != Role::Axiom || (!c.negated && polarity.is_monotone(c.node, false));
  });
}

} // namespace barrister::solver
