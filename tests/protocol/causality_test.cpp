// SPDX-License-Identifier: BSD-2-Clause
// A handler does not come before what makes it happen: it is raised first, and what raising it depends on is
// known then.
#include "solver/protocol/verify.hpp"
#include "solver/question/state_question.hpp"
#include "tests/protocol/verdicts.hpp"
#include "tests/support/load.hpp"
#include "tests/support/stated.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr char const* all_models[] = {"sc", "tso", "strong", "weak", "lkmm-v4.17", "lkmm"};

std::string under(char const* model, std::string const& text) {
  return std::string(model) == "sc" ? verdicts(text) : verdicts(text, load_model_for_protocols(model));
}

// Nobody writes x or y but who has to be first.
std::string const two_cpus = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                             "int x, y, z; ghost count n;\n"
                             "property NONE \"it never runs\": finally n == 0;\n";
std::string const three_cpus = "world { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; }\n"
                               "int x, y, z; ghost count n;\n"
                               "property NONE \"it never runs\": finally n == 0;\n";
std::string const k_writes_x = "interrupt k { n++; WRITE_ONCE(x, 1); }\n";
std::string const k_writes_y = "interrupt k { n++; WRITE_ONCE(y, 1); }\n";
std::string const b_reads_z = "task b { READ_ONCE(z); }\n";

TEST(Causality, NoHandlerMakesItselfBeRaised) {
  for (auto const* model : all_models) {
    SCOPED_TRACE(model);
    auto const is_never_raised = [&](std::string const& text) {
      EXPECT_EQ(under(model, text), "holds") << text;
    };
    is_never_raised(two_cpus + k_writes_x + b_reads_z + "task a { if (READ_ONCE(x)) raise(k, 1); }");
    is_never_raised(two_cpus + k_writes_x + b_reads_z + "task a { if (x) raise(k, 1); }");
    // Behind what it has left a block for, by a loop, and through a value.
    is_never_raised(two_cpus + k_writes_x + b_reads_z +
                    "task a { if (!READ_ONCE(x)) return; WRITE_ONCE(z, 1); raise(k, 1); }");
    is_never_raised(two_cpus + k_writes_x + b_reads_z +
                    "task a { int i; for (i = 0; i < READ_ONCE(x); i++) raise(k, 1); }");
    // By another handler.
    is_never_raised(two_cpus + k_writes_x + b_reads_z +
                    "interrupt h { raise(k, 1); } task a { if (READ_ONCE(x)) raise(h, 0); }");
    // By what others make of what it does.
    is_never_raised(three_cpus + k_writes_y +
                    "task a { if (READ_ONCE(x)) raise(k, 2); }\n"
                    "task b { if (READ_ONCE(y)) WRITE_ONCE(x, 1); }\n"
                    "task c { READ_ONCE(z); }\n");
    is_never_raised(three_cpus + k_writes_y +
                    "task a { if (READ_ONCE(x)) raise(k, 2); }\n"
                    "task b { WRITE_ONCE(x, READ_ONCE(y)); }\n"
                    "task c { READ_ONCE(z); }\n");
  }
}

// Where x is 0, k is raised on CPU 0.
TEST(Causality, NorSaysWhereItIsRaised) {
  std::string const text = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                           "int x, z; ghost DEFINE_PER_CPU(bool, ran);\n"
                           "interrupt k { __this_cpu_write(ran, true); WRITE_ONCE(x, 1); }\n"
                           "task a { raise(k, READ_ONCE(x)); }\n" +
                           b_reads_z +
                           "property THERE \"\": never ran[1]; property HERE \"\": finally ran[0];\n";
  for (auto const* model : all_models) EXPECT_EQ(under(model, text), "holds holds") << model;
}

