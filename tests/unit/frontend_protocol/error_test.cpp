// SPDX-License-Identifier: BSD-2-Clause
// What is wrong, word for word.
#include "load.hpp"

using namespace barrister;
using namespace barrister::frontend;

namespace {

// The first message, without its place.
std::string first(std::string const& complaints) {
  auto const begin = complaints.find("error: ");
  auto const unsupported = complaints.find("unsupported: ");
  auto const at = std::min(begin, unsupported);
  return at == complaints.npos ? complaints : complaints.substr(at, complaints.find('\n', at) - at);
}
std::string hint(std::string const& complaints) {
  auto const at = complaints.find("hint: ");
  return at == complaints.npos ? "" : complaints.substr(at + 6, complaints.find('\n', at) - at - 6);
}

} // namespace

TEST(ProtocolError, UnknownNames) {
  EXPECT_EQ(wrong("\tcounter = countr;", "int counter;\n"),
            "t.protocol:5:12: error: 'countr' is not declared\n"
            "    \tcounter = countr;\n"
            "    \t          ^~~~~~\n"
            "    hint: did you mean 'counter'?\n");
  EXPECT_EQ(first(wrong("undeclared = 1;")), "error: 'undeclared' is not declared");
  EXPECT_EQ(wrong("\tsmp_bm();"), "t.protocol:4:2: error: unknown function 'smp_bm'\n"
                                  "    \tsmp_bm();\n"
                                  "    \t^~~~~~\n"
                                  "    hint: did you mean 'smp_mb'?\n");
  EXPECT_EQ(first(wrong("s.y = 1;", "struct s { int x; }; struct s s;")),
            "error: 'struct s' has no member 'y'");
  EXPECT_EQ(first(wrong("", "struct t t;")), "error: 'struct t' is not declared");
  EXPECT_EQ(first(wrong("raise(ipi, 1);")), "error: there is no such interrupt");
  EXPECT_EQ(first(wrong("goto out;")), "error: there is no label 'out'");
  EXPECT_EQ(first(wrong("", "property P: c terminates;")), "error: there is no task 'c' that has code");
  EXPECT_EQ(first(wrong("", "property P: a terminates from s;")), "error: there is no start 's'");
  EXPECT_EQ(first(wrong("", "property P: a terminates without g;")), "error: there is no agent 'g'");
  EXPECT_EQ(first(wrong("", "property P: a terminates with g times any;")), "error: there is no agent 'g'");
  EXPECT_EQ(first(wrong("", "cover C: reached(here);")), "error: no code has the label 'here'");
  EXPECT_EQ(first(wrong("x = 1;", "int x; int x;")), "error: 'x' is declared twice");
}

TEST(ProtocolError, Hints) {
  EXPECT_EQ(hint(wrong("local_irq_disable();")),
            "is a local_irq_enable(), or an unlock that enables them, missing?");
  EXPECT_EQ(hint(wrong("preempt_disable();")), "is a preempt_enable(), or an unlock, missing?");
  EXPECT_EQ(hint(wrong("smp_mb;")), "to call it, write 'smp_mb()'");
  EXPECT_EQ(hint(wrong("f;", "void f() { smp_mb(); }")), "to call it, write 'f()'");
  EXPECT_EQ(hint(wrong("WRITE_ONCE;")), "to call it, write 'WRITE_ONCE(...)'");
  EXPECT_EQ(hint(wrong("", "use shced;")), "did you mean 'sched'?");
  EXPECT_EQ(hint(wrong("", "interupt h { }")), "did you mean 'interrupt'?");
  EXPECT_EQ(hint(wrong("", "int x; property P: nevr x == 1;")), "did you mean 'never'?");
  EXPECT_EQ(hint(wrong("", "property P: terminates a;")), "the task comes first: 'a terminates'");
  EXPECT_EQ(hint(wrong("", "int x; property P: eventually x == 1;")), "what holds in the end: 'finally ...'");
  EXPECT_EQ(hint(wrong("", "int x; property P: always x == 1;")),
            "claims are of the end: 'finally ...'; what must never happen sets a ghost");
  EXPECT_EQ(hint(wrong("", "ghost boolean g;")), "did you mean 'bool'?");
  EXPECT_EQ(hint(wrong("", "Int x;")), "did you mean 'int'?");
  EXPECT_EQ(hint(wrong("", "int x; property P \u201Cnever one\u201D: never x == 1;")),
            "this is a curly quote: write \"");
  EXPECT_EQ(first(wrong("WRITE_ONCE(state, 1); smp_mb(); WRITE_ONCE(state, 2);")),
            "error: 'state' is not declared");
  EXPECT_EQ(first(wrong("", "model lkmm, sc, lkmm;")), "error: the model 'lkmm' is named twice");
}

