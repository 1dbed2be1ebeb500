// SPDX-License-Identifier: BSD-2-Clause
// Claimed executions of protocols: true ones are confirmed, and each false one is seen through.
#include "tests/unit/proofs/replay_cases.hpp"

namespace barrister {
namespace {

using namespace replay_cases;

TEST(Replay, ConfirmsWhatIsTrue) {
  auto const c = message();
  auto const it = c.execution();
  EXPECT_EQ(replay(c.protocol, it), Complaints{});
  EXPECT_EQ(it.execution.events[3].cpu, 0u);
  EXPECT_EQ(it.run_of, (std::vector<std::uint32_t>{~0u, ~0u, ~0u, 0, 0, 1, 2, 2}));
}

// ---- Runs ----

TEST(Replay, EveryTaskHasOneRun) {
  auto c = message();
  c.runs[1].cpu = 0;
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.contexts[1].cpus = {1};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 is where it may not run"));
  c = message();
  c.runs.push_back(c.runs[1]);
  EXPECT_EQ(c.complaints(), only("c1 has more than one run"));
  c = message();
  c.runs.erase(c.runs.begin() + 1);
  EXPECT_EQ(c.complaints(), only("c1 has no run"));
}
TEST(Replay, ActsOfAnAgentComeInOrder) {
  Case c{protocol({task({0}, {}), act({1}, {store(x, 1)}), act({1}, {store(x, 2)}), act({1}, {}, "other")}),
         {{0, 0}, {1, 1}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.runs.push_back({2, 1});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.runs.erase(c.runs.begin() + 1);
  EXPECT_EQ(c.complaints(), only("c2 happens without the act before it"));
  c.runs = {{0, 0}, {1, 1}, {1, 1}};
  EXPECT_EQ(c.complaints(), only("c1 has more than one run"));
}
TEST(Replay, RunsDoTheSameAgain) {
  auto const c = message();
  auto it = c.execution();
  it.execution.events[3].value = number(7);
  EXPECT_FALSE(replay(c.protocol, it).empty());
  it = c.execution();
  it.execution.events[4].tags = Tag::Acquire;
  EXPECT_EQ(replay(c.protocol, it).size(), 1u);
  it = c.execution();
  it.execution.locals[0][r0] = number(7);
  EXPECT_EQ(replay(c.protocol, it), only("run again, the locals end with other values"));
  it = c.execution();
  it.execution.ctrl.insert(6, 7);
  EXPECT_EQ(replay(c.protocol, it).size(), 1u);
  it = c.execution();
  it.run_of[5] = 2;
  EXPECT_FALSE(replay(c.protocol, it).empty());
  it = c.execution();
  it.runs[0].choices.push_back(number(0));
  EXPECT_EQ(replay(c.protocol, it), only("c0 on CPU 0 reads or chooses less often than claimed"));
  it = c.execution();
  it.runs[1].end = RunEnd::Stuck;
  EXPECT_EQ(replay(c.protocol, it), only("c1 on CPU 1 comes to its end"));
  it = c.execution();
  it.runs[1].end = RunEnd::Cut;
  EXPECT_EQ(replay(c.protocol, it), only("c1 on CPU 1 comes to its end"));
}
TEST(Replay, IndicesAreInRange) {
  auto const c = message();
  auto it = c.execution();
  it.start = 1;
  EXPECT_EQ(replay(c.protocol, it), only("the execution starts from a state that is not there"));
  it = c.execution();
  it.runs[2].cause = Run::Cause{0, 3};
  EXPECT_EQ(replay(c.protocol, it), only("a run is of what is not there"));
  it = c.execution();
  it.turns[0].push_back({1, 0});
  EXPECT_EQ(replay(c.protocol, it), only("a turn is of a run that is not on its CPU"));
  it = c.execution();
  it.run_of[0] = 0;
  EXPECT_EQ(replay(c.protocol, it), only("an event is of a run that is not on its CPU"));
  it = c.execution();
  it.turns[0][0].steps = 2;
  EXPECT_EQ(replay(c.protocol, it), only("the turns of c0 on CPU 0 have 2 steps, not 3"));
  it = c.execution();
  it.execution.rf = Relation(1);
  EXPECT_EQ(replay(c.protocol, it), only("a relation is not over the events of the execution"));
}
TEST(Replay, ChoicesAreAmongThoseThereAre) {
  Case c{protocol({task({0}, {{Choose{r0, 2}}, store(x, local(r0))})}), {{0, 0, {}, {1}}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  auto it = c.execution();
  it.runs[0].choices[0] = number(2);
  EXPECT_EQ(replay(c.protocol, it),
            only("c0 on CPU 0 has no meaning: a choice is not among those there are"));
}
TEST(Replay, ThisCpuIsWhereItRuns) {
  Case c{protocol({task({0, 1}, {store(x, expression({ThisCpu{}}))})}), {{0, 1}}};
  auto it = c.execution();
  EXPECT_EQ(it.execution.events[3].value, number(1));
  EXPECT_EQ(replay(c.protocol, it), Complaints{});
}
TEST(Replay, AssumptionsHold) {
  Case c{protocol({task({0}, {load(r0, x), {Assume{negation(local(r0))}}, store(y, 1)})}), {{0, 0, {0}}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.program.threads[0].body[1] = {Assume{local(r0)}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 fails an assumption"));
}
// Where another run has a fault, one may be behind a step, and before what it chooses next.
TEST(Replay, WhoStopsForAFaultNeedNotChoose) {
  auto const divides =
      std::make_shared<Expression const>(Expression{Operation{Operator::Divide, constant(1), local(r0)}});
  Case c{protocol({task({0}, {load(r0, x), store(y, divides)}),
                   act({1}, {store(x, 0), {Choose{r0, 2}}, store(x, local(r0))})}),
         {{0, 0, {0}, {}, {}, RunEnd::Fault}, {1, 1, {}, {}, {}, RunEnd::Stuck, 1}}};
  auto it = c.execution();
  it.execution.completion = Completion::Fault;
  EXPECT_EQ(replay(c.protocol, it), Complaints{});
  it.execution.completion = Completion::Stuck;
  it.runs[0].end = RunEnd::Ended;
  EXPECT_FALSE(replay(c.protocol, it).empty());
}
TEST(Replay, StartsSayWhatIsThere) {
  Case c{protocol({task({0}, {load(r0, x)})}), {{0, 0, {5}}}};
  EXPECT_FALSE(c.complaints().empty());
  c.protocol.starts[0].cells = {{address(x), number(5)}};
  EXPECT_EQ(c.complaints(), Complaints{});
}

// ---- Turns ----

Case two_tasks(Block first, std::vector<std::vector<Turn>> turns) {
  return {protocol({task({0}, std::move(first)), task({0}, {store(y, 1), store(y, 2)})}),
          {{0, 0}, {1, 0}},
          std::move(turns)};
}
std::vector<std::vector<Turn>> alternating(std::size_t first, std::size_t second) {
  return {{{0, first}, {1, 1}, {0, second}, {1, 1}}, {}};
}
TEST(Replay, TasksAlternateWhereNothingIsMasked) {
  EXPECT_EQ(two_tasks({store(x, 1), store(x, 2)}, alternating(1, 1)).complaints(), Complaints{});
  Block const preempt{store(x, 1), mask(0, 1), store(x, 2), mask(0, -1)};
  EXPECT_EQ(two_tasks(preempt, alternating(2, 1)).complaints(),
            only("c1 on CPU 0 has a turn where preemption is off"));
  Block const irqs{store(x, 1), mask(1, 0), store(x, 2), mask(-1, 0)};
  EXPECT_EQ(two_tasks(irqs, alternating(2, 1)).complaints(),
            only("c1 on CPU 0 has a turn where interrupts are off"));
  EXPECT_EQ(two_tasks({mask(1, 1), store(x, 1), mask(-1, -1), store(x, 2)}, alternating(2, 1)).complaints(),
            Complaints{});
  // Right before it disables them, a task may lose its turn.
  EXPECT_EQ(two_tasks(preempt, alternating(1, 2)).complaints(), Complaints{});
  EXPECT_EQ(two_tasks(irqs, alternating(1, 2)).complaints(), Complaints{});
  EXPECT_EQ(two_tasks({mask(0, 1), mask(1, 0), store(x, 1), mask(-1, -1)}, alternating(1, 2)).complaints(),
            only("c1 on CPU 0 has a turn where preemption is off"));
}
TEST(Replay, ATaskThatEndsMaskedKeepsItsCpu) {
  Block const body{store(x, 1), mask(1, 0)};
  EXPECT_EQ(two_tasks(body, {{{0, 2}, {1, 2}}, {}}).complaints(),
            only("c1 on CPU 0 has a turn where interrupts are off"));
  EXPECT_EQ(two_tasks(body, {{{0, 1}, {1, 2}, {0, 1}}, {}}).complaints(), Complaints{});
}
Case interrupted(Block first, Code second, std::vector<Turn> turns, Run::Cause cause = {0, 0}) {
  bool const is_interrupt = second.kind == Context::Kind::Interrupt;
  Case c{
      protocol({task({0}, std::move(first)), std::move(second)}), {{0, 0}, {1, 0}}, {std::move(turns), {}}};
  if (is_interrupt) c.runs[1].cause = cause;
  return c;
}
TEST(Replay, InterruptsComeWherePreemptionIsOffAndActsDoNot) {
  Block const first{raise(1, 0), mask(0, 1), store(x, 1), mask(0, -1)};
  Block const body{store(y, 1)};
  std::vector<Turn> const inside{{0, 2}, {1, 1}, {0, 1}}, before{{0, 1}, {1, 1}, {0, 2}};
  EXPECT_EQ(interrupted(first, interrupt(body), inside).complaints(), Complaints{});
  auto const without = [](Block b) {
    b[0] = store(z, 1);
    return b;
  };
  EXPECT_EQ(interrupted(without(first), act({0}, body), inside).complaints(),
            only("c1 on CPU 0 has a turn where preemption is off"));
  EXPECT_EQ(interrupted(without(first), act({0}, body), before).complaints(), Complaints{});
  Block masked = first;
  masked[1] = mask(1, 0);
  masked[3] = mask(-1, 0);
  EXPECT_EQ(interrupted(masked, interrupt(body), inside).complaints(),
            only("c1 on CPU 0 has a turn where interrupts are off"));
  EXPECT_EQ(interrupted(masked, interrupt(body), before).complaints(), Complaints{});
  EXPECT_EQ(interrupted(masked, interrupt(body), {{0, 3}, {1, 1}}).complaints(), Complaints{});
}
TEST(Replay, AHandlerComesBetweenAStoreAndTheMaskBehindIt) {
  Block const body{raise(1, 0), store(x, 1), mask(1, 0), store(y, 1), mask(-1, 0)};
  auto const sees = [&](std::vector<std::int64_t> values, std::vector<Turn> turns) {
    auto c = interrupted(body, interrupt({load(r0, x), load(r1, y)}), std::move(turns));
    c.runs[1].reads = std::move(values);
    return c.complaints();
  };
  EXPECT_EQ(sees({1, 0}, {{0, 2}, {1, 2}, {0, 2}}), Complaints{});
  EXPECT_EQ(sees({1, 0}, {{0, 3}, {1, 2}, {0, 1}}), only("c1 on CPU 0 has a turn where interrupts are off"));
  EXPECT_EQ(sees({1, 1}, {{0, 4}, {1, 2}}), Complaints{});
  EXPECT_FALSE(sees({0, 1}, {{0, 4}, {1, 2}}).empty());
}
TEST(Replay, WhatIsInsideEndsFirst) {
  Block const first{raise(1, 0), store(x, 1)};
  EXPECT_EQ(interrupted(first, interrupt({store(y, 1), store(y, 2)}), {{0, 1}, {1, 1}, {0, 1}, {1, 1}})
                .complaints(),
            (Complaints{"c0 on CPU 0 has a turn where interrupts are off",
                        "c0 on CPU 0 has a turn inside c1 on CPU 0",
                        "c1 on CPU 0 goes on after its end, or below what has not ended"}));
  EXPECT_EQ(interrupted({store(x, 1), store(x, 2)}, act({0}, {store(y, 1), store(y, 2)}),
                        {{0, 1}, {1, 1}, {0, 1}, {1, 1}})
                .complaints()
                .size(),
            3u);
  auto c = interrupted(first, interrupt({store(y, 1)}), {{0, 1}, {1, 1}, {0, 1}, {1, 0}});
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 goes on after its end, or below what has not ended"));
  c = interrupted(first, interrupt({}), {{0, 2}}); // when it does nothing does not matter
  EXPECT_EQ(c.complaints(), Complaints{});
  c = interrupted(first, interrupt({wait_for(r0, y)}), {{0, 2}});
  c.runs[1].end = RunEnd::Stuck;
  c.runs[1].steps = 0;
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 never has a turn"));
}
TEST(Replay, EventsAreInTheOrderOfTurns) {
  auto const c = interrupted({raise(1, 0), store(x, 1)}, interrupt({store(y, 1)}), {{0, 1}, {1, 1}, {0, 1}});
  auto it = c.execution();
  ASSERT_EQ(it.execution.events.size(), 5u);
  EXPECT_EQ(it.execution.events[3].address, address(y));
  EXPECT_TRUE(it.execution.po.contains(3, 4));
  it.turns[0] = {{0, 2}, {1, 1}};
  EXPECT_FALSE(replay(c.protocol, it).empty());
}
TEST(Replay, TasksRunWhileTheyAreCurrent) {
  Case c{protocol({task({0}, {store(x, 1), {OwnedStore{0, cell(z)}}}), task({0}, {store(x, 2)})}),
         {{0, 0}, {1, 0}}};
  c.protocol.owned.push_back({"current", {}, OwnedVariable::Owner::Cpu, address(y)});
  c.protocol.current = 0;
  c.protocol.contexts[0].task = address(y);
  c.protocol.contexts[1].task = address(z);
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.contexts[1].task = address(y);
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 runs while it is not current"));
}

TEST(Replay, ATaskGoesOnUntilItsSwitchIsOver) {
  // c0 makes c1 current with interrupts off, and stores once more: before it turns them on, or behind that.
  for (bool const is_inside : {true, false}) {
    Block const on{mask(-1, 0)}, last{store(x, 1)};
    Block body{mask(1, 0), {OwnedStore{0, cell(z)}}};
    for (auto const& more : {is_inside ? last : on, is_inside ? on : last})
      body.insert(body.end(), more.begin(), more.end());
    Case c{protocol({task({0}, body), task({0}, {store(x, 2)})}), {{0, 0}, {1, 0}}};
    c.protocol.owned.push_back({"current", {}, OwnedVariable::Owner::Cpu, address(y)});
    c.protocol.current = 0;
    c.protocol.contexts[0].task = address(y);
    c.protocol.contexts[1].task = address(z);
    EXPECT_EQ(c.complaints(), is_inside ? Complaints{} : only("c0 on CPU 0 runs while it is not current"));
  }
}
TEST(Replay, ATaskThatIsNotCurrentIsStuckAndSpokenOfUnlessAnActCouldMakeItSo) {
  Block const picks{{Choose{r0, 2}}, {Assume{local(r0)}}, {OwnedStore{0, cell(z)}}};
  Case c{protocol({task({0}, {store(x, 1)}), task({0}, {store(x, 2)}), act({0}, picks, "scheduler")}),
         {{0, 0}, {1, 0, {}, {}, {}, RunEnd::Stuck, 0}},
         {{{0, 1}}, {}}};
  c.protocol.owned.push_back({"current", {}, OwnedVariable::Owner::Cpu, address(y)});
  c.protocol.current = 0;
  c.protocol.contexts[0].task = address(y);
  c.protocol.contexts[1].task = address(z);
  Claim claim;
  claim.kind = Claim::Kind::NoDeadlock;
  EXPECT_EQ(c.complaints(), Complaints{});
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), std::nullopt);
  claim.without = {"scheduler"};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), false);
  claim.without.clear();
  c.protocol.program.threads[2].body[1] = {Assume{constant(0)}};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), false);
  // What it stores itself it finds: it takes a lock twice.
  c.protocol.program.threads[2].body = {lock(y), {OwnedStore{0, cell(z)}}, unlock(y), lock(y)};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), std::nullopt);
  c.protocol.program.threads[2].body = {lock(y), {OwnedStore{0, cell(z)}}, lock(y)};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), false);
  // One that is current, be it elsewhere, is no such task.
  c.protocol.starts[0].owned = {{0, 1, address(z)}};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 is said to be stuck, and nothing holds it"));
}
TEST(Replay, AssertionsSpeakOfExecutionsThatAreCut) {
  Case c{protocol({task({0}, {{Count{0}}, {Loop{{load(r0, x)}, negation(local(r0)), {}}}})}),
         {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}}};
  c.protocol.accumulators.push_back({"assertions", true});
  Claim claim;
  claim.probe.locals = {{"", {}, number(0)}};
  claim.probe.body = {{CountLoad{0, 0}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), std::nullopt);
  claim.speaks_of_all = true;
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim), true);
}
TEST(Replay, FlagsPutBackWhatTheySaved) {
  // A handler comes where they do not say off.
  for (bool const are_saved_on : {true, false}) {
    Block body{raise(1, 0), save_flags(r0), save_flags(r1), restore_flags(are_saved_on ? r0 : r1),
               store(x, 1), mask(1, 0)};
    Case c{protocol({task({0}, body), interrupt({store(y, 1)})}),
           {{0, 0}, {1, 0, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 0}}},
           {{{0, 4}, {1, 1}, {0, 2}}, {}}};
    EXPECT_EQ(c.complaints(),
              are_saved_on ? Complaints{} : only("c1 on CPU 0 has a turn where interrupts are off"));
  }
}

