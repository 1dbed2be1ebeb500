// SPDX-License-Identifier: BSD-2-Clause
// Jumps become Labelled blocks and Leaves. In one list of statements, a label that is jumped to from before
// ends a block that holds the statements before it; one that is jumped to from behind begins a loop that goes
// to the last jump:
//
//   A; if (c) goto out; B; out: C         block { A; if (c) leave; B } C
//   again: A; if (c) goto again; B        block { loop { block { A; if (c) leave 0; leave 1 } } } B
//
// A switch is such a list: it starts with a jump to one of its cases.
#include "frontend/litmus/endless.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/types.hpp"
#include "frontend/litmus/walk.hpp"
#include <map>
#include <set>
#include <utility>

namespace barrister::frontend::litmus {
namespace {

void find_gotos(ast::Statement const& s, std::set<std::string>& found) {
  if (auto const* jump = std::get_if<ast::Goto>(&s.node)) found.insert(jump->label);
  for_each_block(s, [&](ast::Block const& inner) {
    for (auto const& one : inner) find_gotos(one, found);
  });
}
constexpr std::size_t most_targets = 200; // of one list: they nest

} // namespace

struct Lowering::Target { // a label that is jumped to, by positions in its list
  std::string name;
  Span span;
  std::size_t at, first, last; // first, last: the statements with jumps to it
  bool ended = false, begun = false;
  bool ends_block() const { return first < at && !ended; }
  bool begins_loop() const { return last >= at && !begun; }
};
struct Lowering::List {
  ast::Block const& statements;
  std::vector<Target> targets;
};

void Lowering::lower(ast::Block const& statements) {
  List list{statements, {}};
  std::map<std::string, std::pair<std::size_t, std::size_t>> jumps;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    std::set<std::string> found;
    find_gotos(statements[i], found);
    for (auto const& name : found) jumps.try_emplace(name, i, i).first->second.second = i;
  }
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (auto const* label = std::get_if<ast::Label>(&statements[i].node))
      if (auto const from = jumps.find(label->name); from != jumps.end())
        list.targets.push_back({label->name, statements[i].span, i, from->second.first, from->second.second});
  for (auto& a : list.targets) // of two loops that cross, the first one holds the second
    for (auto const& b : list.targets)
      if (a.begins_loop() && b.begins_loop() && a.at < b.at && b.at <= a.last)
        a.last = std::max(a.last, b.last);
  if (list.targets.size() > most_targets)
    return diagnostics_.error(source_, list.targets.back().span, "more than 200 labels in one block");
  lower_range(list, 0, statements.size());
}

bool Lowering::find_labels(ast::Block const& block) {
  for (auto const& s : block) {
    if (auto const* label = std::get_if<ast::Label>(&s.node);
        label && !label->name.empty() && !labels_.insert(label->name).second) {
      diagnostics_.error(source_, s.span, "the label '" + label->name + "' comes twice");
      return false;
    }
    bool fine = true;
    for_each_block(s, [&](ast::Block const& inner) { fine = fine && find_labels(inner); });
    if (!fine) return false;
  }
  return true;
}
void Lowering::lower_body(ast::Block const& body) {
  labels_.clear();
  if (!find_labels(body)) return;
  if (returns(body))
    in_block({Open::Kind::Return, {}}, [&] { lower(body); });
  else
    lower(body);
}

void Lowering::lower_range(List& list, std::size_t begin, std::size_t end) {
  if (auto* const target = last_block_end(list, begin, end)) {
    target->ended = true;
    in_block({Open::Kind::Label, target->name}, [&] { lower_range(list, begin, target->at); });
    return lower_range(list, target->at, end);
  }
  auto const head = std::ranges::find_if(
      list.targets, [&](Target const& t) { return t.begins_loop() && t.at >= begin && t.at < end; });
  for (auto i = begin; i < (head == list.targets.end() ? end : head->at); ++i) {
    auto const& s = list.statements[i];
    next_ = i + 1 < end ? &list.statements[i + 1] : nullptr;
    std::visit([&](auto const& node) { lower(node, s.span); }, s.node);
  }
  if (head == list.targets.end()) return;
  head->begun = true;
  in_block({Open::Kind::LoopEnd, {}}, [&] {
    Loop loop;
    loop.condition = constant(number(1));
    auto* const outer = std::exchange(block_, &loop.body);
    in_block({Open::Kind::Label, head->name}, [&] {
      lower_range(list, head->at, head->last + 1);
      leave(Open::Kind::LoopEnd);
    });
    block_ = outer;
    if (part_ && may_spin(loop)) begin_instruction(head->span); // jumps are none
    emit(std::move(loop));
  });
  lower_range(list, head->last + 1, end);
}

// The last label here that ends a block. What is inside a loop that has not begun comes with that loop; but
// no jump gets in there from before.
Lowering::Target* Lowering::last_block_end(List& list, std::size_t begin, std::size_t end) {
  Target* found = nullptr;
  for (auto& t : list.targets) {
    if (!t.ends_block() || t.at <= begin || t.at >= end) continue;
    auto const loop = std::ranges::find_if(list.targets, [&](Target const& l) {
      return l.begins_loop() && l.at >= begin && l.at < t.at && t.at <= l.last;
    });
    if (loop == list.targets.end()) found = &t;
  }
  return found;
}

