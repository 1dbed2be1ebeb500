// SPDX-License-Identifier: BSD-2-Clause
// Tuples are encoded on demand: an axiom asks for the tuples that can break it, these ask for the tuples they
// are made of, and what may never exist is never asked for.
//
// Closures and fixpoints are wanted in one direction only as long as they count against an execution
// (positively under an axiom): then it is enough that base tuples imply derived ones, since a solver that
// adds more only harms itself. Where one stands under a difference or complement, it is computed exactly
// instead: the closure by squaring, the fixpoint round by round as an evaluator would, on formulas, until
// they stay the same.
#include "solver/encode/model.hpp"
#include "solver/encode/acyclic.hpp"
#include "solver/model/schedule.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

struct Polarity {
  bool positive = false, negative = false;
};

class ModelEncoder {
public:
  ModelEncoder(ProgramEncoding const& program, MemoryModel const& model, Candidates const& candidates,
               WantedOfModel const& wanted)
      : p_(program), gates_(program.gates()), model_(model), wanted_(wanted),
        size_(program.graph().events.size()), polarity_(model.nodes.size()), groups_(groups_of_nodes(model)),
        memo_(model.nodes.size()) {
    std::vector<bool> needed(model.nodes.size());
    for (auto const& c : model.checks)
      if (c.role == Role::Axiom) needed[c.node] = true;
    for (auto flag : wanted.flags) needed[model.checks[flag].node] = true;
    for (auto n : model.choices) needed[n] = true;
    close_under_operands(model, needed);
    bounds_ = compute_bounds(program.graph(), model, candidates, needed);
    plan_ = plan_choices(model, bounds_, candidates);
  }

  ChoicePlan const& plan() const { return plan_; }

  std::optional<std::string> run() {
    if (!plan_.problem.empty()) return plan_.problem;
    for (auto const& c : model_.checks)
      if (c.role == Role::Axiom && can_matter(c, bounds_[c.node])) {
        if (c.negated) return "the negated axiom '" + c.text + "' has no encoding";
        mark(c.node, true);
      }
    for (auto n : model_.choices) mark(n, true);
    for (auto flag : wanted_.flags) mark(model_.checks[flag].node, false);
    for (auto n : model_.choices) require_choice(n);
    for (auto const& c : model_.checks)
      if (c.role == Role::Axiom && can_matter(c, bounds_[c.node])) require(c);
    for (auto flag : wanted_.flags) raised_.push_back(some(model_.checks[flag].node));
    if (!problem_.empty()) return problem_;
    return std::nullopt;
  }
  std::vector<Literal> const& raised() const { return raised_; }
  std::vector<ModelEncoding::Edges> take_edges() { return std::move(memo_); }

private:
  // Not empty.
  Literal some(NodeId n) {
    std::vector<Literal> ways;
    for_each_possible(n, [&](EventId a, EventId b) { ways.push_back(tuple(n, a, b)); });
    return gates_.any(ways);
  }
  void mark(NodeId n, bool positive) {
    auto& seen = positive ? polarity_[n].positive : polarity_[n].negative;
    if (seen) return;
    seen = true;
    auto const& node = model_.nodes[n];
    switch (node.kind) {
    case NodeKind::Difference:
      mark(node.a, positive);
      mark(node.b, !positive);
      return;
    case NodeKind::Complement: mark(node.a, !positive); return;
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder:
      for (bool const way : {true, false}) {
        mark(node.a, way);
        mark(node.b, way);
      }
      return;
    case NodeKind::Variable: mark(model_.fixpoints[node.a].bodies[node.b], positive); return;
    case NodeKind::Base:
    case NodeKind::Empty:
    case NodeKind::Universe:
    case NodeKind::Union:
    case NodeKind::Intersection:
    case NodeKind::Sequence:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive:
    case NodeKind::Product:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range:
      for (auto o : operands(node)) mark(o, positive);
      return;
    }
  }

  Relation const& may(NodeId n) const { return std::get<Relation>(bounds_[n].may); }

