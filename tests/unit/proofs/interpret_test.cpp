// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/interpret.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using proofs::interpret;
using proofs::ThreadRun;
using End = ThreadRun::End;
using Pairs = std::vector<std::pair<EventId, EventId>>;
enum : ObjectId { x, y, z };
enum : LocalId { r0, r1, r2, r3 };

ThreadRun run(Block body, std::vector<std::int64_t> const& reads, unsigned unroll = 2) {
  std::vector<Value> values;
  for (auto n : reads) values.push_back(number(n));
  return interpret(program({"x", "y", "z"}, 4, {std::move(body)}), 0, values, unroll);
}
std::vector<std::int64_t> values(ThreadRun const& run) {
  std::vector<std::int64_t> out;
  for (auto const& e : run.events) out.push_back(e.value.number);
  return out;
}
Pairs sorted(Pairs pairs) {
  std::ranges::sort(pairs);
  return pairs;
}
ExpressionPtr is_zero(LocalId r) { return build::apply(Operator::Equal, local(r), constant(0)); }
ExpressionPtr plus(ExpressionPtr a, ExpressionPtr b) {
  return build::apply(Operator::Add, std::move(a), std::move(b));
}

TEST(Interpret, AccessesAreEventsInOrder) {
  auto const it = run({store(x, 7, Tag::Release), fence(Tag::Mb), load(r0, y)}, {3});
  EXPECT_EQ(it.end, End::Complete);
  ASSERT_EQ(it.events.size(), 3u);
  EXPECT_EQ(it.events[0], (Event{EventKind::Write, 0, 0, address(x), number(7), Tag::Release}));
  EXPECT_EQ(it.events[1], (Event{EventKind::Fence, 0, 0, std::nullopt, number(0), Tag::Mb}));
  EXPECT_EQ(it.events[2], (Event{EventKind::Read, 0, 0, address(y), number(3), Tag::Once}));
  EXPECT_EQ(it.locals[r0], number(3));
}
TEST(Interpret, TypesCutWhatIsStoredInThem) {
  auto p = program({"x"}, 1, {{load(r0, x), store(x, 300)}});
  p.objects[0].type = {"unsigned char", 8, false};
  p.threads[0].locals[0].type = {"signed char", 8, true};
  std::vector<Value> const reads{number(200)};
  auto const it = interpret(p, 0, reads, 1);
  EXPECT_EQ(values(it), (std::vector<std::int64_t>{200, 44}));
  EXPECT_EQ(it.locals[0], number(-56));
}

TEST(Interpret, AsksForTheValueItLacks) {
  auto const it = run({load(r0, x), load(r1, y)}, {1});
  EXPECT_EQ(it.end, End::NeedsValue);
  ASSERT_EQ(it.events.size(), 2u);
  EXPECT_EQ(it.events[1].address, address(y));
}
TEST(Interpret, FaultsAtWhatHasNoMeaning) {
  auto const divided = run({assign(r0, build::apply(Operator::Divide, constant(1), constant(0)))}, {});
  EXPECT_EQ(divided.end, End::Fault);
  EXPECT_EQ(divided.fault, "divides 1 by 0");
  EXPECT_EQ(run({{Store{constant(5), constant(1), {}}}}, {}).fault, "follows the number 5");
  EXPECT_EQ(run({{Store{cell(y, 1), constant(1), {}}}}, {}).fault, "follows y[1], beyond the object");
}

Statement spin(ObjectId object) { return {Loop{{load(r0, object)}, is_zero(r0), {store(z, 1)}}}; }
TEST(Interpret, LoopsRunAsOftenAsAllowed) {
  EXPECT_EQ(run({spin(x)}, {0, 0, 1}).end, End::Complete);
  EXPECT_EQ(run({spin(x)}, {0, 0, 0}).end, End::Cut);
  EXPECT_EQ(run({spin(x)}, {0}, 0).end, End::Cut);
  EXPECT_EQ(run({spin(x)}, {1}, 0).end, End::Complete);
}