// ---- What is owned ----

Case owned(OwnedVariable::Owner owner, std::int64_t second) {
  Case c{protocol({task({0}, {{OwnedLoad{r0, 0}}, {OwnedStore{0, constant(300)}}, {OwnedLoad{r0, 0}}}),
                   task({0}, {{OwnedLoad{r0, 0}}})}),
         {{0, 0, {}, {}, {3, 44}}, {1, 0, {}, {}, {second}}}};
  c.protocol.owned.push_back({"mine", {"char", 8, true}, owner, number(3)});
  return c;
}
TEST(Replay, OwnedReadsGiveWhatWasLastWritten) {
  using Owner = OwnedVariable::Owner;
  EXPECT_EQ(owned(Owner::Cpu, 44).complaints(), Complaints{});
  EXPECT_EQ(owned(Owner::Context, 3).complaints(), Complaints{});
  EXPECT_EQ(owned(Owner::Cpu, 3).complaints(), only("c1 on CPU 0 reads from 'mine' what it does not hold"));
  EXPECT_EQ(owned(Owner::Context, 44).complaints(),
            only("c1 on CPU 0 reads from 'mine' what it does not hold"));
  auto c = owned(Owner::Cpu, 44);
  c.protocol.starts[0].owned = {{0, 0, number(4)}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 reads from 'mine' what it does not hold"));
}
TEST(Replay, NobodyReadsWhatAnotherOneOwns) {
  Case c{protocol({task({0}, {{OwnedLoad{r0, 0, constant(1)}}})}), {{0, 0}}};
  c.protocol.owned.push_back({"mine", {}, OwnedVariable::Owner::Cpu, number(3)});
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 has no meaning: what another one owns is read"));
  c.protocol.accumulators.push_back({"count"});
  c.protocol.program.threads[0].body = {{CountLoad{r0, 0}}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 has no meaning: what was counted is read"));
}
TEST(Replay, TwoHandlersThatShareWhatTheirContextOwnsHaveNoOrder) {
  Case c{protocol({task({0}, {raise(1, 0), raise(1, 1)}), interrupt({{OwnedStore{0, constant(1)}}})}),
         {{0, 0},
          {1, 0, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 0}},
          {1, 1, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 1}}}};
  c.protocol.owned.push_back({"mine", {}, OwnedVariable::Owner::Cpu, number(3)});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.owned[0].owner = OwnedVariable::Owner::Context;
  EXPECT_EQ(c.complaints(), only("c1 owns 'mine' on two CPUs, in no order"));
}