// Who waits goes on when it has come, and an act comes where what it assumes is so.
TEST(Causality, NobodyWaitsForWhatComesOfIt) {
  std::string const text = two_cpus + k_writes_x + b_reads_z +
                           "task a { smp_cond_load_relaxed(&x, VAL); raise(k, 1); }\n"
                           "property ENDS \"\": a terminates;\n";
  std::string const in_turn = two_cpus + k_writes_y +
                              "task a { smp_cond_load_relaxed(&x, VAL); raise(k, 1); }\n"
                              "task b { smp_cond_load_relaxed(&y, VAL); WRITE_ONCE(x, 1); }\n";
  std::string const act =
      "world { cpu 0, 1; task a on 0; agent g on cpu 1 { assume(READ_ONCE(x)); raise(k, 0); } }\n"
      "int x, z; ghost count n;\n" +
      k_writes_x + "task a { READ_ONCE(z); }\nproperty NONE \"\": finally n == 0;\n";
  for (auto const* model : all_models) {
    EXPECT_EQ(under(model, text), "holds deadlock") << model;
    EXPECT_EQ(under(model, in_turn), "holds") << model;
    EXPECT_EQ(under(model, act), "holds") << model;
  }
}

// What is raised and not taken is no cause: the handler that task a raises may find that nothing is pending.
// One that was learned where both were taken is not learned for that.
TEST(Causality, WhatIsRaisedAndNotTakenIsNone) {
  std::string const text =
      "world { cpu 0, 1; task a on 0; task c on 0; agent g on cpu 0 { act(); } }\n"
      "struct task_struct { int d; }; owned DEFINE_PER_CPU(struct task_struct *, current_task);\n"
      "int x, done, pending;\n"
      "interrupt k { assume(READ_ONCE(pending)); WRITE_ONCE(pending, 0); WRITE_ONCE(x, 1); WRITE_ONCE(done, "
      "1); }\n"
      "task a { smp_cond_load_relaxed(&x, VAL); WRITE_ONCE(done, 0); WRITE_ONCE(pending, 1); raise(k, 1);\n"
      "  smp_cond_load_relaxed(&done, VAL); }\n"
      "task c { READ_ONCE(x); }\n"
      "static void act(void) { WRITE_ONCE(pending, 1); raise(k, 1);\n"
      "  __this_cpu_write(current_task, __this_cpu_read(current_task) == &a ? &c : &a); }\n"
      "start s \"\" { per_cpu(current_task, 0) == &a && per_cpu(current_task, 1) == NULL; }\n"
      "property NONE \"\": never x == 1; property FREE \"\": no deadlock;\n";
  EXPECT_EQ(under("weak", text), "violated deadlock");
  auto const question = solver::state_question(protocol_of(text), 0, load_model_for_protocols("weak"), 2);
  ASSERT_TRUE(std::holds_alternative<StatedQuestion>(question));
  EXPECT_TRUE(is_satisfiable(std::get<StatedQuestion>(question)));
}

// Where an execution is an interleaving, its grace periods are in it: c raises behind one what a's reader is
// too old to see. And none ends that a reader without an end is before.
TEST(Causality, AGracePeriodInAnInterleavingWaitsForReadersBeforeWhatIsRaised) {
  std::string const things = "int x = 1, cb, *p = &x; ghost bool bad;\nproperty SEEN \"\": never bad;\n";
  auto const freed = [&](std::string const& wait) {
    return things +
           "world { cpu 0, 1, 2; task a on 0; task b on 1; task c on 2; }\n"
           "interrupt k { WRITE_ONCE(x, 0); }\n"
           "task a { int *q; rcu_read_lock(); q = READ_ONCE(p); if (q) bad = !READ_ONCE(*q); "
           "rcu_read_unlock(); }\n"
           "task b { WRITE_ONCE(p, NULL); WRITE_ONCE(cb, 1); }\n"
           "task c { if (READ_ONCE(cb)) { " +
           wait + " raise(k, 1); } }\n";
  };
  EXPECT_EQ(under("sc", freed("synchronize_rcu();")), "holds");
  EXPECT_EQ(under("sc", freed("")), "violated");
  auto const question =
      solver::state_question(protocol_of(freed("synchronize_rcu();")), 0, load_model_for_protocols("sc"), 2);
  ASSERT_TRUE(std::holds_alternative<solver::NotStated>(question));
  EXPECT_NE(std::get<solver::NotStated>(question).why.find("behind a grace period"), std::string::npos);
  std::string const without_end = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                                  "int x, y; ghost bool bad;\nproperty SEEN \"\": never bad && y == 1;\n"
                                  "interrupt k { WRITE_ONCE(x, 1); }\n"
                                  "task a { rcu_read_lock(); raise(k, 1); }\n";
  EXPECT_EQ(
      under("sc", without_end + "task b { bad = READ_ONCE(x); synchronize_rcu(); WRITE_ONCE(y, 1); }\n"),
      "holds");
  EXPECT_EQ(
      under("sc", without_end + "task b { synchronize_rcu(); bad = READ_ONCE(x); WRITE_ONCE(y, 1); }\n"),
      "violated");
}

