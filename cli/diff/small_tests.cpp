// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/small_tests.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Thread = SmallTest::Thread;
using Order = Thread::Order;
using Threads = std::vector<Thread>;

std::vector<Thread> shapes() {
  std::vector<Thread> out;
  for (bool const first : {false, true})
    for (bool const second : {false, true})
      for (auto const order : {Order::None, Order::Rmb, Order::Wmb, Order::Mb, Order::Acquire, Order::Release,
                               Order::AcquireRelease, Order::Control}) {
        bool const acquires = order == Order::Acquire || order == Order::AcquireRelease;
        bool const releases = order == Order::Release || order == Order::AcquireRelease;
        if ((acquires && first) || (releases && !second)) continue;
        if (order == Order::Control && (first || !second)) continue; // a branch orders stores behind it
        out.push_back({false, first, second, order});
      }
  out.push_back({true, true, true, Order::None});
  return out;
}

Thread const& next(Threads const& all, std::size_t i) { return all[(i + 1) % all.size()]; }

// A store alone stands between two threads: what it is read by tells it from those, and another store alone
// would tell nothing more. Two loads do not communicate.
bool is_cycle(Threads const& all) {
  if (std::ranges::count(all, false, &Thread::is_single) < 2) return false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const &here = all[i], &there = next(all, i);
    if (here.is_single && (there.is_single || there.first_writes)) return false;
    if (!here.second_writes && !there.first_writes) return false;
  }
  return true;
}
bool is_turned_least(Threads const& all) {
  auto turned = all;
  for (std::size_t i = 1; i < all.size(); ++i) {
    std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    if (turned < all) return false;
  }
  return true;
}

void extend(Threads& begun, std::size_t to, std::vector<Thread> const& by, std::vector<SmallTest>& out) {
  if (begun.size() == to) {
    if (is_cycle(begun) && is_turned_least(begun)) out.push_back({begun});
    return;
  }
  for (auto const& thread : by) {
    if (!begun.empty() && thread < begun.front()) continue; // it would be turned
    begun.push_back(thread);
    extend(begun, to, by, out);
    begun.pop_back();
  }
}

std::string name_of(Thread const& t) {
  if (t.is_single) return "W";
  auto const first = std::string(t.first_writes ? "W" : "R"),
             second = std::string(t.second_writes ? "W" : "R");
  switch (t.order) {
  case Order::None: break;
  case Order::Rmb: return first + "-rmb-" + second;
  case Order::Wmb: return first + "-wmb-" + second;
  case Order::Mb: return first + "-mb-" + second;
  case Order::Acquire: return first + "acq-" + second;
  case Order::Release: return first + "-" + second + "rel";
  case Order::AcquireRelease: return first + "acq-" + second + "rel";
  case Order::Control: return first + "-ctrl-" + second;
  }
  return first + "-" + second;
}
std::size_t orders_of(Thread const& t) {
  return t.order == Order::None ? 0 : t.order == Order::AcquireRelease ? 2 : 1;
}
std::size_t size_of(SmallTest const& test) { return test.accesses() + test.orders(); }

// The test as text, thread by thread: each has the location that it shares with the one before, and the one
// that it shares with the one behind.
class Writer {
public:
  explicit Writer(SmallTest const& test) : threads_(test.threads) {}

  std::string run(std::string const& comment, std::string const& name) {
    // A store alone is of the location of the access before it.
    std::size_t location = 0;
    for (auto const& t : threads_) in_.push_back(t.is_single ? location : location++);
    auto const locations = location;
    std::string bodies;
    for (std::size_t i = 0; i < threads_.size(); ++i) {
      auto const here = in_[i] % locations, there = (here + 1) % locations;
      bodies += threads_[i].is_single ? single(i, here) : pair(i, here, there);
    }
    return fmt::format("C {}\n\n(* {} *)\n\n{{}}\n{}\nexists ({})\n", name, comment, bodies,
                       fmt::join(condition_, " /\\ "));
  }

private:
  static char variable(std::size_t location) { return "xyzabcde"[location]; }

  // A location has one store or two; the second is the last.
  bool overwrites(std::size_t i) const { // the first access of thread i, a store, another store
    return threads_[(i + threads_.size() - 1) % threads_.size()].second_writes;
  }
  int stored_first(std::size_t i) const { return overwrites(i) ? 2 : 1; }
  // What the first access of thread i loads: what the thread before stored.
  int loaded_first(std::size_t i) const {
    auto const before = (i + threads_.size() - 1) % threads_.size();
    return threads_[before].is_single ? stored_first(before) : 1;
  }

  std::string single(std::size_t i, std::size_t at) {
    auto const value = stored_first(i);
    if (value == 2) condition_.push_back(fmt::format("{}=2", variable(at)));
    return fmt::format("\nP{}(int *{})\n{{\n\tWRITE_ONCE(*{}, {});\n}}\n", i, variable(at), variable(at),
                       value);
  }
  std::string pair(std::size_t i, std::size_t here, std::size_t there) {
    auto const& t = threads_[i];
    auto const x = variable(here), y = variable(there);
    bool const acquires = t.order == Order::Acquire || t.order == Order::AcquireRelease;
    bool const releases = t.order == Order::Release || t.order == Order::AcquireRelease;
    std::string lines;
    if (t.first_writes) {
      lines += fmt::format("\tWRITE_ONCE(*{}, {});\n", x, stored_first(i));
      if (overwrites(i)) condition_.push_back(fmt::format("{}=2", x));
    } else {
      lines += fmt::format("\tint r0 = {};\n", acquires ? fmt::format("smp_load_acquire({})", x)
                                                        : fmt::format("READ_ONCE(*{})", x));
      condition_.push_back(fmt::format("{}:r0={}", i, loaded_first(i)));
    }
    if (t.order == Order::Rmb) lines += "\tsmp_rmb();\n";
    if (t.order == Order::Wmb) lines += "\tsmp_wmb();\n";
    if (t.order == Order::Mb) lines += "\tsmp_mb();\n";
    if (t.order == Order::Control) lines += fmt::format("\tif (r0 == {})\n\t", loaded_first(i));
    if (t.second_writes)
      lines += releases ? fmt::format("\tsmp_store_release({}, 1);\n", y)
                        : fmt::format("\tWRITE_ONCE(*{}, 1);\n", y);
    else {
      lines += fmt::format("\tint r1 = READ_ONCE(*{});\n", y);
      condition_.push_back(fmt::format("{}:r1=0", i)); // before the store behind it
    }
    return fmt::format("\nP{}(int *{}, int *{})\n{{\n{}}}\n", i, x, y, lines);
  }

  Threads const& threads_;
  std::vector<std::size_t> in_; // the location of each thread's first access
  std::vector<std::string> condition_;
};

} // namespace

std::string SmallTest::name() const {
  std::vector<std::string> names;
  for (auto const& t : threads) names.push_back(name_of(t));
  return fmt::format("{}", fmt::join(names, "+"));
}
std::size_t SmallTest::accesses() const {
  std::size_t n = 0;
  for (auto const& t : threads) n += t.is_single ? 1 : 2;
  return n;
}
std::size_t SmallTest::orders() const {
  std::size_t n = 0;
  for (auto const& t : threads) n += orders_of(t);
  return n;
}

std::vector<SmallTest> small_tests(std::size_t threads) {
  std::vector<SmallTest> out;
  Threads begun;
  extend(begun, threads, shapes(), out);
  std::ranges::stable_sort(out, {}, size_of);
  return out;
}

std::string litmus_text(SmallTest const& test, std::string const& comment) {
  return Writer(test).run(comment, test.name());
}

} // namespace barrister::cli
