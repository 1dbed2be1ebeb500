// SPDX-License-Identifier: BSD-2-Clause
// The kernel's own rules: when interrupts are on, when a handler begins, who is owed a turn, and what
// assertions speak of. The engine, all states, and the replay of each trace agree on every one.
#include "tests/protocol/agree.hpp"
#include "tests/protocol/verdicts.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

// ---- Interrupts are on or off ----

std::string handler_takes_lock(std::string const& task) {
  return "world { cpu 0, 1; task worker on 0; task device on 1; }\n"
         "spinlock_t queue; int x;\n"
         "interrupt completion { spin_lock(&queue); WRITE_ONCE(x, 1); spin_unlock(&queue); }\n"
         "task worker {\n" +
         task +
         "}\n"
         "task device { raise(completion, 0); }\n"
         "property GOES_ON \"nobody waits for ever\": no deadlock;\n";
}
TEST(KernelRules, EnablingInterruptsEnablesThemWhateverDisabledThem) {
  EXPECT_EQ(verdicts(handler_takes_lock("spin_lock_irq(&queue); spin_unlock_irq(&queue);")), "holds");
  EXPECT_EQ(verdicts(handler_takes_lock("local_irq_disable(); spin_lock_irq(&queue); local_irq_enable();"
                                        " WRITE_ONCE(x, 2); spin_unlock_irq(&queue);")),
            "deadlock");
  // The unlock of an inner lock enables, too.
  std::string const inner = "spinlock_t other;\n";
  EXPECT_EQ(verdicts(inner + handler_takes_lock("spin_lock_irq(&queue); spin_lock_irq(&other);"
                                                " spin_unlock_irq(&other); spin_unlock_irq(&queue);")),
            "deadlock");
  EXPECT_EQ(verdicts(inner + handler_takes_lock("unsigned long flags; spin_lock_irq(&queue);"
                                                " spin_lock_irqsave(&other, flags);"
                                                " spin_unlock_irqrestore(&other, flags);"
                                                " spin_unlock_irq(&queue);")),
            "holds");
}
TEST(KernelRules, FlagsNameWhatWasSavedInThem) {
  std::string const saved = "unsigned long f, g; local_irq_save(f); local_irq_save(g); ";
  EXPECT_EQ(verdicts(handler_takes_lock(saved + "spin_lock(&queue); local_irq_restore(g); WRITE_ONCE(x, 2);"
                                                " spin_unlock(&queue); local_irq_restore(f);")),
            "holds");
  EXPECT_EQ(verdicts(handler_takes_lock(saved + "spin_lock(&queue); local_irq_restore(f); WRITE_ONCE(x, 2);"
                                                " spin_unlock(&queue); local_irq_restore(g);"
                                                " local_irq_enable();")),
            "deadlock");
  // Off again by what was saved while they were off.
  EXPECT_EQ(verdicts(handler_takes_lock(saved + "local_irq_restore(f); local_irq_restore(g);"
                                                " spin_lock(&queue); spin_unlock(&queue);"
                                                " local_irq_enable();")),
            "holds");
}
TEST(KernelRules, FlagsAreHandedOnAndKeptInLoops) {
  std::string const helper = "static void unlock(spinlock_t *l, unsigned long flags)\n"
                             "{ spin_unlock_irqrestore(l, flags); }\n";
  EXPECT_EQ(verdicts(helper + handler_takes_lock("unsigned long flags; spin_lock_irqsave(&queue, flags);"
                                                 " unlock(&queue, flags);")),
            "holds");
  EXPECT_EQ(verdicts(handler_takes_lock("unsigned long flags; int i; spin_lock_irqsave(&queue, flags);"
                                        " for (i = 0; i < 2; i++) { spin_unlock_irqrestore(&queue, flags);"
                                        " spin_lock_irqsave(&queue, flags); }"
                                        " spin_unlock_irqrestore(&queue, flags);")),
            "holds");
}
TEST(KernelRules, AnInterruptComesBetweenEnablingAndDisablingAgain) {
  std::string const rest = "task worker { int r; local_irq_disable(); WRITE_ONCE(y, 1); local_irq_enable();\n"
                           " local_irq_disable(); r = READ_ONCE(x); WRITE_ONCE(y, 2); local_irq_enable(); }\n"
                           "interrupt tick { if (READ_ONCE(y) == 1) WRITE_ONCE(x, 1); }\n"
                           "task device { raise(tick, 0); }\n";
  EXPECT_EQ(verdicts("world { cpu 0, 1; task worker on 0; task device on 1; } int x, y;\n" + rest +
                     "cover between: x == 1;"),
            "reached");
}
TEST(KernelRules, AHandlerThatEnablesInterruptsIsInterrupted) {
  auto const nested = [](std::string const& on, std::string const& off) {
    return "world { cpu 0; task worker on 0; } int slow_runs, inside;\n"
           "interrupt fast { if (READ_ONCE(slow_runs)) WRITE_ONCE(inside, 1); }\n"
           "interrupt slow { WRITE_ONCE(slow_runs, 1); " +
           on + " WRITE_ONCE(slow_runs, 1); " + off +
           " WRITE_ONCE(slow_runs, 0); }\n"
           "task worker { raise(fast, 0); raise(slow, 0); }\n"
           "cover inside: inside == 1;\n";
  };
  EXPECT_EQ(verdicts(nested("", "")), "missed");
  EXPECT_EQ(verdicts(nested("local_irq_enable();", "local_irq_disable();")), "reached");
  EXPECT_EQ(verdicts(nested("unsigned long f; local_irq_save(f);", "local_irq_restore(f);")), "missed");
}
TEST(KernelRules, AHandlerInWhichOneIsStuckDoesNotGoOn) {
  std::string const text = "world { cpu 0, 1; task worker on 0; task device on 1; } int never_set, x, y;\n"
                           "interrupt inner { smp_cond_load_relaxed(&never_set, VAL); }\n"
                           "interrupt outer { WRITE_ONCE(x, 1); local_irq_enable(); WRITE_ONCE(y, 1);"
                           " local_irq_disable(); WRITE_ONCE(x, 2); }\n"
                           "task worker { }\n"
                           "task device { raise(outer, 0); raise(inner, 0); }\n"
                           "cover inside: x == 1;\n"
                           "cover before: x == 0;\n"
                           "property FREE: no deadlock;\n";
  EXPECT_EQ(verdicts(text), "reached reached deadlock");
}

