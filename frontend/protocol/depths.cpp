// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/depths.hpp"
#include <algorithm>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

using State = std::optional<Depth>; // nothing: not reached

// With `readers`, a mask that takes the sum of both depths above theirs begins one, and one that takes it
// back ends it.
class Walk {
public:
  Walk(Context::Kind kind, std::vector<Span> const& spans, Source const& source, Diagnostics& diagnostics)
      : start_(depth_at_start(kind)), spans_(spans), source_(source), diagnostics_(diagnostics) {}

  void insert(Block& body, int base) {
    readers_ = base;
    state_ = start_;
    auto const first = body.empty() ? 0 : body.front().instruction;
    block(body);
    if (is_reader(start_)) body.insert(begin_of_reader(body), {Fence{Tag::RcuLock, nullptr}, first});
    if (state_ && is_reader(*state_)) body.push_back({Fence{Tag::RcuUnlock, nullptr}, last_});
  }
  void run(Block& body) {
    state_ = start_;
    block(body);
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

  // A handler that declines, as it starts by waiting or by what must be assumed, is no reader either.
  Block::iterator begin_of_reader(Block& body) const {
    if (!start_.irqs) return body.begin();
    auto const at = std::ranges::find_if_not(body, [](Statement const& s) {
      return std::holds_alternative<Assign>(s.node) || std::holds_alternative<OwnedLoad>(s.node) ||
             std::holds_alternative<Assume>(s.node);
    });
    auto const* load = at == body.end() ? nullptr : std::get_if<Load>(&at->node);
    return load && load->until ? at + 1 : at;
  }
  bool is_reader(Depth d) const { return d.irqs + d.preemption > *readers_; }
  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size() && state_; ++i) {
      auto const before = *state_;
      last_ = statements[i].instruction;
      std::visit([&](auto& node) { step(node, last_); }, statements[i].node);
      if (!readers_ || !std::holds_alternative<Mask>(statements[i].node)) continue;
      bool const was = is_reader(before), is = is_reader(*state_);
      if (was == is) continue;
      auto const at = statements.begin() + static_cast<std::ptrdiff_t>(i);
      statements.insert(is ? at + 1 : at, {Fence{is ? Tag::RcuLock : Tag::RcuUnlock, nullptr}, last_});
      ++i;
    }
  }
  void step(Mask& m, InstructionId at) {
    state_->irqs += m.irqs;
    state_->preemption += m.preemption;
    if (state_->irqs < 0 || state_->preemption < 0)
      error(at, state_->irqs < 0 ? "interrupts are on already" : "preemption is on already");
  }
  static std::optional<bool> constant(Expression const& e) {
    auto const* c = std::get_if<Constant>(&e.node);
    return c ? std::optional(truth(c->value)) : std::nullopt;
  }
  void step(If& s, InstructionId at) {
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
  void step(Loop& s, InstructionId at) {
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
  void step(Labelled& s, InstructionId at) {
    open_.emplace_back();
    block(s.body);
    auto const left = open_.back();
    open_.pop_back();
    meet(at, state_, left);
  }
  void step(Leave& s, InstructionId at) {
    meet(at, open_[open_.size() - 1 - s.levels], state_);
    state_.reset();
  }
  template <class Other> void step(Other&, InstructionId) {}

  Depth const start_;
  std::vector<Span> const& spans_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::optional<int> readers_;
  State state_;
  std::vector<State> open_; // with which the blocks around are left
  InstructionId last_ = 0;
  bool failed_ = false;
};

bool waits_for_readers(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* f = std::get_if<Fence>(&s.node)) return !f->address && f->tags.has(Tag::SyncRcu);
    if (auto const* i = std::get_if<If>(&s.node))
      return waits_for_readers(i->then) || waits_for_readers(i->otherwise);
    if (auto const* l = std::get_if<Loop>(&s.node))
      return waits_for_readers(l->test) || waits_for_readers(l->body);
    auto const* l = std::get_if<Labelled>(&s.node);
    return l && waits_for_readers(l->body);
  });
}

} // namespace

// An act that waits itself is preemptible as far as RCU goes, but for what it masks on its own.
void add_readers(Protocol& protocol) {
  auto& threads = protocol.program.threads;
  if (std::ranges::none_of(threads, [](Thread const& t) { return waits_for_readers(t.body); })) return;
  Source const nowhere("", "");
  for (ContextId i = 0; i < threads.size(); ++i) {
    auto const kind = protocol.contexts[i].kind;
    bool const waits = kind == Context::Kind::Act && waits_for_readers(threads[i].body);
    auto const start = depth_at_start(kind);
    Diagnostics none; // depths are known to be fine
    Walk(kind, {}, nowhere, none).insert(threads[i].body, waits ? start.irqs + start.preemption : 0);
  }
}

Depth depth_at_start(Context::Kind kind) {
  switch (kind) {
  case Context::Kind::Task: return {0, 0};
  case Context::Kind::Act: return {0, 1};
  case Context::Kind::Interrupt: return {1, 1};
  }
  return {};
}

void check_depths(Thread& thread, Context::Kind kind, std::vector<Span> const& spans, Source const& source,
                  Diagnostics& diagnostics) {
  Walk(kind, spans, source, diagnostics).run(thread.body);
}

} // namespace barrister::frontend::protocol
