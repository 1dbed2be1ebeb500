// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/litmus.hpp"
#include "solver/encode/property.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/thin_air.hpp"
#include "solver/protocol/allows.hpp"
#include "solver/protocol/asked_by.hpp"
#include "solver/protocol/evaluated.hpp"
#include "solver/protocol/feedback.hpp"
#include "solver/protocol/smallest.hpp"
#include "solver/protocol/witness.hpp"
#include "solver/values/undefined.hpp"
#include "spec/world_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Searcher {
public:
  Searcher(LitmusTest const& test, MemoryModel const& model, LitmusSearch const& how, LemmaStore store = {})
      : test_(test), model_(model), how_(how), store_(std::move(store)), protocol_(world_of(test)),
        search_(protocol_, model, how.unroll, how.sat, how.deadline, store_, how.accepts, how.circular_values,
                asked_locals(test)) {
    result_.model = model.name;
    result_.unknown = search_.problem();
    if (!result_.unknown.empty()) return;
    for (auto const& run : search_.graph().runs) locals_.push_back(run.locals);
    ended_ = {-search_.encoding().is_cut(), -search_.encoding().some_stuck(),
              -search_.encoding().stops_at_fault(), -search_.encoding().is_meaningless()};
  }

  LitmusResult run() {
    if (!result_.unknown.empty()) return give_up(result_.unknown);
    if (!find_faults()) return finish();
    if (test_.filter) ended_.push_back(proposition(*test_.filter));
    auto const goal = proposition(test_.proposition), is_in_order = in_order();
    auto const is_short = how_.idle_rounds == IdleRounds::LeftOut ? search_.without_idle_rounds() : always;
    auto bound = reaches_bound();
    if (!bound) return give_up(reason_);
    result_.feedback = std::move(bound->feedback);
    asked_flags_ = flags_that_may_be_raised();
    std::vector<Concrete> seen; // excluded when both are asked: with other values, one rf may show both
    for (auto const& [question, example] :
         {std::pair{goal, &result_.satisfying}, std::pair{-goal, &result_.falsifying}}) {
      auto asked = ended_;
      asked.push_back(question);
      asked.push_back(is_in_order);
      asked.push_back(is_short);
      auto answer = search_.ask(asked);
      if (answer.kind == SatSolver::Answer::Unknown) return give_up(answer.reason);
      if (answer.kind != SatSolver::Answer::Satisfiable) continue;
      *example = see(*answer.found);
      seen.push_back(std::move(*answer.found));
    }
    // Where none ends, none is as good as another.
    bool const is_any = result_.positive + result_.negative > 0;
    result_.bound_reached = bound->are == Longer::Some || (bound->are == Longer::Idle && !is_any);
    result_.leaves_out_rounds = bound->are == Longer::Idle && is_any;
    ended_.push_back(search_.gates().fresh()); // what is excluded is while this is asked
    for (auto const& concrete : seen) exclude(concrete);
    result_.circular_values = search_.has_thin_air();
    while (result_.positive + result_.negative < how_.most) {
      auto const answer = search_.ask(ended_);
      if (answer.kind == SatSolver::Answer::Unknown) return give_up(answer.reason);
      if (answer.kind == SatSolver::Answer::Unsatisfiable) {
        result_.capped = result_.circular_values; // of one rf, one choice of values was seen
        look_for_flags();
        return finish();
      }
      see(*answer.found);
      exclude(*answer.found);
    }
    result_.capped = result_.circular_values || search_.ask(ended_).kind != SatSolver::Answer::Unsatisfiable;
    look_for_flags();
    return finish();
  }

  void look_for(KnownExecutions const& known) {
    if (!search_.problem().empty()) return;
    auto const& all = known.find(search_.graph().events.events.size());
    for (std::size_t i = 0; i < all.size(); ++i) known.tell(i, allows(search_, protocol_, all[i]));
  }

  std::optional<LongerRuns> reaches_bound() {
    auto const are = longer_runs();
    if (!are) return std::nullopt;
    if (*are == Longer::Some || how_.feedback == LitmusSearch::Feedback::NotAsked) return LongerRuns{*are};
    Feedback feedback(protocol_, search_.encoding(), model_);
    auto const& because_of = feedback.from({});
    return LongerRuns{because_of.empty() ? *are : Longer::Some, because_of};
  }
  std::optional<Longer> longer_runs() {
    if (!result_.unknown.empty()) return std::nullopt;
    auto const is_any = is_longer(search_.encoding().is_cut());
    if (!is_any) return std::nullopt;
    if (!*is_any) return Longer::None;
    if (how_.idle_rounds == IdleRounds::Counted) return Longer::Some;
    return is_longer(search_.wants_more()).value_or(true) ? Longer::Some : Longer::Idle;
  }

  // Whether some execution satisfies, or falsifies, the condition.
  std::optional<bool> can(bool satisfying) {
    if (!result_.unknown.empty()) return std::nullopt;
    auto asked = ended_;
    if (test_.filter) asked.push_back(proposition(*test_.filter));
    auto const goal = proposition(test_.proposition);
    asked.push_back(satisfying ? goal : -goal);
    asked.push_back(in_order());
    auto const answer = search_.ask(asked);
    if (answer.kind == SatSolver::Answer::Unknown) return std::nullopt;
    return answer.kind == SatSolver::Answer::Satisfiable;
  }

  Learned learn() {
    if (!result_.unknown.empty()) return {{}, result_.unknown};
    if (auto why = why_not_learned(model_); !why.empty()) return {{}, std::move(why)};
    auto const& encoding = search_.encoding();
    auto const goal = proposition(test_.proposition);
    auto asked = ended_;
    if (test_.filter) asked.push_back(proposition(*test_.filter));
    std::vector<std::vector<Literal>> questions{
        {search_.gates().any(fresh_places()), -encoding.is_meaningless()},
        {encoding.is_cut(), -encoding.stops_at_fault(), -encoding.is_meaningless()}};
    for (auto l : {goal, -goal}) {
      questions.push_back(asked);
      questions.back().push_back(l);
    }
    Learned out;
    auto const add = [&](Search::Answer const& answer) {
      if (answer.kind == SatSolver::Answer::Unknown && out.unknown.empty()) out.unknown = answer.reason;
    };
    for (auto const& question : questions) add(search_.ask(question));
    for (std::size_t i = 0; i < model_.checks.size(); ++i)
      if (search_.can_ask_for(model_.checks[i])) add(search_.ask_for_flag({i}, asked));
    out.lemmas = std::move(store_.kept);
    return out;
  }

  std::optional<Execution> satisfying() {
    if (!result_.unknown.empty()) return std::nullopt;
    auto asked = ended_;
    if (test_.filter) asked.push_back(proposition(*test_.filter));
    asked.push_back(proposition(test_.proposition));
    auto const answer = search_.ask(asked);
    if (answer.kind != SatSolver::Answer::Satisfiable) return std::nullopt;
    return WitnessMaker(protocol_, search_, *answer.found).run().execution;
  }

  std::optional<Execution> smallest(Shows shows, std::uint64_t steps) {
    if (!result_.unknown.empty()) return std::nullopt;
    auto asked = ended_;
    if (test_.filter) asked.push_back(proposition(*test_.filter));
    auto const goal = proposition(test_.proposition);
    asked.push_back(shows == Shows::Satisfies ? goal : -goal);
    auto const found = search_.ask(asked);
    if (found.kind != SatSolver::Answer::Satisfiable) return std::nullopt;
    auto const execution = [&](Concrete const& concrete) {
      return WitnessMaker(protocol_, search_, concrete).run().execution;
    };
    auto out = execution(*found.found);
    Smallest(search_, protocol_, steps)
        .find(
            asked, [&](std::vector<Literal> const& question) { return search_.ask(question); },
            [&](Concrete const& smaller) { out = execution(smaller); });
    return out;
  }