  void require(Check const& c) {
    if (model_.nodes[c.node].is_set) {
      auto const& may_set = std::get<EventSet>(bounds_[c.node].may);
      for (EventId e = 0; e < size_; ++e)
        if (may_set.contains(e)) gates_.require({-member(c.node, e)});
      return;
    }
    switch (c.test) {
    case Test::Empty:
      for (auto [a, b] : may(c.node).pairs()) gates_.require({-edge(c.node, a, b)});
      return;
    case Test::Irreflexive:
      for (EventId e = 0; e < size_; ++e)
        if (may(c.node).contains(e, e)) gates_.require({-edge(c.node, e, e)});
      return;
    case Test::Acyclic: require_no_cycle(c.node); return;
    }
  }
  // Only edges on some possible cycle matter.
  void require_no_cycle(NodeId n) {
    auto const closure = may(n).closure();
    std::vector<EdgeIf> edges;
    for (auto [a, b] : may(n).pairs())
      if (closure.contains(b, a)) edges.push_back({a, b, edge(n, a, b)});
    require_acyclic(gates_, edges);
  }

  // Is e in the set? Is (a, b) in the relation?
  Literal member(NodeId n, EventId e) {
    if (!std::get<EventSet>(bounds_[n].may).contains(e)) return never;
    if (std::get<EventSet>(bounds_[n].must).contains(e)) return p_.executed(e);
    return remembered(n, e, e, [&] { return make_member(model_.nodes[n], e); });
  }
  Literal edge(NodeId n, EventId a, EventId b) {
    if (!may(n).contains(a, b)) return never;
    if (std::get<Relation>(bounds_[n].must).contains(a, b))
      return gates_.both(p_.executed(a), p_.executed(b));
    auto const kind = model_.nodes[n].kind;
    if (kind == NodeKind::Closure || kind == NodeKind::ReflexiveClosure) return closure_edge(n, a, b);
    return remembered(n, a, b, [&] { return make_edge(n, a, b); });
  }
  template <class Make> Literal remembered(NodeId n, EventId a, EventId b, Make make) {
    if (model_.nodes[n].kind == NodeKind::Variable) return variable(n, a, b);
    if (is_choice(model_.nodes[n].kind)) return chosen(n, a, b);
    auto const key = std::pair(a, b);
    if (auto at = memo_[n].find(key); at != memo_[n].end()) return at->second;
    auto const l = make();
    memo_[n][key] = l;
    return l;
  }

  // Choices are made in their order: when one is asked for, its literals are there.
  Literal chosen(NodeId n, EventId a, EventId b) const {
    auto const at = memo_[n].find({a, b});
    return at == memo_[n].end() ? never : at->second;
  }
  void require_choice(NodeId n) {
    auto const& node = model_.nodes[n];
    auto const index =
        static_cast<std::size_t>(std::ranges::find(model_.choices, n) - model_.choices.begin());
    if (plan_.modes[index] == ChoiceMode::Nothing) return;
    if (node.kind == NodeKind::ChosenOrder) return require_order(n, plan_.modes[index]);
    std::map<EventId, std::vector<Literal>> of_end;
    auto const may_have = std::get<EventSet>(bounds_[node.a].may);
    for (auto [a, b] : may(n).pairs()) {
      auto const l = gates_.fresh();
      memo_[n][{a, b}] = l;
      gates_.require({-l, edge(node.b, a, b)});
      auto const end = node.kind == NodeKind::ChosenSources ? b : a;
      gates_.require({-l, member(node.a, end)});
      of_end[end].push_back(l);
    }
    for (EventId e = 0; e < size_; ++e)
      if (may_have.contains(e)) gates_.exactly_one_if(member(node.a, e), of_end[e]);
  }
  void require_order(NodeId n, ChoiceMode mode) {
    auto const& node = model_.nodes[n];
    auto& order = memo_[n];
    auto const classes = may(node.a) - Relation::identity(size_);
    auto const required = [&](EventId a, EventId b) {
      return gates_.both(edge(node.a, a, b), edge(node.b, a, b));
    };
    for (EventId e = 0; e < size_; ++e)
      if (may(node.a).contains(e, e)) gates_.require({-required(e, e)});
    if (mode == ChoiceMode::Coherence) {
      for (auto [a, b] : classes.pairs()) {
        if (auto const l = p_.co(a, b); l != never) order[{a, b}] = l;
        gates_.require({-required(a, b), p_.co(a, b)});
      }
      return;
    }
    for (auto [a, b] : classes.pairs()) {
      if (a > b) continue;
      auto const here = edge(node.a, a, b), first = gates_.fresh();
      gates_.require({-first, here});
      order[{a, b}] = first;
      order[{b, a}] = gates_.both(here, -first);
    }
    for (auto [a, b] : classes.pairs()) {
      gates_.require({-required(a, b), order[{a, b}]});
      gates_.require({-gates_.both(edge(node.a, a, b), p_.co(a, b)), order[{a, b}]});
      for (EventId c = 0; c < size_; ++c)
        if (c != a && classes.contains(b, c) && classes.contains(a, c))
          gates_.require({-order[{a, b}], -order[{b, c}], order[{a, c}]});
    }
  }

