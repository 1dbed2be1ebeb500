// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/may_wait.hpp"

namespace barrister::sc {

bool may_wait(Statement const& s) {
  if (auto const* load = std::get_if<Load>(&s.node)) return load->until != nullptr;
  if (auto const* rmw = std::get_if<Rmw>(&s.node)) return rmw->until != nullptr;
  if (auto const* fence = std::get_if<Fence>(&s.node))
    return fence->tags.has(Tag::SyncRcu) || fence->tags.has(Tag::SyncSrcu);
  return std::holds_alternative<Lock>(s.node);
}

} // namespace barrister::sc
