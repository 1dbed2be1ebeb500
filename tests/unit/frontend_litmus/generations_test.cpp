// SPDX-License-Identifier: BSD-2-Clause
// The events of each primitive in both generations: the tables of spec/lkmm_events.md.
#include "proofs/interpret.hpp"
#include "tests/support/two_generations.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using frontend::Generation;

// One thread's events when its reads return `reads`, as "R[RMW,Once] W[...]"; and its dependencies.
struct Shown {
  std::string events, dependencies;
};
Shown shown(Generation generation, std::string const& body, std::vector<Value> const& reads) {
  auto const macros = macros_of(generation == Generation::Lkmmv1 ? old_macros : new_macros);
  frontend::Diagnostics diagnostics;
  auto const test =
      frontend::load_litmus("t.litmus", generation_test({body}), diagnostics, {&macros, nullptr, generation});
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  if (!test) return {};
  auto const run = proofs::interpret(test->program, 0, reads, 1);
  Shown out;
  for (auto const& e : run.events) {
    out.events += out.events.empty() ? "" : " ";
    out.events += e.kind == EventKind::Read    ? "R"
                  : e.kind == EventKind::Write ? "W"
                  : e.address                  ? "SRCU"
                                               : "F";
    std::string tags;
    for (auto const name : test->program.tag_names.of(e.tags))
      tags += (tags.empty() ? "" : ",") + std::string(name);
    out.events += "[" + tags + "]";
  }
  auto const add = [&](std::string const& name, auto const& pairs) {
    for (auto [from, to] : pairs)
      out.dependencies +=
          (out.dependencies.empty() ? "" : " ") + name + std::to_string(from) + std::to_string(to);
  };
  add("addr", run.addr);
  add("data", run.data);
  add("ctrl", run.ctrl);
  add("rmw", run.rmw);
  return out;
}
std::vector<Value> numbers(std::vector<int> const& from) {
  std::vector<Value> out;
  for (auto n : from) out.push_back(number(n));
  return out;
}
std::string old(std::string const& body, std::vector<int> const& reads = {}) {
  return shown(Generation::Lkmmv1, body, numbers(reads)).events;
}
std::string now(std::string const& body, std::vector<int> const& reads = {}) {
  return shown(Generation::Lkmmv2, body, numbers(reads)).events;
}
std::string old_dependencies(std::string const& body, std::vector<int> const& reads) {
  return shown(Generation::Lkmmv1, body, numbers(reads)).dependencies;
}
std::string now_dependencies(std::string const& body, std::vector<int> const& reads) {
  return shown(Generation::Lkmmv2, body, numbers(reads)).dependencies;
}

TEST(Generations, AccessesAndFences) {
  EXPECT_EQ(old("r0 = get(x); r0 = get_acquire(x); put(x, 1); put_release(x, 1); full(); *x = 1;", {0, 0}),
            "R[Once] R[Acquire] W[Once] W[Release] F[Mb] W[]");
  EXPECT_EQ(now("r0 = get(x); r0 = get_acquire(x); put(x, 1); put_release(x, 1); full(); *x = 1;", {0, 0}),
            "R[ONCE] R[ACQUIRE] W[ONCE] W[RELEASE] F[MB] W[]");
}

TEST(Generations, Exchange) {
  EXPECT_EQ(old("r0 = swap(x, 1);", {0}), "F[Mb] R[RMW,Once] W[RMW,Once] F[Mb]");
  EXPECT_EQ(old("r0 = swap_once(x, 1);", {0}), "R[RMW,Once] W[RMW,Once]");
  EXPECT_EQ(old("r0 = swap_acquire(x, 1);", {0}), "R[RMW,Acquire] W[RMW,Once]");
  EXPECT_EQ(old("r0 = swap_release(x, 1);", {0}), "R[RMW,Once] W[RMW,Release]");
  EXPECT_EQ(now("r0 = swap(x, 1);", {0}), "R[MB,RMW] W[MB,RMW]");
  EXPECT_EQ(now("r0 = swap_acquire(x, 1);", {0}), "R[ACQUIRE,RMW] W[ACQUIRE,RMW]");
}

