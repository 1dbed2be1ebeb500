// SPDX-License-Identifier: BSD-2-Clause
#include "cli/flags.hpp"
#include <array>
#include <utility>

namespace barrister::cli {

std::string flag_in_words(std::string const& flag) {
  constexpr std::array<std::pair<char const*, char const*>, 12> meanings = {{
      {"data-race",
       "data race: a plain access conflicts with another CPU's, so the compiler may break the test"},
      {"mixed-accesses",
       "mixed accesses: a plain store and a marked access to one variable, with no compiler barrier between"},
      {"mixed-lock-accesses", "mixed lock accesses: a lock is also read or written as a variable"},
      {"unmatched-rcu-lock", "unbalanced RCU: an rcu_read_lock() without its rcu_read_unlock()"},
      {"unmatched-rcu-unlock", "unbalanced RCU: an rcu_read_unlock() without its rcu_read_lock()"},
      {"unmatched-srcu-lock", "unbalanced SRCU: an srcu_read_lock() without its srcu_read_unlock()"},
      {"unmatched-srcu-unlock", "unbalanced SRCU: an srcu_read_unlock() without its srcu_read_lock()"},
      {"multiple-srcu-matches", "unbalanced SRCU: an srcu_read_lock() with more than one srcu_read_unlock()"},
      {"srcu-bad-value-match", "SRCU: srcu_read_unlock() is not given what srcu_read_lock() returned"},
      {"invalid-sleep",
       "invalid sleep: a grace period is waited for inside an RCU read-side critical section"},
      {"lock-final", "final value of a lock: it is asked for, and is not a variable's"},
      {"unmatched-unlock", "unbalanced lock: a spin_unlock() without its spin_lock()"},
  }};
  for (auto const& [name, meaning] : meanings)
    if (flag == name) return meaning;
  return "flag: " + flag;
}

} // namespace barrister::cli
