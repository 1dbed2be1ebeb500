// SPDX-License-Identifier: BSD-2-Clause
#include "load.hpp"
#include "spec/print.hpp"
#include "spec/probe.hpp"

using namespace barrister;
using namespace barrister::frontend;

namespace {

// Each start on a line, with what differs from the declarations.
std::string starts(std::string const& declarations) {
  auto const p = load(small_world + declarations + " task a {}");
  std::string out;
  for (auto const& s : p.starts) {
    out += s.name + ":";
    for (auto const& [at, v] : s.cells) out += " " + to_string(at, p.program) + "=" + to_string(v, p.program);
    for (auto const& o : s.owned)
      out += " " + p.owned[o.variable].name + "@" + std::to_string(o.owner) + "=" +
             to_string(o.value, p.program);
    out += "\n";
  }
  return out;
}
// The answer of the first claim where all is as declared, but for the owned variables: 10 + the owner.
bool answer(std::string const& declarations) {
  auto const p = load(small_world + declarations + " task a {}");
  if (p.claims.empty()) return false;
  return says_yes(p.claims[0].probe,
                  {[&](Value at) {
                     return std::optional(
                         p.program.objects[at.object].initial[static_cast<std::size_t>(at.number)]);
                   },
                   [](OwnedId, std::uint32_t owner) { return std::optional(number(10 + owner)); },
                   [](AccumulatorId) { return std::optional(number(0)); }});
}

} // namespace

TEST(ProtocolStart, WithoutOneAllIsAsDeclared) { EXPECT_EQ(starts("int x = 3;"), "start:\n"); }

TEST(ProtocolStart, EveryAssignmentThatSatisfies) {
  EXPECT_EQ(starts("bool x; start one { !x; } start two { x; }"), "one:\ntwo: x=1\n");
  EXPECT_EQ(starts("bool x, y; start s { x || y; }"), "s: y=1\ns: x=1\ns: x=1 y=1\n");
  EXPECT_EQ(starts("bool x, y, z; start s { x == 1; y != x; }"), "s: x=1\n");
  EXPECT_EQ(starts("int x = 3; start s { x >= 1 && x <= 3; }"), "s: x=1\ns: x=2\ns:\n");
  EXPECT_EQ(starts("int x, y; start s { x >= 0 && x < 2 && x == y; }"), "s:\ns: x=1 y=1\n");
  EXPECT_EQ(starts("int x, y; start s { x == y && x >= 7 && x < 9; }"), "s: x=7 y=7\ns: x=8 y=8\n");
  EXPECT_EQ(starts("int x; start s { (x & ~6) == 0; }"), "s:\ns: x=2\ns: x=4\ns: x=6\n");
  EXPECT_EQ(starts("unsigned int x; start s { x > 4294967293; }"), "s: x=4294967294\ns: x=4294967295\n");
  EXPECT_EQ(starts("u64 x; start s { x + 2 < 2; }"), "s: x=-2\ns: x=-1\n") << "as 64 bits are shown";
  EXPECT_EQ(starts("u8 x; start s { x >= 254; }"), "s: x=254\ns: x=255\n");
  EXPECT_EQ(starts("int x; start s { x >= 0 && x <= 100 && x * x == 49; }"), "s: x=7\n");
}

TEST(ProtocolStart, AnEnumIsOneOfItsNames) {
  EXPECT_EQ(starts("enum e { IDLE, BUSY, DEAD = 7 }; enum e st; start s { st != IDLE; }"),
            "s: st=1\ns: st=7\n");
  EXPECT_EQ(starts("enum e { ON = 1, OFF }; enum e st; start s { st != ON; }"), "s:\ns: st=2\n")
      << "as it is declared, too";
}

TEST(ProtocolStart, OfEveryStateIsTriedWhatSomeStateThatSatisfiesLooksAt) {
  EXPECT_EQ(starts("bool k, l, p; start s { p ? k : l; }"),
            "s: l=1\ns: k=1 l=1\ns: k=1 p=1\ns: k=1 l=1 p=1\n");
  EXPECT_EQ(starts("bool k, l; start s { !k && (l || 1); }"), "s:\ns: l=1\n");
  EXPECT_EQ(starts("bool k, l; start s { !k || (l && 0); }"), "s:\n")
      << "l is looked at where it does not satisfy";
}

TEST(ProtocolStart, PointersAreNullOrWhatTheFileDeclares) {
  EXPECT_EQ(starts("struct s { bool b; }; struct s one, two; int n; struct s *p = &two; int *q;"
                   "start s { (p == &one || !p || p == &two) && (!q || q != &n); }"),
            "s: p=one\ns:\ns: p=0\n");
  EXPECT_EQ(
      starts("int x, v[2]; struct s { bool b; int n; } ; struct s one; int *p = &x; start s { p != &x; }"),
      "s: p=v\ns: p=v[1]\ns: p=one.n\ns: p=0\n");
  EXPECT_EQ(starts("static void f(void) {} void (*h)(void); start s { h == f; }"), "s: h=f\n");
}

TEST(ProtocolStart, WhatIsComputedFromConstantsCountsAsOne) {
  EXPECT_EQ(starts("int x; static bool f(int c) { return x == 10 * c + 3; } start s { f(4); }"), "s: x=43\n");
}

