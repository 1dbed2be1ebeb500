// SPDX-License-Identifier: BSD-2-Clause
// What is claimed of an input that is there as text, under one model, for those who change the text until it
// holds.
//
// A text need not be asked about where an execution shows that it would not do: one that broke a claim of
// another text, carried over to this one (proofs/carried_over.hpp). The execution is run again on this text,
// and every axiom is evaluated, as with any that is reported (proofs/check.hpp, proofs/replay.hpp); it
// refutes the text only where it draws no complaint, and breaks the claim. Under models of which it is known
// that more barriers only forbid more, it refutes texts with fewer of the changes, too.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "cli/repair/repair_search.hpp"
#include <optional>

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
  virtual Tried with(std::string const& text) = 0; // as it is asked about
  // Executions that broke a claim of some text; more come with each text that is asked about.
  virtual std::size_t executions() const = 0;
  // Whether that one is one of this text, too, and breaks the claim there; nothing where it is no program.
  virtual std::optional<bool> refutes(std::size_t execution, std::string const& text) = 0;
  // It refutes texts with fewer of the changes, too.
  virtual bool is_monotone(std::size_t execution) const = 0;
  virtual bool are_same(std::string const& one, std::string const& other) const = 0; // but for comments
  // Whether an execution that this judge found of what is wrong is one of the other's text and model, too.
  virtual bool shows_to(RepairJudge const& other) const = 0;
  // Of the sites at these offsets of a text for which all claims hold: a comment on what each pairs with, or
  // nothing.
  virtual std::vector<std::string> comments(std::string const& text, std::vector<std::size_t> const& at) = 0;
};

} // namespace barrister::cli