TEST(ProtocolError, WhatALibraryHasIsSaid) {
  EXPECT_EQ(hint(wrong("kref_get(&x);", "int x;")), "'use kref;' has it");
  EXPECT_EQ(hint(wrong("write_seqlock_irqsave(&x, x);", "int x;")), "'use seqlock;' has it"); // a macro
  EXPECT_EQ(hint(wrong("x = read_seqcount_begin(&x);", "int x;")), "'use seqlock;' has it");
  EXPECT_EQ(hint(wrong("llist_del_all(&x);", "int x;")), "'use llist;' has it");
  EXPECT_EQ(hint(wrong("schedule();")), "'use sched;' has it");
  EXPECT_EQ(hint(wrong("", "struct rw_semaphore s;")), "'use rwsem;' has it");
  EXPECT_EQ(hint(wrong("", "struct completion c;")), "'use sched;' has it");
  EXPECT_EQ(hint(wrong("", "struct kre k;")), "'struct kre { ... };' declares it");
  // No misspelling of what is there, and not the same.
  EXPECT_EQ(hint(wrong("call_srcu(&x);", "int x;")),
            "write a task that does 'synchronize_srcu', and then what is called");
  EXPECT_EQ(hint(wrong("synchronize_rcu_tasks();")),
            "no model has RCU of tasks, and 'synchronize_rcu' does not wait for it");
}

