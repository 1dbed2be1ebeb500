// SPDX-License-Identifier: BSD-2-Clause
// Claimed lassos with masks, readers and locks: what waits in them waits for ever.
#include "proofs/replay.hpp"
#include "tests/unit/proofs/lasso_cases.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace lasso_cases;

Case masked(Block round, std::vector<Code> others = {}, std::vector<Told> other_runs = {}) {
  std::vector<Code> contexts{task({0}, loop(std::move(round)))};
  contexts.insert(contexts.end(), others.begin(), others.end());
  Case c{protocol(std::move(contexts)), Lasso()};
  auto& body = c.protocol.program.threads[0].body;
  body.insert(body.begin(), mask(0, 1));
  std::vector<Told> runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}};
  runs.insert(runs.end(), other_runs.begin(), other_runs.end());
  c.lasso = {
      execution(c.protocol, runs, {{{0, 4}}, {}}), {{0, 2, 3, 4}}, std::vector<std::uint8_t>(runs.size())};
  return c;
}
TEST(Lasso, InterruptsThatAreOffAtABoundaryAreOffThroughout) {
  auto c = masked({});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.program.threads[0].body[0] = mask(1, 0);
  EXPECT_EQ(c.complaints(), Complaints{});
  Case on{protocol({task({0}, loop({mask(-1, 0), load(1, y), mask(1, 0)}))}), Lasso()};
  auto& body = on.protocol.program.threads[0].body;
  body.insert(body.begin(), mask(1, 0));
  std::vector<Told> const runs{{0, 0, {0, 0, 0, 0, 0}, {}, {}, RunEnd::Cut}};
  on.lasso = {execution(on.protocol, runs, {{{0, 8}}, {}}), {{0, 2, 5, 8}}, {0}};
  EXPECT_TRUE(has(on.complaints(), "starts the cycle with interrupts off, and turns them on"));
}
TEST(Lasso, WhoIsKeptFromTheCpuIsSoForEver) {
  std::vector<Told> const never{{1, 0, {}, {}, {}, RunEnd::Stuck, 0}};
  auto const c = masked({}, {task({0}, {store(y, 1)})}, never);
  EXPECT_EQ(c.complaints(), Complaints{});
  auto lets = c;
  lets.protocol.program.threads[0].body = {mask(0, 1), loop({mask(0, -1), store(z, 1), mask(0, 1)})[0]};
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}, never[0]};
  lets.lasso = {execution(lets.protocol, runs, {{{0, 8}}, {}}), {{0, 2, 5, 8}}, {0, 0}};
  EXPECT_EQ(lets.complaints(), only("c1 on CPU 0 may go on when the run that loops lets it"));
  // To enable preemption and disable it at once is enough.
  lets.protocol.program.threads[0].body = {mask(0, 1), loop({mask(0, -1), mask(0, 1)})[0]};
  lets.lasso = {execution(lets.protocol, runs, {{{0, 6}}, {}}), {{0, 2, 4, 6}}, {0, 0}};
  EXPECT_EQ(lets.complaints(), only("c1 on CPU 0 may go on when the run that loops lets it"));
}
TEST(Lasso, NoReaderIsOpenAtABoundary) {
  Case c{protocol({task({0}, loop({fence(Tag::RcuUnlock), fence(Tag::RcuLock)}))}), Lasso()};
  auto& body = c.protocol.program.threads[0].body;
  body.insert(body.begin(), fence(Tag::RcuLock));
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}}), {{0, 2, 5, 8}}, {0}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 is in a reader at a boundary"));
}
TEST(Lasso, NoHandlerLeavesAReaderOpen) {
  auto const handled = [](Tag first, Tag second) {
    auto body = handler();
    body.insert(body.begin(), fence(first));
    body.push_back(fence(second));
    return calling(asking(), body, {0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2, 2, 0, 0, 0}).complaints();
  };
  EXPECT_EQ(handled(Tag::RcuLock, Tag::RcuUnlock), Complaints{});
  EXPECT_EQ(handled(Tag::RcuUnlock, Tag::RcuLock), (Complaints{"c1 on CPU 1 is in a reader at a boundary",
                                                               "c1 on CPU 1 is in a reader at a boundary"}));
}
Case grace_period(Block body, std::size_t steps) {
  Case c{protocol({task({0}, loop({fence(Tag::SyncRcu)})), task({1}, std::move(body))}), Lasso()};
  c.lasso = {execution(c.protocol,
                       {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}, {1, 1, {}, {}, {}, RunEnd::Stuck, steps}}),
             {{0, 1, 4, 7}},
             {0, 0}};
  return c;
}
TEST(Lasso, GracePeriodsEndInNoStuckReader) {
  EXPECT_EQ(grace_period({fence(Tag::RcuLock), fence(Tag::RcuUnlock), wait_for(r0, y)}, 2).complaints(),
            Complaints{});
  EXPECT_EQ(grace_period({fence(Tag::RcuLock), wait_for(r0, y)}, 1).complaints(),
            only("the cycle has a grace period, and some reader never ends"));
}
TEST(Lasso, ALockMayBeHeldAtABoundary) {
  auto const held = [](Block round, std::vector<std::int64_t> reads, std::size_t length, bool has_waiter) {
    std::vector<Code> contexts{task({0}, {lock(y), loop(std::move(round))[0]})};
    std::vector<Told> runs{{0, 0, std::move(reads), {}, {}, RunEnd::Cut}};
    if (has_waiter) {
      contexts.push_back(task({1}, {lock(y)}));
      runs.push_back({1, 1, {}, {}, {}, RunEnd::Stuck, 0});
    }
    Case c{protocol(std::move(contexts)), Lasso()};
    auto const end = 2 + 2 * length;
    c.lasso = {
        execution(c.protocol, runs), {{0, 2, 2 + length, end}}, std::vector<std::uint8_t>(runs.size())};
    interleave(c.protocol, c.lasso.execution, std::vector<std::uint32_t>(end, 0));
    return c.complaints();
  };
  Block const gives_back{unlock(y), lock(y)};
  EXPECT_EQ(held({}, {0, 0, 0, 0}, 1, false), Complaints{});
  EXPECT_EQ(held({}, {0, 0, 0, 0}, 1, true), Complaints{});
  EXPECT_EQ(held(gives_back, {0, 0, 0, 0, 0, 0}, 3, false), Complaints{});
  EXPECT_TRUE(has(held(gives_back, {0, 0, 0, 0, 0, 0}, 3, true), "c1 on CPU 1 waits for what event"));
}

