// SPDX-License-Identifier: BSD-2-Clause
#include "solver/model/bounds.hpp"
#include "solver/model/schedule.hpp"
#include <algorithm>
#include <bit>

namespace barrister::solver {
namespace {

class Bounder {
public:
  Bounder(EventGraph const& graph, MemoryModel const& model, Candidates const& candidates)
      : graph_(graph), model_(model), candidates_(candidates), size_(graph.events.size()), universe_(size_),
        out_(model.nodes.size()) {
    for (EventId e = 0; e < size_; ++e)
      if (candidates.events[e].executed) universe_.insert(e);
    has_tags_to_choose_ =
        std::ranges::any_of(candidates.events, [](auto const& e) { return e.tags.size() > 1; });
    everything_ = Relation::product(universe_, universe_);
    certain_ = make_certain();
  }

  // `all`: at least those of the needed nodes.
  std::vector<Bounds> run(std::vector<Scheduled> const& all, std::vector<bool> const& needed) {
    for (auto const& one : all)
      if (needed[one.group ? model_.fixpoints[*one.group].variables.front() : one.node]) step(one);
    return std::move(out_);
  }

private:
  void steps(std::vector<Scheduled> const& all) {
    for (auto const& one : all) step(one);
  }
  void step(Scheduled const& one) {
    if (one.group)
      fixpoint(model_.fixpoints[*one.group], one.bodies);
    else
      out_[one.node] = bound(model_.nodes[one.node]);
  }
  // An execution's own iteration stays, round by round, inside the one made here on bounds; so when this one
  // has settled, its bounds hold for what the execution's settles on. If it does not settle, nothing is
  // known.
  void fixpoint(Fixpoint const& f, std::vector<std::vector<Scheduled>> const& bodies) {
    for (auto v : f.variables) out_[v] = nothing(model_.nodes[v].is_set);
    auto const limit = 2 * size_ + 10;
    for (std::size_t round = 0;; ++round) {
      bool settled = true;
      for (std::size_t i = 0; i < f.variables.size(); ++i) {
        steps(bodies[i]);
        auto& variable = out_[f.variables[i]];
        auto const& body = out_[f.bodies[i]];
        settled = settled && variable.may == body.may && variable.must == body.must;
        variable = body;
      }
      if (settled) return;
      if (round < limit) continue;
      for (auto v : f.variables) {
        out_[v] = nothing(model_.nodes[v].is_set);
        if (model_.nodes[v].is_set)
          out_[v].may = universe_;
        else
          out_[v].may = everything_;
      }
      for (auto const& body : bodies) steps(body);
      return;
    }
  }
  Bounds nothing(bool is_set) const {
    if (is_set) return {EventSet(size_), EventSet(size_)};
    return {Relation(size_), Relation(size_)};
  }

