// SPDX-License-Identifier: BSD-2-Clause
// One variant under one model: solve with as many rounds as it takes, re-check what shows each verdict,
// judge.
#pragma once
#include "cli/protocol_answer.hpp"
#include "solver/protocol/verify.hpp"
#include <filesystem>
#include <functional>
#include <memory>

namespace barrister::cli {

struct ProtocolEffort {
  std::optional<unsigned> unroll; // a fixed bound; none: it grows while that may decide more
  std::chrono::milliseconds timeout{0};
  std::optional<std::chrono::steady_clock::time_point> deadline{}; // of all that is asked with this
  std::vector<std::string> properties{};                           // by name; empty: all
  solver::SatSolver::Kind engine = solver::SatSolver::Kind::Cadical;
  std::string of_file{}; // what is never reached of its code is looked for
  CheckLevel check = CheckLevel::Fast;
  std::uint64_t smaller = 0, smaller_covers = 0; // see solver::ProtocolOptions
  bool wants_flags = true;                       // likewise
  // Where no execution wants more rounds, but a loop may feed back: whether more are tried, which may find
  // what is violated, and settle nothing else.
  enum class OnFeedback : std::uint8_t { MoreRounds, Stops } on_feedback = OnFeedback::MoreRounds;
  std::optional<std::filesystem::path> cache{}; // where check_remembered() looks first; none: nowhere
  double worth_keeping = 1;                     // seconds that an answer has to take
};

unsigned most_rounds(ProtocolEffort const&); // the last bound that is tried

// `rounds` is told each bound that is tried. A verdict that proofs complains about becomes an unknown.
ProtocolAnswer check_protocol(Protocol const&, std::vector<Question> const&, MemoryModel const&,
                              ProtocolEffort const&, std::function<void(unsigned)> const& rounds);

} // namespace barrister::cli
