// SPDX-License-Identifier: BSD-2-Clause
// Why the claim of a litmus test holds under a model, or which models break it.
#pragma once
#include "cli/answer.hpp"
#include "cli/standing.hpp"
#include "solver/verify.hpp"

namespace barrister::cli {

// One of the reasons for which it holds: what forbids some of the executions that would break it, or the run
// that a barrier left out would allow.
struct Because {
  std::string barrier{};      // of a protocol: "line 31: smp_mb()"; empty: of a test
  std::string claim{};        // of a protocol: what is violated without it
  std::size_t executions = 0; // of a test: of so many
  std::string run{};          // one of them, in lines
  std::vector<std::string> sentences{};
  std::string forbidden{}; // "a cycle, which lkmm forbids (lkmm.cat:111: ...)"; empty: not found out
};
struct Why {
  std::string text{}; // in lines of at most so many bytes; where the exit is of bad input: what is wrong
  Exit exit = Exit::Good;
  std::string name{}, claim{}; // "wake_up"; "the exists clause is unreachable"
  Standing standing = Standing::Unknown;
  std::vector<Because> because{};
  std::string shown{};   // a run that breaks the claim, in lines; or nothing
  std::string unknown{}; // why something is; or nothing
};
std::string report_why_json(Why const&, std::string const& file, std::string const& variant,
                            std::string const& model);
Why why_of_test(LitmusTest const&, MemoryModel const&, solver::Options const&, std::size_t width);

} // namespace barrister::cli
