// SPDX-License-Identifier: BSD-2-Clause
// Claimed lassos: true ones are confirmed, and each false one is seen through.
#include "proofs/replay.hpp"
#include "tests/unit/proofs/lasso_cases.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace lasso_cases;

TEST(Lasso, ConfirmsWhatIsTrue) {
  EXPECT_EQ(polling().complaints(), Complaints{});
  EXPECT_EQ(calling().complaints(), Complaints{});
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"}) {
    EXPECT_EQ(polling().complaints(load_shipped_model(name)), Complaints{}) << name;
    EXPECT_EQ(calling().complaints(load_shipped_model(name)), Complaints{}) << name;
  }
}
TEST(Lasso, MoreCopiesAreConsistent) {
  auto const c = calling();
  for (unsigned n = 3; n < 6; ++n) {
    std::vector<Told> runs{{0, 0, {0}, {}, {}, RunEnd::Cut}};
    std::vector<std::uint32_t> schedule{0};
    for (std::uint32_t i = 1; i <= n; ++i) {
      for (auto value : {1, 0}) runs[0].reads.push_back(value);
      runs.push_back({1, 1, {0}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 4 * i - 3}});
      for (auto r : {0u, i, i, i, 0u, 0u, 0u}) schedule.push_back(r);
    }
    auto it = execution(c.protocol, runs, {}, n);
    interleave(c.protocol, it, schedule, n);
    EXPECT_EQ(proofs::complaints(c.protocol, load_shipped_model("lkmm"), it, n), Complaints{});
  }
}
TEST(Lasso, ItsExecutionReplays) {
  auto c = polling();
  c.lasso.execution.execution.events[3].value = number(1);
  EXPECT_FALSE(c.complaints().empty());
  EXPECT_EQ(polling().complaints(sc(), 3), only("c0 on CPU 0 goes on after its steps"));
}
TEST(Lasso, OneRunLoops) {
  auto c = polling();
  c.lasso.loops[0].run = 1;
  EXPECT_EQ(c.complaints(), only("the lasso is of a run that is not there"));
  c = polling({task({1}, loop({}))}, {{1, 1, {0, 0, 0}, {}, {}, RunEnd::Cut}});
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 loops as well"));
  c = polling({task({1}, {store(y, 1)})}, {{1, 1}});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.lasso.loops[0].run = 1;
  EXPECT_EQ(c.complaints(),
            (Complaints{"c0 on CPU 0 loops as well", "c1 on CPU 1 is said to loop, and ends"}));
}
// Each sets its own word to 0, looks at the other's, and sets its own to 1: in step.
TEST(Lasso, RunsMayLoopTogether) {
  auto const giving_way = [](ObjectId own, ObjectId other) {
    return loop({store(own, 1)}, {store(own, 0), load(r0, other)});
  };
  auto const on = [&](CpuId cpu) {
    Case c{protocol({task({0}, giving_way(y, z)), task({cpu}, giving_way(z, y))}), Lasso()};
    std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut},
                                 {1, cpu, {0, 0, 0}, {}, {}, RunEnd::Cut}};
    c.lasso = {cpu == 0 ? execution(c.protocol, runs, {{{0, 8}, {1, 8}}, {}}) : execution(c.protocol, runs),
               {{0, 2, 5, 8}, {1, 2, 5, 8}},
               {0, 0}};
    return c;
  };
  auto const in_step = [&] {
    auto c = on(1);
    std::vector<std::uint32_t> schedule;
    for (int step = 0; step < 8; ++step) schedule.insert(schedule.end(), {0, 1});
    interleave(c.protocol, c.lasso.execution, schedule);
    return c;
  };
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    EXPECT_EQ(in_step().complaints(load_shipped_model(name)), Complaints{}) << name;
  auto c = in_step();
  c.lasso.loops.pop_back();
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 loops as well"));
  c = in_step();
  c.lasso.loops[1] = c.lasso.loops[0];
  EXPECT_TRUE(has(c.complaints(), "c0 on CPU 0 is said to loop twice"));
  c = in_step();
  c.lasso.loops[1].end = 7;
  EXPECT_TRUE(
      has(c.complaints(), "c1 on CPU 1 starts no round of its loop where the cycle is said to start"));
  c = on(0);
  std::vector<std::uint32_t> one_by_one(16, 0);
  std::fill(one_by_one.begin() + 8, one_by_one.end(), 1);
  interleave(c.protocol, c.lasso.execution, one_by_one);
  EXPECT_EQ(c.complaints(), (Complaints{"c0 on CPU 0 loops beside another run of its CPU",
                                        "c1 on CPU 0 loops beside another run of its CPU"}));
}
TEST(Lasso, BoundariesAreRoundsOfTheLoop) {
  auto c = calling();
  c.lasso.loops[0].first = 0;
  EXPECT_TRUE(has(c.complaints(), "starts no round of its loop where the cycle is said to start"));
  c = polling();
  c.lasso.loops[0].end = 2;
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 starts no round of its loop where the cycle is said to start"));
}
TEST(Lasso, CopiesAreOfInterrupts) {
  auto c = polling({task({1}, {store(y, 1)})}, {{1, 1}});
  c.lasso.copy[1] = 1;
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 cannot be in a copy of the cycle"));
  c = calling();
  c.lasso.copy = {0, 0, 2};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 is not in the block it is raised in"));
  c.lasso.copy = {0, 1};
  EXPECT_EQ(c.complaints(), only("the lasso is of a run that is not there"));
}
TEST(Lasso, StemComesFirst) {
  // c1 has its turn on the CPU of the cycle, after the first copy.
  Case c{protocol({task({0}, loop({})), task({0}, {store(y, 1)})}), Lasso()};
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}, {1, 0}};
  c.lasso = {execution(c.protocol, runs, {{{0, 2}, {1, 1}, {0, 1}}, {}}), {{0, 1, 2, 3}}, {0, 0}};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 goes on after a later block has begun"));
  c.lasso.execution = execution(c.protocol, runs, {{{0, 1}, {1, 1}, {0, 2}}, {}});
  EXPECT_EQ(c.complaints(), Complaints{});
}