TEST(Interpret, Rmw) {
  using Kind = Rmw::Kind;
  auto const rmw = [](Kind kind, RmwResult result, Operator op = Operator::Add) {
    return Statement{Rmw{kind, op, result, r0, cell(x), constant(5), constant(1), same_tags(Tag::Mb)}};
  };
  auto const old = run({rmw(Kind::Exchange, RmwResult::Old)}, {3});
  EXPECT_EQ(values(old), (std::vector<std::int64_t>{3, 5}));
  EXPECT_EQ(old.locals[r0], number(3));
  EXPECT_EQ(old.rmw, (Pairs{{0, 1}}));
  EXPECT_EQ(old.data, Pairs{});
  EXPECT_EQ(old.events[0].tags, TagSet(Tag::Mb) | Tag::Rmw);
  EXPECT_EQ(old.events[1].tags, TagSet(Tag::Mb) | Tag::Rmw);

  auto const sum = run({rmw(Kind::Arithmetic, RmwResult::New, Operator::Subtract)}, {3});
  EXPECT_EQ(values(sum), (std::vector<std::int64_t>{3, -2}));
  EXPECT_EQ(sum.locals[r0], number(-2));
  EXPECT_EQ(sum.data, (Pairs{{0, 1}}));

  auto const failed = run({rmw(Kind::CompareExchange, RmwResult::Succeeded)}, {3});
  EXPECT_EQ(values(failed), (std::vector<std::int64_t>{3}));
  EXPECT_EQ(failed.locals[r0], number(0));
  EXPECT_TRUE(failed.events[0].tags.has(Tag::Rmw));
  auto const passed = run({rmw(Kind::CompareExchange, RmwResult::Old)}, {1});
  EXPECT_EQ(values(passed), (std::vector<std::int64_t>{1, 5}));
  EXPECT_EQ(passed.data, Pairs{});

  EXPECT_EQ(values(run({rmw(Kind::AddUnless, RmwResult::Succeeded)}, {1})), (std::vector<std::int64_t>{1}));
  auto const added = run({rmw(Kind::AddUnless, RmwResult::Succeeded)}, {2});
  EXPECT_EQ(values(added), (std::vector<std::int64_t>{2, 7}));
  EXPECT_EQ(added.locals[r0], number(1));
  EXPECT_EQ(added.data, (Pairs{{0, 1}}));
}

TEST(Interpret, Locks) {
  auto const taken = run({{Lock{cell(x)}}, {Unlock{cell(x)}}}, {0});
  EXPECT_EQ(taken.end, End::Complete);
  EXPECT_EQ(values(taken), (std::vector<std::int64_t>{0, 1, 0}));
  EXPECT_EQ(taken.events[0].tags, Tag::Lkr);
  EXPECT_EQ(taken.events[1].tags, Tag::Lkw);
  EXPECT_EQ(taken.events[2].tags, Tag::Ul);
  EXPECT_EQ(taken.rmw, (Pairs{{0, 1}}));
  EXPECT_EQ(taken.data, Pairs{});

  auto const stuck = run({{Lock{cell(x)}}, {Unlock{cell(x)}}}, {1});
  EXPECT_EQ(stuck.end, End::Stuck);
  EXPECT_EQ(stuck.events.size(), 1u);

  auto const tried = run({{Trylock{r0, cell(x)}}, {Trylock{r1, cell(y)}}}, {0, 1});
  EXPECT_EQ(tried.locals[r0], number(1));
  EXPECT_EQ(tried.locals[r1], number(0));
  EXPECT_EQ(tried.rmw, (Pairs{{0, 1}}));
  EXPECT_EQ(tried.events[2].tags, Tag::Lf);

  auto const asked = run({{IsLocked{r0, cell(x)}}, {IsLocked{r1, cell(y)}}}, {1, 0});
  EXPECT_EQ(asked.events[0].tags, Tag::Rl);
  EXPECT_EQ(asked.events[1].tags, Tag::Ru);
  EXPECT_EQ(asked.locals[r0], number(1));
  EXPECT_EQ(asked.locals[r1], number(0));
}

