// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/endless.hpp"
#include <set>

namespace barrister::frontend::litmus {
namespace {

// Where the ways lead that have no step: behind, and to the ends of which blocks around.
struct Ways {
  bool falls = true;
  std::set<unsigned> left{};
  void also(Ways const& other) {
    falls = falls || other.falls;
    left.insert(other.left.begin(), other.left.end());
  }
};

// With `unchanged`, those that assign to no local either.
class Walk {
public:
  explicit Walk(bool unchanged) : unchanged_(unchanged) {}
  Ways block(Block const& statements) const {
    Ways out;
    for (auto const& s : statements) {
      if (!out.falls) break;
      auto const one = std::visit([&](auto const& node) { return step(node); }, s.node);
      out.falls = one.falls;
      out.left.insert(one.left.begin(), one.left.end());
    }
    return out;
  }

private:
  Ways step(Assign const&) const { return {!unchanged_}; }
  Ways step(Choose const&) const { return {!unchanged_}; }
  Ways step(Count const&) const { return {}; }
  Ways step(CountLoad const&) const { return {!unchanged_}; }
  Ways step(Assume const&) const { return {}; }
  Ways step(Mask const& s) const { return {!s.is_step()}; }
  Ways step(If const& s) const {
    auto out = block(s.then);
    out.also(block(s.otherwise));
    return out;
  }
  Ways step(Loop const& s) const {
    auto out = block(s.test);
    auto const round = out.falls ? block(s.body) : Ways{false};
    out.left.insert(round.left.begin(), round.left.end());
    auto const* known = std::get_if<Constant>(&s.condition->node);
    if (known && truth(known->value)) out.falls = false;
    return out;
  }
  Ways step(Labelled const& s) const {
    auto const inside = block(s.body);
    Ways out{inside.falls || inside.left.contains(0)};
    for (auto const levels : inside.left)
      if (levels > 0) out.left.insert(levels - 1);
    return out;
  }
  Ways step(Leave const& s) const { return {false, {s.levels}}; }
  template <class Step> Ways step(Step const&) const { return {false}; }

  bool unchanged_;
};

} // namespace

bool may_spin(Loop const& loop) {
  auto const* known = std::get_if<Constant>(&loop.condition->node);
  if (known && !truth(known->value)) return false;
  Walk const walk(!known);
  return walk.block(loop.test).falls && walk.block(loop.body).falls;
}

} // namespace barrister::frontend::litmus
