// SPDX-License-Identifier: BSD-2-Clause
// Executions of one program as those of another one: what the model allows of them is what the other one has.
#include "frontend/protocol.hpp"
#include "proofs/carried_over.hpp"
#include "proofs/check.hpp"
#include "proofs/replay.hpp"
#include "proofs/sc/simulate.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string test_of(std::string const& one, std::string const& other) {
  return "C t\n{}\nP0(int *x, int *y, spinlock_t *l)\n{\n" + one +
         "}\nP1(int *x, int *y, spinlock_t *l)\n{\n" + other + "}\nexists (x=0)\n";
}
// How many of the one are carried over to the other, and draw no complaint there.
std::size_t allowed(std::string const& from, std::string const& to, MemoryModel const& model) {
  auto const other = load_test(to);
  std::size_t out = 0;
  auto const all = enumerate(load_test(from), model, 2);
  for (auto const& x : all->executions) {
    auto const there = proofs::carried_over(x, other.program, model.locks, 2);
    if (!there) continue;
    EXPECT_TRUE(proofs::complaints(other.program, model, *there, 2).empty() ||
                proofs::complaints_as_forbidden(other.program, model, *there, 2).empty());
    out += proofs::complaints(other.program, model, *there, 2).empty();
  }
  return out;
}
std::size_t count(std::string const& text, MemoryModel const& model) {
  return enumerate(load_test(text), model, 2)->executions.size();
}

struct Pair {
  char const *less, *more;
};
constexpr Pair bodies[] = {
    {"WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y);", "WRITE_ONCE(*x, 1); smp_mb(); int r0 = READ_ONCE(*y);"},
    {"WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x);",
     "smp_store_release(y, 1); smp_rmb(); int r0 = smp_load_acquire(x);"},
    {"int r0 = READ_ONCE(*x); if (r0) WRITE_ONCE(*y, 1);",
     "int r0 = smp_load_acquire(x); if (r0) { smp_wmb(); WRITE_ONCE(*y, 1); }"},
    {"int r0 = xchg_relaxed(x, 2); WRITE_ONCE(*y, 2);", "int r0 = xchg(x, 2); WRITE_ONCE(*y, 2);"},
    {"spin_lock(l); WRITE_ONCE(*x, 3); spin_unlock(l); int r0 = READ_ONCE(*y);",
     "spin_lock(l); smp_mb__after_spinlock(); WRITE_ONCE(*x, 3); spin_unlock(l); smp_mb(); int r0 = "
     "READ_ONCE(*y);"}};

TEST(CarriedOver, WhatTheModelAllowsIsWhatTheOtherHas) {
  for (auto const& model : std::vector{load_shipped_model("lkmm"), load_shipped_model("tso")})
    for (auto const& a : bodies)
      for (auto const& b : bodies) {
        auto const less = test_of(a.less, b.less);
        for (auto const& more :
             std::vector{test_of(a.more, b.less), test_of(a.less, b.more), test_of(a.more, b.more)})
          EXPECT_EQ(allowed(less, more, model), count(more, model)) << more << model.name;
      }
}
TEST(CarriedOver, WhatDoesSomethingElseIsNot) {
  auto const model = load_shipped_model("lkmm");
  auto const less = test_of("WRITE_ONCE(*x, 1);", "");
  for (auto const* other : {"WRITE_ONCE(*x, 2);", "WRITE_ONCE(*y, 1);", "",
                            "WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);", "int r0 = READ_ONCE(*x);"})
    EXPECT_EQ(allowed(less, test_of(other, ""), model), 0u) << other;
}

std::string protocol_of(std::string const& barrier) {
  return "protocol p \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; agent m times 1 on cpu 0 { g(); } "
         "}\n"
         "int x, y, z;\nghost bool r;\nghost bool s;\nstatic void g(void) { " +
         barrier + " WRITE_ONCE(z, choose(2)); " + barrier + " }\ntask a { WRITE_ONCE(x, 1); " + barrier +
         " r = READ_ONCE(y); }\n"
         "task b { WRITE_ONCE(y, 1); " +
         barrier +
         " s = READ_ONCE(x); smp_cond_load_acquire(&z, VAL == 1); }\n"
         "property P \"s\": never r && s;\n";
}
Protocol resolved(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const none = [](std::string const&) { return std::optional<frontend::Source>(); };
  auto const file = frontend::parse_protocol(frontend::Source("p.protocol", text), none, diagnostics);
  return frontend::resolve(*file, file->variants.front().name, diagnostics).value();
}
// There and back again, of tasks, acts and waiting: the same runs, in the same turns.
TEST(CarriedOver, ProtocolsGoThereAndBack) {
  auto const bare = resolved(protocol_of("")), fenced = resolved(protocol_of("smp_mb();"));
  auto const model = load_shipped_model("sc");
  proofs::SimulationLimits limits;
  limits.seed = 1;
  limits.runs = 50;
  limits.moves = 10'000;
  std::size_t stuck = 0, with_act = 0;
  auto const runs = proofs::simulate(bare, limits);
  for (auto const& x : runs.executions) {
    if (!proofs::complaints(bare, model, x, 2).empty()) continue;
    auto const there = proofs::carried_over(x, bare, fenced, 2);
    ASSERT_TRUE(there);
    EXPECT_EQ(proofs::complaints(fenced, model, *there, 2), std::vector<std::string>{});
    EXPECT_GT(there->execution.events.size(), x.execution.events.size());
    auto const back = proofs::carried_over(*there, fenced, bare, 2);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->execution.events, x.execution.events);
    EXPECT_EQ(proofs::complaints(bare, model, *back, 2), std::vector<std::string>{});
    stuck += x.execution.completion == Completion::Stuck;
    with_act += x.runs.size() > 2;
  }
  EXPECT_GT(stuck, 0u);
  EXPECT_GT(with_act, 0u);
}

} // namespace
} // namespace barrister
