// SPDX-License-Identifier: BSD-2-Clause
// A call of a function of the test is its body, with locals of its own: no event is a call or a return, and
// the arguments and the result carry dependencies like any assignment.
#include "frontend/litmus/falls_off.hpp"
#include "frontend/litmus/lowering.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {

ast::Function const* Lowering::helper(std::string const& name) const {
  auto const at = std::ranges::find(test_.helpers, name, &ast::Function::called);
  return at == test_.helpers.end() ? nullptr : &*at;
}

// In a protocol, a local may be called like a function, and hides it: it is a pointer to one.
ast::Function const* Lowering::named_function(ast::Call const& c) const {
  return is_local_pointer(c) ? nullptr : helper(c.function);
}
bool Lowering::is_local_pointer(ast::Call const& c) const {
  return part_ && (find(c.function) || memory_.contains(c.function));
}

ExpressionPtr Lowering::inlined(ast::Function const& f, ast::Call const& c, Span span, bool wants_value,
                                std::optional<Returns> returns) {
  auto const zero = constant(number(0));
  auto const is_void = f.result.stars == 0 && f.result.words.ends_with("void");
  auto const refuse = [&](std::string const& why, std::string const& hint = {}) {
    diagnostics_.error(source_, span, why, hint);
    return zero;
  };
  bool const is_of_typeof =
      f.result.of || std::ranges::any_of(f.parameters, [](auto const& p) { return p.type.of != nullptr; });
  if (is_of_typeof)
    return refuse("unsupported: typeof() in the head of '" + f.called + "'", "write the type itself");
  if (wants_value && is_void) return refuse("'" + f.called + "' gives no value");
  if (c.arguments.size() != f.parameters.size())
    return refuse("'" + f.called + "' takes " + std::to_string(f.parameters.size()) +
                  (f.parameters.size() == 1 ? " argument" : " arguments") + ", not " +
                  std::to_string(c.arguments.size()));
  if (wants_value && may_fall_off(f.body)) { // what it then gives is nothing that C knows
    diagnostics_.error(source_, f.name,
                       "'" + f.called + "' may end without a 'return', and its value is used",
                       "end it with 'return' and a value");
    return zero;
  }
  if (std::ranges::find(inside_, &f) != inside_.end())
    return refuse("'" + f.called + "' calls itself", "functions are inlined: write a loop instead");
  constexpr std::size_t most = 1000;
  if (++inlined_ > most) return refuse("more than 1000 calls of functions in one process");

  auto const in_condition = std::exchange(in_condition_, false);
  std::vector<ExpressionPtr> arguments;
  std::vector<std::pair<std::string, ObjectId>> structs; // that are passed
  auto returned = std::optional<ObjectId>();
  if (is_struct({f.result, {}})) {
    returned = own_object(f.called, {f.result, {}}, span);
    if (!returned) return zero;
  }
  for (std::size_t i = 0; i < c.arguments.size(); ++i) {
    CType const due{f.parameters[i].type, {}};
    if (is_struct(due)) {
      auto const object = own_object(f.parameters[i].name, due, c.arguments[i]->span);
      if (!object) return zero;
      copy_struct(constant(address(*object)), due, c.arguments[i]);
      structs.emplace_back(f.parameters[i].name, *object);
      arguments.push_back(nullptr);
      continue;
    }
    check_type(due, c.arguments[i]);
    arguments.push_back(fit(due, c.arguments[i], value(c.arguments[i])));
  }
  auto const names = std::exchange(names_, {});
  auto const memory = std::exchange(memory_, {});
  auto const own_open = std::exchange(own_open_, open_.size());
  auto const outer_returns = std::exchange(returns_, std::move(returns));
  auto const labels = std::exchange(labels_, {});
  auto const declares = std::exchange(declares_, true);
  auto const result =
      std::exchange(result_, is_void || returned ? std::nullopt : std::optional(temporary({f.result, {}})));
  auto const outer_returned = std::exchange(returned_, returned);
  auto const instruction = instruction_;
  auto const from = std::exchange(call_, static_cast<std::uint32_t>(thread_.calls.size()));
  thread_.calls.push_back({f.called, from});
  inside_.push_back(&f);
  check_shadows(f);
  if (part_) add_stack(f);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!arguments[i]) continue;
    auto const parameter = declare(f.parameters[i].name, {f.parameters[i].type, {}});
    parameters_.insert(parameter);
    emit(Assign{parameter, std::move(arguments[i])});
  }
  memory_.insert(structs.begin(), structs.end());
  declare_in(f.body);
  if (!part_) declare_assigned(f.body);
  lower_body(f.body);
  inside_.pop_back();
  instruction_ = instruction;
  call_ = from;
  in_condition_ = in_condition;
  names_ = names;
  memory_ = memory;
  own_open_ = own_open;
  returns_ = outer_returns;
  labels_ = labels;
  declares_ = declares;
  auto const own = std::exchange(result_, result);
  returned_ = outer_returned;
  return own ? use_of(*own) : returned ? constant(address(*returned)) : zero;
}

} // namespace barrister::frontend::litmus
