// SPDX-License-Identifier: BSD-2-Clause
#include "solver/question/state_question.hpp"
#include "solver/deletion/agents.hpp"
#include "solver/encode/model.hpp"
#include "solver/encode/property.hpp"
#include "solver/model/coherence.hpp"
#include "solver/model/schedule.hpp"
#include "solver/protocol/circumstances.hpp"
#include "solver/protocol/may_fault.hpp"
#include "solver/protocol/search.hpp"
#include "solver/question/causality.hpp"
#include "solver/question/names.hpp"
#include "solver/unfold/wait_conditions.hpp"
#include "solver/values/circles.hpp"
#include "spec/world_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using Literals = std::vector<Literal>;
using Made = std::variant<StatedQuestion, NotStated>;

// Of a question: whether some value may be from itself, in which the answer is looked for elsewhere.
constexpr std::uint64_t steps_for_thin_air = 100'000;

// Of events of different runs.
Relation may_precede(ProtocolEncoding const& encoding) {
  auto const& events = encoding.graph().events.events;
  Relation out(events.size());
  for (EventId a = 0; a < events.size(); ++a)
    for (EventId b = 0; b < events.size(); ++b) {
      auto const &x = events[a], &y = events[b];
      if (x.thread == y.thread || x.thread == no_cpu || y.thread == no_cpu) continue;
      if (encoding.turns().before(x, y) != never) out.insert(a, b);
    }
  return out;
}

// All constraints, in one solver, which is never asked but whether values come from themselves.
class Constraints {
public:
  Constraints(Protocol const& protocol, MemoryModel const& model, ProtocolGraph const& graph, Domains domains,
              std::vector<std::size_t> flags)
      : protocol_(protocol), model_(model), domains_(std::move(domains)),
        candidates_(make_candidates(graph.events, domains_, is_coherent(model))),
        encoding_(gates_, protocol, graph, domains_, candidates_) {
    WantedOfModel wanted{std::nullopt, std::move(flags)};
    candidates_.may_precede = may_precede(encoding_);
    if (!candidates_.may_precede.empty()) wanted.runs = runs();
    require_causality(encoding_, model);
    axioms_.emplace(encoding_.program(), model, candidates_, wanted);
  }

  std::string const& problem() const { return axioms_->problem(); }
  ProtocolEncoding const& encoding() const { return encoding_; }
  Literal raised(std::size_t i) const { return axioms_->raised(i); }
  Gates& gates() { return gates_; }

  Literal some_thin_air() {
    Literals ways;
    for (auto r : reads_in_circles(encoding_.graph().events, domains_, is_coherent(model_)))
      ways.push_back(
          gates_.both(encoding_.program().executed(r),
                      encoding_.program().values().thin_air(encoding_.graph().events.events[r].value)));
    return gates_.any(ways);
  }
  bool can_be(Literal l) { return sat_.solve({l}, std::nullopt) != SatSolver::Answer::Unsatisfiable; }

  StatedQuestion question(Literal asked) {
    StatedQuestion out;
    out.clauses = sat_.recorded()->clauses;
    out.asked = asked;
    Literal last = sat_.fresh(); // of which nothing is said
    out.variables.resize(static_cast<std::size_t>(last) - 1);
    for (auto& [gate, definition] : gates_.definitions()) {
      auto& variable = out.variables.at(static_cast<std::size_t>(gate) - 1);
      variable.kind = definition.is_choice ? StatedVariable::Kind::Choice : StatedVariable::Kind::All;
      variable.parts = definition.parts;
    }
    name_events(out, protocol_, encoding_.graph());
    name_variables(out, protocol_, encoding_, domains_, model_, *axioms_);
    return out;
  }

private:
  RunOrder runs() const {
    auto const& events = encoding_.graph().events.events;
    auto const& turns = encoding_.turns();
    return {[&events, &turns](EventId a, EventId b) { return turns.before(events[a], events[b]); },
            [&events, &turns](EventId a, EventId b) {
              return turns.same_cpu(events[a].thread, events[b].thread);
            }};
  }

  Protocol const& protocol_;
  MemoryModel const& model_;
  SatSolver sat_{SatSolver::How(SatSolver::Kind::Cadical, steps_for_thin_air).recorded()};
  Gates gates_{sat_};
  Domains domains_;
  Candidates candidates_;
  ProtocolEncoding encoding_;
  std::optional<ModelEncoding> axioms_;
};

