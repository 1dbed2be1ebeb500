// SPDX-License-Identifier: BSD-2-Clause
// Small litmus tests, enumerated: each is a cycle of threads that communicate through one location each.
//
// A thread has two accesses, of two locations, and something that may order them: a fence, an acquire, a
// release, a dependency through a branch; or one store alone, which one thread sees before, or overwrites,
// and another reads from. The exists clause says that each access stands to the next thread's as the cycle
// has it: a load reads from the store before it, or sees less than the store behind it; of two stores, the
// second is the last.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

struct SmallTest {
  struct Thread {
    enum class Order : std::uint8_t { None, Rmb, Wmb, Mb, Acquire, Release, AcquireRelease, Control };
    bool is_single = false; // one store
    bool first_writes = false, second_writes = false;
    Order order = Order::None;
    auto operator<=>(Thread const&) const = default;
  };
  std::vector<Thread> threads;

  std::string name() const; // "W-mb-R+W-R"
  std::size_t accesses() const;
  std::size_t orders() const; // fences, acquires, releases, branches
};

// With so many threads, none of them twice, turned round; those with the fewest accesses and orders first.
std::vector<SmallTest> small_tests(std::size_t threads);

// As a litmus test, with a comment behind its name.
std::string litmus_text(SmallTest const&, std::string const& comment);

} // namespace barrister::cli
