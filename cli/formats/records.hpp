// SPDX-License-Identifier: BSD-2-Clause
// From answers to records.
#pragma once
#include "cli/answer.hpp"
#include "cli/claims.hpp"
#include "cli/formats/record.hpp"
#include "cli/protocol_answer.hpp"
#include "cli/warnings.hpp"

namespace barrister::cli {

enum class Traces : std::uint8_t {
  OfSurprises, // of what is violated and not as expected
  OfViolated,  // of whatever is violated
  All          // of whatever something shows
};

// `exit`: what the answer comes to.
Record record_of(LitmusTest const&, MemoryModel const&, Answer const&, Exit exit, unsigned unroll, Traces);
// Of a line of expected.txt.
Record record_of(LitmusClaim const&, LitmusTest const&, MemoryModel const&, Answer const&, Exit exit,
                 unsigned unroll);

// One a claim; and one of what is vacuous without that a claim says so.
std::vector<Record> records_of(ProtocolAnswer const&, Traces);
// Of one file: `exit` says whether they are errors.
Record record_of(std::string const& file, std::vector<Warning> const&, Exit exit);

// What was said of `file` instead of an answer: "mp.litmus:4:16: error: expected ...". Empty: of no file.
Record record_of_messages(std::string const& file, std::string const& said);

} // namespace barrister::cli
