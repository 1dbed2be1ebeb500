// SPDX-License-Identifier: BSD-2-Clause
#include "spec/probe_flow.hpp"

namespace barrister {
namespace {

class Runner : public ProbeFlow<Runner> {
  friend ProbeFlow;

public:
  Runner(Probe const& probe, ProbedState const& state) : probe_(probe), state_(state) {
    for (auto const& local : probe.locals) locals_.push_back(convert(local.initial, local.type));
  }
  std::optional<Value> run() {
    return block(probe_.body) ? std::optional(locals_[probe_.result]) : std::nullopt;
  }

private:
  std::optional<Value> evaluate(Expression const& e) const {
    return std::visit([this](auto const& node) { return value(node); }, e.node);
  }
  std::optional<Value> value(Constant const& c) const { return c.value; }
  std::optional<Value> value(LocalUse const& use) const { return locals_[use.local]; }
  std::optional<Value> value(ThisCpu const&) const { return std::nullopt; }
  std::optional<Value> value(Operation const& o) const {
    auto const left = evaluate(*o.left);
    auto const right = o.right ? evaluate(*o.right) : std::optional(number(0));
    return left && right ? apply(o.op, *left, *right, o.type) : std::nullopt;
  }
  std::optional<Value> value(Conversion const& c) const {
    auto const operand = evaluate(*c.operand);
    return operand ? std::optional(convert(*operand, c.type)) : std::nullopt;
  }

  bool assign(LocalId target, std::optional<Value> v) {
    if (v) locals_[target] = convert(*v, probe_.locals[target].type);
    return v.has_value();
  }
  using ProbeFlow::step;
  bool step(Assign const& s) { return assign(s.target, evaluate(*s.value)); }
  bool step(Load const& s) {
    auto const address = evaluate(*s.address);
    return address && address->is_address() && assign(s.target, state_.cell(*address));
  }
  bool step(OwnedLoad const& s) {
    auto const owner = s.owner ? evaluate(*s.owner) : std::nullopt;
    if (!owner || owner->is_address() || owner->number < 0) return false;
    constexpr std::int64_t most = ~std::uint32_t{0};
    return owner->number <= most &&
           assign(s.target, state_.owned(s.variable, static_cast<std::uint32_t>(owner->number)));
  }
  bool step(CountLoad const& s) { return assign(s.target, state_.count(s.accumulator)); }
  std::optional<bool> decide(Expression const& e) const {
    auto const condition = evaluate(e);
    return condition ? std::optional(truth(*condition)) : std::nullopt;
  }

  Probe const& probe_;
  ProbedState const& state_;
  std::vector<Value> locals_;
};

} // namespace

std::optional<Value> run(Probe const& probe, ProbedState const& state) { return Runner(probe, state).run(); }

bool says_yes(Probe const& probe, ProbedState const& state) {
  auto const answer = run(probe, state);
  return answer && truth(*answer);
}

} // namespace barrister
