// SPDX-License-Identifier: BSD-2-Clause
// `barrister lsp --judge`: decides one claim for the language server, whose process it is not.
#pragma once
#include "cli/judge.hpp"
#include "lsp/question.hpp"
#include <iosfwd>

namespace barrister::cli {

lsp::Ruling judge_claim(lsp::Question const&);
// Reads a question, writes what was found.
Exit answer_question(std::istream& in, std::ostream& out);

} // namespace barrister::cli