TEST(Generations, CompareAndExchange) {
  EXPECT_EQ(old("r0 = cas(x, 0, 1);", {0}), "F[Mb] R[RMW,Once] W[RMW,Once] F[Mb]");
  EXPECT_EQ(old("r0 = cas_once(x, 0, 1);", {0}), "R[RMW,Once] W[RMW,Once]");
  EXPECT_EQ(old("r0 = cas_acquire(x, 0, 1);", {0}), "R[RMW,Acquire] W[RMW,Once]");
  EXPECT_EQ(old("r0 = cas_release(x, 0, 1);", {0}), "R[RMW,Once] W[RMW,Release]");
  for (auto const* failed : {"cas", "cas_once", "cas_acquire", "cas_release"})
    EXPECT_EQ(old("r0 = " + std::string(failed) + "(x, 0, 1);", {2}), "R[RMW,Once]");
  EXPECT_EQ(now("r0 = cas(x, 0, 1);", {0}), "R[MB,RMW] W[MB,RMW]");
  EXPECT_EQ(now("r0 = cas(x, 0, 1);", {2}), "R[MB,RMW]");
  EXPECT_EQ(now("r0 = cas_acquire(x, 0, 1);", {2}), "R[ACQUIRE,RMW]");
}

TEST(Generations, Arithmetic) {
  EXPECT_EQ(old("add(1, x);", {0}), "R[RMW,Noreturn] W[RMW,Once]");
  EXPECT_EQ(old("r0 = sum(1, x);", {0}), "F[Mb] R[RMW,Once] W[RMW,Once] F[Mb]");
  EXPECT_EQ(old("r0 = sum_acquire(1, x);", {0}), "R[RMW,Acquire] W[RMW,Once]");
  EXPECT_EQ(old("r0 = fetch(1, x);", {0}), "F[Mb] R[RMW,Once] W[RMW,Once] F[Mb]");
  EXPECT_EQ(old("r0 = fetch_release(1, x);", {0}), "R[RMW,Once] W[RMW,Release]");
  EXPECT_EQ(now("add(1, x);", {0}), "R[NORETURN,RMW] W[NORETURN,RMW]");
  EXPECT_EQ(now("r0 = sum(1, x);", {0}), "R[MB,RMW] W[MB,RMW]");
  EXPECT_EQ(now("r0 = fetch_release(1, x);", {0}), "R[RELEASE,RMW] W[RELEASE,RMW]");
  EXPECT_EQ(now("r0 = clear(1, x); put(y, r0);", {7}), "R[ONCE,RMW] W[ONCE,RMW] W[ONCE]");
}

TEST(Generations, AddUnless) { // herd7 of old has it without a macro
  EXPECT_EQ(old("r0 = atomic_add_unless(x, 1, 5);", {0}), "F[Mb] R[RMW,Once] W[RMW,Once] F[Mb]");
  EXPECT_EQ(old("r0 = atomic_add_unless(x, 1, 5);", {5}), "R[RMW,Once]");
  EXPECT_EQ(now("r0 = add_if_not(x, 1, 5);", {0}), "R[MB,RMW] W[MB,RMW]");
  EXPECT_EQ(now("r0 = add_if_not(x, 1, 5);", {5}), "R[MB,RMW]");
}

TEST(Generations, UpperCaseTagsMeanNothingToTheOldOne) {
  EXPECT_EQ(old("r0 = __xchg{MB}(x, 1); r0 = __cmpxchg{ACQUIRE}(x, 0, 1);", {0, 0}),
            "R[RMW,Once] W[RMW,Once] R[RMW,Once] W[RMW,Once]");
  EXPECT_EQ(now("r0 = __xchg{mb}(x, 1); r0 = __cmpxchg{acquire}(x, 0, 1);", {0, 1}),
            "R[RMW,Mb] W[RMW,Mb] R[RMW,Acquire]");
}