// ---- A handler that is raised and can run begins ----

TEST(KernelRules, AHandlerThatWaitsForItsOwnTaskWaitsForEver) {
  auto const with = [](std::string const& begin) {
    return "world { cpu 0, 1; task owner on 0; task device on 1; } int busy;\n"
           "interrupt line { " +
           begin +
           " WRITE_ONCE(busy, 1); smp_store_release(&busy, 0); }\n"
           "task owner { WRITE_ONCE(busy, 1); smp_store_release(&busy, 0); }\n"
           "task device { raise(line, 0); }\n"
           "property OWNER: owner terminates;\n"
           "property FREE: no deadlock;\n";
  };
  EXPECT_EQ(verdicts(with("smp_cond_load_acquire(&busy, !VAL);")), "deadlock deadlock");
  EXPECT_EQ(verdicts(with("assume(!smp_load_acquire(&busy));")), "holds holds"); // it arrives later
  EXPECT_EQ(verdicts(with("if (READ_ONCE(busy)) smp_cond_load_acquire(&busy, !VAL);")), "deadlock deadlock");
}
TEST(KernelRules, AHandlerThatWaitsForAnotherHandlerOfItsCpuWaitsForEver) {
  auto const on = [](std::string const& cpu) {
    return "world { cpu 0, 1; task a on 0; task device on 1; } int given;\n"
           "interrupt taker { smp_cond_load_relaxed(&given, VAL); }\n"
           "interrupt giver { WRITE_ONCE(given, 1); }\n"
           "task a { }\n"
           "task device { raise(taker, 0); raise(giver, " +
           cpu +
           "); }\n"
           "property FREE: no deadlock;\n";
  };
  EXPECT_EQ(verdicts(on("0")), "deadlock");
  EXPECT_EQ(verdicts(on("1")), "holds");
}
TEST(KernelRules, AHandlerMayArriveOnlyWhenAllThatItAssumesIsThere) {
  auto const with = [](std::string const& task) {
    return "world { cpu 0, 1; task a on 0; task device on 1; } int first, second, taken;\n"
           "interrupt both { assume(READ_ONCE(first)); assume(READ_ONCE(second)); WRITE_ONCE(taken, 1); }\n"
           "task a { " +
           task +
           " }\n"
           "task device { raise(both, 0); }\n"
           "property FREE: no deadlock;\n"
           "property TAKEN: finally taken == 1;\n"
           "property LEFT: finally taken == 0;\n";
  };
  EXPECT_EQ(verdicts(with("WRITE_ONCE(first, 1);")), "holds violated holds");
  EXPECT_EQ(verdicts(with("WRITE_ONCE(first, 1); WRITE_ONCE(second, 1);")), "holds holds violated");
  EXPECT_EQ(verdicts(with("if (choose(2)) WRITE_ONCE(first, 1); WRITE_ONCE(second, 1);")),
            "holds violated violated");
}

