// SPDX-License-Identifier: BSD-2-Clause
// What the reports on protocols are made from: one variant under one model, its claims decided and
// re-checked.
#pragma once
#include "cli/check_level.hpp"
#include "cli/judge.hpp"
#include "cli/question/written_questions.hpp"
#include "frontend/protocol.hpp"
#include "proofs/missing.hpp"
#include "proofs/races.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::cli {

// A claim as it is put to the solver: an `expect` line may tell starts apart.
struct Question {
  Claim claim;
  std::optional<frontend::Expectation> expected; // none: it has to hold; a cover, to be reached
};
enum class Races : std::uint8_t { Flagged, NotFlagged }; // by the model
// Of each claim, in order, and of data races where there may be any and the model flags them, one; or several
// that share its starts out. Where nothing is claimed, one about faults, which come before every claim.
// `model` as a model line says it.
std::vector<Question> questions(frontend::ProtocolFile const&, Protocol const&, std::string const& model,
                                Races = Races::Flagged);
bool is_of_faults(Claim const&); // that stands for all that is asked where nothing is claimed

// In the execution that shows a claim; and the axiom that forbids it with them.
struct MissingBarriers {
  proofs::Missing found;
  Check check;
};

struct ClaimAnswer {
  Question question;
  ClaimVerdict verdict;
  std::optional<proofs::Race> race{};       // of NoRaces, Violated
  std::optional<MissingBarriers> missing{}; // of Violated, where it would take some
  unsigned unroll = 0;                      // rounds of a loop it was decided with
  bool is_remembered = false;               // from an earlier run
  std::vector<std::string> complaints;      // of proofs about what shows it; then the verdict is Unknown
  Verdict judged = Verdict::Unknown;
  Exit exit = Exit::Unknown;
};
// Is the verdict what is expected? Sets `judged` and `exit`.
void judge(ClaimAnswer&);

std::string by(ClaimAnswer const&);                // "livelock", "deadlock", or empty
std::string expectation_in_words(Question const&); // "violated by livelock"

struct ProtocolAnswer {
  std::shared_ptr<Protocol const> protocol;
  std::string file;           // as places in it are said
  std::string on_disk, patch; // what it is read from, and the diff that changes that; or empty
  std::string model;          // with what the protocol adds to it
  std::string model_name;     // as --model takes it
  std::vector<ClaimAnswer> claims;
  std::optional<ProtocolFault> fault;  // then every claim is judged a Fault, and has its execution
  std::vector<RaisedFlag> flags;       // of misuse; re-checked
  std::vector<std::string> open_flags; // that may be raised, or not
  std::optional<Unreached> unreached;  // of the file's own code; nothing: it is not known
  Checked checked;
  std::vector<std::string> certificate; // of --certify: what is certified, and what is not, and why
  WrittenQuestions questions;           // of --smt2 and --dimacs
  std::string unknown;                  // why there is no answer to anything; or empty
  double seconds = 0;
};

// "for at most 2 scheduler, 1 unplug; from 9 starts": what the claim lets the world do.
std::string environment(Protocol const&, Claim const&);
std::string environment(Protocol const&); // the widest

} // namespace barrister::cli