  // Whenever a and b are both executed, so is `middle`.
  bool certain(EventId middle, EventId a, EventId b) const {
    return certain_[middle].contains(a) || certain_[middle].contains(b);
  }
  // The events with which an event is executed, always.
  std::vector<EventSet> make_certain() const {
    auto const guard = [&](EventId e) -> Guard const& { return graph_.guards[graph_.events[e].guard]; };
    std::vector<EventSet> out(size_, EventSet(size_));
    for (EventId middle = 0; middle < size_; ++middle)
      for (EventId e = 0; e < size_; ++e)
        if (guard(middle).empty() || std::ranges::includes(guard(e), guard(middle))) out[middle].insert(e);
    return out;
  }
  Relation must_then(Relation const& l, Relation const& r) const {
    Relation out(size_);
    auto const words = (size_ + 63) / 64;
    auto const each = [](std::uint64_t bits, std::size_t word, auto f) {
      for (; bits != 0; bits &= bits - 1)
        f(static_cast<EventId>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
    };
    auto const left = l.rows(), right = r.rows();
    for (EventId a = 0; a < size_; ++a)
      for (std::size_t v = 0; v < words; ++v)
        each(left[a * words + v], v, [&](EventId middle) {
          bool const is_certain = certain_[middle].contains(a);
          for (std::size_t w = 0; w < words; ++w) {
            auto const mask = is_certain ? ~std::uint64_t{0} : certain_[middle].words()[w];
            each(right[middle * words + w] & mask, w, [&](EventId b) { out.insert(a, b); });
          }
        });
    return out;
  }
  Relation must_closure(Relation const& r) const {
    Relation out = r;
    for (Relation last(size_); !(last == out);) {
      last = out;
      out |= must_then(out, r);
    }
    return out;
  }

  static EventSet const& set(SetOrRelation const& s) { return std::get<EventSet>(s); }
  static Relation const& rel(SetOrRelation const& s) { return std::get<Relation>(s); }

  Bounds bound(Node const& node) const {
    auto const a = [&]() -> Bounds const& { return out_[node.a]; };
    auto const b = [&]() -> Bounds const& { return out_[node.b]; };
    auto const with_sets = [&](auto f) {
      return f(set(a().may), set(b().may), set(a().must), set(b().must));
    };
    auto const with_relations = [&](auto f) {
      return f(rel(a().may), rel(b().may), rel(a().must), rel(b().must));
    };
    auto const by_sort = [&](auto f) { return node.is_set ? with_sets(f) : with_relations(f); };
    if (is_empty_for_want(node)) return nothing(node.is_set);
    if (node.is_set && has_tags_to_choose_)
      if (auto known = by_tags(node)) return std::move(*known);
    switch (node.kind) {
    case NodeKind::Base: return node.is_set ? base_set(node.name) : base_relation(node.name);
    case NodeKind::Empty: return nothing(node.is_set);
    case NodeKind::Universe: return {universe_, universe_};
    case NodeKind::Union:
      return by_sort([](auto& x, auto& y, auto& mx, auto& my) { return Bounds{x | y, mx | my}; });
    case NodeKind::Intersection:
      return by_sort([](auto& x, auto& y, auto& mx, auto& my) { return Bounds{x & y, mx & my}; });
    case NodeKind::Difference:
      return by_sort([](auto& x, auto& y, auto& mx, auto& my) { return Bounds{x - my, mx - y}; });
    case NodeKind::Complement:
      if (node.is_set) return {universe_ - set(a().must), universe_ - set(a().may)};
      return {everything_ - rel(a().must), everything_ - rel(a().may)};
    case NodeKind::Sequence:
      return {rel(a().may).then(rel(b().may)), must_then(rel(a().must), rel(b().must))};
    case NodeKind::Inverse: return {rel(a().may).inverse(), rel(a().must).inverse()};
    case NodeKind::Closure: return {rel(a().may).closure(), must_closure(rel(a().must))};
    case NodeKind::ReflexiveClosure:
      return {rel(a().may).closure() | Relation::identity(universe_),
              must_closure(rel(a().must)) | Relation::identity(universe_)};
    case NodeKind::Reflexive:
      return {rel(a().may) | Relation::identity(universe_), rel(a().must) | Relation::identity(universe_)};
    case NodeKind::Product:
      return {Relation::product(set(a().may), set(b().may)), Relation::product(set(a().must), set(b().must))};
    case NodeKind::Identity: return {Relation::identity(set(a().may)), Relation::identity(set(a().must))};
    case NodeKind::Domain: return {rel(a().may).domain(), ends(rel(a().must))};
    case NodeKind::Range: return {rel(a().may).range(), ends(rel(a().must).inverse())};
    case NodeKind::ChosenSources:
    case NodeKind::ChosenTargets: {
      auto const all = Relation::product(universe_, set(a().may));
      return {rel(b().may) & (node.kind == NodeKind::ChosenSources ? all : all.inverse()), Relation(size_)};
    }
    case NodeKind::ChosenOrder: return order_bounds(rel(a().may), rel(a().must), rel(b().must));
    case NodeKind::Variable: break;
    }
    return nothing(node.is_set);
  }
  // Of an operand without which there is nothing, nothing may be.
  bool is_empty_for_want(Node const& node) const {
    auto const is_none = [&](NodeId n) {
      return std::visit([](auto const& may) { return may.empty(); }, out_[n].may);
    };
    switch (node.kind) {
    case NodeKind::Intersection:
    case NodeKind::Sequence:
    case NodeKind::Product: return is_none(node.a) || is_none(node.b);
    case NodeKind::Difference:
    case NodeKind::Inverse:
    case NodeKind::Closure:
    case NodeKind::Identity:
    case NodeKind::Domain:
    case NodeKind::Range: return is_none(node.a);
    default: return false;
    }
  }
  Bounds order_bounds(Relation const& may, Relation const& classes, Relation const& required) const {
    auto const co = base_relation("co");
    auto const pairs = may - Relation::identity(size_);
    if ((pairs - rel(co.may) - rel(co.may).inverse()).empty()) return co; // ChoiceMode::Coherence
    auto const surely = (required | rel(co.must)) & classes;
    return {pairs - surely.inverse(), surely};
  }
  // Events with an edge that exists whenever they are executed.
  EventSet ends(Relation const& must) const {
    EventSet out(size_);
    for (auto [a, b] : must.pairs())
      if (certain(b, a, a)) out.insert(a);
    return out;
  }

  Bounds base_set(std::string const& name) const {
    EventSet may(size_), must(size_);
    auto const fill = [&](auto can, auto has_to) {
      for (EventId e = 0; e < size_; ++e) {
        if (!universe_.contains(e)) continue;
        if (can(e)) may.insert(e);
        if (has_to(e)) must.insert(e);
      }
    };
    auto const exactly = [&](auto is) { fill(is, is); };
    auto const kind = [&](EventId e) { return graph_.events[e].kind; };
    if (name == "R")
      exactly([&](EventId e) { return kind(e) == EventKind::Read; });
    else if (name == "W")
      exactly([&](EventId e) { return kind(e) == EventKind::Write; });
    else if (name == "M")
      exactly([&](EventId e) { return kind(e) != EventKind::Fence; });
    else if (name == "F")
      exactly([&](EventId e) { return is_fence(graph_.events[e]); });
    else if (name == "IW")
      exactly([&](EventId e) { return e < graph_.initial_writes; });
    else if (name == "FW")
      fill([&](EventId e) { return kind(e) == EventKind::Write && may_be_observed(e); },
           [](EventId) { return false; });
    else {
      auto const tag = graph_.tag_names.find(name);
      auto const tagged = [&](TagSet tags) { return tag && tags.has(*tag); };
      fill([&](EventId e) { return std::ranges::any_of(candidates_.events[e].tags, tagged); },
           [&](EventId e) { return std::ranges::all_of(candidates_.events[e].tags, tagged); });
    }
    return {may, must};
  }

  // What is made of kinds of events alone: a trylock's read, say, is of a lock, whatever tags it has in the
  // end.
  std::optional<Bounds> by_tags(Node const& node) const {
    if (node.kind != NodeKind::Union && node.kind != NodeKind::Intersection &&
        node.kind != NodeKind::Difference && node.kind != NodeKind::Complement)
      return std::nullopt;
    EventSet may(size_), must(size_);
    for (EventId e = 0; e < size_; ++e) {
      if (!universe_.contains(e)) continue;
      bool any = false, all = true;
      for (auto const& tags : candidates_.events[e].tags) {
        auto const is = contains(node, e, tags);
        if (!is) return std::nullopt;
        any = any || *is;
        all = all && *is;
      }
      if (any) may.insert(e);
      if (all) must.insert(e);
    }
    return Bounds{may, must};
  }
  // The set has the event, if these are its tags. Nothing where they do not say.
  std::optional<bool> contains(Node const& node, EventId e, TagSet tags) const {
    if (node.kind == NodeKind::Empty) return false;
    if (node.kind == NodeKind::Universe) return true;
    if (node.kind == NodeKind::Base) {
      if (is_base_set_of_tag(node.name)) {
        auto const tag = graph_.tag_names.find(node.name);
        return tag && tags.has(*tag);
      }
      if (node.name == "FW") return std::nullopt;
      return set(base_set(node.name).may).contains(e);
    }
    auto const a = node.kind == NodeKind::Union || node.kind == NodeKind::Intersection ||
                           node.kind == NodeKind::Difference || node.kind == NodeKind::Complement
                       ? contains(model_.nodes[node.a], e, tags)
                       : std::nullopt;
    if (!a || node.kind == NodeKind::Complement) return a ? std::optional(!*a) : std::nullopt;
    auto const b = contains(model_.nodes[node.b], e, tags);
    if (!b) return std::nullopt;
    return node.kind == NodeKind::Union          ? *a || *b
           : node.kind == NodeKind::Intersection ? *a && *b
                                                 : *a && !*b;
  }

  std::vector<std::pair<EventId, EventId>> pairs_of_equal_values() const {
    std::vector<std::pair<EventId, EventId>> out;
    auto const has = [&](EventId e, Value v) {
      return std::ranges::any_of(candidates_.events[e].facts, [&](auto const& f) { return f.second == v; });
    };
    // Of an event of SRCU no facts are kept: it may have any value.
    auto const is_any = [&](EventId e) {
      return candidates_.events[e].any_value ||
             (graph_.events[e].kind == EventKind::Fence && has_value(graph_.events[e]));
    };
    auto const can_be_equal = [&](EventId x, EventId y) {
      if (is_any(x) || is_any(y)) return has_value(graph_.events[x]) && has_value(graph_.events[y]);
      return std::ranges::any_of(candidates_.events[x].facts,
                                 [&](auto const& f) { return has(y, f.second); });
    };
    for (EventId x = 0; x < size_; ++x)
      for (EventId y = 0; y < size_; ++y)
        if (can_be_equal(x, y)) out.emplace_back(x, y);
    return out;
  }
  bool may_be_observed(EventId write) const {
    return std::ranges::any_of(candidates_.events[write].cells,
                               [&](auto cell) { return is_observed(graph_, cell); });
  }

  Bounds base_relation(std::string const& name) const {
    Relation may(size_), must(size_);
    auto const fill = [&](auto can, auto has_to) {
      for (EventId x = 0; x < size_; ++x)
        for (EventId y = 0; y < size_; ++y)
          if (can(x, y)) {
            may.insert(x, y);
            if (has_to(x, y)) must.insert(x, y);
          }
    };
    auto const exactly = [&](auto is) { fill(is, [](EventId, EventId) { return true; }); };
    auto const depends = [&](std::vector<Dependency> const& dependencies) {
      for (auto const& d : dependencies) {
        may.insert(d.from, d.to);
        if (d.when == 0) must.insert(d.from, d.to);
      }
    };
    auto const cpu = [&](EventId e) { return graph_.events[e].thread; };
    auto const may_precede = [&](EventId x, EventId y) {
      return candidates_.may_precede.size() > 0 && candidates_.may_precede.contains(x, y);
    };
    auto const may_meet = [&](EventId x, EventId y) { return may_precede(x, y) || may_precede(y, x); };
    auto const are_one = [&](EventId x, EventId y) { return cpu(x) == cpu(y); };
    auto const is_po = [&](EventId x, EventId y) { return is_before(graph_, x, y); };
    if (name == "po")
      fill([&](EventId x, EventId y) { return is_po(x, y) || may_precede(x, y); }, is_po);
    else if (name == "int")
      fill([&](EventId x, EventId y) { return are_one(x, y) || may_meet(x, y); }, are_one);
    else if (name == "ext")
      fill([&](EventId x, EventId y) { return !are_one(x, y); },
           [&](EventId x, EventId y) { return !may_meet(x, y); });
    else if (name == "id")
      exactly([](EventId x, EventId y) { return x == y; });
    else if (name == "addr")
      depends(graph_.addr);
    else if (name == "data")
      depends(graph_.data);
    else if (name == "ctrl")
      depends(graph_.ctrl);
    else if (name == "rmw") {
      for (auto [r, w] : graph_.rmw) {
        may.insert(r, w);
        must.insert(r, w);
      }
    } else if (name == "loc") {
      auto const cells = [&](EventId e) -> auto const& { return candidates_.events[e].cells; };
      fill(
          [&](EventId x, EventId y) {
            return std::ranges::any_of(cells(x),
                                       [&](auto c) { return std::ranges::binary_search(cells(y), c); });
          },
          [&](EventId x, EventId y) { return x == y || (cells(x).size() == 1 && cells(x) == cells(y)); });
    } else if (name == "rf") {
      may = candidates_.rf;
    } else if (name == "same-value") {
      for (auto const& [x, y] : pairs_of_equal_values()) may.insert(x, y);
      for (EventId e = 0; e < size_; ++e)
        if (may.contains(e, e)) must.insert(e, e);
    } else { // co
      may = candidates_.co;
      for (auto [x, y] : may.pairs())
        if (x < graph_.initial_writes && candidates_.events[y].cells.size() == 1) must.insert(x, y);
    }
    return {may & everything_, must & everything_};
  }

  EventGraph const& graph_;
  MemoryModel const& model_;
  Candidates const& candidates_;
  std::size_t size_;
  EventSet universe_;
  bool has_tags_to_choose_ = false; // else the bounds of sets of tags are exact as they are
  Relation everything_;
  std::vector<EventSet> certain_;
  std::vector<Bounds> out_;
};

} // namespace

std::vector<Bounds> compute_bounds(EventGraph const& graph, MemoryModel const& model,
                                   Candidates const& candidates, std::vector<bool> const& needed) {
  return Bounder(graph, model, candidates).run(make_schedule(model, needed), needed);
}
std::vector<Bounds> compute_bounds(EventGraph const& graph, OrderedModel const& ordered,
                                   Candidates const& candidates, std::vector<bool> const& needed) {
  return Bounder(graph, ordered.model, candidates).run(ordered.steps, needed);
}

bool can_matter(Check const& check, Bounds const& bounds) {
  auto const passes = [&](SetOrRelation const& value) {
    if (auto const* set = std::get_if<EventSet>(&value)) return set->empty();
    auto const& relation = std::get<Relation>(value);
    return check.test == Test::Empty         ? relation.empty()
           : check.test == Test::Irreflexive ? relation.irreflexive()
                                             : relation.acyclic();
  };
  // The plain test passes surely if it passes on may, and fails surely if it fails on a must that is always
  // there; the latter is rare and not looked at.
  bool const surely_passes = passes(bounds.may);
  bool const unwanted = check.role == Role::Flag ? check.negated : !check.negated;
  return !(surely_passes && unwanted);
}

} // namespace barrister::solver
