// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/depths.hpp"
#include "spec/target_of.hpp"
#include <algorithm>
#include <map>
#include <utility>

namespace barrister::frontend::protocol {
namespace {

// What a statement is reached with. `irqs_on`: by local that holds flags which were saved on every way here.
struct Reached : Depth {
  std::map<LocalId, bool> irqs_on;
};
using State = std::optional<Reached>; // nothing: not reached

void keep_common(std::map<LocalId, bool>& flags, std::map<LocalId, bool> const& other) {
  std::erase_if(flags, [&](auto const& known) {
    auto const at = other.find(known.first);
    return at == other.end() || at->second != known.second;
  });
}

bool saves_flags(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* m = std::get_if<Mask>(&s.node)) return m->irqs == Mask::Irqs::Save;
    if (auto const* i = std::get_if<If>(&s.node)) return saves_flags(i->then) || saves_flags(i->otherwise);
    if (auto const* l = std::get_if<Loop>(&s.node)) return saves_flags(l->test) || saves_flags(l->body);
    auto const* l = std::get_if<Labelled>(&s.node);
    return l && saves_flags(l->body);
  });
}

// Whether a handler that comes to this has not begun: it asks, and changes nothing.
bool is_asked(Statement const& s) {
  if (auto const* load = std::get_if<Load>(&s.node)) return !load->until;
  if (auto const* i = std::get_if<If>(&s.node))
    return std::ranges::all_of(i->then, is_asked) && std::ranges::all_of(i->otherwise, is_asked);
  return std::holds_alternative<Assign>(s.node) || std::holds_alternative<OwnedLoad>(s.node) ||
         std::holds_alternative<Assume>(s.node) || std::holds_alternative<Choose>(s.node);
}
bool assumes(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* i = std::get_if<If>(&s.node)) return assumes(i->then) || assumes(i->otherwise);
    auto const* l = std::get_if<Labelled>(&s.node);
    return l ? assumes(l->body) : std::holds_alternative<Assume>(s.node);
  });
}

// With `readers`, a mask that takes the sum of both depths above theirs begins one, and one that takes it
// back ends it.
class Walk {
public:
  Walk(Context::Kind kind, std::vector<Span> const& spans, Source const& source, Diagnostics& diagnostics)
      : start_(depth_at_start(kind)), spans_(spans), source_(source), diagnostics_(diagnostics) {}

  void insert(Block& body, int base) {
    readers_ = base;
    state_ = {start_, {}};
    auto const first = body.empty() ? 0 : body.front().instruction;
    block(body);
    if (is_reader(start_)) begin_reader(body, {Fence{Tag::RcuLock, nullptr}, first});
    if (state_ && is_reader(*state_)) body.push_back({Fence{Tag::RcuUnlock, nullptr}, last_});
  }
  void run(Block& body) {
    state_ = {start_, {}};
    block(body);
    if (state_ && depth() != start_ && !spans_.empty())
      error(last_, "the code ends with " + text(*state_) + ", and started with " + text(start_),
            missing(*state_));
  }

private:
  // Goes through a round of a loop, for what it ends with.
  Walk(Walk const& outside, Diagnostics& none)
      : start_(outside.start_), spans_(outside.spans_), source_(outside.source_), diagnostics_(none),
        state_(outside.state_), open_(outside.open_), last_(outside.last_), failed_(true) {}

  Depth depth() const { return *state_; }
  static std::string text(Depth d) {
    auto const off = [](char const* what, int depth) {
      return std::string(what) + (depth == 0   ? " on"
                                  : depth == 1 ? " off"
                                               : " off " + std::to_string(depth) + " deep");
    };
    return off("interrupts", d.irqs) + " and " + off("preemption", d.preemption);
  }
  // What would lead back to how it started.
  std::string missing(Depth at) const {
    if (at.preemption > start_.preemption) return "is a preempt_enable(), or an unlock, missing?";
    if (at.irqs > start_.irqs) return "is a local_irq_enable(), or an unlock that enables them, missing?";
    return at.irqs < start_.irqs ? "a handler runs with interrupts off, and gives them back so" : "";
  }
  void error(InstructionId at, std::string message, std::string hint = {}) {
    if (failed_) return; // one mistake shows in many places
    failed_ = true;
    diagnostics_.error(source_, spans_[at], std::move(message), std::move(hint));
  }
  void meet(InstructionId at, State& into, State const& other) {
    if (into && other && static_cast<Depth>(*into) != static_cast<Depth>(*other))
      error(at, "branches meet here with " + text(*into) + " in one and " + text(*other) + " in the other");
    if (into && other) keep_common(into->irqs_on, other->irqs_on);
    if (!into) into = other;
  }

