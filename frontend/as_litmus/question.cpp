// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/question.hpp"
#include <algorithm>
#include <utility>

namespace barrister::frontend::as_litmus {
namespace {

// Simplified as it is made.
struct Formula {
  enum class Kind : std::uint8_t { True, False, Atom, Not, And, Or } kind = Kind::True;
  std::string atom;
  std::vector<Formula> operands;
  friend bool operator==(Formula const&, Formula const&) = default;
};
using Kind = Formula::Kind;

Formula fixed(bool holds) { return {holds ? Kind::True : Kind::False, "", {}}; }
Formula joined(Kind, Formula, Formula);
Formula negated(Formula f) {
  if (f.kind == Kind::True || f.kind == Kind::False) return fixed(f.kind == Kind::False);
  if (f.kind == Kind::Not) return f.operands[0];
  if (f.kind == Kind::And || f.kind == Kind::Or) {
    auto out = fixed(f.kind == Kind::Or);
    for (auto& part : f.operands)
      out = joined(f.kind == Kind::And ? Kind::Or : Kind::And, std::move(out), negated(std::move(part)));
    return out;
  }
  return {Kind::Not, "", {std::move(f)}};
}
// `kind` is And or Or: of a part that is `end`, the whole is.
Formula joined(Kind kind, Formula a, Formula b) {
  auto const end = kind == Kind::And ? Kind::False : Kind::True;
  auto const nothing = kind == Kind::And ? Kind::True : Kind::False;
  if (a.kind == end || b.kind == nothing) return a;
  if (b.kind == end || a.kind == nothing) return b;
  Formula out{kind, "", {}};
  for (auto* part : {&a, &b}) {
    if (part->kind == kind)
      std::ranges::move(part->operands, std::back_inserter(out.operands));
    else
      out.operands.push_back(std::move(*part));
  }
  return out;
}
// `a && b` comes as `a ? b : a`.
Formula selected(Formula const& c, Formula yes, Formula no) {
  if (no == c) no = fixed(false);
  if (yes == c) yes = fixed(true);
  if (no == negated(c)) no = fixed(true);
  if (yes == negated(c)) yes = fixed(false);
  if (no.kind == Kind::True) return joined(Kind::Or, negated(c), std::move(yes));
  if (yes.kind == Kind::True) return joined(Kind::Or, c, std::move(no));
  return joined(Kind::Or, joined(Kind::And, c, std::move(yes)), joined(Kind::And, negated(c), std::move(no)));
}
std::string text(Formula const& f) {
  switch (f.kind) {
  case Kind::True: return "true";
  case Kind::False: return "false";
  case Kind::Atom: return f.atom;
  case Kind::Not: return "~(" + text(f.operands[0]) + ")";
  case Kind::And:
  case Kind::Or: break;
  }
  std::string out;
  for (auto const& part : f.operands) {
    auto const inner = part.kind == Kind::Or ? "(" + text(part) + ")" : text(part);
    out += (out.empty() ? "" : f.kind == Kind::And ? " /\\ " : " \\/ ") + inner;
  }
  return out;
}

class Asker {
public:
  Asker(Claim const& claim, Test& test) : claim_(claim), test_(test) {}

  Condition run() {
    for (auto const& l : claim_.probe.locals) locals_.push_back(term(convert(l.initial, l.type)));
    if (!block(claim_.probe.body)) refuse("how this is asked depends on the state: a jump, or a loop");
    auto const formula = truth_of(locals_[claim_.probe.result]);
    if (problem_) return {"", problem_};
    return {text(formula), std::nullopt};
  }

private:
  void refuse(std::string message) {
    if (!problem_)
      problem_ = Problem{claim_.place, "property " + claim_.name + ": " + std::move(message), ""};
  }