  Literal make_member(Node const& node, EventId e) {
    auto const here = p_.executed(e);
    switch (node.kind) {
    case NodeKind::Base: return gates_.both(here, base_member(node.name, e));
    case NodeKind::Universe: return here;
    case NodeKind::Union: return gates_.either(member(node.a, e), member(node.b, e));
    case NodeKind::Intersection: return gates_.both(member(node.a, e), member(node.b, e));
    case NodeKind::Difference: return gates_.both(member(node.a, e), -member(node.b, e));
    case NodeKind::Complement: return gates_.both(here, -member(node.a, e));
    case NodeKind::Domain:
    case NodeKind::Range: {
      std::vector<Literal> parts;
      for (EventId other = 0; other < size_; ++other)
        parts.push_back(node.kind == NodeKind::Domain ? edge(node.a, e, other) : edge(node.a, other, e));
      return gates_.any(parts);
    }
    case NodeKind::Empty:
    case NodeKind::Variable: // member() has it
    case NodeKind::Sequence: // no sets
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::ReflexiveClosure:
    case NodeKind::Reflexive:
    case NodeKind::Product:
    case NodeKind::Identity:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder: break;
    }
    return never;
  }
  Literal base_member(std::string const& name, EventId e) {
    if (name == "FW") return p_.last(e);
    return is_base_set_of_tag(name) ? p_.tagged(e, name) : always; // the bounds settle R, W, M, F and IW
  }