private:
  // Whether some execution wants more rounds, and for this reason.
  std::optional<bool> is_longer(Literal why) {
    auto const answer =
        search_.ask({why, -search_.encoding().stops_at_fault(), -search_.encoding().is_meaningless()});
    if (answer.kind == SatSolver::Answer::Unknown) {
      reason_ = answer.reason;
      return std::nullopt;
    }
    return answer.kind == SatSolver::Answer::Satisfiable;
  }
  // Threads that the condition does not tell apart.
  Literal in_order() {
    if (test_.filter) return always;
    return search_.in_order(asked_by(test_, locals_));
  }

  // One for each place. Whether it is known that there are no others.
  bool find_faults() {
    for (;;) {
      // Before a run stops at one, it passes no other.
      auto const answer =
          search_.ask({search_.gates().any(fresh_places()), -search_.encoding().is_meaningless()});
      if (answer.kind == SatSolver::Answer::Unknown) return give_up_with(answer.reason), false;
      if (answer.kind == SatSolver::Answer::Unsatisfiable) break;
      show_fault(*answer.found);
    }
    if (!result_.faults.empty()) return true; // a run that does not stop at them has no meaning, too
    auto const other =
        search_.ask({-search_.encoding().stops_at_fault(), search_.encoding().is_meaningless()});
    if (other.kind == SatSolver::Answer::Unknown) return give_up_with(other.reason), false;
    if (other.kind == SatSolver::Answer::Satisfiable)
      return give_up_with("a value may have no meaning, where constraints do not say how"), false;
    return true;
  }
  bool is_shown(FaultAt const& at) const {
    return std::ranges::any_of(result_.faults, [&](FaultyExecution const& x) {
      return x.faults.front().by == at.thread && x.faults.front().instruction == at.instruction;
    });
  }
  std::vector<Literal> fresh_places() const {
    std::vector<Literal> out;
    for (auto const& at : search_.graph().events.faults)
      if (!is_shown(at)) out.push_back(search_.encoding().program().holds(at.stops));
    return out;
  }
  void show_fault(Concrete const& found) {
    FaultyExecution out{{}, WitnessMaker(protocol_, search_, found).run().execution};
    auto const& events = search_.graph().events;
    auto const& program = search_.encoding().program();
    for (auto const& at : events.faults) {
      if (!holds_in(search_.sat(), program, at.stops)) continue;
      auto fault =
          why_faulty(events, at, [&](TermId t) { return program.values().value_in(search_.sat(), t); });
      fault.by = at.thread;
      bool const is_first = !is_shown(at) && (out.faults.empty() || is_shown_fault(out.faults.front()));
      out.faults.insert(is_first ? out.faults.begin() : out.faults.end(), fault);
    }
    result_.faults.push_back(std::move(out));
  }
  bool is_shown_fault(Fault const& fault) const {
    return std::ranges::any_of(
        result_.faults, [&](FaultyExecution const& x) { return is_same_fault(x.faults.front(), fault); });
  }
  void give_up_with(std::string why) {
    result_.unknown = std::move(why);
    result_.capped = true;
  }
  Literal proposition(Proposition const& p) {
    return encode_proposition(search_.encoding().program(), locals_, test_.program, p);
  }
  LitmusResult give_up(std::string why) {
    give_up_with(std::move(why));
    return finish();
  }

  // Records the execution. Which state it ends in.
  std::size_t see(Concrete const& concrete) {
    auto execution = WitnessMaker(protocol_, search_, concrete).run().execution;
    auto const holds_here = [&](Proposition const& p) {
      return holds(p, test_.program, [&](Observable const& o) { return final_value_of(execution, o); });
    };
    ++(holds_here(test_.proposition) ? result_.positive : result_.negative);
    look_at_flags(concrete);
    auto values = observed(execution);
    auto const [at, is_new] = state_at_.try_emplace(values, result_.states.size());
    if (is_new) result_.states.push_back({std::move(values), std::move(execution)});
    return at->second;
  }
  static Value final_value_of(Execution const& x, Observable const& o) {
    if (auto const* r = std::get_if<Register>(&o)) return x.locals[r->cpu][r->local];
    return final_value(x, std::get<Cell>(o).address);
  }
  std::vector<Value> observed(Execution const& x) const {
    std::vector<Value> out;
    for (auto const& o : test_.observed) {
      auto const* array = std::get_if<WholeArray>(&o);
      if (!array) {
        out.push_back(final_value_of(x, o));
        continue;
      }
      auto const cells = test_.program.objects[array->object].initial.size();
      for (std::size_t i = 0; i < cells; ++i)
        out.push_back(final_value(x, address(array->object, static_cast<std::int64_t>(i))));
    }
    return out;
  }
  // Each of many executions would be evaluated for nothing.
  std::vector<std::size_t> flags_that_may_be_raised() {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < model_.checks.size(); ++i)
      if (model_.checks[i].role != Role::Axiom && search_.may_be_raised(i)) out.push_back(i);
    return out;
  }
  void look_at_flags(Concrete const& concrete) {
    if (asked_flags_.empty()) return;
    if (!ordered_) ordered_ = std::make_shared<OrderedModel const>(model_);
    auto const evaluator = evaluated(ordered_, concrete, asked_flags_);
    for (auto i : asked_flags_) {
      bool const passes = evaluator.passes(i);
      if (model_.checks[i].role == Role::Flag && passes) raise(model_.checks[i], concrete);
      if (model_.checks[i].role == Role::Requirement && !passes) result_.undefined = true;
    }
    if (result_.unknown.empty()) result_.unknown = evaluator.problem();
  }
  void raise(Check const& flag, Concrete const& concrete) {
    result_.flags.push_back(flag.name);
    if (is_of_races(flag) && !result_.racy)
      result_.racy = WitnessMaker(protocol_, search_, concrete).run().execution;
  }
  // Of executions that were not counted.
  void look_for_flags() {
    if (!result_.capped) return;
    // What is excluded was seen with one choice of its values: with others, it may raise more.
    auto asked = ended_;
    asked.pop_back();
    for (auto i : asked_flags_) {
      auto const& check = model_.checks[i];
      if (check.role == Role::Flag && is_raised(check.name)) continue;
      if (!search_.can_ask_for(check)) {
        result_.flags_are_partial = true;
        continue;
      }
      auto const answer = search_.ask_for_flag({i}, asked);
      if (answer.kind == SatSolver::Answer::Unknown) result_.flags_are_partial = true;
      if (answer.kind == SatSolver::Answer::Satisfiable) look_at_flags(*answer.found);
    }
  }
  bool is_raised(std::string const& flag) const {
    return std::ranges::find(result_.flags, flag) != result_.flags.end();
  }

  // From now on. What is executed follows from values, and values from rf, or from themselves: where a branch
  // decides them in a circle, those are told apart; out of thin air there may be too many.
  void exclude(Concrete const& concrete) {
    auto const& program = search_.encoding().program();
    auto const origin = [&](EventId e) { return concrete.origin[e]; };
    std::vector<Literal> other;
    for (auto r : concrete.candidate.reads) {
      other.push_back(-program.rf(origin(concrete.candidate.source[r]), origin(r)));
      auto const value = search_.graph().events.events[origin(r)].value;
      if (search_.domains().is_wide[value]) continue;
      if (auto const l = program.has(value, concrete.candidate.value[r]); l != always) other.push_back(-l);
    }
    for (auto const& order : concrete.candidate.orders)
      for (std::size_t i = 0; i + 1 < order.size(); ++i)
        other.push_back(-program.co(origin(order[i]), origin(order[i + 1])));
    for (auto const* told_by : {&concrete.answers, &concrete.edges})
      for (auto l : *told_by) other.push_back(-l);
    for (auto l : ended_) other.push_back(-l);
    std::erase(other, never);
    search_.gates().require(other.empty() ? std::vector{never} : other);
  }

  LitmusResult finish() {
    auto& flags = result_.flags;
    std::ranges::sort(flags);
    flags.erase(std::unique(flags.begin(), flags.end()), flags.end());
    std::vector<std::size_t> order, now(result_.states.size());
    for (std::size_t i = 0; i < result_.states.size(); ++i) order.push_back(i);
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return std::ranges::lexicographical_compare(
          result_.states[a].values, result_.states[b].values,
          [&](Value l, Value r) { return before(test_.program, l, r); });
    });
    std::vector<ReachedState> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
      now[order[i]] = i;
      sorted.push_back(std::move(result_.states[order[i]]));
    }
    result_.states = std::move(sorted);
    for (auto* example : {&result_.satisfying, &result_.falsifying})
      if (*example) *example = now[**example];
    return std::move(result_);
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  SharedModel ordered_; // made for the first execution whose flags are looked at
  LitmusSearch const& how_;
  LemmaStore store_;
  Protocol protocol_;
  Search search_;
  FinalLocals locals_;
  std::vector<std::size_t> asked_flags_; // checks of the model
  std::vector<Literal> ended_;           // every thread at its end
  LitmusResult result_;
  std::map<std::vector<Value>, std::size_t> state_at_;
  std::string reason_;
};

} // namespace