  // A handler that declines, by what it assumes at its start, is no reader either.
  void begin_reader(Block& body, Statement const& begin) const {
    auto* outermost = body.empty() ? nullptr : std::get_if<Labelled>(&body.front().node);
    if (start_.irqs && outermost && assumes(outermost->body)) return begin_reader(outermost->body, begin);
    auto out = body.begin();
    for (auto at = out; start_.irqs && at != body.end() && is_asked(*at); ++at)
      if (assumes({*at})) out = at + 1;
    body.insert(out, begin);
  }
  bool is_reader(Depth d) const { return d.irqs + d.preemption > *readers_; }
  void block(Block& statements) {
    for (std::size_t i = 0; i < statements.size() && state_; ++i) {
      auto const before = depth();
      last_ = statements[i].instruction;
      if (auto const target = target_of(statements[i])) state_->irqs_on.erase(*target);
      std::visit([&](auto& node) { step(node, last_); }, statements[i].node);
      if (!readers_ || !std::holds_alternative<Mask>(statements[i].node)) continue;
      bool const was = is_reader(before), is = is_reader(depth());
      if (was == is) continue;
      auto const at = statements.begin() + static_cast<std::ptrdiff_t>(i);
      statements.insert(is ? at + 1 : at, {Fence{is ? Tag::RcuLock : Tag::RcuUnlock, nullptr}, last_});
      ++i;
    }
  }
  void step(Assign& a, InstructionId) {
    auto const* from = std::get_if<LocalUse>(&a.value->node);
    if (!from) return;
    auto const known = state_->irqs_on.find(from->local);
    if (known != state_->irqs_on.end()) state_->irqs_on[a.target] = known->second;
  }
  void step(Mask& m, InstructionId at) {
    switch (m.irqs) {
    case Mask::Irqs::Keep: break;
    case Mask::Irqs::On: state_->irqs = 0; break;
    case Mask::Irqs::Save: state_->irqs_on[m.flags] = state_->irqs == 0; [[fallthrough]];
    case Mask::Irqs::Off: state_->irqs = 1; break;
    case Mask::Irqs::Restore: {
      auto const known = state_->irqs_on.find(m.flags);
      if (known == state_->irqs_on.end())
        error(at, "the flags that are restored here were not saved on every way here, or not alike",
              "'local_irq_save(flags)' and the '_irqsave' locks save them");
      else
        state_->irqs = known->second ? 0 : 1;
    }
    }
    state_->preemption += m.preemption;
    if (state_->preemption < 0) error(at, "preemption is on already");
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
  // Flags that the rounds before may have saved otherwise are not known.
  void keep_known_in(Loop const& s) {
    if (!saves_flags(s.test) && !saves_flags(s.body)) return;
    for (auto known = ~std::size_t{0}; state_->irqs_on.size() != known;) {
      known = state_->irqs_on.size();
      Diagnostics none;
      Walk round(*this, none);
      Block test = s.test, body = s.body;
      round.block(test);
      if (round.state_) round.block(body);
      if (round.state_) keep_common(state_->irqs_on, round.state_->irqs_on);
    }
  }
  void step(Loop& s, InstructionId at) {
    keep_known_in(s);
    auto const before = state_;
    block(s.test);
    auto after = state_;
    auto const known = constant(*s.condition);
    if (known == false) return;
    block(s.body);
    if (state_ && depth() != *before)
      error(at, "a round of this loop starts with " + text(*before) + " and ends with " + text(*state_),
            missing(*state_));
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
    // The readers of what does nothing are of an instruction, too.
    if (threads[i].instructions.empty())
      threads[i].instructions.push_back({protocol.contexts[i].place, protocol.contexts[i].name, 0});
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
