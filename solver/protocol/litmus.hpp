// SPDX-License-Identifier: BSD-2-Clause
// A litmus test as a protocol: each thread a task with a CPU of its own, one start, and the condition, its
// negation and the loops' bounds as what is asked.
#pragma once
#include "solver/encode/sat_solver.hpp"
#include "solver/lemma/accepts_lemma.hpp"
#include "solver/protocol/known_execution.hpp"
#include "solver/protocol/shows.hpp"
#include "solver/unfold/idle_rounds.hpp"
#include "solver/values/circular_values.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"
#include "spec/verdict.hpp"

namespace barrister::solver {

struct LitmusSearch {
  unsigned unroll = 2;
  SatSolver::How sat = SatSolver::Kind::Cadical;
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  std::uint64_t most = 100; // executions that are counted one by one
  AcceptsLemma accepts{};
  std::optional<KnownExecutions> known{}; // of world_of(test); the model allows them
  // AsCounted: executions with values from no constant are left out; of others, some may go round in a
  // circle.
  CircularValues circular_values = CircularValues::Complete;
  // Whether an execution counts as longer than the bound if all that it does more often is to wait.
  IdleRounds idle_rounds = IdleRounds::LeftOut;
  // Whether what comes behind a loop may make it go on (feedback.hpp). herd7 does not ask.
  enum class Feedback : std::uint8_t { Asked, NotAsked } feedback = Feedback::Asked;
};

// Fills in what `enumerate` fills in. After `most` executions it stops, capped: whether the condition can
// hold, whether it can fail, and which flags are raised, is known all the same. A bound is reached if a
// consistent execution is cut.
LitmusResult search(LitmusTest const&, MemoryModel const&, LitmusSearch const&);

// Whether some consistent execution wants more rounds of a loop. Nothing where that is not known.
enum class Longer : std::uint8_t { None, Idle, Some }; // Idle: it does, but as good as others that do not
struct LongerRuns {
  Longer are = Longer::None;
  std::string feedback{}; // what may make a loop go on that is in no execution that was looked at; or empty
};
std::optional<LongerRuns> reaches_bound(LitmusTest const&, MemoryModel const&, LitmusSearch const&);

// Whether the condition holds, or fails, only where values come from themselves.
bool needs_thin_air(LitmusTest const&, MemoryModel const&, LitmusSearch const&, bool satisfying);

// An execution that satisfies the condition and is coherent and atomic, where the model has these, whatever
// else it says; if there is none, one that breaks one of these two alone; if there is none, any.
std::optional<Execution> search_forbidden(LitmusTest const&, MemoryModel const&, LitmusSearch const&);

// Of the consistent executions that satisfy the condition, or falsify it, one with as little in it as can be
// found in so many steps (smallest.hpp). Nothing where none is found in so many.
std::optional<Execution> search_smallest(LitmusTest const&, MemoryModel const&, LitmusSearch, Shows,
                                         std::uint64_t steps);

// All lemmas that it takes to answer the questions that have no execution for an answer: whether the
// condition can hold, or fail, whether a bound is reached, whether there is a fault, and which flags are
// raised.
struct Learned {
  std::vector<Lemma> lemmas;
  std::string unknown; // why they are not all; or empty
};
Learned learn(LitmusTest const&, MemoryModel const&, LitmusSearch const&);

} // namespace barrister::solver
