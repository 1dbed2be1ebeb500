// SPDX-License-Identifier: BSD-2-Clause
// Labelled blocks are named by their depth, the outermost by 0. `reach` of a statement is the outermost block
// that some Leave in it leaves; the depth it stands at when it leaves none.
#include "spec/leaving.hpp"
#include <algorithm>

namespace barrister {
namespace {

using Depth = std::size_t;

Depth reach(Block const&, Depth);
struct Reach {
  Depth depth, outside;
  Depth of(Depth found) const { return std::min(found, outside); }
  Depth operator()(If const& s) const {
    return of(std::min(reach(s.then, depth), reach(s.otherwise, depth)));
  }
  Depth operator()(Loop const& s) const { return of(std::min(reach(s.test, depth), reach(s.body, depth))); }
  Depth operator()(Labelled const& s) const { return of(reach(s.body, depth + 1)); }
  Depth operator()(Leave const& s) const { return depth - 1 - s.levels; }
  template <class Other> Depth operator()(Other const&) const { return outside; }
};
Depth reach(Statement const& s, Depth depth) { return std::visit(Reach{depth, depth}, s.node); }
Depth reach(Block const& block, Depth depth) {
  auto out = depth;
  for (auto const& s : block) out = std::min(out, reach(s, depth));
  return out;
}

// By open block: what may run between here and its end may leave this one.
using Following = std::vector<Depth>;
void also(Following& following, Depth left) {
  for (auto& f : following) f = std::min(f, left);
}

unsigned decides(Depth own, Following const& following) {
  auto const depth = following.size();
  if (own >= depth) return 0;
  while (following[own] < own) own = following[own];
  return static_cast<unsigned>(depth - own);
}

void mark(Block&, Following);
struct Mark {
  Following const& following;
  void operator()(If& s) const {
    s.decides = decides(Reach{following.size(), following.size()}(s), following);
    mark(s.then, following);
    mark(s.otherwise, following);
  }
  void operator()(Loop& s) const { // what follows a round is the next one, too
    auto const left = Reach{following.size(), following.size()}(s);
    s.decides = decides(left, following);
    auto inside = following;
    also(inside, left);
    mark(s.test, inside);
    mark(s.body, inside);
  }
  void operator()(Labelled& s) const {
    auto inside = following;
    inside.push_back(following.size() + 1); // nothing follows in it yet
    mark(s.body, std::move(inside));
  }
  template <class Other> void operator()(Other&) const {}
};
void mark(Block& block, Following following) {
  for (auto s = block.rbegin(); s != block.rend(); ++s) {
    std::visit(Mark{following}, s->node);
    also(following, reach(*s, following.size()));
  }
}

} // namespace

void mark_decisions(Block& body) { mark(body, {}); }

} // namespace barrister
