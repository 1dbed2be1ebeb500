// SPDX-License-Identifier: BSD-2-Clause
// Claims that a run can end waiting: true ones pass, and each false one is seen through.
#include "proofs/check.hpp"
#include "proofs/interpret.hpp"
#include "proofs/reader.hpp"
#include "tests/support/load.hpp"
#include "tests/unit/proofs/build.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using Complaints = std::vector<std::string>;
enum : ObjectId { a, b };

Statement locked(ObjectId lock) { return {Lock{cell(lock)}}; }
Statement unlocked(ObjectId lock) { return {Unlock{cell(lock)}}; }

struct Claim {
  Program program;
  Deadlock deadlock;
  Complaints complaints(MemoryModel const& model = sc()) const {
    return proofs::complaints_as_stuck(program, model, deadlock, 2);
  }
};

// Takes the runs up to where they wait; a waiter is the index of the event that waits.
Execution until(Program const& p, std::vector<std::vector<Value>> const& reads,
                std::vector<std::optional<std::size_t>> const& waits_at) {
  std::vector<proofs::ThreadRun> runs;
  for (CpuId cpu = 0; cpu < p.threads.size(); ++cpu) {
    auto run = proofs::interpret(p, cpu, reads[cpu], 2);
    if (waits_at[cpu]) {
      run.events.resize(*waits_at[cpu]);
      run.end = proofs::ThreadRun::End::Stuck;
      for (auto* pairs : {&run.addr, &run.data, &run.ctrl, &run.rmw})
        std::erase_if(*pairs, [&](auto const& pair) { return pair.second >= run.events.size(); });
    }
    runs.push_back(std::move(run));
  }
  return proofs::assemble(p, runs);
}
Program numbered(Program p) {
  for (auto& thread : p.threads)
    for (InstructionId i = 0; i < thread.body.size(); ++i) thread.body[i].instruction = i;
  return p;
}

// P0 takes a twice. Events: 0 and 1 initial, 2 LKR and 3 LKW of a.
Claim twice() {
  Claim c{numbered(program({"a", "b"}, 1, {{locked(a), locked(a)}})), Deadlock()};
  auto& x = c.deadlock.execution;
  x = until(c.program, {{number(0)}}, {2});
  x.rf.insert(0, 2);
  x.co.insert(0, 3);
  c.deadlock.waiters = {{Waiter::For::Lock, 0, 1, address(a), 3, true}};
  return c;
}
// A reader and a grace period in it. Event 2 starts the reader.
Claim in_reader(Block body = {fence(Tag::RcuLock), fence(Tag::SyncRcu), fence(Tag::RcuUnlock)}) {
  Claim c{numbered(program({"a", "b"}, 1, {std::move(body)})), Deadlock()};
  c.deadlock.execution = until(c.program, {{}}, {1});
  c.deadlock.waiters = {{Waiter::For::Reader, 0, 1, std::nullopt, 2, true}};
  return c;
}
MemoryModel const& lkmm() {
  static auto const model = load_shipped_model("lkmm");
  return model;
}