// `asks`, of the constraints, gives what is asked for.
template <class Asks>
Made state(Protocol const& protocol, MemoryModel const& model, unsigned rounds,
           std::vector<std::size_t> const& flags, Asks asks) {
  auto graph = unfold(protocol, rounds, {}, model.locks);
  bool const coherent = is_coherent(model);
  if (!graph.problem.empty()) return NotStated{graph.problem};
  auto domains = domains_with_thin_air(graph.events, coherent);
  if (auto const statements = may_fault(protocol, graph, domains); !statements.empty()) {
    graph = unfold(protocol, rounds, statements, model.locks);
    if (!graph.problem.empty()) return NotStated{graph.problem};
    domains = domains_with_thin_air(graph.events, coherent);
  }
  if (auto const size = graph.events.events.size(); size > most_stated_events)
    return NotStated{"it has " + std::to_string(size) + " events: more than " +
                     std::to_string(most_stated_events)};
  if (auto why = why_no_causality(graph, model); !why.empty()) return NotStated{std::move(why)};
  auto const reads = reads_in_circles(graph.events, domains, coherent);
  auto made = std::make_unique<Constraints>(protocol, model, graph, std::move(domains), flags);
  if (!made->problem().empty()) return NotStated{made->problem()};
  auto thin_air = made->some_thin_air();
  if (thin_air != never && made->can_be(thin_air)) {
    made = std::make_unique<Constraints>(protocol, model, graph,
                                         domains_with_any(graph.events, reads, coherent), flags);
    if (!made->problem().empty()) return NotStated{made->problem()};
    thin_air = never;
  }
  // That it is not is part of the question: the answer above is not to be believed.
  auto ways = asks(*made);
  ways.push_back(thin_air);
  return made->question(made->gates().any(ways));
}

// One that has a fault, or asks for a value that there is not.
Literals has_no_meaning(Constraints& c) {
  auto const fault = c.encoding().stops_at_fault(), meaningless = c.encoding().is_meaningless();
  return {c.gates().differ(fault, meaningless)};
}

Literal is_stuck(Constraints& c, ContextId context) {
  Literals ways;
  auto const& runs = c.encoding().graph().runs;
  for (RunId r = 0; r < runs.size(); ++r)
    if (runs[r].context == context) ways.push_back(c.encoding().is_stuck(r));
  return c.gates().any(ways);
}

// Shows the claim, if it is an execution that the claim speaks of. A question without a value is against it.
Literal shows(Constraints& c, Claim const& claim, TermId answer, std::size_t flags) {
  auto const& program = c.encoding().program();
  switch (claim.kind) {
  case Claim::Kind::Never: return c.gates().either(program.truth(answer), -program.defined(answer));
  case Claim::Kind::Cover: return program.truth(answer);
  case Claim::Kind::Finally: return -program.truth(answer);
  case Claim::Kind::NoDeadlock: return c.encoding().some_stuck();
  case Claim::Kind::Terminates: return is_stuck(c, claim.context);
  case Claim::Kind::NoRaces: break;
  }
  Literals ways;
  for (std::size_t i = 0; i < flags; ++i) ways.push_back(c.raised(i));
  return c.gates().any(ways);
}

Literals asked_of(Constraints& c, Protocol const& protocol, std::size_t index, std::size_t flags) {
  auto const& claim = protocol.claims[index];
  auto const& encoding = c.encoding();
  auto all = environment(encoding, protocol, claim);
  std::ranges::copy(ends(encoding, claim), std::back_inserter(all));
  std::ranges::copy(Literals{-encoding.stops_at_fault(), -encoding.is_meaningless()},
                    std::back_inserter(all));
  for (auto guard : encoding.graph().beyond[index]) all.push_back(-encoding.program().holds(guard));
  all.push_back(shows(c, claim, encoding.graph().answers[index], flags));
  auto out = claim.kind == Claim::Kind::Cover ? Literals{} : has_no_meaning(c);
  out.push_back(c.gates().all(all));
  return out;
}

} // namespace

Made state_question(LitmusTest const& test, AskedOf asked, MemoryModel const& model, unsigned rounds) {
  if (waits_for_what_may_have_no_value(test.program))
    return NotStated{"a condition that is waited for may have no value"};
  auto const protocol = world_of(test);
  return state(protocol, model, rounds, {}, [&](Constraints& c) {
    auto const& encoding = c.encoding();
    FinalLocals locals;
    for (auto const& run : encoding.graph().runs) locals.push_back(run.locals);
    auto const holds = [&](Proposition const& p) {
      return encode_proposition(encoding.program(), locals, test.program, p);
    };
    Literals all{-encoding.is_cut(), -encoding.some_stuck(), -encoding.stops_at_fault(),
                 -encoding.is_meaningless()};
    if (test.filter) all.push_back(holds(*test.filter));
    auto const is_so = holds(test.proposition);
    all.push_back(asked == AskedOf::Satisfies ? is_so : -is_so);
    auto out = has_no_meaning(c);
    out.push_back(c.gates().all(all));
    return out;
  });
}

Made state_question(Protocol const& protocol, std::size_t index, MemoryModel const& model, unsigned rounds) {
  auto const& claim = protocol.claims[index];
  if (!claim.any_times.empty() || !unbounded_agents(protocol, claim).empty())
    return NotStated{claim.name + " is of any number of acts"};
  if (auto why = why_not_learned(model); !why.empty()) return NotStated{std::move(why)};
  std::vector<std::size_t> flags;
  for (std::size_t i = 0; i < model.checks.size(); ++i) {
    if (claim.kind != Claim::Kind::NoRaces || !is_of_races(model.checks[i])) continue;
    if (auto const& check = model.checks[i]; check.test != Test::Empty || !check.negated)
      return NotStated{"the model's flag '" + check.text + "' is not asked for"};
    flags.push_back(i);
  }
  return state(protocol, model, rounds, flags,
               [&](Constraints& c) { return asked_of(c, protocol, index, flags.size()); });
}

} // namespace barrister::solver