TEST(KernelRules, AHandlerThatIsAReaderMayStillArriveLater) {
  // Whoever waits for a grace period makes readers of handlers: from behind what they assume.
  for (auto const* more : {"", "if (READ_ONCE(done)) return;", "if (!READ_ONCE(given) && choose(2)) return;"})
    EXPECT_EQ(verdicts("world { cpu 0, 1; task a on 0; task device on 1; } int given, done;\n"
                       "owned DEFINE_PER_CPU(bool, is_dead);\n"
                       "interrupt ring { assume(!__this_cpu_read(is_dead) && READ_ONCE(given)); " +
                       std::string(more) +
                       " WRITE_ONCE(done, 1); }\n"
                       "task a { raise(ring, 1); if (choose(2)) WRITE_ONCE(given, 1); synchronize_rcu(); }\n"
                       "task device { __this_cpu_write(is_dead, choose(2)); }\n"
                       "property FREE: no deadlock;\n"
                       "cover handled: done == 1;\n"
                       "cover not_given: !done && !given;\n"
                       "cover dead: !done && given;\n"),
              "holds reached reached reached")
        << more;
}

// ---- Who is owed a turn ----

std::string const two_tasks = "use sched;\nworld { cpu 0; task a on 0; task b on 0; ";
std::string const a_runs = "invariant \"\" { rq_agrees(0); }\n"
                           "start a_runs { runs_on(&a, 0) && queued_on(&b, 0); }\n";
