// SPDX-License-Identifier: BSD-2-Clause
// Tests made by chance: our lkmm against the kernel's own files, where $LKMM_DIR says that a
// tools/memory-model is. Locks are as herd7 has them, for the kernel's lock.cat speaks of its events.
#include "solver/verify.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/kernel.hpp"
#include "tests/support/load.hpp"
#include "tests/support/parts.hpp"
#include "tests/support/progress.hpp"
#include "tests/support/summary.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr std::uint64_t steps = 20'000;

struct Comparison {
  std::string different;
  bool unknown_macro = false, too_long = false;
};

Comparison compare(std::string const& text, MemoryModel const& lkmm, Kernel const& kernel) try {
  Comparison out;
  auto const as_kernel_reads_it = kernel.load(text);
  out.unknown_macro = !as_kernel_reads_it;
  if (!as_kernel_reads_it) return out;
  solver::Options options;
  options.engine = solver::Engine::Enumeration;
  options.steps = steps;
  auto const test = load_test(text);
  auto ours = summary(verify(test, lkmm, options));
  auto theirs = summary(verify(*as_kernel_reads_it, kernel.model(), options));
  // Up to Linux 6.14 a full barrier stands outside a read-modify-write, since then in its two halves: after a
  // plain store right before it, only the old one comes in time.
  if (kernel.generation() == frontend::Generation::Lkmmv1)
    for (auto* s : {&ours, &theirs}) std::erase(s->flags, "mixed-accesses");
  out.too_long = !ours.unknown.empty() || !theirs.unknown.empty();
  if (!out.too_long && ours != theirs)
    out.different = "lkmm: " + to_string(ours, test) + "the kernel's: " + to_string(theirs, test);
  return out;
} catch (std::exception const& e) {
  return {.different = e.what()};
}

class RandomKernel : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomKernel, LkmmIsTheKernelsModel) {
  auto const kernel = find_recent_kernel();
  if (!kernel) GTEST_SKIP() << "no LKMM_DIR, or one of before v6.4";
  auto const lkmm = load_lkmm_with_herd7_locks();
  auto const seeds = seeds_of_part(GetParam());
  std::cout << seeds << "\n" << std::flush;
  std::size_t unknown_macro = 0, too_long = 0, different = 0;
  Progress progress("kernel", seeds.end - seeds.begin);
  for (auto seed = seeds.begin; seed < seeds.end && different < 5; ++seed) {
    progress.step();
    auto const small = generate(seed);
    auto const comparison = compare(to_text(small), lkmm, *kernel);
    unknown_macro += comparison.unknown_macro;
    too_long += comparison.too_long;
    if (comparison.different.empty()) continue;
    ++different;
    auto const least = shrunk(
        small, [&](SmallTest const& t) { return !compare(to_text(t), lkmm, *kernel).different.empty(); });
    ADD_FAILURE() << "BARRISTER_SEED=" << seed << "\n"
                  << to_text(least) << compare(to_text(least), lkmm, *kernel).different;
  }
  std::cout << unknown_macro << " use what linux-kernel.def has not, " << too_long << " took too long\n";
  EXPECT_LE(unknown_macro + too_long, (seeds.end - seeds.begin) / 2);
}

INSTANTIATE_TEST_SUITE_P(Part, RandomKernel, testing::Range<std::uint64_t>(0, parts));

} // namespace
} // namespace barrister