// What people paste, and is not taken: where it is noticed, and what to write instead.
TEST(ProtocolError, PastedFromTheKernel) {
  auto const said = [](std::string const& body, std::string const& declarations = {}) {
    auto const all = wrong(body, declarations);
    return first(all) + " | " + hint(all);
  };
  EXPECT_EQ(said("typedef unsigned int flags_t;", ""),
            "error: expected ';', found 'unsigned' | a typedef stands outside of functions and variants");
  EXPECT_EQ(
      said("", "#pragma once"),
      "error: expected a declaration, found '#' | of the preprocessor there are #define, #if and #ifdef: "
      "leave out the rest");
  EXPECT_EQ(said("int x = CONFIG_FOO;", "#define CONFIG_FOO\n"),
            "error: expected an expression, found ';' | ");
  EXPECT_EQ(said("char c = 'a';"),
            "error: expected an expression, found ''' | a character is a number: write that");
  EXPECT_EQ(said("int r = x ?: 4;", "int x;"),
            "error: expected an expression, found ':' | write 'a ? a : b'");
  EXPECT_EQ(said("switch (x) { case 0 ... 3: break; }", "int x;"),
            "error: expected a name, found '.' | name each case, and each argument");
  EXPECT_EQ(said("", "int f(int a, ...) { return a; }"),
            "error: expected a parameter, found '.' | name each case, and each argument");
  EXPECT_EQ(
      said("", "struct s { unsigned int a : 1; };"),
      "error: expected ';', found ':' | bit-fields are not modelled: declare the word that they are in, and "
      "masks");
  EXPECT_EQ(said("", "struct s { union { int a; u8 b; }; };"),
            "error: expected a name, found '{' | unions are not modelled: keep the member that is used");
  EXPECT_EQ(wrong("", "struct s { struct { int a; } in; };"), "");
  EXPECT_EQ(said("", "struct s { enum { A, B } state; };"),
            "error: expected a name, found '{' | an enum is declared by itself, and has a name");
  EXPECT_EQ(said("s = { .a = 1 };", "struct s { int a; }; struct s s;"),
            "error: expected an expression, found '{' | a list stands where something is declared; elsewhere "
            "'(struct name){ ... }' is a struct");
  EXPECT_EQ(said("int r = ({ int t = x; });", "int x;"),
            "error: these statements give no value | the last one is 'value;'");
  EXPECT_EQ(
      said("", "int m[2][3];"),
      "error: expected ';', found '[' | an array has one dimension: 'a[3 * i + j]', or an array of structs "
      "with an array in them");
  EXPECT_EQ(wrong("", "int f(int v[], int w[2]) { return v[0] + w[1]; }"), "");
  EXPECT_EQ(said("", "DEFINE_PER_CPU(int, v[4]);"),
            "error: expected ')', found '[' | an array for each of them is a struct with an array in it");
  EXPECT_EQ(said("typeof(int[2]) r;", "int x;"), "error: expected ')', found '[' | write the type itself");
  EXPECT_EQ(said("__auto_type r;", "int x;"),
            "error: the type of 'r' is that of its value, and it has none | ");
  EXPECT_EQ(said("x = min_t(x, x, 2);", "int x;"), "error: 'min_t' takes the type of a number first | ");
  EXPECT_EQ(said("p = container_of(p, struct s, b);", "struct s { int a; }; struct s *p;"),
            "error: 'struct s' has no such member | ");
  EXPECT_EQ(said("int c; for_each_online_cpu(c) { x = c; }", "int x;"),
            "error: expected ';', found '{' | write the loop: 'for (int cpu = 0; cpu < 2; cpu++)'");
  EXPECT_EQ(said("int c; for_each_online_cpu(c) WRITE_ONCE(x, c);", "int x;"),
            "error: expected ';', found 'WRITE_ONCE' | write the loop: 'for (int cpu = 0; cpu < 2; cpu++)'");
  EXPECT_EQ(
      said("", "static LIST_HEAD(head);"),
      "error: expected ')', found 'head' | lists are not modelled: declare the members, and the pointers "
      "between them");
  EXPECT_EQ(said("", "DEFINE_STATIC_KEY_FALSE(key);"),
            "error: expected a declaration, found 'DEFINE_STATIC_KEY_FALSE' | a variable, or 'choose(2)', "
            "says which "
            "way it goes");
  EXPECT_EQ(said("list_add_rcu(&n, &n);", "int n;"), "error: unknown function 'list_add_rcu' | lists are not "
                                                     "modelled: declare the members, and the pointers "
                                                     "between them");
  EXPECT_EQ(said("this_cpu_try_cmpxchg(n, &x, 1);", "DEFINE_PER_CPU(int, n); int x;"),
            "error: unknown function 'this_cpu_try_cmpxchg' | did you mean 'this_cpu_cmpxchg'?");
  EXPECT_EQ(said("schedule();"), "error: unknown function 'schedule' | 'use sched;' has it");
  EXPECT_EQ(said("", "DECLARE_COMPLETION(done);"),
            "error: 'struct completion' is not declared | 'use sched;' has it");
  EXPECT_EQ(wrong("x = -EBUSY;", "int x = INT_MAX;"), "");
}

TEST(ProtocolError, Types) {
  std::string const declared =
      "struct s { int n; }; struct s s, *p; struct t { int n; }; struct t t; int x, *q;"
      "static void take(struct s *one) {} static int two(int m, int n) { return m; }";
  EXPECT_EQ(first(wrong("p = &t;", declared)),
            "error: this is of type 'struct t *', where 'struct s *' is due");
  EXPECT_EQ(first(wrong("x = p;", declared)), "error: this is of type 'struct s *', where 'int' is due");
  EXPECT_EQ(first(wrong("WRITE_ONCE(p, x);", declared)),
            "error: this is of type 'int', where 'struct s *' is due");
  EXPECT_EQ(first(wrong("take(&x);", declared)), "error: this is of type 'int *', where 'struct s *' is due");
  EXPECT_EQ(first(wrong("take();", declared)), "error: 'take' takes 1 argument, not 0");
  EXPECT_EQ(first(wrong("x = take(p);", declared)), "error: 'take' gives no value");
  EXPECT_EQ(first(wrong("x = *x;", declared)), "error: '*' takes a pointer, and this is of type 'int'");
  EXPECT_EQ(first(wrong("x = x.n;", declared)), "error: this is no struct");
  EXPECT_EQ(first(wrong("x = s->n;", declared)), "error: this is no struct");
  EXPECT_EQ(first(wrong("take = 1;", declared)), "error: cannot assign to this");
  auto const lock = wrong("spin_lock(l); spin_unlock(&l);", "spinlock_t l;");
  EXPECT_EQ(first(lock), "error: 'spin_lock' takes a pointer, and this is of type 'spinlock_t'");
  EXPECT_EQ(hint(lock), "did you mean '&l'?");
  EXPECT_EQ(wrong("void *v = p; p = v; p = NULL; bool b = p; x = two(x, b); q = &s.n;", declared), "");
}