// ---- The copies do the same ----

TEST(Lasso, CopiesTakeTheSameSteps) {
  // Whatever is chosen is another store.
  Case c{protocol({task({0}, loop({{Choose{r1, 2}}, when(local(r1), {store(y, 1)}, {store(y, 2)})}))}),
         Lasso()};
  std::vector<Told> runs{{0, 0, {0, 0, 0}, {1, 1}, {}, RunEnd::Cut}};
  c.lasso = {execution(c.protocol, runs), {{0, 1, 3, 5}}, {0}};
  EXPECT_EQ(c.complaints(), Complaints{});
  runs[0].choices = {1, 0};
  c.lasso.execution = execution(c.protocol, runs);
  EXPECT_TRUE(has(c.complaints(), "is another one in the second copy"));
}
TEST(Lasso, CopiesHaveTheSameInterrupts) {
  // In the second round, another CPU is called.
  Case c{protocol({task({0}, loop({{Choose{r1, 2}}, {Raise{1, local(r1)}}})), interrupt({store(y, 1)})}),
         Lasso()};
  std::vector<Told> runs{{0, 0, {0, 0, 0}, {1, 1}, {}, RunEnd::Cut},
                         {1, 1, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 1}},
                         {1, 1, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 3}}};
  c.lasso = {execution(c.protocol, runs), {{0, 1, 3, 5}}, {0, 1, 2}};
  EXPECT_EQ(c.complaints(), Complaints{});
  runs[0].choices = {1, 0};
  runs[2].cpu = 0;
  c.lasso.execution = execution(c.protocol, runs, {{{0, 4}, {2, 1}, {0, 1}}, {{1, 1}}});
  EXPECT_TRUE(has(c.complaints(), "c0 on CPU 0 does something else in the second copy"));
}

