// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/foresee.hpp"
#include "spec/probe_flow.hpp"
#include <algorithm>

namespace barrister::frontend::protocol {
namespace {

constexpr std::size_t most_decisions = 64, most_ways = 32;

// One way through the probe: where a condition may be either, `decisions` says which, and gets longer.
class Way : public ProbeFlow<Way> {
  friend ProbeFlow;

public:
  Way(Probe const& probe, Box const& box, std::vector<bool>& decisions)
      : probe_(probe), box_(box), decisions_(decisions) {
    for (auto const& local : probe.locals) locals_.push_back(convert(one_of({local.initial}), local.type));
  }

  std::optional<bool> run() {
    bool const ends = block(probe_.body);
    if (is_lost_) return std::nullopt;
    if (!ends) return false;
    auto const answer = truth(locals_[probe_.result]);
    if (!answer) open(locals_[probe_.result].by);
    if (answer == true && is_doubtful_) return std::nullopt;
    return answer;
  }
  std::vector<UnknownId> looked_at;
  std::vector<UnknownId> by; // what the first thing that is not known depends on

private:
  void open(std::vector<UnknownId> const& what) {
    if (by.empty()) by = what;
  }
  bool lose(std::vector<UnknownId> const& what) {
    open(what);
    is_lost_ = true;
    return false;
  }
  std::optional<Possible> evaluate(Expression const& e) const {
    return std::visit([this](auto const& node) { return value(node); }, e.node);
  }
  std::optional<Possible> value(Constant const& c) const { return one_of({c.value}); }
  std::optional<Possible> value(LocalUse const& use) const { return locals_[use.local]; }
  std::optional<Possible> value(ThisCpu const&) const { return std::nullopt; }
  std::optional<Possible> value(Operation const& o) const {
    auto const left = evaluate(*o.left);
    auto const right = o.right ? evaluate(*o.right) : std::optional(one_of({number(0)}));
    return left && right ? apply(o.op, *left, *right, o.type) : std::nullopt;
  }
  std::optional<Possible> value(Conversion const& c) const {
    auto const operand = evaluate(*c.operand);
    return operand ? std::optional(convert(*operand, c.type)) : std::nullopt;
  }

  // Behind what may have no value it goes on with what has one.
  std::optional<Possible> taken(std::optional<Possible> v) {
    if (!v || !v->may_be_none) return v;
    open(v->by);
    is_doubtful_ = true;
    v->may_be_none = false;
    return v;
  }
  bool assign(LocalId target, std::optional<Possible> v) {
    v = taken(std::move(v));
    if (v) locals_[target] = convert(*v, probe_.locals[target].type);
    return v.has_value();
  }
  bool look(LocalId target, std::optional<Box::Cell> const& cell) {
    if (!cell) return false;
    if (std::ranges::find(looked_at, cell->id) == looked_at.end()) looked_at.push_back(cell->id);
    return assign(target, cell->value);
  }
  using ProbeFlow::step;
  bool step(Assign const& s) { return assign(s.target, evaluate(*s.value)); }
  bool step(Load const& s) {
    auto const address = evaluate(*s.address);
    if (!address) return false;
    if (!address->is_one()) return lose(address->by);
    return address->some[0].is_address() && look(s.target, box_.cell(address->some[0]));
  }
  bool step(OwnedLoad const& s) {
    auto const owner = s.owner ? evaluate(*s.owner) : std::nullopt;
    if (!owner) return false;
    if (!owner->is_one()) return lose(owner->by);
    auto const n = owner->some[0];
    constexpr std::int64_t most = ~std::uint32_t{0};
    return !n.is_address() && n.number >= 0 && n.number <= most &&
           look(s.target, box_.owned(s.variable, static_cast<std::uint32_t>(n.number)));
  }
  bool step(CountLoad const& s) { return assign(s.target, one_of({number(0)})); }

  std::optional<bool> decide(Expression const& e) {
    auto const condition = taken(evaluate(e));
    if (!condition) return std::nullopt;
    if (auto const known = truth(*condition)) return known;
    open(condition->by);
    if (decided_ == decisions_.size()) decisions_.push_back(true);
    bool const way = decisions_[decided_++];
    if (decided_ > most_decisions) {
      lose(by);
      return std::nullopt;
    }
    if (auto const* use = std::get_if<LocalUse>(&e.node)) remember(use->local, way);
    if (auto const* o = std::get_if<Operation>(&e.node); o && o->op == Operator::LogicalNot)
      if (auto const* use = std::get_if<LocalUse>(&o->left->node)) remember(use->local, !way);
    return way;
  }
  // What was decided on is asked again: `a && b && c` is, of `a && b`.
  void remember(LocalId local, bool is_true) {
    std::erase_if(locals_[local].some, [&](Value v) { return truth(one_of({v})) != is_true; });
  }

  Probe const& probe_;
  Box const& box_;
  std::vector<bool>& decisions_;
  std::size_t decided_ = 0;
  std::vector<Possible> locals_;
  bool is_doubtful_ = false; // there may have been no value
  bool is_lost_ = false;     // it is not known where to go on
};

} // namespace

Foreseen foresee(Probe const& probe, Box const& box) {
  std::vector<bool> decisions;
  std::vector<UnknownId> first;
  for (std::size_t ways = 0; ways < most_ways; ++ways) {
    Way way(probe, box, decisions);
    auto const answer = way.run();
    if (ways == 0) first = way.by;
    if (decisions.empty() && answer) return {answer, way.looked_at, {}};
    if (answer != false) return {std::nullopt, {}, first};
    while (!decisions.empty() && !decisions.back()) decisions.pop_back();
    if (decisions.empty()) return {false, {}, {}};
    decisions.back() = false;
  }
  return {std::nullopt, {}, first};
}

} // namespace barrister::frontend::protocol