TEST(ProtocolError, Recursion) {
  EXPECT_EQ(first(wrong("f();", "static void f(void) { g(); } static void g(void) { f(); }")),
            "error: 'f' calls itself");
}

TEST(ProtocolError, GhostsSteerNoCode) {
  std::string const declared = "ghost DEFINE_PER_CPU(bool, g); int x; ghost count n;";
  EXPECT_EQ(wrong("\tif (g)\n\t\tx = 1;", declared + "\n"),
            "t.protocol:6:3: error: a ghost decides whether this is done\n"
            "    \t\tx = 1;\n"
            "    \t\t^~~~~~\n"
            "    hint: a ghost is for properties: only ghosts and accumulators may depend on it\n");
  EXPECT_EQ(first(wrong("bool b = g; x = b + 1;", declared)), "error: what this does depends on a ghost");
  EXPECT_EQ(first(wrong("int i; while (g) i++;", declared)), "error: a ghost decides how often this is done");
  EXPECT_EQ(first(wrong("if (g) return; g = 1;", declared)), "error: a ghost decides what is done next");
  EXPECT_EQ(first(wrong("assume(g);", declared)), "error: what this does depends on a ghost");
  EXPECT_EQ(first(wrong("x = n;", declared)), "error: 'n' is only counted: properties alone can read it");
  EXPECT_EQ(first(wrong("n = 3;", declared)), "error: 'n' is only ever counted: 'n++'");
  EXPECT_EQ(wrong("bool y = x; bool b = !g && y; g = b; assert(!g); if (g) n++;", declared), "");
}

TEST(ProtocolError, WhatIsOwnedIsOwned) {
  std::string const declared =
      "owned DEFINE_PER_CPU(int, o); ghost DEFINE_PER_CPU(int, g); ghost bool mine; int x;";
  EXPECT_EQ(first(wrong("x = o[1];", declared)), "error: code reads 'o' of its own CPU alone");
  EXPECT_EQ(first(wrong("g = per_cpu(g, 1);", declared)), "error: code reads 'g' of its own CPU alone");
  EXPECT_EQ(first(wrong("per_cpu(g, 1) = 1;", declared)), "error: cannot assign to this");
  EXPECT_EQ(first(wrong("", declared + "property P: never o;")), "error: every CPU has a 'o': say which");
  EXPECT_EQ(first(wrong("", declared + "property P: never mine[0];")),
            "error: 'mine' is one variable, not one for each CPU");
  EXPECT_EQ(first(wrong("", declared + "property P: never smp_processor_id();")),
            "error: what looks at a final state runs on no CPU");
  auto const two = complaints("protocol t; ghost bool mine; world { cpu 0; task a; task b; }\n"
                              "task a { mine = 1; } task b { mine = 1; }");
  EXPECT_EQ(first(two), "error: 'mine' belongs to one task, but a and b both write it");
  auto const agent =
      complaints("protocol t; ghost bool mine; world { cpu 0; agent g on cpu 0 { mine = 1; } }");
  EXPECT_EQ(first(agent), "error: 'mine' belongs to one task, but g writes it");
}