// ---- Ends ----

TEST(Replay, CutAtTheBound) {
  Case c{protocol({task({0}, {{Loop{{load(r0, x)}, negation(local(r0)), {}}}}), task({1}, {raise(2, 0)}),
                   interrupt({})}),
         {{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}, {1, 1}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  EXPECT_EQ(proofs::complaints(c.protocol, sc(), c.execution(), 3),
            only("c0 on CPU 0 goes on after its steps"));
  EXPECT_EQ(proofs::complaints(c.protocol, sc(), c.execution(), 1), only("c0 on CPU 0 takes 2 steps, not 3"));
}

// ---- Memory ----

TEST(Replay, MemoryIsThatOfTheModel) {
  Case const c{protocol({task({0}, {store(x, 1), load(r0, y)}), task({1}, {store(y, 1), load(r0, x)})}),
               {{0, 0, {0}}, {1, 1, {0}}}};
  EXPECT_EQ(replay(c.protocol, c.execution(), anything()), Complaints{});
  EXPECT_EQ(c.complaints(), only("the axiom 'sc' does not hold"));
  auto it = c.execution();
  it.execution.rf = Relation(it.execution.events.size());
  EXPECT_EQ(replay(c.protocol, it, anything()).size(), 2u);
  it = c.execution();
  it.execution.co = Relation(it.execution.events.size());
  EXPECT_EQ(replay(c.protocol, it, anything()).size(), 2u);
  EXPECT_EQ(replay(c.protocol, c.execution(), load_shipped_model("lkmm")), Complaints{});
}
TEST(Replay, LocksAreWords) {
  Model m;
  MemoryModel by_model = m;
  by_model.locks = LockSemantics::ByModel;
  auto const c = message();
  EXPECT_EQ(replay(c.protocol, c.execution(), by_model),
            only("the model's locks are not those of protocols"));
}

// ---- Claims ----

Claim claim(Claim::Kind kind, Block body = {}) {
  Claim out;
  out.kind = kind;
  out.probe = {{{"answer", {}, number(0)}}, std::move(body), 0};
  return out;
}
TEST(Answers, ProbesSeeTheFinalState) {
  auto const it = message();
  auto c = it;
  c.protocol.owned.push_back({"mine", {}, OwnedVariable::Owner::Cpu, number(3)});
  c.protocol.accumulators = {{"often", false}, {"ever", true}};
  auto& handler = c.protocol.program.threads[2].body;
  for (auto const& s : {Statement{OwnedStore{0, constant(5)}}, Statement{Count{0}}, Statement{Count{0}},
                        Statement{Count{1}}, Statement{Count{1}}})
    handler.push_back(s);
  auto const x_ = c.execution();
  ASSERT_EQ(replay(c.protocol, x_), Complaints{});
  auto const says = [&](Statement const& s, std::int64_t value) {
    return proofs::answers(
        c.protocol, x_,
        claim(Claim::Kind::Never, {s, assign(0, apply(Operator::Equal, local(0), constant(value)))}));
  };
  EXPECT_EQ(says(load(0, y), 1), true);
  EXPECT_EQ(says(load(0, y), 0), false);
  EXPECT_EQ(says({OwnedLoad{0, 0, constant(0)}}, 3), true);
  EXPECT_EQ(says({OwnedLoad{0, 0, constant(1)}}, 5), true);
  EXPECT_EQ(says({CountLoad{0, 0}}, 2), true);
  EXPECT_EQ(says({CountLoad{0, 1}}, 1), true);
  EXPECT_EQ(says({OwnedLoad{0, 0, constant(9)}}, 0), false); // no value
}
TEST(Answers, EndsAndDeadlocks) {
  Case c{protocol({task({0}, {wait_for(r0, x)}), task({1}, {store(z, 1)}), act({1}, {})}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 0}, {1, 1}, {2, 1}}};
  auto ends = claim(Claim::Kind::Terminates);
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), ends), false);
  ends.context = 1;
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), ends), true);
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), claim(Claim::Kind::NoDeadlock)), false);
  EXPECT_EQ(proofs::answers(message().protocol, message().execution(), claim(Claim::Kind::NoDeadlock)), true);
  ends.without = {"mover"};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), ends), std::nullopt);
  ends.without = {"other"};
  ends.from = {0};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), ends), true);
  ends.from = {1};
  EXPECT_EQ(proofs::answers(c.protocol, c.execution(), ends), std::nullopt);
}

} // namespace
} // namespace barrister