  Literal sequence(NodeId n, EventId a, EventId b) {
    auto const& node = model_.nodes[n];
    std::vector<std::pair<Literal, Literal>> ways;
    for (EventId middle = 0; middle < size_; ++middle) {
      if (!may(node.a).contains(a, middle) || !may(node.b).contains(middle, b)) continue;
      auto const before = edge(node.a, a, middle);
      auto const behind = before == never ? never : edge(node.b, middle, b);
      if (behind != never) ways.emplace_back(before, behind);
    }
    if (polarity_[n].negative || ways.size() < 2) {
      std::vector<Literal> all;
      for (auto [before, behind] : ways) all.push_back(gates_.both(before, behind));
      return gates_.any(all);
    }
    auto const out = gates_.fresh();
    for (auto [before, behind] : ways) gates_.require({-before, -behind, out});
    return out;
  }
  Literal make_edge(NodeId n, EventId a, EventId b) {
    auto const& node = model_.nodes[n];
    auto const here = [&] { return gates_.both(p_.executed(a), p_.executed(b)); };
    switch (node.kind) {
    case NodeKind::Base: return base_edge(node.name, a, b);
    case NodeKind::Union: return gates_.either(edge(node.a, a, b), edge(node.b, a, b));
    case NodeKind::Intersection: {
      auto const first = edge(node.a, a, b);
      return first == never ? never : gates_.both(first, edge(node.b, a, b));
    }
    case NodeKind::Difference: {
      auto const first = edge(node.a, a, b);
      return first == never ? never : gates_.both(first, -edge(node.b, a, b));
    }
    case NodeKind::Complement: return gates_.both(here(), -edge(node.a, a, b));
    case NodeKind::Sequence: return sequence(n, a, b);
    case NodeKind::Inverse: return edge(node.a, b, a);
    case NodeKind::Reflexive: return a == b ? p_.executed(a) : edge(node.a, a, b);
    case NodeKind::Product: return gates_.both(member(node.a, a), member(node.b, b));
    case NodeKind::Identity: return member(node.a, a);
    case NodeKind::Empty:
    case NodeKind::Closure: // edge() has these
    case NodeKind::ReflexiveClosure:
    case NodeKind::Variable:
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets:
    case NodeKind::ChosenOrder:
    case NodeKind::Universe: // no relations
    case NodeKind::Domain:
    case NodeKind::Range: break;
    }
    return never;
  }
  Literal base_edge(std::string const& name, EventId a, EventId b) {
    if (name == "rf") return p_.rf(a, b);
    if (name == "co") return p_.co(a, b);
    auto const here = gates_.both(p_.executed(a), p_.executed(b));
    if (name == "loc") return gates_.both(here, p_.same_cell(a, b));
    if (name == "same-value") return p_.same_value(a, b);
    auto const depends = [&](std::vector<Dependency> const& all) {
      std::vector<Literal> ways;
      for (auto const& d : all)
        if (d.from == a && d.to == b) ways.push_back(p_.holds(d.when));
      return gates_.both(here, gates_.any(ways));
    };
    if (name == "addr") return depends(p_.graph().addr);
    if (name == "data") return depends(p_.graph().data);
    if (name == "ctrl") return depends(p_.graph().ctrl);
    if (name == "po" || name == "int" || name == "ext") return gates_.both(here, placed(name, a, b));
    return here; // id, rmw are settled by the bounds
  }
  // Of litmus tests, the bounds settle it.
  Literal placed(std::string const& name, EventId a, EventId b) const {
    auto const one = p_.graph().events[a].thread, other = p_.graph().events[b].thread;
    if (!wanted_.runs || one == other || one == no_cpu || other == no_cpu) return always;
    if (name == "po") return wanted_.runs->before(a, b);
    auto const together = wanted_.runs->together(a, b);
    return name == "int" ? together : -together;
  }

  Literal closure_edge(NodeId n, EventId a, EventId b) {
    auto const& node = model_.nodes[n];
    if (node.kind == NodeKind::ReflexiveClosure && a == b) return p_.executed(a);
    if (!closures_.contains(n)) {
      closures_.insert(n);
      polarity_[n].negative || !groups_[n].empty() ? exact_closure(n) : implied_closure(n);
    }
    auto const at = memo_[n].find({a, b});
    return at == memo_[n].end() ? never : at->second;
  }
  // r+ contains r and r+ ; r.
  void implied_closure(NodeId n) {
    auto const inner = model_.nodes[n].a;
    auto const& steps = may(inner);
    auto const all = steps.closure();
    for (auto const& pair : all.pairs()) memo_[n][pair] = gates_.fresh();
    for (auto [a, b] : steps.pairs()) {
      auto const step = edge(inner, a, b);
      if (step == never) continue;
      gates_.require({-step, memo_[n][{a, b}]});
      for (EventId from = 0; from < size_; ++from)
        if (all.contains(from, a)) gates_.require({-memo_[n][{from, a}], -step, memo_[n][{from, b}]});
    }
  }
  void exact_closure(NodeId n) {
    auto const inner = model_.nodes[n].a;
    auto const all = may(inner).closure();
    std::map<std::pair<EventId, EventId>, Literal> now;
    for (auto [a, b] : may(inner).pairs()) now[{a, b}] = edge(inner, a, b);
    auto const at = [&](EventId a, EventId b) {
      auto const found = now.find({a, b});
      return found == now.end() ? never : found->second;
    };
    for (std::size_t length = 1; length < size_; length *= 2) {
      std::map<std::pair<EventId, EventId>, Literal> next;
      for (auto [a, b] : all.pairs()) {
        std::vector<Literal> ways{at(a, b)};
        for (EventId m = 0; m < size_; ++m)
          if (all.contains(a, m) && all.contains(m, b)) ways.push_back(gates_.both(at(a, m), at(m, b)));
        next[{a, b}] = gates_.any(ways);
      }
      if (next == now) break;
      now = std::move(next);
    }
    memo_[n] = std::move(now);
  }