TEST(Generations, Locks) {
  for (auto generation : {Generation::Lkmmv1, Generation::Lkmmv2}) {
    auto const is = [&](std::string const& body, std::vector<int> const& reads) {
      return shown(generation, body, numbers(reads)).events;
    };
    EXPECT_EQ(is("take(l); drop(l);", {0}), "R[LKR] W[LKW] W[UL]");
    EXPECT_EQ(is("r0 = try_take(l);", {0}), "R[LKR] W[LKW]");
    EXPECT_EQ(is("r0 = try_take(l);", {1}), "R[LF]");
    EXPECT_EQ(is("r0 = is_taken(l);", {1}), "R[RL]");
    EXPECT_EQ(is("r0 = is_taken(l);", {0}), "R[RU]");
  }
}

TEST(Generations, Srcu) {
  EXPECT_EQ(old("r0 = enter(s); leave(s, r0); wait_for(s);"),
            "SRCU[Srcu-lock] SRCU[Srcu-unlock] SRCU[Sync-srcu]");
  EXPECT_EQ(now("r0 = enter(s); leave(s, r0); wait_for(s);", {0}),
            "R[Srcu-lock] W[Srcu-unlock] SRCU[Sync-srcu]");
}

TEST(Generations, TheOldSrcuHasValues) {
  auto const macros = macros_of(old_macros);
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus(
      "t.litmus", generation_test({"r0 = enter(s); r1 = enter(s); leave(s, r0); leave(s, r1); wait_for(s);"}),
      diagnostics, {&macros, nullptr, Generation::Lkmmv1});
  ASSERT_TRUE(test);
  auto const events = proofs::interpret(test->program, 0, {}, 1).events;
  ASSERT_EQ(events.size(), 5u);
  EXPECT_NE(events[0].value, events[1].value);
  EXPECT_EQ(events[0].value, events[2].value);
  EXPECT_EQ(events[1].value, events[3].value);
  EXPECT_EQ(events[4].value, number(0));
}

TEST(Generations, Dependencies) {
  // What a read-modify-write gives starts dependencies at its read: in the old generation, unless it stood
  // between fences.
  EXPECT_EQ(old_dependencies("r0 = swap_once(x, 1); put(y, r0);", {0}), "data02 rmw01");
  EXPECT_EQ(old_dependencies("r0 = swap(x, 1); put(y, r0);", {0}), "rmw12");
  EXPECT_EQ(old_dependencies("r0 = cas(x, 0, 1); put(y, r0);", {0}), "rmw12");
  EXPECT_EQ(old_dependencies("r0 = cas(x, 0, 1); put(y, r0);", {2}), "data01");
  EXPECT_EQ(old_dependencies("r0 = sum(1, x); put(y, r0);", {0}), "data12 rmw12");
  EXPECT_EQ(now_dependencies("r0 = swap(x, 1); put(y, r0);", {0}), "data02 rmw01");
  // Its write depends on its read where it is computed from it.
  EXPECT_EQ(now_dependencies("add(1, x);", {0}), "data01 rmw01");
  EXPECT_EQ(now_dependencies("r0 = cas(x, 0, 1);", {0}), "rmw01");
}

TEST(Generations, DerefLosesItsDependencies) {
  auto const is = [](std::string const& body) {
    return shown(Generation::Lkmmv1, body, {address(2), number(0)}); // &s: any object will do
  };
  auto const followed = is("int *q = follow(p); r0 = get(q);");
  EXPECT_EQ(followed.events, "R[Once] F[Rb_dep] R[Once]");
  EXPECT_EQ(followed.dependencies, "");
  EXPECT_EQ(is("int *q = get(p); r0 = get(q);").dependencies, "addr01");
  EXPECT_EQ(is("if (follow(p)) put(y, 1);").dependencies, "ctrl02"); // but not where it is asked for
  EXPECT_EQ(is("switch (!follow(p)) { case 0: put(y, 1); }").dependencies, "ctrl02");
  EXPECT_EQ(is("int *q; if ((q = follow(p))) put(y, 1);").dependencies, "");
}

} // namespace
} // namespace barrister
