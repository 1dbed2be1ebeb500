// SPDX-License-Identifier: BSD-2-Clause
// The whole way from a litmus test and a model to what is true of them.
#pragma once
#include "solver/lemma/accepts_lemma.hpp"
#include "solver/model/prepared.hpp"
#include "solver/protocol/known_execution.hpp"
#include "solver/protocol/shows.hpp"
#include "solver/unfold/idle_rounds.hpp"
#include "solver/values/circular_values.hpp"
#include "spec/patience.hpp"
#include "spec/verdict.hpp"
#include <chrono>
#include <functional>

namespace barrister::solver {

enum class Engine : std::uint8_t {
  Auto,        // enumeration, and a search by CaDiCaL where enumeration would take too long
  Enumeration, // every consistent execution, one by one
  Z3,          // a search; states and counts by excluding what was seen
  Cadical,     // the same
  Both         // enumeration and Z3, each by itself; a difference is an unknown that says so
};

struct Options {
  Engine engine = Engine::Auto;
  CircularValues circular_values = CircularValues::Complete;
  IdleRounds idle_rounds = IdleRounds::LeftOut;
  unsigned unroll = 2;                  // rounds of a loop, as herd7's -unroll
  std::chrono::milliseconds timeout{0}; // 0: none
  // Candidates that enumeration looks at, and steps of a search: what takes more is unknown.
  std::uint64_t steps = ~std::uint64_t{0};
  // Of a search: so many may go into making what shows the condition smaller; or what shows that it is
  // violated.
  std::uint64_t smaller = 0, smaller_violated = 0;
  bool want_forbidden = false; // look for a LitmusResult::forbidden
  bool want_deadlocks = false; // look for LitmusResult::deadlocks, and why there is no execution
  // Of an enumeration: the executions of further states are shown to `passes`, and not kept (their states
  // have one without events).
  std::size_t most_executions = ~std::size_t{0};
  std::function<void(ReachedState const&)> passes{};
  AcceptsLemma accepts{};
  std::optional<KnownExecutions> known{}; // looked for in what a search encodes; the model allows them
};

LitmusResult verify(LitmusTest const&, PreparedModel const&, Options const&);

// Of the consistent executions that satisfy the condition, or falsify it, one with as little in it as can be
// found in so many steps: fewest accesses and fences, then fewest reads of what other CPUs wrote. Nothing
// where none is found, or all that are would have values that justify themselves.
std::optional<Execution> smallest_execution(LitmusTest const&, PreparedModel const&, Options const&, Shows,
                                            std::uint64_t steps);

// Candidates that satisfy the proposition and pass the filter, at most so many, whatever the model says.
struct Satisfying {
  std::vector<Execution> executions;
  bool are_all = false;
  // But for those that are not coherent or not atomic, which the model forbids: where there are others.
  bool are_coherent = false;
  bool may_justify_themselves = false; // there may be others, whose values come from themselves
};
Satisfying satisfying_candidates(LitmusTest const&, PreparedModel const&, Options const&, std::size_t most);

// Candidates that end with a fault, one for each place, whether the model allows them or not, as long as
// they are coherent and atomic: herd7 refuses a test that has one.
std::vector<FaultyExecution> faults_of_candidates(LitmusTest const&, PreparedModel const&, Options const&);

} // namespace barrister::solver
