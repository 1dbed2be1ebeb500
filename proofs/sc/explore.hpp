// SPDX-License-Identifier: BSD-2-Clause
// The obviously right way to verify a protocol under sequential consistency: every state that it can reach,
// one step after the other. No loop is unrolled, and nothing is an event. Too slow for all but small ones.
#pragma once
#include "spec/patience.hpp"
#include "spec/protocol.hpp"

namespace barrister {

struct ExploreLimits {
  std::size_t states = 200'000; // of one start
  unsigned counted = 3;         // an accumulator that is counted more often has this value
  Deadline deadline{};          // behind which it is as if there were too many
};

struct ClaimResult {
  std::uint32_t start = 0, claim = 0; // indices into Protocol::starts and claims
  enum class Answer : std::uint8_t {
    Holds,    // of a Cover: some execution answers yes
    Violated, // of a Cover: none does
    Fault,    // something has no meaning, such as a NULL followed: `why`
    Unknown   // too many states
  } answer = Answer::Unknown;
  bool is_empty = false;                         // no execution ends
  bool by_deadlock = false, by_livelock = false; // of what is violated: Terminates, NoDeadlock
  std::string why;
  friend bool operator==(ClaimResult const&, ClaimResult const&) = default;
};
// For each claim, and each start that it is about.
std::vector<ClaimResult> explore(Protocol const&, ExploreLimits = {});

struct Explored {
  std::vector<ClaimResult> claims;
  std::size_t states = 0; // of all worlds that the claims are about
  bool is_whole = true;   // there are no others, and none has a fault
};
Explored explore_all(Protocol const&, ExploreLimits = {});

// Where everything has ended, or is stuck.
struct EndState {
  std::vector<Value> cells;              // by object
  std::vector<std::vector<Value>> owned; // by variable, then CPU or context
  std::vector<unsigned> counts;          // by accumulator
  std::vector<bool> has_ended;           // by context; of an act, and an interrupt: none of it is stuck
  bool is_stuck = false;
  friend auto operator<=>(EndState const&, EndState const&) = default;
};
struct EndStates {
  std::vector<EndState> states; // ascending
  std::size_t unfinished = 0;   // states in which only tasks that are not current could go on
  std::size_t explored = 0;
  bool is_whole = true;
  std::string fault;
};
EndStates end_states(Protocol const&, std::uint32_t start, std::vector<std::string> without = {},
                     ExploreLimits = {});

} // namespace barrister
