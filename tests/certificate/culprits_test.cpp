// SPDX-License-Identifier: BSD-2-Clause
// Which events of an execution break an axiom: all that it takes, and none that has nothing to do with it.
#include "cli/culprits.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// Store buffering, both reads of 0, with a third CPU that writes elsewhere.
Execution store_buffering(bool has_barriers) {
  Execution x;
  auto const add = [&](EventKind kind, CpuId cpu, std::optional<ObjectId> where, int value,
                       TagSet tags = {}) {
    Event e{kind, cpu, 0, {}, number(value), tags};
    if (where) e.address = address(*where);
    x.events.push_back(e);
    return static_cast<EventId>(x.events.size() - 1);
  };
  auto const initial_x = add(EventKind::Write, no_cpu, 0, 0), initial_y = add(EventKind::Write, no_cpu, 1, 0),
             initial_z = add(EventKind::Write, no_cpu, 2, 0);
  std::vector<std::pair<EventId, EventId>> po;
  std::vector<EventId> writes, reads;
  for (CpuId cpu : {0U, 1U}) {
    writes.push_back(add(EventKind::Write, cpu, cpu, 1, Tag::Once));
    auto last = writes.back();
    std::vector<EventId> before{last};
    if (has_barriers) {
      auto const barrier = add(EventKind::Fence, cpu, std::nullopt, 0, Tag::Mb);
      po.emplace_back(last, barrier);
      before.push_back(barrier);
    }
    reads.push_back(add(EventKind::Read, cpu, 1 - cpu, 0, Tag::Once));
    for (auto e : before) po.emplace_back(e, reads.back());
  }
  auto const elsewhere = add(EventKind::Write, 2, 2, 1, Tag::Once);
  for (auto relation : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co})
    *relation = Relation(x.events.size());
  for (auto [a, b] : po) x.po.insert(a, b);
  x.rf.insert(initial_y, reads[0]);
  x.rf.insert(initial_x, reads[1]);
  x.co.insert(initial_x, writes[0]);
  x.co.insert(initial_y, writes[1]);
  x.co.insert(initial_z, elsewhere);
  return x;
}

TEST(Culprits, AreThoseOfACircleAndOfWhatItIsMadeOf) {
  auto const x = store_buffering(true);
  auto const found = cli::culprits(load_shipped_model("lkmm"), x);
  ASSERT_FALSE(found.empty());
  for (auto const& one : found) {
    EXPECT_FALSE(one.events.contains(2));                                         // the initial write of z
    EXPECT_FALSE(one.events.contains(static_cast<EventId>(x.events.size() - 1))); // the write to z
    for (EventId e : {0U, 1U, 3U, 4U, 5U, 6U, 7U, 8U}) EXPECT_TRUE(one.events.contains(e)) << e;
  }
}
TEST(Culprits, AreNoneWhereNothingIsBroken) {
  EXPECT_TRUE(cli::culprits(load_shipped_model("lkmm"), store_buffering(false)).empty());
  EXPECT_FALSE(cli::culprits(load_shipped_model("sc"), store_buffering(false)).empty());
}

} // namespace
} // namespace barrister