TEST(KernelRules, ATaskThatNothingCanMakeCurrentWaitsForEver) {
  std::string const code = "int flag; task a { smp_cond_load_relaxed(&flag, VAL); }\n"
                           "task b { WRITE_ONCE(flag, 1); }\n"
                           "property A: a terminates; property B: b terminates;\n";
  EXPECT_EQ(verdicts(two_tasks + "}\n" + code + a_runs), "deadlock deadlock");
  std::string const scheduler =
      "agent scheduler times 2 on cpu 0 { __schedule(choose(2) ? &a : &b, 0); } }\n";
  EXPECT_EQ(verdicts(two_tasks + scheduler + code + a_runs), "holds holds");
  // Though it counts for a while before it does, and for longer than loops are followed.
  std::string const counts =
      "agent scheduler times 2 on cpu 0 { int i, n = 0; for (i = 0; i < 5; i++) n = i;\n"
      "__schedule(choose(2) ? &a : n == 4 ? &b : NULL, 0); } }\n";
  EXPECT_EQ(verdicts(two_tasks + counts + code + a_runs), "within within");
  // With one act, one of them is owed a turn in the end, whatever it does.
  std::string const once = "agent scheduler times 1 on cpu 0 { __schedule(choose(2) ? &a : &b, 0); } }\n";
  EXPECT_EQ(verdicts(two_tasks + once + code + a_runs), "vacuous vacuous");
  // One that does not act, or that only ever picks the other, is none.
  EXPECT_EQ(
      verdicts(two_tasks + scheduler + code + "property A1: a terminates without scheduler;\n" + a_runs),
      "holds holds deadlock");
  EXPECT_EQ(verdicts(two_tasks +
                     "agent scheduler times 2 on cpu 0 { __schedule(choose(2) ? &a : NULL, 0); } }\n" + code +
                     a_runs),
            "deadlock deadlock");
  // One that is asleep is in no run queue.
  EXPECT_EQ(verdicts(two_tasks + scheduler + code +
                     "invariant \"\" { rq_agrees(0); }\n"
                     "start b_sleeps { runs_on(&a, 0) && sleeps_on(&b, 0); }\n"),
            "deadlock deadlock");
}
TEST(KernelRules, ALoopThatWaitsForATaskThatIsNeverCurrentGoesOnForEver) {
  std::string const code = "int flag; task a { while (!READ_ONCE(flag)) ; }\n"
                           "task b { WRITE_ONCE(flag, 1); }\n"
                           "property A: a terminates;\n";
  EXPECT_EQ(verdicts(two_tasks + "}\n" + code + a_runs), "livelock");
  EXPECT_EQ(
      verdicts(two_tasks + "agent scheduler times 1 on cpu 0 { __schedule(&b, 0); } }\n" + code + a_runs),
      "deadlock"); // b it can schedule, and then never a again
  EXPECT_EQ(verdicts(two_tasks +
                     "agent scheduler times 1 on cpu 0 { __schedule(choose(2) ? &a : &b, 0); } }\n" + code +
                     a_runs),
            "within");
}

// ---- Tasks that sleep ----

