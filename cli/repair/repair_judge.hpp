// SPDX-License-Identifier: BSD-2-Clause
// What is claimed of an input that is there as text, under one model, for those who change the text until it
// holds.
//
// A text need not be asked about where an execution shows that it would not do: one that broke a claim of
// another text, carried over to this one (proofs/carried_over.hpp). Nothing is concluded from where the
// changes are: the execution is run again on this text, and every axiom is evaluated, as with any that is
// reported (proofs/check.hpp, proofs/replay.hpp); it refutes the text only where it draws no complaint, and
// breaks the claim.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "cli/repair/repair_search.hpp"

namespace barrister::cli {

enum class Pruning : std::uint8_t { ByExecutions, None };

class RepairJudge {
public:
  struct Base {
    ClaimOfText::Kind kind = ClaimOfText::Kind::Unknown;
    std::string words;        // "the exists clause is reachable"; "S1 is violated"; why it is unknown
    bool is_bounded = false;  // it holds as far as loops were followed
    bool is_hopeless = false; // what is wrong is that nothing happens: barriers add no execution
  };
  virtual ~RepairJudge() = default;
  virtual std::string const& model() const = 0;
  virtual Base const& as_it_is() const = 0;
  virtual std::string
  in_words_now() const = 0; // of what holds, with a repair: "the exists clause is unreachable"
  virtual Tried with(std::string const& text) = 0;
  // Whether an execution that this judge found of what is wrong is one of the other's text and model, too.
  virtual bool shows_to(RepairJudge const& other) const = 0;
  // Of the sites at these offsets of a text for which all claims hold: a comment on what each pairs with, or
  // nothing.
  virtual std::vector<std::string> comments(std::string const& text, std::vector<std::size_t> const& at) = 0;
};

} // namespace barrister::cli