// The reader has raised what was seen before the grace period began: it ends before that does, and sees
// nothing that comes behind.
TEST(Causality, AGracePeriodInAnInterleavingEndsBehindReadersThatRaisedWhatCameBeforeIt) {
  auto const with = [](std::string const& begin, std::string const& end, std::string const& wait) {
    return "world { cpu 0, 1; task a on 0; task b on 1; }\n"
           "struct srcu_struct s; int y; ghost bool late; ghost bool before; owned DEFINE_PER_CPU(int, "
           "came);\n"
           "interrupt tick { __this_cpu_write(came, 1); }\n"
           "task a { " +
           begin + " raise(tick, 1); late = READ_ONCE(y); " + end +
           " }\n"
           "task b { int r = __this_cpu_read(came); before = r; " +
           wait +
           " WRITE_ONCE(y, 1); }\n"
           "property P \"\": never late && before; cover LATE \"\": late;\n";
  };
  EXPECT_EQ(under("sc", with("rcu_read_lock();", "rcu_read_unlock();", "synchronize_rcu();")),
            "holds reached");
  EXPECT_EQ(
      under("sc", with("int i = srcu_read_lock(&s);", "srcu_read_unlock(&s, i);", "synchronize_srcu(&s);")),
      "holds reached");
  EXPECT_EQ(under("sc", with("rcu_read_lock();", "rcu_read_unlock();", "synchronize_srcu(&s);")),
            "violated reached");
}

// b does not ask what it has read before it writes.
TEST(Causality, WhatIsOrderedOnACpuStaysInOrder) {
  auto const by = [](std::string const& b) {
    return three_cpus + k_writes_y + "task a { if (READ_ONCE(x)) raise(k, 2); }\ntask c { READ_ONCE(z); }\n" +
           "ghost bool saw; property SAW \"\": never saw;\ntask b { " + b + " }\n";
  };
  for (auto const* model : {"lkmm", "sc"}) {
    EXPECT_EQ(under(model, by("saw = smp_load_acquire(&y); WRITE_ONCE(x, 1);")), "violated holds") << model;
    EXPECT_EQ(under(model, by("saw = READ_ONCE(y); smp_mb(); WRITE_ONCE(x, 1);")), "violated holds") << model;
    EXPECT_EQ(under(model, by("saw = READ_ONCE(y); smp_store_release(&x, 1);")), "violated holds") << model;
  }
  EXPECT_EQ(under("lkmm", by("saw = READ_ONCE(y); WRITE_ONCE(x, 1);")), "violated violated");
  EXPECT_EQ(under("sc", by("saw = READ_ONCE(y); WRITE_ONCE(x, 1);")), "violated holds");
}

// Raising orders nothing: what it does not depend on may be read late. Not where there is one order of all.
TEST(Causality, WhatRaisingDoesNotDependOnMayComeOfIt) {
  std::string const text = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                           "int x, z; ghost bool saw;\n"
                           "interrupt k { WRITE_ONCE(x, 1); }\n"
                           "task a { saw = READ_ONCE(x); raise(k, 1); }\n" +
                           b_reads_z + "property SAW \"\": never saw;\n";
  EXPECT_EQ(under("lkmm", text), "violated");
  EXPECT_EQ(under("sc", text), "holds");
}