TEST(ComplaintsAsStuck, NoneOfTrueClaims) {
  EXPECT_EQ(twice().complaints(), Complaints{});
  EXPECT_EQ(twice().complaints(lkmm()), Complaints{});
  EXPECT_EQ(in_reader().complaints(lkmm()), Complaints{});
}
TEST(ComplaintsAsStuck, SomethingMustWait) {
  auto c = twice();
  c.deadlock.waiters.clear();
  EXPECT_FALSE(c.complaints().empty());
}
TEST(ComplaintsAsStuck, TheExecutionMustSayThatItIsStuck) {
  auto c = twice();
  c.deadlock.execution.completion = Completion::Complete;
  EXPECT_EQ(c.complaints(), Complaints{"the execution is not stuck"});
}
TEST(ComplaintsAsStuck, ThePlaceMustBeWhereTheCpuIs) {
  Complaints const expected{"P0 does not come to where it is said to wait"};
  auto c = twice();
  c.deadlock.waiters[0].instruction = 0;
  EXPECT_EQ(c.complaints(), expected);
  c = twice();
  c.deadlock.waiters[0].address = address(b);
  EXPECT_EQ(c.complaints(), expected);
  c = twice();
  c.deadlock.waiters[0].what = Waiter::For::Reader;
  EXPECT_EQ(c.complaints(), expected);
  c = twice();
  c.program.threads[0].body.pop_back(); // there is no second spin_lock()
  EXPECT_EQ(c.complaints(), expected);
  c.program.threads[0].body.push_back({Trylock{0, cell(a)}, 1}); // it does not wait
  EXPECT_EQ(c.complaints(), expected);
}
TEST(ComplaintsAsStuck, WhoDoesNotWaitMustEnd) {
  auto c = twice();
  c.program.threads.push_back(c.program.threads[0]);
  c.deadlock.execution.locals.push_back(c.deadlock.execution.locals[0]);
  EXPECT_EQ(c.complaints(), Complaints{"P1 reads more often than claimed"});
}
TEST(ComplaintsAsStuck, TheLockMustBeHeldByItsHolder) {
  auto c = twice();
  c.deadlock.waiters[0].holder = 0; // the initial write, overwritten
  EXPECT_EQ(c.complaints().size(), 1u);
  c.deadlock.waiters[0].holder = 1; // of the other lock
  EXPECT_EQ(c.complaints().size(), 1u);
  c.deadlock.waiters[0].holder = 99;
  EXPECT_EQ(c.complaints(), Complaints{"P0 waits for an event that is not there"});

  Claim released{numbered(program({"a", "b"}, 1, {{locked(a), unlocked(a), locked(a)}})), Deadlock()};
  auto& x = released.deadlock.execution;
  x = until(released.program, {{number(0)}}, {3});
  x.rf.insert(0, 2);
  for (auto [from, to] : {std::pair{0, 3}, {0, 4}, {3, 4}})
    x.co.insert(static_cast<EventId>(from), static_cast<EventId>(to));
  released.deadlock.waiters = {{Waiter::For::Lock, 0, 2, address(a), 3, true}};
  EXPECT_EQ(released.complaints().size(), 1u);
  released.deadlock.waiters[0].holder = 4;
  EXPECT_EQ(released.complaints().size(), 1u);
}
TEST(ComplaintsAsStuck, TheModelMustAllowWhatHappened) {
  Model nothing;
  nothing.check(Is::Empty, nothing.base("W"), "nothing-written");
  EXPECT_EQ(twice().complaints(nothing), Complaints{"the axiom 'nothing-written' does not hold"});
}
TEST(ComplaintsAsStuck, TheReaderMustBeOpen) {
  auto c = in_reader({fence(Tag::Mb), fence(Tag::SyncRcu)});
  EXPECT_EQ(c.complaints(lkmm()).size(), 1u);
  c = in_reader({fence(Tag::RcuLock), fence(Tag::RcuUnlock), fence(Tag::SyncRcu)});
  c.deadlock.execution = until(c.program, {{}}, {2});
  c.deadlock.waiters[0].instruction = 2;
  EXPECT_EQ(c.complaints(lkmm()).size(), 1u);
}
TEST(ComplaintsAsStuck, TheModelMustNotLetTheGracePeriodEnd) {
  EXPECT_EQ(in_reader().complaints(sc()), Complaints{"the model lets a grace period end inside a reader"});
}

TEST(Reader, GracePeriodsEndInsideUnlessTheModelMinds) {
  using proofs::Domain;
  for (auto domain : {Domain::Rcu, Domain::Srcu}) {
    EXPECT_FALSE(proofs::grace_period_ends_in_reader(lkmm(), domain));
    EXPECT_TRUE(proofs::grace_period_ends_in_reader(sc(), domain));
  }
}

} // namespace
} // namespace barrister