TEST(ProtocolError, Replacements) {
  std::string const text = "protocol t;\nint x;\nworld { cpu 0; task a; }\nstatic void f(void) { x = 1; x = "
                           "2; }\ntask a { f(); }\n";
  EXPECT_EQ(complaints(text + "variant V { replace f(): \"x = 3;\" with \"\"; }"),
            "t.protocol:6:27: error: this does not occur in 'f'\n"
            "    variant V { replace f(): \"x = 3;\" with \"\"; }\n"
            "                              ^~~~~~\n"
            "    hint: the nearest that does is where the note stands\n"
            "t.protocol:4:23: note: so much of it is here\n"
            "    static void f(void) { x = 1; x = 2; }\n"
            "                          ^~~\n");
  EXPECT_EQ(complaints(text + "variant V { replace f(): \"x\" with \"y\"; }"),
            "t.protocol:6:27: error: this occurs 2 times in 'f'\n"
            "    variant V { replace f(): \"x\" with \"y\"; }\n"
            "                              ^\n"
            "    hint: more of the text around it tells which is meant\n"
            "t.protocol:4:23: note: here\n"
            "    static void f(void) { x = 1; x = 2; }\n"
            "                          ^\n"
            "t.protocol:4:30: note: here\n"
            "    static void f(void) { x = 1; x = 2; }\n"
            "                                 ^\n");
  EXPECT_EQ(first(complaints(text + "variant V { replace g(): \"x\" with \"y\"; }")),
            "error: there is no function 'g'");
  for (auto const* with : {"// nothing", "/* nothing", "x = 2; // less"})
    EXPECT_EQ(
        first(complaints(
            "protocol t;\nworld { cpu 0; task a on 0; }\nint x, y;\nstatic void f(void) { x = 1; y = 2; }\n"
            "task a { f(); }\nvariant V { replace f(): \"x = 1;\" with \"" +
            std::string(with) + "\"; }")),
        "error: this runs into what stands around what it replaces")
        << with;
  EXPECT_EQ(complaints(text + "variant V { replace f(): \"x = 1;\" with \"x = ;\"; }"),
            "t.protocol:6:45: error: expected an expression, found ';'\n"
            "    variant V { replace f(): \"x = 1;\" with \"x = ;\"; }\n"
            "                                                ^\n");
  EXPECT_EQ(first(complaints(text + "variant V of W;")), "error: no variant 'W' comes before this one");
  EXPECT_EQ(first(complaints(text + "variant V; variant V;")), "error: there are two variants 'V'");
}