  // The probe, run on terms.
  TermPtr made(Result const& r) {
    if (r.term) return r.term;
    refuse(r.problem);
    return term(0);
  }
  TermPtr compute_on(Operator op, TermPtr const& left, TermPtr const& right, Type const& type = {}) {
    return made(compute(op, left, right, type));
  }
  TermPtr value(ExpressionPtr const& e) {
    if (auto const* c = std::get_if<Constant>(&e->node)) return term(c->value);
    if (auto const* u = std::get_if<LocalUse>(&e->node)) return locals_[u->local];
    if (auto const* c = std::get_if<Conversion>(&e->node)) return cut(value(c->operand), c->type);
    auto const* o = std::get_if<Operation>(&e->node);
    if (!o) return term(0);
    auto left = value(o->left);
    auto right = o->right ? value(o->right) : nullptr;
    return compute_on(o->op, left, right, o->type);
  }
  TermPtr cut(TermPtr v, Type const& type) {
    bool const fits = type.bits == 64 || is_pointer(type) || is_truth(v) || is_bool(type) ||
                      (type.bits == 32 && type.is_signed && is_int(v));
    if (auto const* constant = known(v)) return term(convert(*constant, type));
    if (!fits) refuse("what is asked for is cut to the type '" + type.spelling + "'");
    return v;
  }
  void assign(LocalId target, TermPtr v) {
    locals_[target] = cut(std::move(v), claim_.probe.locals[target].type);
  }
  // False: something is left.
  bool block(Block const& statements) {
    return std::ranges::all_of(statements, [this](Statement const& s) {
      return std::visit([this](auto const& node) { return step(node); }, s.node);
    });
  }
  bool step(Assign const& s) {
    assign(s.target, value(s.value));
    return true;
  }
  bool step(Load const& s) {
    auto const address = value(s.address);
    auto const* at = known(address);
    auto const& objects = test_.protocol.program.objects;
    if (!at || !at->is_address() || at->number < 0 ||
        static_cast<std::size_t>(at->number) >= objects[at->object].initial.size()) {
      refuse("which variable is asked for depends on the final state");
      return true;
    }
    if (!test_.memory.find(*at))
      assign(s.target, term(test_.memory.initial(*at))); // nobody touches it
    else
      assign(s.target, term_of(CellUse{*at, test_.memory.sort(*at)}));
    return true;
  }
  TermPtr last(std::size_t thread, Variable v) {
    auto const& held = test_.threads[thread].last.at(v);
    if (!held) test_.kept[thread].insert(v);
    return held ? held : term(0);
  }
  bool step(OwnedLoad const& s) {
    auto const owner = s.owner ? value(s.owner) : term(0);
    auto const* at = known(owner);
    if (!at || at->is_address() || at->number < 0) {
      refuse("whose variable is asked for depends on the final state");
      return true;
    }
    auto const n = static_cast<std::uint32_t>(at->number);
    bool const by_cpu = test_.protocol.owned[s.variable].owner == OwnedVariable::Owner::Cpu;
    for (std::size_t i = 0; i < test_.seats.size(); ++i)
      if ((by_cpu ? test_.seats[i].cpu : test_.seats[i].context) == n) {
        assign(s.target, last(i, {Variable::Kind::Owned, s.variable}));
        return true;
      }
    assign(s.target, term(initial_owned(test_.protocol, test_.start, s.variable, n)));
    return true;
  }
  bool is_counted_behind(std::size_t thread, AccumulatorId accumulator) const {
    return std::any_of(test_.threads.begin() + static_cast<std::ptrdiff_t>(thread) + 1, test_.threads.end(),
                       [&](LitmusThread const& t) { return t.counted.contains(accumulator); });
  }
  // No condition adds registers of several threads: each value of `more`, at most `most`, is a case.
  static TermPtr added(TermPtr const& to, TermPtr const& more, std::int64_t most) {
    if (auto const* s = std::get_if<Selected>(&to->node))
      return term_of(Selected{s->condition, added(s->yes, more, most), added(s->no, more, most)});
    auto const* v = known(more);
    if (v) return term(known(to)->number + v->number);
    auto out = term(known(to)->number + most);
    for (auto n = most - 1; n >= 0; --n)
      out = term_of(Selected{compute(Operator::Equal, more, term(n)).term, term(known(to)->number + n), out});
    return out;
  }
  bool step(CountLoad const& s) {
    bool const is_ever = test_.protocol.accumulators[s.accumulator].is_ever;
    auto sum = term(0);
    for (std::size_t i = 0; i < test_.threads.size(); ++i) {
      auto const more = last(i, {Variable::Kind::Count, s.accumulator});
      auto const *a = known(sum), *b = known(more);
      if (a && *a == number(0) && (is_ever || !is_counted_behind(i, s.accumulator)))
        sum = more;
      else if (!b || *b != number(0))
        sum = is_ever ? term_of(Selected{sum, term(1), more})
                      : added(sum, more, test_.threads[i].counted[s.accumulator]);
    }
    assign(s.target, sum);
    return true;
  }
  bool step(If const& s) {
    auto const condition = value(s.condition);
    if (auto const* v = known(condition)) return block(truth(*v) ? s.then : s.otherwise);
    auto const before = locals_;
    if (!block(s.then)) return false;
    auto const yes = std::exchange(locals_, before);
    if (!block(s.otherwise)) return false;
    for (LocalId i = 0; i < locals_.size(); ++i)
      if (locals_[i] != yes[i]) locals_[i] = term_of(Selected{condition, yes[i], locals_[i]});
    return true;
  }
  bool step(Labelled const& s) {
    if (block(s.body)) return true;
    if (!leaving_) return false;
    if (*leaving_ > 0) {
      --*leaving_;
      return false;
    }
    leaving_.reset();
    return true;
  }
  bool step(Leave const& s) {
    // Under a condition that is not known, the If gives up.
    leaving_ = s.levels;
    return false;
  }
  template <class Other> bool step(Other const&) { return false; }

