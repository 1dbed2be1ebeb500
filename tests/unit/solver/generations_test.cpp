// SPDX-License-Identifier: BSD-2-Clause
// Both engines against brute force, on read-modify-writes of before v6.15: fences that are there when it
// succeeds, tags that depend on that.
#include "solver/enumerate/enumerate.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/unfold/threads.hpp"
#include "tests/support/summary.hpp"
#include "tests/support/two_generations.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

// clang-format off
std::vector<std::pair<std::vector<std::string>, std::string>> const tests = {
    {{"put(x, 1); r0 = swap(y, 1); r1 = get(x);", "put(y, 2); full(); r0 = get(x);"}, "exists (1:r0=0)"},
    {{"r0 = cas(x, 0, 1); r1 = get(y);", "r0 = cas(y, 0, 1); r1 = get(x);"}, "exists (0:r1=0 /\\ 1:r1=0)"},
    {{"put(x, 1); r0 = cas(l, 1, 2); r1 = get(y);", "put(y, 1); full(); r0 = get(x);"}, "exists (0:r1=0 /\\ 1:r0=0)"},
    {{"put(x, 1); r0 = get(y); r0 = cas(x, r0, 2); r1 = get(y);", "put(y, 1); full(); r0 = get(x);"}, "exists (0:r1=0 /\\ 1:r0=1)"},
    {{"put(x, 1); add(2, x); r1 = get_acquire(y); put_release(y, 1);", "r0 = cas_acquire(y, 1, 2); r1 = get(x);"}, "exists (1:r1=0)"},
    {{"r0 = get(y); if (r0) r1 = cas(x, 0, 1); put(y, 1);", "r0 = atomic_add_unless(x, 1, 1); r1 = get(y); if (r1) r1 = cas(x, 1, 5);"}, "exists (0:r1=0 /\\ 1:r0=1)"},
    {{"put(x, 1); r0 = atomic_add_unless(y, 1, 0); r1 = get(y);", "r0 = fetch_release(1, y); add(1, x);"}, "exists (x=2 /\\ 0:r1=1)"},
    {{"r0 = cas(x, 0, 1); if (r0) put(y, r0); else put(y, 3);", "put(x, 2); r0 = swap(y, 7);"}, "exists (y=2)"},
    {{"r0 = get(y); if (r0 == 2) return; r1 = cas(x, 0, 1); if (r1) return; r1 = swap(y, 2);", "put(x, 1); r0 = cas(y, 2, 3); r1 = get(x);"}, "exists (0:r1=1 /\\ 1:r0=2)"},
    {{"do { r0 = cas(x, 1, 2); if (r0) break; r1 = atomic_add_unless(y, 1, 0); put(y, 1); } while (0); r1 = get(y);", "put(y, 2); r0 = swap(x, 1);"}, "exists (0:r1=1)"},
    {{"switch (swap(x, 1)) { case 2: put(y, 1); break; default: r0 = cas_acquire(y, 0, 3); }", "put(y, swap(x, 2)); r0 = get(x);"}, "exists (y=3)"},
    {{"int *q; q = follow(p); r0 = get(q);", "put(y, 1); full(); put(*p, y);", "wait_for(s);"}, "exists (0:r0=0)"},
    {{"r0 = enter(s); r1 = get(x); if (r1) leave(s, 5); else leave(s, r0);", "put(x, 1);"}, "exists (0:r1=0)"},
    {{"r0 = enter(s); r1 = get(x); leave(s, r0);", "put(x, 1); wait_for(s); put(y, 1);"}, "exists (0:r1=0)"}};
// clang-format on

// Sees every fence, tag and dependency that there is.
std::string const model_text = R"(
let fr = rf^-1 ; co
acyclic (po & loc) | rf | co | fr as coherence
empty rmw & ((fr & ext) ; (co & ext)) as atomicity
let full = po ; [Mb] ; po
let acquired = [Acquire] ; po
let released = po ; [Release]
let order = full | acquired | released | addr | data | (ctrl ; [W])
acyclic order | (rf & ext) | (co & ext) | (fr & ext) as order
flag ~empty F as fence
flag ~empty [RMW & Once] \ (rmw ; rmw^-1 | rmw^-1 ; rmw) as failed
flag ~empty [RMW] ; (data | ctrl) ; [W] as depends
flag ~empty [Noreturn] ; po ; [Acquire] as both
let sections = (Srcu-lock * Srcu-unlock) & loc & po
flag ~empty sections \ different-values(sections) as matched
flag ~empty different-values(sections) as mixed-up
)";

MemoryModel model() {
  frontend::Diagnostics diagnostics;
  auto const reader = [](std::string const& name) {
    return std::optional(frontend::LoadedFile{name, "let rfe = rf & ext\n"});
  };
  auto loaded = frontend::load_model("small", {"small.cat", model_text}, reader, diagnostics,
                                     {frontend::LoadedFile{"old.bell", old_bell}, {}});
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  return loaded ? *loaded : MemoryModel{};
}

TEST(Generations, EnginesAgreeWithBruteForce) {
  auto const macros = macros_of(old_macros);
  auto const small = model();
  std::set<std::string> flags;
  for (auto const& [bodies, question] : tests) {
    frontend::Diagnostics diagnostics;
    auto const test = frontend::load_litmus("t.litmus", generation_test(bodies, question), diagnostics,
                                            {&macros, nullptr, frontend::Generation::Lkmmv1});
    for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
    ASSERT_TRUE(test);
    auto const brute = enumerate(*test, small, 2);
    ASSERT_TRUE(brute);
    auto const expected = summary(*brute);
    flags.insert(expected.flags.begin(), expected.flags.end());
    auto const graph = unfold(test->program, 2);
    EXPECT_EQ(to_string(summary(enumerate(*test, small, graph, {})), *test), to_string(expected, *test))
        << bodies[0];
    LitmusSearch how;
    how.most = 10'000;
    EXPECT_EQ(to_string(summary(search(*test, small, how)), *test), to_string(expected, *test)) << bodies[0];
  }
  EXPECT_EQ(flags, (std::set<std::string>{"both", "depends", "failed", "fence", "matched", "mixed-up"}));
}

} // namespace
} // namespace barrister::solver
