// SPDX-License-Identifier: BSD-2-Clause
// An execution that is not sequentially consistent has a cycle of program order and communication (Shasha,
// Snir: Efficient and Correct Execution of Parallel Programs that Share Memory, 1988). Each communication is
// a fact of the execution, so a barrier can only make one of the steps in program order hold for all CPUs.
// That is where to look; that it suffices is never argued, but evaluated: the model is asked about the
// execution with the fences in it, as it is asked about every witness.
#include "proofs/missing.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Barriers = std::vector<Missing::Barrier>;

Relation longer(Relation const& r, std::size_t size) {
  Relation out(size);
  for (auto const& [a, b] : r.pairs()) out.insert(a, b);
  return out;
}

// Each right before the second of its accesses.
Execution with(Execution x, Barriers const& barriers) {
  auto const size = x.events.size() + barriers.size();
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = longer(*r, size);
  for (auto const& b : barriers) {
    auto const fence = static_cast<EventId>(x.events.size());
    Event event;
    event.cpu = x.events[b.behind].cpu;
    event.instruction = x.events[b.behind].instruction;
    event.tags = b.kind;
    for (EventId e = 0; e < fence; ++e) {
      if (x.po.contains(e, b.behind)) x.po.insert(e, fence);
      if (e == b.behind || x.po.contains(b.behind, e)) x.po.insert(fence, e);
    }
    x.events.push_back(event);
  }
  return x;
}

// The steps in program order of a shortest cycle.
Barriers places(Execution const& x) {
  auto const fr = x.rf.inverse().then(x.co);
  auto const com = x.rf | x.co | fr;
  auto const cycle = (x.po | com).shortest_cycle();
  Barriers out;
  for (std::size_t i = 0; cycle && i < cycle->size(); ++i) {
    auto const a = (*cycle)[i], b = (*cycle)[(i + 1) % cycle->size()];
    if (!com.contains(a, b)) out.push_back({Tag::Mb, a, b});
  }
  return out;
}

std::optional<Tag> weaker(Execution const& x, Missing::Barrier const& b) {
  auto const first = x.events[b.before].kind, second = x.events[b.behind].kind;
  if (first != second || first == EventKind::Fence) return std::nullopt;
  return first == EventKind::Write ? Tag::Wmb : Tag::Rmb;
}

} // namespace

std::optional<Missing> missing_barriers(MemoryModel const& model, Execution const& x) {
  if (!model.choices.empty()) return std::nullopt; // what they came to with the fences is not known
  auto const is_forbidden = [&](Barriers const& barriers) {
    auto const evaluation = evaluate(model, with(x, barriers));
    return evaluation.unsettled.empty() && !evaluation.consistent;
  };
  Missing out;
  out.barriers = places(x);
  if (out.barriers.empty() || is_forbidden({}) || !is_forbidden(out.barriers)) return std::nullopt;
  for (auto i = out.barriers.size(); i-- > 0;) {
    auto fewer = out.barriers;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_forbidden(fewer)) out.barriers = std::move(fewer);
  }
  for (auto& barrier : out.barriers) {
    auto const kind = weaker(x, barrier);
    if (!kind) continue;
    barrier.kind = *kind;
    if (!is_forbidden(out.barriers)) barrier.kind = Tag::Mb;
  }
  auto why = explain(model, with(x, out.barriers));
  if (!why) return std::nullopt;
  out.why = std::move(*why);
  return out;
}

} // namespace barrister::proofs
