// SPDX-License-Identifier: BSD-2-Clause
// An encoding against executions that others found: each must be an assignment, in which what facts say is
// true of it.
#pragma once
#include "proofs/plain/encoding.hpp"
#include "solver/encode/sat_solver.hpp"
#include "tests/support/enumerate.hpp"

namespace barrister {

class Encoded {
public:
  Encoded(LitmusTest const&, unsigned rounds); // throws what is not supported
  proofs::plain::Encoding const& encoding() const { return encoding_; }

  bool can_be(std::vector<Literal> assumptions);
  // Differently executed, read from or ordered, or of other values among these, neither cut nor faulty, past
  // the filter, and without a value that is computed from itself; nothing when it takes more than `most`
  // looks.
  std::optional<std::size_t> count(std::set<Value> const& values, std::size_t most);
  // What is wrong with how it has this execution; or nothing.
  std::string complaint(Execution const&);

private:
  using Mapping = std::vector<EventId>; // by event of the execution
  bool may_be(EventId encoded, Event const&) const;
  void match(Execution const&, EventId next, Mapping&);
  std::vector<Literal> assumptions(Execution const&, Mapping const&) const;
  struct Told {
    Literal literal;
    bool is_so;
    LemmaFact fact; // of the execution's events
  };
  std::vector<Told> facts(Execution const&, Mapping const&) const;
  std::vector<Literal> choices() const;
  bool is_true(Literal) const;
  bool is_model_grounded() const; // that which was just found
  Literal literal(LemmaFact::Kind, EventId a, EventId b, std::string set = {}) const;

  LitmusTest const& test_;
  proofs::plain::Encoding encoding_;
  solver::SatSolver sat_;
  std::string complaint_;
  bool is_found_ = false;
};

} // namespace barrister
