// SPDX-License-Identifier: BSD-2-Clause
// From the end to the beginning; a loop is gone through until nothing more is found to be live.
#include "proofs/sc/liveness.hpp"

namespace barrister::sc {
namespace {

class Pass {
public:
  explicit Pass(std::size_t locals) : nothing_(locals) {}

  LiveLocals block(Block const& statements, LiveLocals live) {
    for (auto s = statements.rbegin(); s != statements.rend(); ++s) {
      std::visit([&](auto const& node) { before(node, live); }, s->node);
      found[&*s] = live;
    }
    return live;
  }
  LiveLocals nothing() const { return nothing_; }

  std::unordered_map<Statement const*, LiveLocals> found;

private:
  static void read(ExpressionPtr const& e, LiveLocals& live) {
    if (!e) return;
    if (auto const* use = std::get_if<LocalUse>(&e->node)) live[use->local] = true;
    if (auto const* conversion = std::get_if<Conversion>(&e->node)) read(conversion->operand, live);
    if (auto const* operation = std::get_if<Operation>(&e->node)) {
      read(operation->left, live);
      read(operation->right, live);
    }
  }
  static void add(LiveLocals const& more, LiveLocals& live) {
    for (std::size_t i = 0; i < more.size(); ++i)
      if (more[i]) live[i] = true;
  }
  static void write(LocalId target, LiveLocals& live) { live[target] = false; }

  // Each makes of what is live behind it what is live before it.
  void before(Assign const& s, LiveLocals& live) {
    write(s.target, live);
    read(s.value, live);
  }
  void before(Load const& s, LiveLocals& live) {
    read(s.until, live);
    write(s.target, live);
    read(s.address, live);
  }
  void before(Store const& s, LiveLocals& live) {
    read(s.address, live);
    read(s.value, live);
  }
  void before(Fence const& s, LiveLocals& live) {
    read(s.address, live);
    read(s.value, live);
  }
  void before(Rmw const& s, LiveLocals& live) {
    read(s.until, live);
    if (s.result != RmwResult::None) write(s.target, live);
    for (auto const& e : {s.address, s.operand, s.expected}) read(e, live);
  }
  void before(Lock const& s, LiveLocals& live) { read(s.address, live); }
  void before(Unlock const& s, LiveLocals& live) { read(s.address, live); }
  void before(Trylock const& s, LiveLocals& live) {
    write(s.target, live);
    read(s.address, live);
  }
  void before(IsLocked const& s, LiveLocals& live) {
    write(s.target, live);
    read(s.address, live);
  }
  void before(If const& s, LiveLocals& live) {
    auto const then = block(s.then, live);
    live = block(s.otherwise, live);
    add(then, live);
    read(s.condition, live);
  }
  void before(Loop const& s, LiveLocals& live) {
    auto behind = live;
    read(s.condition, behind);
    for (live = nothing_;;) { // before the test
      auto at_condition = block(s.body, live);
      add(behind, at_condition);
      auto const head = block(s.test, at_condition);
      if (head == live) return;
      live = head;
    }
  }
  void before(Labelled const& s, LiveLocals& live) {
    behind_labels_.push_back(live);
    live = block(s.body, live);
    behind_labels_.pop_back();
  }
  void before(Leave const& s, LiveLocals& live) {
    auto const depth = behind_labels_.size();
    live = s.levels < depth ? behind_labels_[depth - 1 - s.levels] : nothing_;
  }
  void before(Choose const& s, LiveLocals& live) { write(s.target, live); }
  void before(OwnedLoad const& s, LiveLocals& live) {
    write(s.target, live);
    read(s.owner, live);
  }
  void before(OwnedStore const& s, LiveLocals& live) { read(s.value, live); }
  void before(Count const&, LiveLocals&) {}
  void before(CountLoad const& s, LiveLocals& live) { write(s.target, live); }
  void before(Assume const& s, LiveLocals& live) { read(s.condition, live); }
  void before(Mask const& s, LiveLocals& live) {
    if (s.irqs == Mask::Irqs::Save) write(s.flags, live);
    if (s.irqs == Mask::Irqs::Restore) live[s.flags] = true;
  }
  void before(Raise const& s, LiveLocals& live) { read(s.cpu, live); }

  LiveLocals nothing_;
  std::vector<LiveLocals> behind_labels_; // around, the innermost last
};

} // namespace

std::unordered_map<Statement const*, LiveLocals> live_locals(Thread const& thread) {
  Pass pass(thread.locals.size());
  pass.block(thread.body, pass.nothing());
  return std::move(pass.found);
}

} // namespace barrister::sc