TEST(Dependencies, DataFollowsAssignments) {
  auto const it =
      run({load(r0, x), load(r1, y), assign(r2, plus(local(r0), local(r1))), store(z, local(r2))}, {1, 2});
  EXPECT_EQ(sorted(it.data), (Pairs{{0, 2}, {1, 2}}));
  EXPECT_EQ(it.ctrl, Pairs{});
}
TEST(Dependencies, AReassignedLocalForgets) {
  auto const it = run({load(r0, x), assign(r0, constant(1)), store(z, local(r0))}, {1});
  EXPECT_EQ(it.data, Pairs{});
}
TEST(Dependencies, Address) {
  auto p = program({"x", "a"}, 2,
                   {{load(r0, x),
                     {Load{r1, plus(cell(1), local(r0)), {}}},
                     {Store{plus(cell(1), local(r1)), constant(1), {}}}}});
  p.objects[1].initial = {number(0), number(0)};
  p.objects[1].is_array = true;
  std::vector<Value> const reads{number(1), number(0)};
  auto const it = interpret(p, 0, reads, 1);
  EXPECT_EQ(it.addr, (Pairs{{0, 1}, {1, 2}}));
  EXPECT_EQ(it.events[1].address, address(1, 1));
}
TEST(Dependencies, ControlReachesTheBranchAndNotTheJoin) {
  auto const it =
      run({load(r0, x), when(local(r0), {fence(Tag::Mb), store(y, 1), load(r1, z)}), store(z, 1)}, {1, 1});
  EXPECT_EQ(sorted(it.ctrl), (Pairs{{0, 1}, {0, 2}, {0, 3}}));
}
TEST(Dependencies, ControlReachesTheOtherBranch) {
  auto const it = run({load(r0, x), when(local(r0), {}, {store(y, 1)})}, {0});
  EXPECT_EQ(it.ctrl, (Pairs{{0, 1}}));
}
TEST(Dependencies, NestedConditionsAddUp) {
  auto const it = run({load(r0, x), load(r1, y), when(local(r0), {when(local(r1), {store(z, 1)})})}, {1, 1});
  EXPECT_EQ(sorted(it.ctrl), (Pairs{{0, 2}, {1, 2}}));
}
TEST(Dependencies, ControlThenDataIsNeither) {
  auto const it = run({load(r0, x), when(local(r0), {assign(r1, constant(1))}), store(z, local(r1))}, {1});
  EXPECT_EQ(it.data, Pairs{});
  EXPECT_EQ(it.ctrl, Pairs{});
}
TEST(Dependencies, ControlThenConditionIsControl) {
  auto const it =
      run({load(r0, x), when(local(r0), {assign(r1, constant(1))}), when(local(r1), {store(z, 1)})}, {1});
  EXPECT_EQ(it.data, Pairs{});
  EXPECT_EQ(it.ctrl, (Pairs{{0, 1}}));
}
TEST(Dependencies, ControlThroughALoadInABranch) {
  auto const it = run({load(r0, x), when(local(r0), {load(r1, y)}), when(local(r1), {store(z, 1)})}, {1, 1});
  EXPECT_EQ(sorted(it.ctrl), (Pairs{{0, 1}, {0, 2}, {1, 2}}));
}
TEST(Dependencies, ControlSurvivesArithmeticOutsideTheBranch) {
  auto const it = run({load(r0, x), when(local(r0), {assign(r1, constant(1))}),
                       assign(r2, plus(local(r1), constant(1))), when(local(r2), {store(z, local(r2))})},
                      {1});
  EXPECT_EQ(it.data, Pairs{});
  EXPECT_EQ(it.ctrl, (Pairs{{0, 1}}));
}
TEST(Dependencies, ABranchNotTakenLeavesNoTrace) {
  auto const it =
      run({load(r0, x), when(local(r0), {assign(r1, constant(1))}), when(is_zero(r1), {store(z, 1)})}, {0});
  EXPECT_EQ(it.ctrl, Pairs{});
}
TEST(Dependencies, RoundsOfALoopAreNested) {
  // 0 R x, 1 W z, 2 R x, 3 W z, 4 R x, 5 W y
  auto const it = run({spin(x), store(y, 1)}, {0, 0, 1});
  EXPECT_EQ(sorted(it.ctrl), (Pairs{{0, 1}, {0, 2}, {0, 3}, {0, 4}, {2, 3}, {2, 4}}));
}
TEST(Dependencies, RmwOperandGivesDataAndExpectedNothing) {
  auto const it = run(
      {load(r0, y),
       load(r1, z),
       {Rmw{
           Rmw::Kind::CompareExchange, Operator::Add, RmwResult::Old, r2, cell(x), local(r0), local(r1), {}}},
       store(z, local(r2))},
      {5, 1, 1});
  EXPECT_EQ(sorted(it.data), (Pairs{{0, 3}, {2, 4}}));
  EXPECT_EQ(it.ctrl, Pairs{});
}
TEST(Dependencies, RmwAddressReachesBothEventsUnlessTheWriteIsComputed) {
  auto const at_what_r0_points_to = [](Rmw::Kind kind) {
    auto p = program(
        {"x", "p"}, 2,
        {{load(r0, 1), {Rmw{kind, Operator::Add, RmwResult::None, 0, local(r0), constant(1), nullptr, {}}}}});
    std::vector<Value> const reads{address(0), number(0)};
    return interpret(p, 0, reads, 1);
  };
  auto const exchange = at_what_r0_points_to(Rmw::Kind::Exchange);
  EXPECT_EQ(sorted(exchange.addr), (Pairs{{0, 1}, {0, 2}}));
  EXPECT_EQ(exchange.data, Pairs{});
  auto const sum = at_what_r0_points_to(Rmw::Kind::Arithmetic);
  EXPECT_EQ(sorted(sum.addr), (Pairs{{0, 1}}));
  EXPECT_EQ(sum.data, (Pairs{{1, 2}}));
}