  // Terms as formulas.
  Formula truth_of(TermPtr const& t) {
    if (auto const* v = known(t)) return fixed(truth(*v));
    if (auto const* s = std::get_if<Selected>(&t->node)) {
      return selected(truth_of(s->condition), truth_of(s->yes), truth_of(s->no));
    }
    auto const* o = std::get_if<Computed>(&t->node);
    if (!o) return is_truth(t) ? equal(t, term(1)) : negated(equal(t, term(0)));
    switch (o->op) {
    case Operator::Equal: return equal(o->left, o->right);
    case Operator::NotEqual:
      if (is_truth(o->left) && known(o->right) && *known(o->right) == number(0)) return truth_of(o->left);
      return negated(equal(o->left, o->right));
    case Operator::LogicalNot:
      return is_named(o->left) ? equal(o->left, term(0)) : negated(truth_of(o->left));
    case Operator::Or: return joined(Kind::Or, truth_of(o->left), truth_of(o->right));
    case Operator::And:
      if (is_truth(o->left) && is_truth(o->right))
        return joined(Kind::And, truth_of(o->left), truth_of(o->right));
      break;
    default: break;
    }
    return negated(equal(in_register(t), term(0)));
  }
  Formula equal(TermPtr const& left, TermPtr const& right) {
    if (known(left) && known(right)) return fixed(*known(left) == *known(right));
    for (auto const& [one, other] : {std::pair(left, right), std::pair(right, left)}) {
      if (auto const* s = std::get_if<Selected>(&one->node)) {
        return selected(truth_of(s->condition), equal(s->yes, other), equal(s->no, other));
      }
      auto const* v = known(other);
      if (v && std::holds_alternative<Computed>(one->node) && is_truth(one)) {
        if (*v == number(0)) return negated(truth_of(one));
        return *v == number(1) ? truth_of(one) : fixed(false);
      }
    }
    auto const of = [this](TermPtr const& t) { return known(t) ? t : named(t); };
    auto const a = of(known(left) ? right : left), b = of(known(left) ? left : right);
    return {Kind::Atom, name(a) + "=" + right_side(b), {}};
  }
  bool is_named(TermPtr const& t) const {
    return std::holds_alternative<RegisterUse>(t->node) || std::holds_alternative<CellUse>(t->node);
  }
  TermPtr named(TermPtr const& t) { return is_named(t) ? t : in_register(t); }
  // On a side of an atom.
  std::string name(TermPtr const& t) {
    if (auto const* v = known(t)) return std::to_string(test_.memory.number_of(*v));
    if (auto const* r = std::get_if<RegisterUse>(&t->node))
      return std::to_string(r->thread) + ":r" + std::to_string(r->number);
    return *test_.memory.find(std::get<CellUse>(t->node).address);
  }
  // There, the name of a variable alone is its address.
  std::string right_side(TermPtr const& t) {
    return std::holds_alternative<CellUse>(t->node) ? "[" + name(t) + "]" : name(t);
  }
  // Computed at the end of the one thread whose registers it is made of.
  TermPtr in_register(TermPtr const& t) {
    std::optional<std::uint32_t> thread;
    bool is_one = true;
    uses(t, [&](RegisterUse const& r) {
      is_one = is_one && (!thread || *thread == r.thread);
      thread = r.thread;
      return false;
    });
    auto const words = thread && is_one && !asks_cells(t)
                           ? as_litmus::text(t, [this](Value v) { return test_.memory.number_of(v); })
                           : "";
    if (words.empty()) {
      refuse("no condition of a test asks this: = and boolean operators are what there is");
      return term(0);
    }
    auto& to = test_.threads[*thread];
    to.registers.push_back({false});
    auto const number = static_cast<std::uint32_t>(to.registers.size());
    to.body.push_back({"r" + std::to_string(number) + " = " + words + ";"});
    return term_of(RegisterUse{*thread, number, {false}});
  }
  static bool asks_cells(TermPtr const& t) {
    if (std::holds_alternative<CellUse>(t->node) || std::holds_alternative<Selected>(t->node)) return true;
    auto const* c = std::get_if<Computed>(&t->node);
    return c && (asks_cells(c->left) || (c->right && asks_cells(c->right)));
  }

  Claim const& claim_;
  Test& test_;
  std::vector<TermPtr> locals_;
  std::optional<unsigned> leaving_;
  std::optional<Problem> problem_;
};

} // namespace

Condition write_question(Claim const& claim, Test& test) { return Asker(claim, test).run(); }

} // namespace barrister::frontend::as_litmus