TEST(Lasso, CopiesAreOfOneLength) {
  Case c{protocol({task({0}, loop({{Choose{r1, 2}}, when(local(r1), {store(y, 1)})}))}), Lasso()};
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0}, {1, 0}, {}, RunEnd::Cut}}), {{0, 1, 3, 4}}, {0}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 takes other steps in the second copy"));
}
TEST(Lasso, InterruptsOfACopyHaveALikeInTheOther) {
  auto const one = [](std::vector<std::int64_t> choices, std::size_t step, std::uint8_t copy) {
    Case c{protocol({task({0}, loop({{Choose{r1, 2}}, when(local(r1), {raise(1, 1)}, {store(z, 1)})})),
                     interrupt({store(y, 1)})}),
           Lasso()};
    c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0}, std::move(choices), {}, RunEnd::Cut},
                                      {1, 1, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, step}}}),
               {{0, 1, 3, 5}},
               {0, copy}};
    return c.complaints();
  };
  auto const differs = "c0 on CPU 0 does something else in the second copy than in its step 1";
  EXPECT_EQ(one({1, 0}, 1, 1), (Complaints{differs, "c1 on CPU 1 has no like in the second copy"}));
  EXPECT_EQ(one({0, 1}, 3, 2), (Complaints{differs, "the second copy has more runs than the first"}));
}
TEST(Lasso, InterruptsOfACopyEnd) {
  Case c{protocol({task({0}, loop({raise(1, 1)})), interrupt({fence(Tag::Mb), wait_for(r0, y)})}), Lasso()};
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut},
                                    {1, 1, {}, {}, {}, RunEnd::Stuck, 1, Run::Cause{0, 1}}}),
             {{0, 1, 3, 5}},
             {0, 1}};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 does not end"));
}

// ---- Acts that recur ----

