// SPDX-License-Identifier: BSD-2-Clause
// What the macros of a .def file are made of. Which events, which tags: spec/lkmm_events.md.
#include "frontend/litmus/lowering.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

struct Form {
  std::string_view name;
  std::size_t least, most; // arguments, without the operator
  bool has_operator, gives_value, is_tagged;
};
constexpr Form forms[] = {
    {"__load", 1, 1, false, true, true},           {"__store", 2, 2, false, false, true},
    {"__fence", 0, 0, false, false, true},         {"__xchg", 2, 2, false, true, true},
    {"__cmpxchg", 3, 3, false, true, true},        {"__lock", 1, 1, false, false, false},
    {"__unlock", 1, 1, false, false, false},       {"__trylock", 1, 1, false, true, false},
    {"__islocked", 1, 1, false, true, false},      {"__srcu", 1, 2, false, true, true},
    {"__atomic_op", 2, 2, true, false, true},      {"__atomic_op_return", 2, 2, true, true, true},
    {"__atomic_fetch_op", 2, 2, true, true, true}, {"__atomic_add_unless", 3, 3, false, true, true}};

bool is(ast::Internal const& i, std::string_view only) {
  return i.annotations.size() == 1 && i.annotations[0].text == only;
}

} // namespace

TagSet Lowering::tag(std::string const& name, Span span) {
  if (context_.bell && !context_.bell->declares(name))
    diagnostics_.warning(source_, span, "the bell file declares no tag '" + name + ", so no model sees it",
                         did_you_mean(name, context_.bell->tags()));
  if (auto const known = tag_names_.intern(set_of_tag(name))) return *known;
  diagnostics_.unsupported(source_, span, "more than 64 different tags");
  return {};
}
TagSet Lowering::tags(ast::Internal const& i) {
  TagSet all;
  for (auto const& a : i.annotations) all = all | tag(a.text, a.span);
  return all;
}

Rmw::Tags Lowering::update_tags(ast::Internal const& i) {
  auto const at = i.name_span;
  bool const is_silent = i.name == "__atomic_op";
  if (context_.generation == Generation::Lkmmv2)
    return same_tags(i.annotations.empty() && is_silent ? tag("noreturn", at) : tags(i));
  auto const once = tag("once", at);
  if (is_silent) return {tag("noreturn", at), once, once, std::nullopt};
  Rmw::Tags out{once, once, once, std::nullopt};
  if (i.name == "__atomic_add_unless" || is(i, "mb")) out.fences = tag("mb", at);
  if (is(i, "acquire")) out.read = tag("acquire", at);
  if (is(i, "release")) out.write = tag("release", at);
  return out;
}

// What the user wrote: a macro's name, or the primitive's own.
std::string Lowering::called(Span span) const {
  auto const text = source_.text(span);
  return std::string(text.substr(0, text.find_first_of("({ \t\n")));
}

ExpressionPtr Lowering::internal(ast::Internal const& i, Span span, Wanted wanted, Use use) {
  auto const zero = constant(number(0));
  auto const wrong = [&](std::string message, std::string hint = {}) {
    diagnostics_.error(source_, span, std::move(message), std::move(hint));
    return zero;
  };
  auto const form = std::ranges::find(forms, i.name, &Form::name);
  auto const given = i.arguments.size();
  if (given < form->least || given > form->most)
    return wrong("'" + i.name + "' does not take " + std::to_string(given) +
                 (given == 1 ? " argument" : " arguments"));
  if (form->has_operator != i.op.has_value())
    return wrong(form->has_operator ? "'" + i.name + "' takes an operator"
                                    : "'" + i.name + "' takes no operator",
                 form->has_operator ? "as in '" + i.name + "{...}(x, +, v)'" : "");
  if (!form->is_tagged && !i.annotations.empty()) return wrong("'" + i.name + "' takes no annotation");
  if (use == Use::Value && !form->gives_value) return wrong("'" + i.name + "' gives no value");

  if (i.name == "__load") return internal_load(i, span, wanted);
  if (i.name == "__store") {
    auto address = shared_location(i.arguments[0], called(span));
    auto v = fit(type_of(*i.arguments[0]), i.arguments[1], value(i.arguments[1]));
    emit(Store{std::move(address), std::move(v), tags(i)});
    return zero;
  }
  if (i.name == "__fence") {
    emit(Fence{tags(i), nullptr});
    return zero;
  }
  if (i.name == "__srcu") return internal_srcu(i, span, use);
  if (form->is_tagged) return internal_update(i, wanted, use);

  auto address = value(i.arguments[0]);
  if (i.name == "__lock" || i.name == "__unlock") {
    i.name == "__lock" ? emit(Lock{std::move(address)}) : emit(Unlock{std::move(address)});
    return zero;
  }
  auto const target = wanted ? *wanted : temporary();
  if (i.name == "__trylock")
    emit(Trylock{target, std::move(address)});
  else
    emit(IsLocked{target, std::move(address)});
  return use_of(target);
}