TEST(ProtocolError, Starts) {
  EXPECT_EQ(
      wrong("", "int x;\nstart s { x == 1 && x == 2; }\n"),
      "t.protocol:4:1: error: no initial state satisfies 's'\n"
      "    start s { x == 1 && x == 2; }\n"
      "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
      "    hint: an enum is one of its names; a pointer is NULL, or points to what the file declares\n");
  EXPECT_EQ(wrong("", "int x, y;\ninvariant \"they are equal\" { x == y; }\nstart s { x == 1; }\n"),
            "t.protocol:5:1: error: what satisfies 's' breaks an invariant\n"
            "    start s { x == 1; }\n"
            "    ^~~~~~~~~~~~~~~~~~~\n"
            "    hint: \"they are equal\"\n"
            "t.protocol:4:1: note: this one\n"
            "    invariant \"they are equal\" { x == y; }\n"
            "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST(ProtocolError, StartsThatAreTooManyToTry) {
  EXPECT_EQ(wrong("", "int x;\nstart s { x != 0; }\n"),
            "t.protocol:4:1: error: 's' leaves open what x is: 4294967295 states satisfy it, and at most 256 "
            "are tried\n"
            "    start s { x != 0; }\n"
            "    ^~~~~~~~~~~~~~~~~~~\n"
            "    hint: name the values, as in 'x == 1 || x == 2', or declare a type that has few: bool, u8, "
            "an enum\n");
  auto const said = [](std::string const& declarations) { return first(wrong("", declarations)); };
  std::string const tried = " states satisfy it, and at most 256 are tried";
  EXPECT_EQ(said("atomic_t r; start s { r >= 1; }"), "error: 's' leaves open what r is: 2147483647" + tried);
  EXPECT_EQ(said("u64 x; start s { x >= 0; }"), "error: 's' leaves open what x is: 2^64 or more" + tried);
  EXPECT_EQ(said("u8 x; int y; start s { x || y == 1; }"),
            "error: 's' leaves open what x and y are: 1095216660481" + tried);
  EXPECT_EQ(said("int x[8]; start s { x[0]+x[1]+x[2]+x[3]+x[4]+x[5]+x[6]+x[7] != 1; }")
                .find("error: 's' leaves open"),
            0U);
  EXPECT_EQ(said("int x, y; start s { x == y; }").find("error: 's' leaves open what x and y are: more than "),
            0U);
  EXPECT_EQ(said("int x; start s { (x & 1) == 1; }").find("error: 's' leaves open what x is: more than "),
            0U);
  EXPECT_EQ(said("int x; start s { x * x == 49; }"),
            "error: it takes too long to find all states that satisfy 's'");
  EXPECT_EQ(said("int y; long x = (long)&y; start s { !x; }").find("error: "), 0U)
      << "what it may be is not known";
}

TEST(ProtocolError, WhatIsClaimedAnywayIsNoNameOfAProperty) {
  EXPECT_EQ(first(wrong("assert(1);", "property assertions: no deadlock;")),
            "error: 'assertions' is claimed of every protocol that has some: that none fails");
  EXPECT_EQ(first(wrong("", "property races: no deadlock;")),
            "error: 'races' is claimed of every protocol: that there are no data races");
}

TEST(ProtocolError, Expectations) {
  std::string const text = "protocol t; world { cpu 0; } property P1: no deadlock; start s1 { 1; }\n";
  EXPECT_EQ(complaints(text + "expect u: holds *;"), "t.protocol:2:8: error: there is no variant 'u'\n"
                                                     "    expect u: holds *;\n"
                                                     "           ^\n");
  EXPECT_EQ(first(complaints(text + "expect t: holds P2;")), "error: there is no property 'P2'");
  EXPECT_EQ(first(complaints(text + "expect t: violated P1 from s2;")), "error: there is no start 's2'");
  EXPECT_EQ(first(complaints(text + "expect t: violated P1 by accident;")),
            "error: there is no way to violate a property 'accident'");
  EXPECT_EQ(first(complaints(text + "expect t: breaks P1;")),
            "error: expected 'holds', 'within' or 'violated', found 'breaks'");
}

TEST(ProtocolError, TheWorld) {
  EXPECT_EQ(complaints("protocol t;\nworld {\n\tcpu 0, 1;\n\tagent g on cpu 1, 2 { }\n}"),
            "t.protocol:4:20: error: there is no CPU 2\n"
            "    \tagent g on cpu 1, 2 { }\n"
            "    \t                  ^\n"
            "    hint: the world declares CPUs 0 to 1\n");
  EXPECT_EQ(first(complaints("protocol t; world { cpu 1, 2; }")),
            "error: the CPUs of a world are 0, 1, 2 and so on, each listed once");
  auto const cpus = [](int count) {
    std::string out = "0";
    for (int cpu = 1; cpu < count; ++cpu) out += ", " + std::to_string(cpu);
    return "protocol t;\nworld { cpu " + out + "; task a on 0; task b on " + std::to_string(count - 1) +
           "; }\ntask a { }\ntask b { }\n";
  };
  EXPECT_EQ(complaints(cpus(64)), "");
  auto const many = complaints(cpus(66)); // once, at the first that is too many
  EXPECT_EQ(many.find("t.protocol:2:259: error: a world has at most 64 CPUs, and this one lists 66\n"), 0u)
      << many;
  EXPECT_EQ(many.find("error", many.find("error") + 1), many.npos) << many;
  EXPECT_EQ(first(complaints("protocol t; int x;")), "error: this protocol declares no world");
  EXPECT_EQ(first(complaints("protocol t; world { cpu 0; } task a {}")),
            "error: the world declares no task 'a'");
  EXPECT_EQ(first(complaints("protocol t; world { cpu 0; task a on 0; }")),
            "error: the task 'a' is placed on CPUs, but has no code");
  EXPECT_EQ(first(complaints("protocol t; world { cpu 0; thread a; }")),
            "error: expected 'cpu', 'task' or 'agent', found 'thread'");
  EXPECT_EQ(first(complaints("protocol t; wrold { cpu 0; }")),
            "error: expected a declaration, found 'wrold'");
  EXPECT_EQ(first(complaints("int x;")), "error: a protocol says its name first");
}

TEST(ProtocolError, TimesAny) {
  std::string const begin =
      "protocol t;\nworld { cpu 0; task a on 0; agent g times 2 on cpu 0 { } }\ntask a { }\n";
  EXPECT_EQ(
      complaints(begin + "property P: never 0 with g times any;"),
      "t.protocol:4:26: error: 'times any' is for claims that a task terminates\n"
      "    property P: never 0 with g times any;\n"
      "                             ^\n"
      "    hint: an execution that has ended has finitely many acts: the world says how many, 'agent g times "
      "3', or 'times any'\n");
  EXPECT_EQ(
      complaints(begin + "cover C: 1 with g times any;").find("t.protocol:4:17: error: 'times any' is for"),
      0u);
  EXPECT_EQ(complaints(begin + "property P: a terminates with f times any;"),
            "t.protocol:4:31: error: there is no agent 'f'\n"
            "    property P: a terminates with f times any;\n"
            "                                  ^\n");
  EXPECT_EQ(first(complaints(begin + "property P: a terminates without g with g times any;")),
            "error: 'g' acts any number of times, and does not act");
  EXPECT_EQ(first(complaints(begin + "property P: a terminates with g times 3;")),
            "error: expected 'any', found '3'");
}

TEST(ProtocolError, Depths) {
  std::string const lock = "spinlock_t l; int x;";
  EXPECT_EQ(wrong("\tif (x)\n\t\tspin_lock(&l);\n\tspin_unlock(&l);", lock + "\n"),
            "t.protocol:5:2: error: branches meet here with interrupts on and preemption off in one and "
            "interrupts on "
            "and preemption on in the other\n"
            "    \tif (x)\n"
            "    \t^~~~~~\n");
  EXPECT_EQ(first(wrong("spin_lock_irq(&l);", lock)),
            "error: the code ends with interrupts off and preemption off, and started with interrupts on and "
            "preemption on");
  EXPECT_EQ(first(wrong("preempt_enable();")), "error: preemption is on already");
  EXPECT_EQ(first(wrong("local_irq_disable(); local_irq_enable(); local_irq_enable();")), "");
  EXPECT_EQ(
      first(wrong("spin_lock_irq(&l); local_irq_disable(); local_irq_enable(); spin_unlock_irq(&l);", lock)),
      "");
  EXPECT_EQ(first(wrong("while (x) preempt_disable();", lock)),
            "error: a round of this loop starts with interrupts on and preemption on and ends with "
            "interrupts on and "
            "preemption off");
  EXPECT_EQ(first(wrong("spin_lock(&l); if (x) { spin_unlock(&l); return; } spin_unlock(&l);", lock)), "");
  EXPECT_EQ(first(wrong("int r = spin_trylock(&l);", lock)), "unsupported: 'spin_trylock' here");
}

TEST(ProtocolError, FlagsThatAreNotKnown) {
  std::string const flags = "unsigned long f, g; ", x = "int x; spinlock_t l;";
  EXPECT_EQ(
      wrong("\tunsigned long f;\n\tif (x)\n\t\tlocal_irq_save(f);\n\telse\n\t\tlocal_irq_disable();\n"
            "\tlocal_irq_restore(f);",
            x + "\n"),
      "t.protocol:10:2: error: the flags that are restored here were not saved on every way here, or not "
      "alike\n"
      "    \tlocal_irq_restore(f);\n"
      "    \t^~~~~~~~~~~~~~~~~~~~~\n"
      "    hint: 'local_irq_save(flags)' and the '_irqsave' locks save them\n");
  auto const not_saved =
      "error: the flags that are restored here were not saved on every way here, or not alike";
  EXPECT_EQ(first(wrong(flags + "local_irq_disable(); local_irq_restore(f);")), not_saved);
  EXPECT_EQ(first(wrong(flags + "local_irq_save(f); f = 0; local_irq_restore(f);")), not_saved);
  EXPECT_EQ(first(wrong(flags + "local_irq_save(f); f = x; local_irq_restore(f);", x)), not_saved);
  EXPECT_EQ(first(wrong(flags + "local_irq_save(f); if (x) local_irq_save(f); local_irq_restore(f);", x)),
            not_saved);
  EXPECT_EQ(first(wrong(flags + "local_irq_disable(); if (x) local_irq_enable(); local_irq_enable();", x)),
            "error: branches meet here with interrupts on and preemption on in one and interrupts off and "
            "preemption on in the other");
  EXPECT_EQ(first(wrong(flags + "local_irq_save(f); while (x) { local_irq_save(g); local_irq_restore(f);"
                                " local_irq_restore(g); local_irq_save(f); } local_irq_restore(f);",
                        x)),
            not_saved); // what f says is otherwise from the second round on
  EXPECT_EQ(
      first(wrong(flags + "local_irq_save(f); g = f; while (x) { local_irq_restore(g); local_irq_save(g); }"
                          " local_irq_restore(f);",
                  x)),
      "");
  EXPECT_EQ(first(wrong("spin_lock_irqsave(&l, x); spin_unlock_irqrestore(&l, x);", x)),
            "error: the flags of 'spin_lock_irqsave' are no local variable");
}

TEST(ProtocolError, Others) {
  EXPECT_EQ(first(wrong("int r; { int r = 1; }")), "unsupported: a second local 'r' where one is visible");
  EXPECT_EQ(first(wrong("static int r;")), "unsupported: a 'static' local");
  EXPECT_EQ(first(wrong("int static r;")), "unsupported: a 'static' local");
  EXPECT_EQ(first(wrong("int r = choose(x);", "int x;")), "error: 'choose' takes a constant from 1 to 64");
  EXPECT_EQ(first(wrong("", "int x = y; int y;")), "error: this is neither a constant nor an address");
  EXPECT_EQ(first(wrong("", "int x[2] = { 1, 2, 3 };")), "error: more values than there are cells");
  EXPECT_EQ(first(wrong("", "struct s { int n; }; struct s s = { .m = 1 };")),
            "error: there is no '.m' in this");
  EXPECT_EQ(first(wrong("x = current->cpu;", "int x;")), "error: this is no struct");
  EXPECT_EQ(wrong("", "#define F(x) x\n"), "");
}

// The locals of a function are one scope here: what C would take for another thing is refused.
TEST(ProtocolError, OneNameForTwoThings) {
  auto const outside = "unsupported: 'x' outside of the block that declares a local of this name";
  for (auto const* code :
       {"{ int x = 1; } x = 2;", "x = 2; { int x = 1; }", "for (int x = 0; x < 2; x++) ; x = 2;",
        "if (x) { int x = 1; }", "x = 2; int x = 1;", "int y = x; int x = y;",
        "{ int x; } int y = sizeof(x);", "switch (1) { case 1: { int x; } } x = 1;",
        "{ int x; } WRITE_ONCE(x, 1);", "{ int x; } int *p = &x;"})
    EXPECT_EQ(first(wrong(code, "int x;")), outside) << code;
  EXPECT_EQ(first(wrong("{ int x = 1; } int y = x;", "enum { x = 3 };")), outside);
  EXPECT_EQ(first(wrong("{ int x = 1; } switch (1) { case x: break; }", "enum { x = 3 };")), outside);
  EXPECT_EQ(first(wrong("{ int x = 1; } x();", "static void x(void) {}")), outside);
  for (auto const* code : {"int x = 1; x = 2;", "{ int x = 1; x++; } { int x = 2; x++; }",
                           "for (int x = 0; x < 2; x++) x++;", "for (int x = 0; x < 1; x++) { int y = x; }"})
    EXPECT_EQ(first(wrong(code, "int x;")), "") << code;

  auto const another = "unsupported: a second local 'r' of another type in the same function";
  for (auto const* code :
       {"{ long r = 1; } { u8 r = 300; }", "for (u8 r = 1; r; r--) ; for (int r = 1; r; r--) ;",
        "{ int r = 1; } { int *r = NULL; }"})
    EXPECT_EQ(first(wrong(code)), another) << code;

  auto const macro =
      "error: C puts this text wherever 'f' is, and a function, a parameter, a local or a member "
      "is called so, too";
  for (auto const* text :
       {"static int f(void) { return 1; }\n#define f g\nstatic int g(void) { return 2; }\n",
        "#define f 1\nstruct s { int f; };\n", "#define f 1\nstatic void g(int f) {}\n",
        "#define f 1\nstatic void g(void) { { int f; } }\n"})
    EXPECT_EQ(first(wrong("", text)), macro) << text;

  auto const named =
      "unsupported: an enum that is a type, with a constant that is less than 0, or has more than 32 "
      "bits: 'A'";
  EXPECT_EQ(first(wrong("", "enum e { A = -1 };")), named);
  EXPECT_EQ(first(wrong("", "enum e { A = 0x100000000 };")), named);
  EXPECT_EQ(first(wrong("", "enum { A = -1 };")), "");
  EXPECT_EQ(first(wrong("int r = sizeof(void);")), "error: this has no size");
}

TEST(ProtocolError, PropertiesOnlyLook) {
  std::string const declared = "spinlock_t l; int x; static int f(void) { x = 1; return 1; }"
                               "static int g(void) { spin_lock(&l); spin_unlock(&l); return 1; }";
  EXPECT_EQ(first(wrong("", declared + "property P: never f();")),
            "error: what looks at a final state changes nothing, and waits for nothing");
  EXPECT_EQ(first(wrong("", declared + "property P: never g();")),
            "error: what looks at a final state changes nothing, and waits for nothing");
}
