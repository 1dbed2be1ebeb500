// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"
#include <algorithm>

using namespace barrister;
using namespace barrister::frontend;

TEST(ProtocolLower, SharedVariablesAreInReach) {
  EXPECT_EQ(lowered("x = 1; WRITE_ONCE(x, READ_ONCE(v[1]));", "int x, v[2];"),
            "  store x, 1\n  %0 = load{ONCE} v[1]\n  store{ONCE} x, %0\n");
  EXPECT_EQ(lowered("s.t.n++; p->n = 2;",
                    "struct in { int m, n; }; struct out { int k; struct in t; }; struct out s;"
                    "struct in *p = &s.t;"),
            "  %0 = load s.t.n\n  store s.t.n, (%0 + 1)\n  %1 = load p\n  store (%1 + 1), 2\n");
  EXPECT_EQ(lowered("int x = 3; x++;", "int x;"), "  local int x = 0\n  x = 3\n  x = (x + 1)\n")
      << "a local hides";
}

TEST(ProtocolLower, PerCpu) {
  std::string const declared =
      "struct rq { int n; struct task_struct *curr; }; DEFINE_PER_CPU(struct rq, rqs);"
      "DEFINE_PER_CPU(int, seen) = 7;";
  EXPECT_EQ(lowered("per_cpu(rqs, 1).curr = current;", declared), "  store rqs[1].curr, a\n");
  EXPECT_EQ(lowered("struct rq *rq = this_cpu_ptr(&rqs); rq->n = 1;", declared),
            "  local struct rq* rq = 0\n  rq = (rqs + (this_cpu * 2))\n  store (rq + 0), 1\n");
  EXPECT_EQ(lowered("__this_cpu_write(rqs.n, 2); this_cpu_write(seen, __this_cpu_read(seen));", declared),
            "  store ((rqs + (this_cpu * 2)) + 0), 2\n  %0 = load (seen + this_cpu)\n"
            "  store{ONCE} (seen + this_cpu), %0\n");
  EXPECT_EQ(lowered("per_task(t, &b) = 1;", "DEFINE_PER_TASK(int, t);"), "  store t[1], 1\n");
}

TEST(ProtocolLower, SpareCpusHaveVariables) {
  auto const p = load(
      "protocol t; DEFINE_PER_CPU(int, v); world { cpu 0, 1; task a; agent m times 2 on any cpu { v[0] = 1; }"
      " agent n on cpu 1 { ; } } task a {}");
  EXPECT_EQ(p.declared, 2U);
  EXPECT_EQ(p.cpus, 4U);
  ASSERT_EQ(p.contexts.size(), 4U);
  EXPECT_EQ(p.contexts[0].cpus, (std::vector<CpuId>{0, 1}));
  EXPECT_EQ(p.contexts[1].name, "m 1");
  EXPECT_EQ(p.contexts[1].agent, "m");
  EXPECT_EQ(p.contexts[1].cpus, (std::vector<CpuId>{0, 1, 2}));
  EXPECT_EQ(p.contexts[2].cpus, (std::vector<CpuId>{0, 1, 3}));
  EXPECT_EQ(p.contexts[3].name, "n");
  EXPECT_EQ(p.contexts[3].cpus, (std::vector<CpuId>{1}));
  EXPECT_EQ(p.program.objects[1].initial.size(), 4U);
}

TEST(ProtocolLower, OwnedVariablesAndAccumulators) {
  std::string const declared = "owned DEFINE_PER_CPU(int, o); ghost DEFINE_PER_CPU(bool, g); ghost bool mine;"
                               "ghost count n; ghost ever e; int x;";
  EXPECT_EQ(
      lowered("x = o; o = 2; g = true; __this_cpu_write(o, this_cpu_read(o) + 1);", declared),
      "  %0 = owned 0\n  store x, %0\n  owned 0 = 2\n  owned 1 = 1\n  %1 = owned 0\n  owned 0 = (%1 + 1)\n");
  EXPECT_EQ(lowered("mine = !g; n++; e = true; mine |= g;", declared),
            "  %0 = owned 1\n  owned 2 = !%0\n  count 0\n  count 1\n  %1 = owned 2\n  %2 = owned 1\n"
            "  owned 2 = (bool)(%1 | %2)\n");
}