  Literal variable(NodeId n, EventId a, EventId b) {
    auto const group = model_.nodes[n].a;
    if (!fixpoints_.contains(group)) {
      fixpoints_.insert(group);
      is_one_sided(group) ? implied_fixpoint(group) : exact_fixpoint(group);
    }
    auto const at = memo_[n].find({a, b});
    return at == memo_[n].end() ? never : at->second;
  }
  bool is_one_sided(std::uint32_t group) const {
    return std::ranges::none_of(model_.fixpoints[group].variables,
                                [&](NodeId v) { return polarity_[v].negative; });
  }
  template <class F> void for_each_possible(NodeId n, F f) const {
    if (model_.nodes[n].is_set) {
      for (EventId e = 0; e < size_; ++e)
        if (std::get<EventSet>(bounds_[n].may).contains(e)) f(e, e);
    } else {
      for (auto [a, b] : may(n).pairs()) f(a, b);
    }
  }
  Literal tuple(NodeId n, EventId a, EventId b) {
    return model_.nodes[n].is_set ? member(n, a) : edge(n, a, b);
  }

  void implied_fixpoint(std::uint32_t group) {
    auto const& f = model_.fixpoints[group];
    for (auto v : f.variables)
      for_each_possible(v, [&](EventId a, EventId b) { memo_[v][{a, b}] = gates_.fresh(); });
    for (std::size_t i = 0; i < f.variables.size(); ++i)
      for_each_possible(f.variables[i], [&](EventId a, EventId b) {
        gates_.require({-tuple(f.bodies[i], a, b), memo_[f.variables[i]][{a, b}]});
      });
  }
  void exact_fixpoint(std::uint32_t group) {
    auto const& f = model_.fixpoints[group];
    auto const forget = [&] {
      for (NodeId n = 0; n < model_.nodes.size(); ++n) {
        auto const& node = model_.nodes[n];
        bool const own = node.kind == NodeKind::Variable && node.a == group;
        if (own || !std::ranges::binary_search(groups_[n], group)) continue;
        memo_[n].clear();
        closures_.erase(n);
        if (node.kind == NodeKind::Variable) fixpoints_.erase(node.a); // an inner one starts anew
      }
    };
    for (auto v : f.variables) memo_[v].clear();
    for (std::size_t round = 0; round < 2 * size_ + 10; ++round) {
      bool settled = true;
      for (std::size_t i = 0; i < f.variables.size();
           ++i) { // in turn: later bodies see what earlier ones gave
        forget();
        std::map<std::pair<EventId, EventId>, Literal> next;
        for_each_possible(f.variables[i], [&](EventId a, EventId b) {
          next[{a, b}] = tuple(f.bodies[i], a, b);
        });
        settled = settled && next == memo_[f.variables[i]];
        memo_[f.variables[i]] = std::move(next);
      }
      if (settled) return;
    }
    problem_ = "a recursive definition with a difference in it did not settle";
  }

  ProgramEncoding const& p_;
  Gates& gates_;
  MemoryModel const& model_;
  WantedOfModel const& wanted_;
  std::size_t size_;
  std::vector<Literal> raised_;
  std::vector<Polarity> polarity_;
  std::vector<std::vector<std::uint32_t>> groups_;
  std::vector<Bounds> bounds_;
  std::vector<ModelEncoding::Edges> memo_; // by node; a set's member e is (e, e)
  std::set<NodeId> closures_;
  std::set<std::uint32_t> fixpoints_;
  std::string problem_;
  ChoicePlan plan_;
};

} // namespace

ModelEncoding::ModelEncoding(ProgramEncoding const& program, MemoryModel const& model,
                             Candidates const& candidates, WantedOfModel const& wanted)
    : choices_(model.choices) {
  ModelEncoder encoder(program, model, candidates, wanted);
  problem_ = encoder.run().value_or("");
  plan_ = encoder.plan();
  raised_ = encoder.raised();
  edges_ = encoder.take_edges();
}

} // namespace barrister::solver