// c0 waits for x, and each round takes back what an act has done to y.
Case disturbed(Block act_of_it = {store(y, 1)}, unsigned copies = 2) {
  std::vector<Code> contexts{task({0}, loop({load(r1, y), store(y, 0)}))};
  std::vector<Told> runs{{0, 0, {0}, {}, {}, RunEnd::Cut}};
  std::vector<std::uint32_t> schedule{0};
  for (std::uint32_t i = 1; i <= copies; ++i) {
    contexts.push_back(act({1}, act_of_it));
    runs.push_back({i, 1});
    for (auto value : {1, 0}) runs[0].reads.push_back(value);
    for (auto r : {i, 0u, 0u, 0u}) schedule.push_back(r);
  }
  Case c{protocol(std::move(contexts)), Lasso()};
  for (auto& context : c.protocol.contexts) context.recurs = context.kind == Context::Kind::Act;
  c.lasso = {execution(c.protocol, runs, {}, copies), {{0, 1, 4, 7}}, {0, 1, 2}};
  interleave(c.protocol, c.lasso.execution, schedule, copies);
  return c;
}
// c0 waits for x, beside two acts that recur, one in each copy.
Case beside(Block act_of_it, Told first, Told second, std::vector<CpuId> cpus = {1}) {
  auto c = polling({act(cpus, act_of_it), act(cpus, act_of_it)}, {std::move(first), std::move(second)});
  for (auto& context : c.protocol.contexts) context.recurs = context.kind == Context::Kind::Act;
  c.lasso.copy = {0, 1, 2};
  return c;
}
TEST(Lasso, ActsThatRecurAreInTheCopies) {
  EXPECT_EQ(disturbed().complaints(), Complaints{});
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    EXPECT_EQ(disturbed().complaints(load_shipped_model(name)), Complaints{}) << name;
  auto c = disturbed();
  c.protocol.contexts[1].recurs = c.protocol.contexts[2].recurs = false;
  EXPECT_EQ(c.complaints(), (Complaints{"c1 on CPU 1 cannot be in a copy of the cycle",
                                        "c2 on CPU 1 cannot be in a copy of the cycle"}));
}
TEST(Lasso, MoreActsAreConsistent) {
  for (unsigned n = 3; n < 6; ++n) {
    auto const c = disturbed({store(y, 1)}, n);
    EXPECT_EQ(proofs::complaints(c.protocol, load_shipped_model("lkmm"), c.lasso.execution, n), Complaints{});
  }
}
TEST(Lasso, ActsThatRecurAreOfTheClaimAlone) {
  auto const c = disturbed();
  Claim claim;
  claim.kind = Claim::Kind::Terminates;
  EXPECT_EQ(proofs::answers(c.protocol, c.lasso, claim), std::nullopt);
  claim.any_times = {"another"};
  EXPECT_EQ(proofs::answers(c.protocol, c.lasso, claim), std::nullopt);
  claim.any_times = {"mover"};
  EXPECT_EQ(proofs::answers(c.protocol, c.lasso, claim), false);
  claim.without = {"mover"};
  EXPECT_EQ(proofs::answers(c.protocol, c.lasso, claim), std::nullopt);
}
TEST(Lasso, ActsOfTheCopiesDoTheSame) {
  Block const choosing{{Choose{r0, 2}}, store(y, local(r0))};
  EXPECT_EQ(beside(choosing, {1, 1, {}, {1}}, {2, 1, {}, {1}}).complaints(), Complaints{});
  EXPECT_EQ(beside(choosing, {1, 1, {}, {1}}, {2, 1, {}, {0}}).complaints(),
            only("event 6, W[ONCE] y=1 (P1), is another one in the second copy"));
}
TEST(Lasso, ActsHaveALikeInTheOtherCopy) {
  auto const no_like = only("c1 on CPU 1 has no like in the second copy");
  auto c = beside({store(y, 1)}, {1, 1}, {2, 1});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.lasso.copy = {0, 0, 1};
  EXPECT_EQ(c.complaints(), only("c2 on CPU 1 has no like in the second copy"));
  c.lasso.copy = {0, 0, 2};
  EXPECT_EQ(c.complaints(), only("the second copy has more runs than the first"));
  c.lasso.copy = {0, 1, 1};
  EXPECT_EQ(c.complaints(), no_like);
  c.lasso.copy = {0, 1, 3};
  EXPECT_EQ(c.complaints(), only("c2 on CPU 1 cannot be in a copy of the cycle"));
  EXPECT_EQ(beside({mask(1, 0), mask(-1, 0)}, {1, 1}, {2, 0}, {0, 1}).complaints(), no_like);
  c = beside({store(y, 1)}, {1, 1}, {2, 1});
  c.protocol.contexts[2].agent = "another";
  EXPECT_EQ(c.complaints(), no_like);
}
TEST(Lasso, ActsOfACopyEnd) {
  auto c = polling({act({1}, {store(z, 1), wait_for(r0, y)})}, {{1, 1, {}, {}, {}, RunEnd::Stuck, 1}});
  c.protocol.contexts[1].recurs = true;
  EXPECT_EQ(c.complaints(), Complaints{});
  c.lasso.copy = {0, 1};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 does not end"));
}
TEST(Lasso, ActsOfACopyLeaveNoReaderOpen) {
  EXPECT_EQ(beside({fence(Tag::RcuLock), fence(Tag::RcuUnlock)}, {1, 1}, {2, 1}).complaints(), Complaints{});
  EXPECT_EQ(
      beside({fence(Tag::RcuLock)}, {1, 1}, {2, 1}).complaints(),
      (Complaints{"c1 on CPU 1 is in a reader at a boundary", "c2 on CPU 1 is in a reader at a boundary"}));
}
TEST(Lasso, ActsOfACopyAreWithinIt) {
  // On the CPU of the run that loops, that of the second copy comes in the first.
  auto c = beside({store(y, 1)}, {1, 0}, {2, 0}, {0});
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}, {1, 0}, {2, 0}};
  c.lasso.execution = execution(c.protocol, runs, {{{0, 1}, {1, 1}, {0, 1}, {2, 1}, {0, 1}}, {}});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.lasso.execution = execution(c.protocol, runs, {{{0, 1}, {1, 1}, {2, 1}, {0, 2}}, {}});
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 goes on after a later block has begun"));
}
TEST(Lasso, AnActThatRecursNeedsNoOther) {
  auto c = polling({act({1}, {store(y, 1)}), act({1}, {store(y, 1)})}, {{2, 1}});
  EXPECT_EQ(c.complaints(), only("c2 happens without the act before it"));
  c.protocol.contexts[1].recurs = c.protocol.contexts[2].recurs = true;
  EXPECT_EQ(c.complaints(), Complaints{});
}

