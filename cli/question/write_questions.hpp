// SPDX-License-Identifier: BSD-2-Clause
// `--smt2` and `--dimacs`: the questions behind answers, for other solvers.
#pragma once
#include "cli/output_path.hpp"
#include "cli/protocol_answer.hpp"
#include "cli/question/written_questions.hpp"
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"

namespace barrister::cli {

struct QuestionWish {
  std::string smt2, dimacs; // files, or folders; or empty
};
WrittenQuestions write_questions(QuestionWish const&, OutputName const&, LitmusTest const&,
                                 MemoryModel const&, unsigned rounds);
// One for each claim, with the rounds that it was decided with; where it was not, with `rounds`.
WrittenQuestions write_questions(QuestionWish const&, OutputName const&, ProtocolAnswer const&,
                                 MemoryModel const&, unsigned rounds);

} // namespace barrister::cli