std::string sleeper(std::string const& code) {
  return "use sched;\n"
         "world { cpu 0, 1; task sleeper on 0; task waker on 1;\n"
         " agent scheduler times 2 on cpu 0 { __schedule(choose(2) ? &sleeper : NULL, 0); } }\n"
         "invariant \"\" { rq_agrees(0) && rq_agrees(1); }\n"
         "start both_run { runs_on(&sleeper, 0) && runs_on(&waker, 1); }\n"
         "property ENDS: sleeper terminates;\n"
         "property FREE: no deadlock;\n"
         "int condition;\n" +
         code;
}
std::string const set_and_wake = "task waker { WRITE_ONCE(condition, 1); wake_up_process(&sleeper); }\n";
TEST(KernelRules, ATaskSleepsAndIsWoken) {
  EXPECT_EQ(verdicts(sleeper(set_and_wake + "task sleeper {\n"
                                            " set_current_state(TASK_UNINTERRUPTIBLE);\n"
                                            " if (!READ_ONCE(condition)) { slept: schedule(); }\n"
                                            " __set_current_state(TASK_RUNNING); }\n"
                                            "cover slept: reached(slept);\n")),
            "holds holds reached");
}
TEST(KernelRules, AWakeUpThatComesBetweenLookingAndSleepingIsLost) {
  EXPECT_EQ(verdicts(sleeper(set_and_wake + "task sleeper { if (!READ_ONCE(condition)) {\n"
                                            " set_current_state(TASK_UNINTERRUPTIBLE); schedule(); } }\n")),
            "deadlock deadlock");
  EXPECT_EQ(verdicts(sleeper("task waker { WRITE_ONCE(condition, 1); if (!READ_ONCE(sleeper.on_rq)) "
                             "try_to_wake_up(&sleeper, 0); }\n"
                             "task sleeper { if (!READ_ONCE(condition)) __schedule(NULL, 1); }\n")),
            "deadlock deadlock");
}
TEST(KernelRules, ATaskThatSwitchesItselfOutEndsWhenItIsCurrentAgain) {
  EXPECT_EQ(verdicts(sleeper("task waker { }\ntask sleeper { __schedule(NULL, 1); }\n")),
            "deadlock deadlock");
  EXPECT_EQ(verdicts(sleeper("task waker { smp_cond_load_relaxed(&sleeper.on_rq, !VAL);"
                             " try_to_wake_up(&sleeper, 0); }\n"
                             "task sleeper { __schedule(NULL, 1); }\n")),
            "holds holds");
}
TEST(KernelRules, WaitQueuesAndCompletionsWake) {
  std::string const queue = "struct wait_queue_head wq;\n"
                            "static bool is_there(void) { return READ_ONCE(condition); }\n"
                            "task sleeper { wait_event(&wq, is_there); }\n";
  EXPECT_EQ(verdicts(sleeper(queue + "task waker { WRITE_ONCE(condition, 1); wake_up(&wq); }\n")),
            "holds holds");
  EXPECT_EQ(verdicts(sleeper(queue + "task waker { wake_up(&wq); WRITE_ONCE(condition, 1); }\n")),
            "deadlock deadlock");
  std::string const completion = "struct completion c;\n"
                                 "task sleeper { wait_for_completion(&c); assert(READ_ONCE(condition)); }\n";
  EXPECT_EQ(verdicts(sleeper(completion + "task waker { WRITE_ONCE(condition, 1); complete(&c); }\n")),
            "holds holds holds");
  EXPECT_EQ(verdicts(sleeper(completion + "task waker { complete(&c); WRITE_ONCE(condition, 1); }\n")),
            "holds holds violated");
}
// Who is woken for nothing sleeps again, and is not taken for awake by who comes next.
TEST(KernelRules, ATaskThatIsWokenRunsOnWhenItsStateIsSet) {
  EXPECT_EQ(verdicts(sleeper("interrupt done { WRITE_ONCE(condition, 1); wake_up_process(&sleeper); }\n"
                             "task waker { raise(done, 0); wake_up_process(&sleeper); }\n"
                             "task sleeper { set_current_state(TASK_UNINTERRUPTIBLE);\n"
                             " while (!READ_ONCE(condition)) { schedule(); "
                             "set_current_state(TASK_UNINTERRUPTIBLE); } }\n")),
            "holds holds");
}
TEST(KernelRules, AHandlerOfItsOwnCpuWakesATask) {
  EXPECT_EQ(verdicts(sleeper("interrupt done { WRITE_ONCE(condition, 1); wake_up_process(&sleeper); }\n"
                             "task waker { raise(done, 0); }\n"
                             "task sleeper { set_current_state(TASK_UNINTERRUPTIBLE);\n"
                             " if (!READ_ONCE(condition)) schedule(); }\n")),
            "holds holds");
}

// ---- Assertions speak of every execution ----

TEST(KernelRules, AnAssertionThatFailsBeforeAnEndlessLoopIsViolated) {
  std::string const world = "world { cpu 0, 1; task a on 0; task b on 1; } int x, y;\n";
  EXPECT_EQ(verdicts(world + "task a { assert(READ_ONCE(x)); for (;;) WRITE_ONCE(y, 1); } task b { }\n"),
            "violated");
  EXPECT_EQ(verdicts(world + "task a { WARN_ON(READ_ONCE(x)); while (!READ_ONCE(y)) ; }\n"
                             "task b { WRITE_ONCE(x, 1); for (;;) READ_ONCE(y); }\n"),
            "violated");
  EXPECT_EQ(verdicts(world + "task a { assert(!READ_ONCE(x)); while (!READ_ONCE(y)) ; } task b { }\n"),
            "holds");
  EXPECT_EQ(verdicts(world + "task a { assert(!READ_ONCE(x)); for (;;) WRITE_ONCE(y, 1); } task b { }\n"),
            "within");
}
TEST(KernelRules, AnAssertionSpeaksOfExecutionsInWhichATaskIsStillOwedATurn) {
  EXPECT_EQ(verdicts(two_tasks +
                     "agent scheduler times 1 on cpu 0 { __schedule(choose(2) ? &a : &b, 0); } }\n"
                     "int x; task a { assert(READ_ONCE(x)); } task b { WRITE_ONCE(x, 1); }\n" +
                     a_runs),
            "violated");
}
// And goes on for ever without it; that there is no execution in which it gets that turn, nobody asks.
TEST(KernelRules, AnAssertionSpeaksOfExecutionsInWhichATaskIsPutAsideForEver) {
  EXPECT_EQ(verdicts(two_tasks +
                     "agent scheduler times 1 on cpu 0 { __schedule(&b, 0); } }\n"
                     "int x; task a { assert(READ_ONCE(x)); for (;;) READ_ONCE(x); } task b { READ_ONCE(x); "
                     "assume(0); }\n" +
                     a_runs),
            "violated");
}
TEST(KernelRules, WhatIsOnlyAPropertySpeaksOfFinishedExecutions) {
  EXPECT_EQ(verdicts("world { cpu 0; task a on 0; } int x; ghost ever bad;\n"
                     "task a { if (!READ_ONCE(x)) bad = true; while (!READ_ONCE(x)) ; }\n"
                     "property NOT_BAD: never bad;\n"),
            "unknown");
}

