// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/hash.hpp"
#include "frontend/litmus/lower.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/memory_locals.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

class Asking {
public:
  Asking(Program& program, Source const& source, Diagnostics& diagnostics)
      : program_(program), source_(source), diagnostics_(diagnostics) {}

  Observable observe(ast::Location const& l) {
    if (l.cpu && !is_memory(l)) {
      if (l.index || !l.member.empty())
        error(l.span, "'" + l.name + "' of P" + std::to_string(*l.cpu) + " is neither an array nor a struct");
      return Register{*l.cpu, local(l)};
    }
    auto const id = object(l.cpu ? object_name(*l.cpu, l.name) : l.name);
    auto const& o = program_.objects[id];
    if (!o.members.empty() || !l.member.empty()) return member(l, id);
    if (o.is_array && !l.index) return WholeArray{id};
    auto const cell = l.index.value_or(0);
    if (static_cast<std::size_t>(cell) >= o.initial.size())
      error(l.span, "'" + l.name + "' has " + std::to_string(o.initial.size()) +
                        (o.initial.size() == 1 ? " cell" : " cells"));
    return Cell{address(id, cell)};
  }

  Proposition proposition(ast::Condition const& c) {
    Proposition p;
    p.kind = c.kind;
    for (auto const& operand : c.operands) p.operands.push_back(proposition(operand));
    if (c.kind == Proposition::Kind::Equal) compare(c.atom, p);
    return p;
  }

private:
  // Once a place: a location is met as something to observe, and again in the condition.
  bool fresh(Span span) {
    if (std::ranges::find(told_, span.begin) != told_.end()) return false;
    told_.push_back(span.begin);
    return true;
  }
  void error(Span span, std::string message) {
    if (fresh(span)) diagnostics_.error(source_, span, std::move(message));
  }

  bool is_memory(ast::Location const& l) const {
    return std::ranges::binary_search(program_.objects, object_name(*l.cpu, l.name), {}, &Object::name);
  }
  Observable member(ast::Location const& l, ObjectId id) {
    auto const& o = program_.objects[id];
    auto const path = l.index ? "[" + std::to_string(*l.index) + "]" + l.member : l.member;
    auto const cell = find_cell(o, path);
    if (!cell)
      error(l.span, path.empty() ? "'" + l.name + "' is a struct: say which member of it"
                                 : "'" + l.name + "' has no '" + path + "'");
    return Cell{address(id, static_cast<std::int64_t>(cell.value_or(0)))};
  }
  void compare(ast::Atom const& atom, Proposition& p) {
    p.left = observe(atom.left);
    auto const is_array = std::holds_alternative<WholeArray>(*p.left);
    if (auto const* n = std::get_if<std::int64_t>(&atom.right)) {
      p.values = {number(*n)};
    } else if (auto const* list = std::get_if<std::vector<std::int64_t>>(&atom.right)) {
      for (auto const n_th : *list) p.values.push_back(number(n_th));
      if (!is_array) error(atom.left.span, "only an array is compared to a list of values");
      return;
    } else {
      auto const& l = std::get<ast::Location>(atom.right);
      if (atom.is_address)
        p.values = {l.member.empty() ? address(object(l.name), l.index.value_or(0))
                                     : std::get<Cell>(member(l, object(l.name))).address};
      else
        p.right = observe(l);
    }
    if (is_array || (p.right && std::holds_alternative<WholeArray>(*p.right)))
      error(atom.left.span, "an array is compared to a list of values, such as {1,2}");
  }

  ObjectId object(std::string const& name) const { // sorted, and all there: objects.cpp saw to it
    auto const at = std::ranges::lower_bound(program_.objects, name, {}, &Object::name);
    return static_cast<ObjectId>(at - program_.objects.begin());
  }

  LocalId local(ast::Location const& l) {
    if (*l.cpu >= program_.threads.size()) {
      if (fresh(l.span)) no_such_thread(source_, l.span, *l.cpu, diagnostics_);
      return 0;
    }
    auto& locals = program_.threads[*l.cpu].locals;
    auto const at = std::ranges::find(locals, l.name, &Local::name);
    if (at != locals.end()) return static_cast<LocalId>(at - locals.begin());
    diagnostics_.warning(source_, l.span,
                         program_.threads[*l.cpu].name + " has no '" + l.name + "': it stays 0",
                         did_you_mean(l.name, names_of(locals)));
    locals.push_back({l.name, {}, number(0)});
    return static_cast<LocalId>(locals.size() - 1);
  }

  Program& program_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::vector<std::uint32_t> told_; // where errors were reported
};

std::optional<ObjectId> object_of(Observable const& o) {
  if (auto const* cell = std::get_if<Cell>(&o)) return cell->address.object;
  if (auto const* array = std::get_if<WholeArray>(&o)) return array->object;
  return std::nullopt;
}

} // namespace

void lower_question(ast::Question const& question, Program& program, LitmusTest& test, Source const& source,
                    Diagnostics& diagnostics) {
  Asking asking(program, source, diagnostics);
  for (auto const& l : observed_locations(question)) {
    test.observed.push_back(asking.observe(l));
    if (auto const object = object_of(test.observed.back())) program.objects[*object].is_observed = true;
  }
  if (question.filter) test.filter = asking.proposition(*question.filter);
  test.quantifier = question.quantifier;
  if (!question.condition) return;
  test.proposition = asking.proposition(*question.condition);
  test.condition_place = source.place(question.span.begin);
}

} // namespace barrister::frontend::litmus