TEST(ProtocolLower, LocksMaskPreemptionAndInterrupts) {
  std::string const declared = "spinlock_t l; raw_spinlock_t r; struct mutex m; int x;";
  EXPECT_EQ(lowered("spin_lock(&l); spin_unlock(&l);", declared),
            "  preemption 1\n  lock l\n  unlock l\n  preemption -1\n");
  EXPECT_EQ(
      lowered("unsigned long f; raw_spin_lock_irqsave(&r, f); raw_spin_unlock_irqrestore(&r, f);", declared),
      "  local unsigned long f = 0\n  interrupts saved in f, off, preemption 1\n  lock r\n  unlock r\n"
      "  interrupts as in f, preemption -1\n");
  EXPECT_EQ(lowered("mutex_lock(&m); mutex_unlock(&m);", declared), "  lock m\n  unlock m\n");
  EXPECT_EQ(lowered("if (!spin_trylock(&l)) return; x = 1; spin_unlock(&l);", declared),
            "  block\n    preemption 1\n    %0 = trylock l\n"
            "    if !%0, deciding to the end of block 0\n      preemption -1\n      leave block 0\n"
            "    store x, 1\n    unlock l\n    preemption -1\n");
  EXPECT_EQ(lowered("int c = get_cpu(); put_cpu(); local_irq_disable(); local_irq_enable();"),
            "  local int c = 0\n  preemption 1\n  c = this_cpu\n  preemption -1\n"
            "  interrupts off\n  interrupts on\n");
}

TEST(ProtocolLower, ChoicesAssumptionsAssertions) {
  EXPECT_EQ(lowered("int r = choose(3); assume(r != 1); assert(r); if (WARN_ON(r == 2)) return;"),
            "  local int r = 0\n  block\n    r = any of 3\n    assume (r != 1)\n    if (r != 0)\n    else\n"
            "      count 0\n    if (r == 2)\n      count 0\n    if (r == 2), deciding to the end of block 0\n"
            "      leave block 0\n");
}

TEST(ProtocolLower, CurrentIsTheTaskOrWhatTheCpuRuns) {
  auto const p =
      load("protocol t; owned DEFINE_PER_CPU(struct task_struct *, current_task); struct task_struct *x;"
           "world { cpu 0; task a; agent g on cpu 0 { x = current; } } task a { x = current; raise(i, 0); }"
           "interrupt i { x = current; }");
  EXPECT_EQ(p.current, OwnedId{0});
  auto const text = protocol::print(p);
  EXPECT_NE(text.find("\na\n  store x, a\n  raise 2 on 0\n"), text.npos) << text;
  EXPECT_NE(text.find("\ng\n  %0 = owned 0\n  store x, %0\n"), text.npos) << text;
  EXPECT_NE(text.find("\ni\n  %0 = owned 0\n  store x, %0\n"), text.npos) << text;
}

TEST(ProtocolLower, CallsThroughPointers) {
  std::string const declared =
      "int x; static void one(void *p) { x = 1; } static void two(void *p) { x = 2; }"
      "static int three(void *p) { return x; }"
      "static void call(void (*f)(void *info), void *info) { f(info); }"
      "void (*hidden)(void *) = two;";
  EXPECT_EQ(lowered("call(one, NULL);", declared),
            "  %2 = 0\n  %3 = one\n  if (%3 == one)\n    %6 = %2\n    store x, 1\n"
            "  else\n    if (%3 == two)\n      %5 = %2\n      store x, 2\n    else\n      %4 = (1 / 0)\n");
  auto const p = load(small_world + declared + "task a { if (choose(2)) hidden = &one; (*hidden)(0); }");
  ASSERT_FALSE(p.program.objects.empty());
  EXPECT_TRUE(p.program.objects.back().initial.empty()) << "a function has no cells";
}

// A constant stands for its parameter, as the parameter holds it; not where the function assigns that.
TEST(ProtocolLower, ConstantArguments) {
  EXPECT_EQ(lowered("set(&x, 3);", "int x; static void set(int *p, int n) { *p = n; }"),
            "  store x, 3\n");
  EXPECT_EQ(lowered("set(&x);", "int x; static void set(int *p) { put(p, 300); }"
                                "static void put(int *p, unsigned char n) { *p = n; }"),
            "  store x, 44\n");
  EXPECT_EQ(lowered("set(3);", "int x; static void set(int n) { n++; x = n; }"),
            "  %0 = 3\n  %0 = (%0 + 1)\n  store x, %0\n");
}

TEST(ProtocolLower, StructsOnTheStack) {
  auto const p =
      load(small_world + "struct s { int n; struct s *next; }; static int f(struct s *p) { return p->n; }"
                         "static int g(int n) { struct s s = { .next = NULL, .n = n }; return f(&s); }"
                         "task a { int r = g(1); int q = g(2); }");
  std::vector<std::string> names;
  for (auto const& o : p.program.objects) names.push_back(o.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "a.s", "a.s#2"}));
  auto const text = protocol::print(p);
  EXPECT_NE(text.find("store a.s, 1\n"), text.npos) << text;
  EXPECT_NE(text.find("store a.s.next, 0"), text.npos) << text;
}

