// SPDX-License-Identifier: BSD-2-Clause
#include "solver/graph/kept_order.hpp"

namespace barrister::solver {

bool are_kept_in_order(GraphEvent const& x, GraphEvent const& y) {
  auto const is_full = [](GraphEvent const& e) { return e.kind == EventKind::Fence && e.tags.has(Tag::Mb); };
  auto const is_single = [](GraphEvent const& e) { return !e.tags.has(Tag::Rmw); };
  if (x.kind == EventKind::Read && is_full(y)) return true;
  if (y.kind != EventKind::Write) return false;
  if (is_full(x)) return true;
  return x.kind == EventKind::Read && ((x.tags.has(Tag::Acquire) && is_single(x)) ||
                                       (y.tags.has(Tag::Release) && is_single(y)) || y.tags.has(Tag::Ul));
}

} // namespace barrister::solver