// On each CPU, the handler would come before the task raises that of the other.
TEST(Causality, HandlersAreNotRaisedInACircle) {
  std::string const by_turns = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                               "owned DEFINE_PER_CPU(int, o); int z;\n"
                               "interrupt h { __this_cpu_write(o, 1); }\n"
                               "task a { assume(__this_cpu_read(o)); raise(h, 1); WRITE_ONCE(z, 1); }\n"
                               "task b { assume(__this_cpu_read(o)); raise(h, 0); }\n"
                               "property SET \"\": finally z == 1; property FREE \"\": no deadlock;\n";
  std::string const by_reads = "world { cpu 0, 1; task a on 0; task b on 1; }\n"
                               "int x, y, z;\n"
                               "interrupt h { WRITE_ONCE(x, 1); }\n"
                               "interrupt g { WRITE_ONCE(y, 1); }\n"
                               "task a { if (READ_ONCE(x)) raise(g, 1); assume(READ_ONCE(x) == 1); }\n"
                               "task b { if (READ_ONCE(y)) raise(h, 0); }\n"
                               "property Z \"\": finally z == 0;\n";
  std::string const first_of_all =
      "world { cpu 0, 1; task a on 0; task b on 1; }\n"
      "int y, z; ghost DEFINE_PER_CPU(bool, late); owned DEFINE_PER_CPU(int, o);\n"
      "interrupt h { __this_cpu_write(o, 1); }\n"
      "task a { __this_cpu_write(late, !__this_cpu_read(o)); raise(h, 1); }\n"
      "task b { __this_cpu_write(late, !__this_cpu_read(o)); raise(h, 0); }\n"
      "property ONE \"one is raised first\": never !late[0] && !late[1];\n"
      "cover EACH \"it may be b\": late[1] && !late[0];\n";
  for (auto const* model : all_models) {
    EXPECT_EQ(under(model, by_turns), "vacuous vacuous") << model;
    EXPECT_EQ(under(model, by_reads), "vacuous") << model;
    EXPECT_EQ(under(model, first_of_all), "holds reached") << model;
  }
}

// 5.4: it declines only where it would whatever it chooses; what it has stored itself, it reads.
TEST(Declining, IsForNoWayToChoose) {
  auto const handled = [](std::string const& begins) {
    return "world { cpu 0, 1; task a on 0; task b on 1; }\n"
           "int x = 1, y; ghost count n; owned DEFINE_PER_CPU(int, o);\n"
           "interrupt h { " +
           begins +
           " n++; WRITE_ONCE(y, 1); }\n"
           "task a { raise(h, 1); }\ntask b { READ_ONCE(y); }\n"
           "property ONCE \"\": finally n == 1; property FREE \"\": no deadlock;\n";
  };
  for (auto const* model : all_models) {
    auto const says = [&](std::string const& begins) { return under(model, handled(begins)); };
    EXPECT_EQ(says("int c = choose(2); assume(c == 1);"), "holds holds") << model;
    EXPECT_EQ(says("assume(READ_ONCE(x) == choose(2));"), "holds holds") << model;
    EXPECT_EQ(says("int c = choose(3); int d = choose(3); assume(c + d == 4);"), "holds holds") << model;
    EXPECT_EQ(says("int c = choose(3); int d = choose(3); assume(c + d == 5);"), "violated holds") << model;
    EXPECT_EQ(says("if (choose(2)) assume(READ_ONCE(x) == choose(2)); else assume(0);"), "holds holds")
        << model;
    EXPECT_EQ(says("__this_cpu_write(o, 1); assume(__this_cpu_read(o));"), "holds holds") << model;
    EXPECT_EQ(says("__this_cpu_write(o, choose(2)); assume(__this_cpu_read(o) == 2);"), "violated holds")
        << model;
    // It cannot decline, and whatever it chooses fails behind its first write.
    EXPECT_EQ(says("assume(choose(2)); WRITE_ONCE(x, 2); assume(READ_ONCE(x) == 9);"), "vacuous vacuous")
        << model;
  }
}

// What it assumes in a later round ends its loop, too.
TEST(Declining, MayBeInALaterRound) {
  for (auto const* model : all_models)
    EXPECT_EQ(under(model,
                    "world { cpu 0, 1; task a on 0; task b on 1; agent g on cpu 1 { WRITE_ONCE(y, 2); } }\n"
                    "int y; ghost count n;\n"
                    "interrupt h { int k = 0; do { k++; assume(k <= 2); } while (READ_ONCE(y)); n++; }\n"
                    "task a { }\ntask b { raise(h, 0); }\n"
                    "property ONCE \"\": finally n == 1; cover NONE \"\": n == 0;\n"),
              "violated reached")
        << model;
}

