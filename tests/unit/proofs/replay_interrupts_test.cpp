// SPDX-License-Identifier: BSD-2-Clause
// Interrupts in claimed executions: what raises them comes first, and what is raised runs, or declines.
#include "tests/unit/proofs/replay_cases.hpp"

namespace barrister {
namespace {

using namespace replay_cases;

TEST(Replay, InterruptsAreRaised) {
  auto c = message();
  c.runs[2].cause.reset();
  EXPECT_EQ(c.complaints(), only("c2 on CPU 1 is raised by nothing"));
  c.runs[2].cause = Run::Cause{0, 0};
  EXPECT_EQ(c.complaints(), only("c2 on CPU 1 is not what its cause raises"));
  c = message();
  c.runs[2].cpu = 0;
  EXPECT_EQ(c.complaints(), only("c2 on CPU 0 is not what its cause raises"));
  c = message();
  c.runs[1].cause = Run::Cause{0, 1};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 1 is raised, and is no interrupt"));
  c = message();
  c.runs.push_back(c.runs[2]);
  EXPECT_EQ(c.complaints(), only("c2 on CPU 1 is raised once, and runs again"));
}
TEST(Replay, InterruptsAreRaisedBeforeTheyRun) {
  Case c{protocol({task({0}, {raise(1, 0), store(x, 1)}), interrupt({store(y, 1)})}),
         {{0, 0}, {1, 0, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 0}}},
         {{{0, 1}, {1, 1}, {0, 1}}, {}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.turns[0] = {{1, 1}, {0, 2}};
  EXPECT_EQ(c.complaints(), only("c1 on CPU 0 begins before it is raised"));
  // Of two handlers, each raises the other.
  Case circle{protocol({task({0}, {}), interrupt({raise(2, 1)}), interrupt({raise(1, 0)})}),
              {{0, 0},
               {1, 0, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{2, 0}},
               {2, 1, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{1, 0}}}};
  EXPECT_EQ(circle.complaints(),
            (Complaints{"c1 on CPU 0 begins before it is raised", "c2 on CPU 1 begins before it is raised"}));
}
// c2 writes what c0 reads before it raises it: because of that, or not.
TEST(Replay, NothingComesBeforeWhatMakesItHappen) {
  auto const lkmm = load_model_for_protocols("lkmm");
  auto const run_again = only("c2 on CPU 1 is raised because of what it does itself");
  for (bool const is_asked : {true, false}) {
    auto const raises = raise(2, 1);
    Block const body{load(r0, x), is_asked ? when(local(r0), {raises}) : raises};
    Case c{protocol({task({0}, body), task({1}, {}), interrupt({store(x, 1)})}),
           {{0, 0, {1}}, {1, 1}, {2, 1, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 1}}}};
    EXPECT_EQ(c.complaints(), run_again);
    EXPECT_EQ(replay(c.protocol, c.execution(), lkmm), is_asked ? run_again : Complaints{});
  }
  // What an act assumes, and what a run waits for, is known when it goes on; in a task, an assumption says
  // nothing.
  auto const raised_by = [&](Code code) {
    std::vector<Told> runs{
        {0, 0, {1}}, {1, 1}, {2, 1, {}, {}, {}, RunEnd::Ended, ~std::size_t{0}, Run::Cause{0, 1}}};
    auto const p = protocol({std::move(code), task({1}, {}), interrupt({store(x, 1)})});
    return replay(p, execution(p, runs), lkmm);
  };
  Block const assumes{load(r0, x), {Assume{local(r0)}}, raise(2, 1)};
  EXPECT_EQ(raised_by(act({0}, assumes)), run_again);
  EXPECT_EQ(raised_by(task({0}, assumes)), Complaints{});
  EXPECT_EQ(raised_by(task({0}, {wait_for(r0, x), raise(2, 1)})), run_again);
}
TEST(Replay, RaisedInterruptsRun) {
  auto c = message();
  c.runs = {{0, 0, {0}}, {1, 1, {1}}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 1 that can be taken"));
}
TEST(Replay, RaisedInterruptsMayDecline) {
  Case c{
      protocol({task({0}, {raise(1, 0)}), interrupt({{OwnedLoad{r0, 0}}, {Assume{local(r0)}}, store(x, 1)})}),
      {{0, 0}}};
  c.protocol.owned.push_back({"asked", {}, OwnedVariable::Owner::Cpu, number(0)});
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.owned[0].initial = number(1);
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
  c.protocol.program.threads[1].body = {load(r0, x), {Assume{local(r0)}}, store(y, 1)};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.starts[0].cells = {{address(x), number(1)}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
  for (auto const& begin : {store(y, 1), wait_for(r0, x)}) { // it has begun before it assumes that
    c.protocol.program.threads[1].body = {begin, {Assume{constant(0)}}};
    EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
  }
  c.protocol.program.threads[1].body = {wait_for(r0, z), store(y, 1)};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
}
TEST(Replay, RaisedInterruptsDeclineWhateverTheyChoose) {
  Case c{protocol({task({0}, {raise(1, 0)}), interrupt({{Choose{r0, 2}}, {Assume{constant(0)}}})}), {{0, 0}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.program.threads[1].body[1] = {Assume{local(r0)}};
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
}
TEST(Replay, RaisedInterruptsStayWhereTheyAreMasked) {
  Case c{protocol({task({0}, {raise(1, 0), mask(1, 0), wait_for(r0, x)}), interrupt({store(y, 1)})}),
         {{0, 0, {}, {}, {}, RunEnd::Stuck, 2}}};
  EXPECT_EQ(c.complaints(), Complaints{});
  c.protocol.program.threads[0].body.erase(c.protocol.program.threads[0].body.begin() + 1);
  c.runs[0].steps = 1;
  EXPECT_EQ(c.complaints(), only("c0 on CPU 0 raises an interrupt in its step 0 that can be taken"));
}
TEST(Replay, InterruptsAreRaisedOnDeclaredCpus) {
  Case c{protocol({task({0}, {raise(1, 2)}), interrupt({})}), {{0, 0}}};
  c.protocol.cpus = 3; // the third one is a spare
  EXPECT_EQ(c.complaints(),
            only("c0 on CPU 0 has no meaning: raises an interrupt on CPU 2, which the world does not have"));
}

} // namespace
} // namespace barrister