// A local that counts rounds: who reads it decides.
Block counting(ExpressionPtr value) {
  return loop({assign(r1, apply(Operator::Add, local(r1), constant(1))), assign(r2, std::move(value))});
}
TEST(Lasso, LocalsThatTheCycleReadsAreTheSame) {
  auto c = polling();
  c.protocol.program.threads[0].body = counting(constant(0));
  c.lasso.execution = execution(c.protocol, {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}});
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 does not start each copy with the same 'r1'"));
  // Assigned before it is read, it may have been anything.
  c.protocol.program.threads[0].body =
      loop({assign(r1, constant(7)), assign(r2, local(r1)), assign(r1, constant(8))});
  c.protocol.program.threads[0].locals[r1].initial = number(3);
  c.lasso.execution = execution(c.protocol, {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}});
  EXPECT_EQ(c.complaints(), Complaints{});
}
TEST(Lasso, OwnedVariablesThatTheCycleReadsAreTheSame) {
  Case c{protocol({task({0}, loop({raise(1, 0), {OwnedLoad{r1, 0}}, {OwnedStore{0, constant(0)}}})),
                   interrupt({{OwnedStore{0, constant(5)}}})}),
         Lasso()};
  c.protocol.owned.push_back({"mine", {}, OwnedVariable::Owner::Cpu, number(0)});
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {0, 0}, RunEnd::Cut},
                               {1, 0, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 1}},
                               {1, 0, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 5}}};
  c.lasso = {
      execution(c.protocol, runs, {{{0, 3}, {1, 1}, {0, 4}, {2, 1}, {0, 2}}, {}}), {{0, 1, 5, 9}}, {0, 1, 2}};
  EXPECT_EQ(c.complaints(), Complaints{});
  // The second time, the handler comes last.
  c.lasso.execution = execution(c.protocol, runs, {{{0, 3}, {1, 1}, {0, 5}, {2, 1}, {0, 1}}, {}});
  EXPECT_EQ(c.complaints(), only("the cycle reads 'mine', which is not the same at each boundary"));
  // What it writes before it reads, it may find as it likes.
  auto& body = c.protocol.program.threads[0].body;
  body = loop({{OwnedStore{0, constant(0)}}, {OwnedLoad{r1, 0}}, raise(1, 0)});
  auto later = runs;
  later[1].cause->step = 3;
  later[2].cause->step = 7;
  c.protocol.owned[0].initial = number(7);
  c.lasso.execution = execution(c.protocol, later, {{{0, 4}, {1, 1}, {0, 4}, {2, 1}, {0, 1}}, {}});
  EXPECT_EQ(c.complaints(), Complaints{});
}

// ---- Memory ----

