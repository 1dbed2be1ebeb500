// SPDX-License-Identifier: BSD-2-Clause
// What the reports are made from: a checked result, its judgement, and why a candidate is forbidden.
#pragma once
#include "cli/check_level.hpp"
#include "cli/judge.hpp"
#include "cli/question/written_questions.hpp"
#include "proofs/explain.hpp"
#include "spec/memory_model.hpp"
#include <span>

namespace barrister::cli {

struct Answer {
  LitmusResult result;
  std::vector<std::string> complaints;            // of proofs about the result; then the verdict is Unknown
  std::optional<proofs::Explanation> explanation; // of result.forbidden
  Checked checked;
  Judgement judgement;
  std::vector<std::string> certificate; // of --certify: what is certified, and what is not, and why
  WrittenQuestions questions;           // of --smt2 and --dimacs
};

// The execution worth showing: one that ends with a fault; or one that satisfies the proposition (for a
// forall: that falsifies it); or else a forbidden candidate that would.
struct Witness {
  enum class Kind : std::uint8_t { Satisfies, Falsifies, Forbidden, Faults } kind = Kind::Satisfies;
  Execution const* execution = nullptr;
  proofs::Explanation const* explanation = nullptr; // of a forbidden one
  std::span<Fault const> faults{};                  // of one that ends with them
};
std::optional<Witness> witness(LitmusTest const&, Answer const&);

} // namespace barrister::cli