bool Lowering::leave(Open::Kind kind, std::string const& name) {
  auto const first = kind == Open::Kind::Branch ? 0 : own_open_;
  for (std::size_t i = open_.size(); i-- > first;)
    if (open_[i].kind == kind && open_[i].name == name) {
      release_guards(i);
      emit(Leave{static_cast<unsigned>(open_.size() - 1 - i)});
      return true;
    }
  return false;
}

void Lowering::lower(ast::Break const&, Span span) {
  jump_ = span;
  if (!leave(Open::Kind::Break)) diagnostics_.error(source_, span, "'break' outside of a loop or 'switch'");
}
void Lowering::lower(ast::Continue const&, Span span) {
  jump_ = span;
  if (!leave(Open::Kind::Continue)) diagnostics_.error(source_, span, "'continue' outside of a loop");
}
void Lowering::lower(ast::Return const& statement, Span span) {
  jump_ = span;
  if (statement.value) {
    begin_instruction(span);
    if (returned_) {
      copy_struct(constant(address(*returned_)), objects_.type(*returned_), statement.value);
      return void(leave(Open::Kind::Return));
    }
    if (!result_)
      return diagnostics_.error(source_, span, thread_.name + " returns nothing",
                                "to look at the value at the end, assign it to a local");
    if (returns_) return branch_returned(statement.value);
    assign(*result_, statement.value);
  } else if (result_ || returned_) {
    return diagnostics_.error(source_, span, "this 'return' gives no value, and its function is to give one");
  }
  leave(Open::Kind::Return);
}

void Lowering::lower(ast::Goto const& statement, Span span) {
  jump_ = span;
  if (leave(Open::Kind::Label, statement.label)) return;
  if (!labels_.contains(statement.label))
    return diagnostics_.error(source_, span, "there is no label '" + statement.label + "'",
                              did_you_mean(statement.label, {labels_.begin(), labels_.end()}));
  diagnostics_.unsupported(source_, span, "'goto' into a block or a loop from outside of it");
}
void Lowering::lower(ast::Label const& label, Span span) {
  if (label.name.empty())
    diagnostics_.unsupported(source_, span, "a case that is not a statement of its 'switch', but inside one");
  if (!part_ || label.name.empty()) return;
  if (auto const asked = part_->world.labels.find(label.name); asked != part_->world.labels.end()) {
    begin_instruction(span);
    emit(Count{asked->second});
  }
}

void Lowering::lower(ast::Switch const& statement, Span span) {
  begin_instruction(statement.head);
  auto const chosen = temporary(promoted(value_type(*statement.value)));
  auto const outer = std::exchange(in_condition_, true);
  assign(chosen, statement.value);
  in_condition_ = outer;
  auto const* body = statement.body.empty() ? nullptr : std::get_if<ast::Block>(&statement.body.front().node);
  if (!body) return nothing_yet(span, "a 'switch' without braces"), void();

  auto const node = [&](decltype(ast::Expression::node) n) {
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(n), statement.head});
  };
  // A case is converted to the promoted type of what is switched on (C11 6.8.4.2).
  auto const in_chosen = [&, type = ast::TypeName{thread_.locals[chosen].type.spelling}](auto const& e) {
    return is_integer(type)
               ? std::make_shared<ast::Expression const>(ast::Expression{ast::Cast{type, e}, e->span})
               : e;
  };
  auto const name = "switch " + std::to_string(chosen); // no name of the user's
  names_.emplace(name, chosen);
  ast::Block list{{}};
  ast::Statement next{ast::Break{}, statement.head};
  std::vector<std::pair<ast::ExpressionPtr, std::string>> cases;
  std::set<Value> values;
  bool has_default = false;
  for (auto s : *body) {
    if (auto* const label = std::get_if<ast::Label>(&s.node); label && label->name.empty()) {
      label->name = name + " " + std::to_string(list.size());
      if (!label->value && !std::exchange(has_default, true))
        next.node = ast::Goto{label->name};
      else if (!label->value)
        diagnostics_.error(source_, s.span, "this 'switch' has two defaults");
      else if (auto const value = in_chosen(label->value); check_case(value, values))
        cases.emplace_back(value, label->name);
    }
    list.push_back(std::move(s));
  }
  if (cases.size() > most_targets) return diagnostics_.error(source_, statement.head, "more than 200 cases");
  for (auto c = cases.rbegin(); c != cases.rend(); ++c) {
    auto const is_it = node(ast::Binary{ast::Infix::Equal, node(ast::Name{name}), c->first});
    next.node = ast::If{is_it, statement.head, {{ast::Goto{c->second}, statement.head}}, {next}};
  }
  list.front() = std::move(next);
  in_block({Open::Kind::Break, {}}, [&] { lower(list); });
}

bool Lowering::check_case(ast::ExpressionPtr const& e, std::set<Value>& values) {
  Block none;
  auto* const outer = std::exchange(block_, &none);
  auto const v = value(e);
  block_ = outer;
  auto const* known = std::get_if<Constant>(&v->node);
  if (!known)
    diagnostics_.error(source_, e->span, "a case is a constant");
  else if (!values.insert(known->value).second)
    diagnostics_.error(source_, e->span, "this case comes twice");
  else
    return true;
  return false;
}

} // namespace barrister::frontend::litmus