// ---- Who waits ----

TEST(Lasso, OtherRunsHaveEndedOrWait) {
  auto const stuck = [](Statement s) {
    return polling({task({1}, {std::move(s)})}, {{1, 1, {}, {}, {}, RunEnd::Stuck, 0}});
  };
  EXPECT_EQ(stuck(wait_for(r0, y)).complaints(), Complaints{});
  EXPECT_EQ(stuck(store(y, 1)).complaints(), only("c1 on CPU 1 is said to be stuck, and nothing holds it"));
}
TEST(Lasso, RaisedInterruptsAreTaken) {
  auto c = polling({interrupt({store(y, 1)})});
  auto& body = c.protocol.program.threads[0].body;
  body.insert(body.begin(), raise(1, 1));
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}}), {{0, 2, 3, 4}}, {0}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
  c.protocol.program.threads[1].body = {{Assume{constant(0)}}};
  EXPECT_EQ(c.complaints(), Complaints{});
}
TEST(Lasso, NobodyWaitsForALockThatTheCycleLetsGo) {
  // At the boundaries c0 has the lock; now and then nobody has.
  Rmw take{Rmw::Kind::Exchange, Operator::Add, RmwResult::Old, r1, cell(y), constant(1), nullptr, {}};
  take.until = negation(local(r1));
  Case c{protocol({task({0}, loop({store(y, 0), {take}})), task({1}, {lock(y)})}), Lasso()};
  c.protocol.starts[0].cells = {{address(y), number(1)}};
  c.lasso = {execution(c.protocol,
                       {{0, 0, {0, 0, 0, 0, 0}, {}, {}, RunEnd::Cut}, {1, 1, {}, {}, {}, RunEnd::Stuck, 0}}),
             {{0, 1, 4, 7}},
             {0, 0}};
  interleave(c.protocol, c.lasso.execution, {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(c.complaints(), (Complaints{"c1 on CPU 1 waits for what event 4, W[ONCE] y=0 (P0), gives it",
                                        "c1 on CPU 1 waits for what event 8, W[ONCE] y=0 (P0), gives it"}));
  // Who only looks may always look too early, or too late.
  c.protocol.program.threads[1].body = {{Load{r0, cell(y), Tag::Once, true, negation(local(r0))}}};
  EXPECT_EQ(c.complaints(), Complaints{});
}

} // namespace
} // namespace barrister