TEST(Declining, InTooManyWaysIsUnknown) {
  auto const protocol =
      protocol_of("world { cpu 0, 1; task a on 0; task b on 1; }\n"
                  "int y; ghost count n;\n"
                  "interrupt h { int c = choose(20); int d = choose(20); assume(c + d == 40); n++; }\n"
                  "task a { raise(h, 1); }\ntask b { READ_ONCE(y); }\n"
                  "property NONE \"\": finally n == 0;\n");
  EXPECT_EQ(solver::verify(protocol, load_model_for_protocols("sc"), {}).unknown,
            "before its first step, h chooses in more than 256 ways");
}

// A run that ends has left the reader open for ever; where it closes it in time, nobody waits.
TEST(GracePeriod, IsStuckAtAReaderThatIsLeftOpenByWhoEnds) {
  auto const waits_for = [](std::string const& reader) {
    return "world { cpu 0, 1; task a on 0; task b on 1; }\nint x, y;\n"
           "task a { " +
           reader +
           " }\n"
           "task b { WRITE_ONCE(y, 1); synchronize_rcu(); WRITE_ONCE(x, 1); }\n"
           "property FREE \"\": no deadlock; cover ENDS \"\": x == 1;\n";
  };
  for (auto const* model : all_models) {
    auto const says = [&](std::string const& reader) { return under(model, waits_for(reader)); };
    EXPECT_EQ(says("rcu_read_lock(); READ_ONCE(y);"), "deadlock reached") << model;
    EXPECT_EQ(says("rcu_read_lock(); if (READ_ONCE(x)) rcu_read_unlock();"), "deadlock reached") << model;
    EXPECT_EQ(says("rcu_read_lock(); rcu_read_lock(); rcu_read_unlock();"), "deadlock reached") << model;
    EXPECT_EQ(says("rcu_read_lock(); READ_ONCE(y); rcu_read_unlock();"), "holds reached") << model;
  }
}

// What is stuck with interrupts off lets nobody begin behind it, be it that he comes to no step there, or not
// to the first.
TEST(Turns, NothingBeginsBehindWhoKeepsTheCpu) {
  std::string const raised_where_it_may =
      "world { cpu 0, 1; task a on 0; task b on 0, 1; }\n"
      "int x, y, z = 1; spinlock_t l;\n"
      "interrupt h { unsigned long fh; spin_lock_irqsave(&l, fh); smp_cond_load_acquire(&y, VAL != 0);"
      " spin_unlock_irqrestore(&l, fh); WRITE_ONCE(z, 2); }\n"
      "interrupt g { int c = choose(2); assume(c == 0 || READ_ONCE(z)); raise(h, 0); }\n"
      "task a { raise(g, 0); }\ntask b { raise(g, 0); }\nproperty D \"\": no deadlock;\n";
  auto const with = [](std::string const& handler) {
    return "world { cpu 0, 1; task a on 0; task b on 1; }\n"
           "int x, y, z = 1; spinlock_t l;\n"
           "interrupt h { spin_lock(&l); smp_cond_load_acquire(&y, VAL != 0); spin_unlock(&l); }\n"
           "interrupt g { " +
           handler +
           " }\n"
           "task a { raise(g, 0); raise(h, 0); }\n"
           "task b { raise(g, 0); WRITE_ONCE(x, 1); }\n"
           "property FREE \"\": no deadlock; property X \"\": finally x == 1;\n";
  };
  for (auto const* model : all_models) {
    auto const says = [&](std::string const& handler) { return under(model, with(handler)); };
    EXPECT_EQ(says("int c = choose(2); if (c) READ_ONCE(z); raise(h, 0);"), "deadlock holds") << model;
    EXPECT_EQ(says("int c = choose(2); assume(c == 0 || READ_ONCE(z)); raise(h, 0);"), "deadlock holds")
        << model;
    EXPECT_EQ(says("int c = choose(2); if (c) WRITE_ONCE(z, 2);"), "deadlock holds") << model;
    EXPECT_EQ(under(model, raised_where_it_may), "deadlock") << model;
  }
}

} // namespace
} // namespace barrister