TEST(ProtocolLower, HooksDoNothingUntilDefined) {
  Libraries const library{{"lib", "hook switched(int to);\nstatic void act(void) { switched(3); }\nint x;"}};
  std::string const text = "protocol t; use lib; world { cpu 0; task a; } task a { act(); }";
  EXPECT_EQ(protocol::print(load(text, "t", library)).find("store"), std::string::npos);
  auto const defined =
      protocol::print(load(text + " static void switched(int to) { x = to; }", "t", library));
  EXPECT_NE(defined.find("store x, 3\n"), std::string::npos) << defined;
}

TEST(ProtocolLower, InstructionsAreWhatTheUserWrote) {
  Libraries const library{{"lib", "\n\nint x;\nstatic void act(void)\n{\n\tx   =\n\t\t1;\n}\n"}};
  auto const p = load("protocol t;\nuse lib;\nworld { cpu 0; task a; }\ntask a {\n\tact();\n}", "t", library);
  ASSERT_EQ(p.program.threads.size(), 1U);
  ASSERT_EQ(p.program.threads[0].body.size(), 1U);
  auto const& at = p.program.threads[0].instructions[p.program.threads[0].body[0].instruction];
  EXPECT_EQ(at.text, "x = 1;");
  EXPECT_EQ(*at.place.file, "lib.protocol");
  EXPECT_EQ(at.place.line, 6U);
  EXPECT_EQ(at.place.column, 2U);
}

// Each statement is of an instruction, also where nothing was written.
TEST(ProtocolLower, AHandlerThatDoesNothingIsAReader) {
  auto const loaded =
      load("protocol t; interrupt tick { } world { cpu 0, 1; agent w on cpu 0 { raise(tick, 1); "
           "preempt_enable(); synchronize_sched(); preempt_disable(); } }");
  auto const& contexts = loaded.contexts;
  auto const tick = std::ranges::find(contexts, "tick", &Context::name) - contexts.begin();
  auto const& thread = loaded.program.threads.at(static_cast<std::size_t>(tick));
  ASSERT_EQ(thread.body.size(), 2u);
  for (auto const& statement : thread.body) ASSERT_LT(statement.instruction, thread.instructions.size());
  EXPECT_EQ(thread.instructions.front().place.line, 1u);
}
TEST(ProtocolLower, ReadersOnlyWhereSomebodyWaitsForThem) {
  std::string const lock = "spinlock_t l; int x;";
  EXPECT_EQ(lowered("spin_lock(&l); spin_unlock(&l); synchronize_rcu(); local_irq_disable(); spin_lock(&l); "
                    "spin_unlock(&l); local_irq_enable();",
                    lock),
            "  preemption 1\n  fence{Rcu-lock}\n  lock l\n  unlock l\n  fence{Rcu-unlock}\n"
            "  preemption -1\n  fence{Sync-rcu}\n  interrupts off\n  fence{Rcu-lock}\n"
            "  preemption 1\n  lock l\n  unlock l\n  preemption -1\n"
            "  fence{Rcu-unlock}\n  interrupts on\n");
  auto const text = protocol::print(load("protocol t; int x; world { cpu 0; agent w on cpu 0 { x = 1; "
                                         "preempt_enable(); synchronize_sched(); preempt_disable(); }"
                                         "agent r on cpu 0 { x = 2; } }"));
  EXPECT_NE(text.find("\nw\n  store x, 1\n  preemption -1\n  fence{Sync-rcu}\n  preemption 1\n"
                      "r\n  fence{Rcu-lock}\n  store x, 2\n  fence{Rcu-unlock}\n"),
            text.npos)
      << text;
}

TEST(ProtocolLower, TruthAndCasts) {
  EXPECT_EQ(lowered("bool b = x & 256; b = x; y = x; WRITE_ONCE(y, 4); b = y;", "int x; bool y;"),
            "  local bool b = 0\n  %1 = load x\n  b = ((%1 & 256) != 0)\n  %2 = load x\n  b = (%2 != 0)\n"
            "  %3 = load x\n  store y, (%3 != 0)\n  store{ONCE} y, 1\n  b = load y\n");
  EXPECT_EQ(lowered("x = (u8)300; x = (int)x;", "int x;"), "  store x, 44\n  %0 = load x\n  store x, %0\n");
}