// ---- What cuts a run ----

TEST(KernelRules, ALoopWithInterruptsOffGoesOnWhileAHandlerThatCannotRunIsRaised) {
  EXPECT_EQ(verdicts("world { cpu 0, 1; task a on 0; task device on 1; } int stop;\n"
                     "interrupt never_runs { WRITE_ONCE(stop, 0); assume(0); }\n"
                     "task a { local_irq_disable(); while (!READ_ONCE(stop)) ; local_irq_enable(); }\n"
                     "task device { raise(never_runs, 0); }\n"
                     "property ENDS: a terminates;\n"),
            "livelock");
  // Where they are on now and then, it is taken, and there is no such execution.
  EXPECT_EQ(
      verdicts("world { cpu 0, 1; task a on 0; task device on 1; } int stop;\n"
               "interrupt stops { WRITE_ONCE(stop, 1); }\n"
               "task a { local_irq_disable(); while (!READ_ONCE(stop)) { local_irq_enable(); barrier(); "
               "local_irq_disable(); } local_irq_enable(); }\n"
               "task device { raise(stops, 0); }\n"
               "property ENDS: a terminates;\n"),
      "within");
}
// The classic: it waits for what its own CPU's task has to give, with interrupts off.
TEST(KernelRules, AHandlerThatLoopsUntilItsOwnTaskGoesOnDoesSoForEver) {
  std::string const reader =
      "world { cpu 0, 1; task writer on 0; task device on 1; } int seq, d;\n"
      "interrupt reads { int q; do { q = smp_load_acquire(&seq); READ_ONCE(d); smp_rmb(); } "
      "while ((q & 1) || READ_ONCE(seq) != q); }\n";
  std::string const writes = "WRITE_ONCE(seq, 1); smp_wmb(); WRITE_ONCE(d, 1); smp_store_release(&seq, 2); ";
  std::string const rest = "property ENDS: writer terminates;\n";
  EXPECT_EQ(verdicts(reader + "task writer { " + writes + "}\ntask device { raise(reads, 0); }\n" + rest),
            "livelock");
  EXPECT_EQ(verdicts(reader + "task writer { local_irq_disable(); " + writes +
                     "local_irq_enable(); }\ntask device { raise(reads, 0); }\n" + rest),
            "holds");
}

TEST(KernelRules, InterruptsThatRaiseInterruptsAreCutAndNoLoopIsBlamed) {
  auto const reason_of = [](std::string const& text) {
    auto const protocol = protocol_of(text);
    return solver::verify(protocol, load_model_for_protocols("sc"), {}).claims.at(0).reason;
  };
  EXPECT_EQ(reason_of("world { cpu 0; task a on 0; } int x;\n"
                      "interrupt again { if (READ_ONCE(x)) WRITE_ONCE(x, 1); raise(again, 0); }\n"
                      "task a { raise(again, 0); }\n"
                      "property P: never x;\n"),
            "no execution ends within the bound: interrupts that raise interrupts were followed no deeper "
            "than 3 of them");
}

} // namespace
} // namespace barrister