LitmusResult search(LitmusTest const& test, MemoryModel const& model, LitmusSearch const& how) {
  Searcher searcher(test, model, how);
  auto out = searcher.run();
  bool const rests_on_all = out.positive == 0 || out.negative == 0;
  if (how.known && why_not_learned(model).empty() && rests_on_all && out.unknown.empty() &&
      out.faults.empty())
    searcher.look_for(*how.known);
  return out;
}

Learned learn(LitmusTest const& test, MemoryModel const& model, LitmusSearch const& how) {
  LemmaStore store;
  store.keeps_lemmas = true;
  return Searcher(test, model, how, std::move(store)).learn();
}

std::optional<LongerRuns> reaches_bound(LitmusTest const& test, MemoryModel const& model,
                                        LitmusSearch const& how) {
  return Searcher(test, model, how).reaches_bound();
}

std::optional<Execution> search_forbidden(LitmusTest const& test, MemoryModel const& model,
                                          LitmusSearch const& how) {
  auto const without = [&](auto&& is_dropped) {
    auto weaker = model;
    std::erase_if(weaker.checks, [&](Check const& c) { return c.role == Role::Axiom && is_dropped(c); });
    return Searcher(test, weaker, how).satisfying();
  };
  auto const is_of_interest = [&](Check const& c) {
    return !says_coherence(model, c) && !says_atomicity(model, c);
  };
  if (auto found = without(is_of_interest)) return found;
  for (auto const& one : model.checks)
    if (one.role == Role::Axiom && !is_of_interest(one))
      if (auto found = without([&](Check const& c) { return c.node == one.node; })) return found;
  return without([](Check const&) { return true; });
}

std::optional<Execution> search_smallest(LitmusTest const& test, MemoryModel const& model, LitmusSearch how,
                                         Shows shows, std::uint64_t steps) {
  how.sat.steps = std::min(how.sat.steps, steps);
  return Searcher(test, model, how).smallest(shows, steps);
}

bool needs_thin_air(LitmusTest const& test, MemoryModel const& model, LitmusSearch const& how,
                    bool satisfying) {
  auto const stricter = without_thin_air(model);
  return Searcher(test, stricter, how).can(satisfying) == false;
}

} // namespace barrister::solver