TEST(Lasso, CommunicationGoesForward) {
  // The store of c1 is seen by nobody, and comes last: a read of an older value goes back.
  auto c = polling({task({1}, {store(x, 1)})}, {{1, 1}});
  EXPECT_TRUE(has(c.complaints(anything()), "fr goes back from event 4"));
  // A write of the second copy that is seen by the first.
  Case early{protocol({task({0}, loop({load(r1, y), store(y, 1)}))}), Lasso()};
  early.lasso = {
      execution(early.protocol, {{0, 0, {0, 1, 0, 1, 0}, {}, {}, RunEnd::Cut}}), {{0, 1, 4, 7}}, {0}};
  EXPECT_TRUE(has(early.complaints(anything()), "reads otherwise in the second copy"));
  auto& rf = early.lasso.execution.execution.rf; // 5: W y in copy 1, 8: in copy 2; 4 and 7 read
  auto const writes = std::pair<EventId, EventId>{5, 8};
  ASSERT_TRUE(rf.contains(writes.first, 4));
  rf.erase(writes.first, 4);
  rf.insert(writes.second, 4);
  EXPECT_TRUE(has(early.complaints(anything()), "rf goes back"));
}
TEST(Lasso, CopiesReadAlike) {
  // The second copy sees the write of the first instead of its own.
  auto c = calling();
  auto& rf = c.lasso.execution.execution.rf;
  auto const pairs = rf.pairs();
  EventId second_read = 0, first_write = 0;
  for (auto [w, r] : pairs)
    if (c.lasso.execution.execution.events[w].value == number(1)) {
      if (first_write == 0) first_write = w;
      second_read = r;
    }
  for (auto [w, r] : pairs)
    if (r == second_read) rf.erase(w, r);
  rf.insert(first_write, second_read);
  EXPECT_TRUE(has(c.complaints(anything()), "reads otherwise in the second copy"));
}
TEST(Lasso, WhatACopyReadsOfTheBlocksBeforeItIsTheSame) {
  Case c{protocol({task({0}, loop({load(r1, y), store(y, 1)}))}), Lasso()};
  c.lasso = {execution(c.protocol, {{0, 0, {0, 0, 0, 1, 0}, {}, {}, RunEnd::Cut}}), {{0, 1, 4, 7}}, {0}};
  interleave(c.protocol, c.lasso.execution, {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(c.complaints(), only("event 4, R[ONCE] y=0 (P0), is another one in the second copy"));
  c.protocol.starts[0].cells = {{address(y), number(1)}};
  c.lasso.execution = execution(c.protocol, {{0, 0, {0, 1, 0, 1, 0}, {}, {}, RunEnd::Cut}});
  interleave(c.protocol, c.lasso.execution, {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(c.complaints(), Complaints{});
  // Before it reads, it writes: y is 0 at the first boundary.
  c.protocol.starts[0].cells.clear();
  c.protocol.program.threads[0].body = loop({store(y, 1), load(r1, y)});
  c.lasso.execution = execution(c.protocol, {{0, 0, {0, 1, 0, 1, 0}, {}, {}, RunEnd::Cut}});
  interleave(c.protocol, c.lasso.execution, {0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(c.complaints(), Complaints{});
}
TEST(Lasso, TheLastWritesOfTheCopiesCorrespond) {
  Case c{protocol({task({0}, loop({raise(1, 1), store(y, 1)})), interrupt({store(y, 2)})}), Lasso()};
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut},
                               {1, 1, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 1}},
                               {1, 1, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 4}}};
  c.lasso = {execution(c.protocol, runs), {{0, 1, 4, 7}}, {0, 1, 2}};
  interleave(c.protocol, c.lasso.execution, {0, 0, 1, 0, 0, 0, 2, 0, 0});
  EXPECT_EQ(c.complaints(), Complaints{});
  interleave(c.protocol, c.lasso.execution, {0, 0, 0, 0, 1, 0, 2, 0, 0});
  EXPECT_TRUE(has(c.complaints(), "is the last write of the first copy, and not of the second"));
}
TEST(Lasso, TheTaskThatLoopsIsCurrentAtEachBoundary) {
  // A handler makes another task the current one, and c0 again.
  Block const handled{{OwnedStore{0, cell(y)}}, {OwnedStore{0, cell(x)}}};
  Case c{protocol({task({0}, loop({raise(1, 0)})), interrupt(handled)}), Lasso()};
  c.protocol.owned.push_back({"current", {}, OwnedVariable::Owner::Cpu, address(x)});
  c.protocol.current = 0;
  c.protocol.contexts[0].task = address(x);
  std::vector<Told> const runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut},
                               {1, 0, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 1}},
                               {1, 0, {}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 3}}};
  std::vector<std::vector<Turn>> const turns{{{0, 2}, {1, 2}, {0, 2}, {2, 2}, {0, 1}}, {}};
  c.lasso = {execution(c.protocol, runs, turns), {{0, 1, 3, 5}}, {0, 1, 2}};
  EXPECT_EQ(c.complaints(), Complaints{});
  // Or it does not.
  c.protocol.program.threads[1].body.pop_back();
  c.lasso.execution = execution(c.protocol, runs, {{{0, 2}, {1, 1}, {0, 2}, {2, 1}, {0, 1}}, {}});
  EXPECT_TRUE(has(c.complaints(), "c0 on CPU 0 runs while it is not current"));
}

} // namespace
} // namespace barrister
