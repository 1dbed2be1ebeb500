// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/live.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

class Liveness {
public:
  std::set<LocalId> run(Loop const& loop) {
    block(loop.body);
    block(loop.test);
    use(loop.condition);
    return std::move(live_);
  }

private:
  using Assigned = std::set<LocalId>;

  void use(ExpressionPtr const& e) {
    if (!e) return;
    if (auto const* local = std::get_if<LocalUse>(&e->node)) {
      if (!assigned_.contains(local->local)) live_.insert(local->local);
    } else if (auto const* conversion = std::get_if<Conversion>(&e->node)) {
      use(conversion->operand);
    } else if (auto const* operation = std::get_if<Operation>(&e->node)) {
      use(operation->left);
      use(operation->right);
    }
  }
  void block(Block const& statements) {
    for (auto const& s : statements) std::visit([this](auto const& node) { step(node); }, s.node);
  }
  void step(Assign const& s) {
    use(s.value);
    assigned_.insert(s.target);
  }
  void step(Load const& s) {
    use(s.address);
    assigned_.insert(s.target);
    use(s.until);
  }
  void step(Store const& s) {
    use(s.address);
    use(s.value);
  }
  void step(Fence const& s) {
    use(s.address);
    use(s.value);
  }
  void step(Rmw const& s) {
    use(s.address);
    use(s.operand);
    use(s.expected);
    if (s.result != RmwResult::None) assigned_.insert(s.target);
    use(s.until);
  }
  void step(Lock const& s) { use(s.address); }
  void step(Unlock const& s) { use(s.address); }
  void step(Trylock const& s) {
    use(s.address);
    assigned_.insert(s.target);
  }
  void step(IsLocked const& s) {
    use(s.address);
    assigned_.insert(s.target);
  }
  void step(If const& s) {
    use(s.condition);
    auto const before = assigned_;
    block(s.then);
    auto const after = std::exchange(assigned_, before);
    block(s.otherwise);
    keep_common(after);
  }
  void step(Loop const& s) {
    block(s.test);
    use(s.condition);
    auto const before = assigned_;
    block(s.body);
    assigned_ = before; // it may not go round at all
  }
  // What is assigned behind a Leave may not be.
  void step(Labelled const& s) {
    ways_out_.emplace_back();
    block(s.body);
    for (auto const& way : ways_out_.back()) keep_common(way);
    ways_out_.pop_back();
  }
  void step(Leave const& s) {
    if (s.levels < ways_out_.size()) ways_out_[ways_out_.size() - 1 - s.levels].push_back(assigned_);
  }
  void step(Choose const& s) { assigned_.insert(s.target); }
  void step(OwnedLoad const& s) { assigned_.insert(s.target); }
  void step(OwnedStore const& s) { use(s.value); }
  void step(Count const&) {}
  void step(CountLoad const& s) { assigned_.insert(s.target); }
  void step(Assume const& s) { use(s.condition); }
  void step(Mask const& s) {
    if (s.irqs == Mask::Irqs::Save) assigned_.insert(s.flags);
    if (s.irqs == Mask::Irqs::Restore && !assigned_.contains(s.flags)) live_.insert(s.flags);
  }
  void step(Raise const& s) { use(s.cpu); }

  void keep_common(Assigned const& other) {
    std::erase_if(assigned_, [&](LocalId l) { return !other.contains(l); });
  }

  Assigned assigned_;
  std::set<LocalId> live_;
  std::vector<std::vector<Assigned>> ways_out_;
};

} // namespace

std::set<LocalId> live_at_round(Loop const& loop) { return Liveness().run(loop); }

} // namespace barrister::solver