ExpressionPtr Lowering::internal_load(ast::Internal const& i, Span span, Wanted wanted) {
  auto address = shared_location(i.arguments[0], called(span));
  if (!is(i, "deref") && !is(i, "lderef")) return load(std::move(address), tags(i), wanted);
  auto const target = wanted ? *wanted : temporary();
  emit(Load{target, std::move(address), tag("once", span), in_condition_});
  emit(Fence{tag("rb_dep", span), nullptr});
  return use_of(target);
}

ExpressionPtr Lowering::internal_srcu(ast::Internal const& i, Span span, Use use) {
  auto address = value(i.arguments[0]);
  if (i.arguments.size() == 2) {
    if (use == Use::Value) {
      diagnostics_.error(source_, span, "'__srcu' with a value gives none");
      return constant(number(0));
    }
    emit(Fence{tags(i), std::move(address), value(i.arguments[1])});
    return constant(number(0));
  }
  if (use == Use::Statement || !is(i, "srcu-lock")) {
    emit(Fence{tags(i), std::move(address)});
    return constant(number(0));
  }
  // A different number for every lock, so that a mix-up of two shows.
  auto const cookie =
      constant(number(std::int64_t{307} * (function_.cpu + 1) + std::int64_t{599} * (instruction_ + 1)));
  emit(Fence{tags(i), std::move(address), cookie});
  return cookie;
}

ExpressionPtr Lowering::internal_update(ast::Internal const& i, Wanted wanted, Use use) {
  Rmw rmw{};
  rmw.tags = update_tags(i);
  rmw.result = RmwResult::Old;
  rmw.type = atomic_type(*i.arguments[0], {});
  auto const number_of = [&](std::size_t n) {
    return converted(value(i.arguments[n]), value_type(*i.arguments[n]), rmw.type);
  };
  auto const held_of = [&](std::size_t n) {
    return fit(pointed_to(type_of(*i.arguments[0])), i.arguments[n], value(i.arguments[n]));
  };
  if (i.name.starts_with("__atomic_") && i.op) {
    rmw.kind = Rmw::Kind::Arithmetic;
    rmw.op = to_operator(*i.op);
    rmw.result = i.name == "__atomic_op"          ? RmwResult::None
                 : i.name == "__atomic_op_return" ? RmwResult::New
                                                  : RmwResult::Old;
    rmw.operand = number_of(1);
    if (i.complemented) rmw.operand = operation(Operator::Complement, rmw.operand, nullptr, rmw.type);
    rmw.address = value(i.arguments[0]);
    return finish(std::move(rmw), wanted, use);
  }
  rmw.address = value(i.arguments[0]);
  if (i.name == "__xchg") {
    rmw.kind = Rmw::Kind::Exchange;
    rmw.operand = held_of(1);
  } else if (i.name == "__cmpxchg") {
    rmw.kind = Rmw::Kind::CompareExchange;
    rmw.expected = held_of(1);
    rmw.operand = held_of(2);
  } else {
    rmw.kind = Rmw::Kind::AddUnless;
    // Without annotations, as herd7 had it before 7.58, it gives what it read.
    if (!i.annotations.empty()) rmw.result = RmwResult::Succeeded;
    rmw.operand = number_of(1);
    rmw.expected = number_of(2);
  }
  return finish(std::move(rmw), wanted, use);
}

} // namespace barrister::frontend::litmus
