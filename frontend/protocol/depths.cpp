// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/depths.hpp"
#include <utility>

namespace barrister::frontend::protocol {
namespace {

using State = std::optional<Depth>; // nothing: not reached

class Checker {
public:
  Checker(Context::Kind kind, std::vector<Span> const& spans, Source const& source, Diagnostics& diagnostics)
      : start_(depth_at_start(kind)), spans_(spans), source_(source), diagnostics_(diagnostics) {}

  void run(Thread const& thread) {
    state_ = start_;
    block(thread.body);
    if (state_ && *state_ != start_ && !spans_.empty())
      error(last_, "the code ends with " + text(*state_) + ", and started with " + text(start_));
  }

private:
  static std::string text(Depth d) {
    auto const off = [](char const* what, int depth) {
      return std::string(what) + (depth == 0   ? " on"
                                  : depth == 1 ? " off"
                                               : " off " + std::to_string(depth) + " deep");
    };
    return off("interrupts", d.irqs) + " and " + off("preemption", d.preemption);
  }
  void error(InstructionId at, std::string message, std::string hint = {}) {
    if (failed_) return; // one mistake shows in many places
    failed_ = true;
    diagnostics_.error(source_, spans_[at], std::move(message), std::move(hint));
  }
  void meet(InstructionId at, State& into, State const& other) {
    if (into && other && *into != *other)
      error(at, "branches meet here with " + text(*into) + " in one and " + text(*other) + " in the other");
    if (!into) into = other;
  }

  void block(Block const& statements) {
    for (auto const& s : statements) {
      if (!state_) return;
      last_ = s.instruction;
      std::visit([&](auto const& node) { step(node, s.instruction); }, s.node);
    }
  }
  void step(Mask const& m, InstructionId at) {
    state_->irqs += m.irqs;
    state_->preemption += m.preemption;
    if (state_->irqs < 0 || state_->preemption < 0)
      error(at, state_->irqs < 0 ? "interrupts are on already" : "preemption is on already");
  }
  static std::optional<bool> constant(Expression const& e) {
    auto const* c = std::get_if<Constant>(&e.node);
    return c ? std::optional(truth(c->value)) : std::nullopt;
  }
  void step(If const& s, InstructionId at) {
    auto const known = constant(*s.condition);
    auto const before = state_;
    if (known == false) state_.reset();
    block(s.then);
    auto after = std::exchange(state_, before);
    if (known == true) state_.reset();
    block(s.otherwise);
    meet(at, after, state_);
    state_ = after;
  }
  void step(Loop const& s, InstructionId at) {
    auto const before = state_;
    block(s.test);
    auto after = state_;
    auto const known = constant(*s.condition);
    if (known == false) return;
    block(s.body);
    if (state_ && *state_ != *before)
      error(at, "a round of this loop starts with " + text(*before) + " and ends with " + text(*state_));
    if (known == true) after.reset();
    state_ = after;
  }
  void step(Labelled const& s, InstructionId at) {
    open_.emplace_back();
    block(s.body);
    auto const left = open_.back();
    open_.pop_back();
    meet(at, state_, left);
  }
  void step(Leave const& s, InstructionId at) {
    meet(at, open_[open_.size() - 1 - s.levels], state_);
    state_.reset();
  }
  template <class Other> void step(Other const&, InstructionId) {}

  Depth const start_;
  std::vector<Span> const& spans_;
  Source const& source_;
  Diagnostics& diagnostics_;
  State state_;
  std::vector<State> open_; // with which the blocks around are left
  InstructionId last_ = 0;
  bool failed_ = false;
};

} // namespace

Depth depth_at_start(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: return {0, 0};
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: return {1, 1};
  }
  return {};
}

void check_depths(Thread const& thread, Context::Kind kind, std::vector<Span> const& spans,
                  Source const& source, Diagnostics& diagnostics) {
  Checker(kind, spans, source, diagnostics).run(thread);
}

} // namespace barrister::frontend::protocol