TEST(ProtocolStart, OwnedVariablesAndFunctions) {
  EXPECT_EQ(starts("owned DEFINE_PER_CPU(struct task_struct *, current_task); bool c[2];"
                   "static bool runs(struct task_struct *t, int cpu) { return per_cpu(current_task, cpu) == "
                   "t && c[cpu]; }"
                   "start s { runs(&a, 0); !current_task[1]; }"),
            "s: c=1 current_task@0=a\n");
}

TEST(ProtocolStart, InvariantsSort) {
  EXPECT_EQ(
      starts("int x, y = 1; invariant \"they differ\" { x != y; } start s { x == 0 || x == 1 || x == 2; }"),
      "s:\ns: x=2\n");
}

TEST(ProtocolClaim, ForEachCpu) {
  EXPECT_TRUE(answer("owned DEFINE_PER_CPU(int, o); property P: never o[c] == 11 for cpu c;"));
  EXPECT_FALSE(answer("owned DEFINE_PER_CPU(int, o); property P: never o[c] == 12 for cpu c;"));
  EXPECT_FALSE(answer("owned DEFINE_PER_CPU(int, o); property P: finally o[c] == 11 for cpu c;"));
  EXPECT_TRUE(answer("owned DEFINE_PER_CPU(int, o); property P: finally per_cpu(o, c) > 9 for cpu c;"));
  EXPECT_TRUE(answer("cover P: x == &b for task x;"));
}

TEST(ProtocolClaim, WithoutAValueTheAnswerIsNo) {
  std::string const list =
      "struct s { int n; struct s *next; }; struct s one = { 1, NULL }; struct s two = { 2, &one };"
      "DEFINE_PER_CPU(struct s *, p); DEFINE_PER_CPU(struct s *, q) = &two;";
  EXPECT_FALSE(answer(list + "property P: never p[0]->n == 0;"));
  EXPECT_TRUE(answer(list + "property P: never q[1]->next->n == 1;"));
  EXPECT_FALSE(answer(list + "property P: never q[1]->next->next->n == 0;"));
  EXPECT_TRUE(answer("struct s { int n; }; struct s s = { 5 }; struct s *v[2] = { NULL, &s };"
                     "property P: never v[c]->n == 5 for cpu c;"))
      << "CPU 0 has no value, CPU 1 has";
}

TEST(ProtocolClaim, Circumstances) {
  auto const p = load(
      "protocol t; int x; world { cpu 0; task a; agent g on cpu 0 { } agent h on cpu 0 { } } task a {}"
      "start s { x == 0; } start u { x == 1 || x == 2; }"
      "property T \"it ends\": a terminates from u without g, h; property D: no deadlock; cover C: x == 2;");
  ASSERT_EQ(p.starts.size(), 3U);
  ASSERT_EQ(p.claims.size(), 3U);
  EXPECT_EQ(p.claims[0].kind, Claim::Kind::Terminates);
  EXPECT_EQ(p.claims[0].sentence, "it ends");
  EXPECT_EQ(p.claims[0].from, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(p.claims[0].without, (std::vector<std::string>{"g", "h"}));
  EXPECT_EQ(p.claims[1].kind, Claim::Kind::NoDeadlock);
  EXPECT_EQ(p.claims[2].kind, Claim::Kind::Cover);
}

TEST(ProtocolClaim, ReachedLabelsAndAssertions) {
  auto const p =
      load(small_world + "int x; static void f(void) { if (x) { there: ; } } task a { f(); assert(!x); }"
                         "cover C: reached(there);");
  ASSERT_EQ(p.accumulators.size(), 2U);
  EXPECT_TRUE(p.accumulators[0].is_ever);
  ASSERT_EQ(p.claims.size(), 2U);
  EXPECT_EQ(p.claims[1].name, "assertions");
  auto const text = protocol::print(p);
  EXPECT_NE(
      text.find("\na\n  %0 = load x\n  if %0\n    count 0\n  %1 = load x\n  if !%1\n  else\n    count 1\n"),
      text.npos)
      << text;
}

TEST(ProtocolClaim, NoValueOfALaterMember) {
  EXPECT_TRUE(answer("struct s { int m, n; }; struct s s = { 0, 5 }; struct s *v[2] = { NULL, &s };"
                     "property P: never v[c]->n == 5 for cpu c;"));
}

TEST(ProtocolClaim, ALabelThatAVariantTakesAwayIsNotReached) {
  auto const p = load(small_world + "int x; task a { there: x = 1; } cover C: reached(there); variant V;"
                                    "variant W { replace a: \"there:\" with \"\"; }");
  ASSERT_EQ(p.claims.size(), 1U);
  EXPECT_FALSE(says_yes(p.claims[0].probe, {{}, {}, [](AccumulatorId) { return std::optional(number(0)); }}));
}

TEST(ProtocolClaim, AGhostThatNobodyWritesIsAsDeclared) {
  EXPECT_TRUE(
      answer("ghost int g = 4; property P: never g == 10;")); // it is taken to be that of the first context
  EXPECT_EQ(load(small_world + "ghost int g = 4; task a {}").owned.at(0).initial, number(4));
}