TEST(Rmw, BetweenFences) {
  auto const p = [](Rmw::Kind kind) {
    Rmw rmw{kind,    Operator::Add, RmwResult::Old, r0,
            cell(x), constant(5),   constant(1),    {Tag::Acquire, Tag::Release, Tag::Once, TagSet(Tag::Mb)}};
    return program({"x", "y"}, 2, {{{rmw}, store(y, local(r0))}});
  };
  std::vector<Value> const reads{number(1)};
  auto const done = interpret(p(Rmw::Kind::CompareExchange), 0, reads, 1);
  ASSERT_EQ(done.events.size(), 5u);
  EXPECT_EQ(done.events[0].tags, Tag::Mb);
  EXPECT_EQ(done.events[1].tags, TagSet(Tag::Acquire) | Tag::Rmw);
  EXPECT_EQ(done.events[2].tags, TagSet(Tag::Release) | Tag::Rmw);
  EXPECT_EQ(done.events[3].tags, Tag::Mb);
  EXPECT_EQ(done.rmw, (Pairs{{1, 2}}));
  EXPECT_EQ(done.data, Pairs{}); // what comes from between fences starts no dependency

  auto const failed = interpret(p(Rmw::Kind::AddUnless), 0, reads, 1);
  ASSERT_EQ(failed.events.size(), 2u);
  EXPECT_EQ(failed.events[0].tags, TagSet(Tag::Once) | Tag::Rmw);
  EXPECT_EQ(failed.data, (Pairs{{0, 1}}));
}

TEST(Dependencies, OnlyAFailedTrylockStartsOne) {
  EXPECT_TRUE(run({{Trylock{r0, cell(x)}}, when(local(r0), {store(y, 1)})}, {0}).ctrl.empty());
  EXPECT_EQ(run({{Trylock{r0, cell(x)}}, when(apply(Operator::LogicalNot, local(r0)), {store(y, 1)})}, {1}).ctrl, (Pairs{{0, 1}}));
}

TEST(Assemble, InitialWritesComeFirstAndOutOfPo) {
  auto p = program({"x", "a"}, 1, {{store(x, 1), fence(Tag::Mb)}, {load(r0, x), store(x, local(r0))}});
  p.objects[1].initial = {number(4), number(300)};
  p.objects[1].type = {"char", 8, true};
  std::vector<Value> const reads{number(1)};
  std::vector<ThreadRun> const runs{interpret(p, 0, {}, 1), interpret(p, 1, reads, 1)};
  auto const it = proofs::assemble(p, runs);
  ASSERT_EQ(it.events.size(), 7u);
  EXPECT_EQ(it.events[1], (Event{EventKind::Write, no_cpu, 0, address(1, 0), number(4), {}}));
  EXPECT_EQ(it.events[2].value, number(44));
  EXPECT_EQ(it.po.pairs(), (Pairs{{3, 4}, {5, 6}}));
  EXPECT_EQ(it.data.pairs(), (Pairs{{5, 6}}));
  EXPECT_TRUE(it.rf.empty() && it.co.empty());
  EXPECT_EQ(it.locals[1][0], number(1));
  EXPECT_EQ(it.completion, Completion::Complete);
}
TEST(Assemble, CutOutweighsStuck) {
  auto const p = program({"x"}, 1, {{{Lock{cell(x)}}}, {spin(x)}});
  std::vector<Value> const held{number(1)}, free{number(0)};
  std::vector<ThreadRun> runs{interpret(p, 0, held, 1), interpret(p, 1, free, 0)};
  EXPECT_EQ(proofs::assemble(p, runs).completion, Completion::Cut);
  runs[1] = interpret(p, 1, held, 0);
  EXPECT_EQ(proofs::assemble(p, runs).completion, Completion::Stuck);
}

} // namespace
} // namespace barrister
