// SPDX-License-Identifier: BSD-2-Clause
// How clauses follow from clauses that are given, step by step. A solver records what it does as one, and
// proofs/rup checks it.
#pragma once
#include "spec/rows.hpp"
#include <cstdint>

namespace barrister {

// A variable, from 1, or, negative, its negation: as in DIMACS.
using Literal = std::int32_t;
// One of its literals is true; without any it is never true. They may be in any order, and there twice.
using Clause = std::span<Literal const>;
using Clauses = Rows<Literal>;
// From 1: first the clauses that are given, then those that steps add.
using ClauseNumber = std::uint32_t;

// Nothing in here is believed: any clause, and any number, can be in a step.
class Derivation {
public:
  enum class Kind : std::uint8_t {
    Add,    // a clause that follows from those that are there
    Target, // one that follows, too, and that is what this is about; it gets no number
    Delete  // clauses that are not needed any more
  };
  struct Step {
    Kind kind;
    Clause clause; // of Delete, none
    // Of Delete, what is deleted. Else hints, which may be missing: clauses in such an order that, once the
    // literals of this one are false, each has a single literal left, which is then true; and the last one
    // has none.
    std::span<ClauseNumber const> numbers;
  };

  explicit Derivation(ClauseNumber given = 0) : given_(given), last_(given) {}

  ClauseNumber given() const { return given_; }
  ClauseNumber last() const { return last_; } // number of a clause, or 0
  std::size_t size() const { return kinds_.size(); }
  Step operator[](std::size_t step) const { return {kinds_[step], clauses_[step], numbers_[step]}; }

  ClauseNumber add(Clause clause, std::span<ClauseNumber const> hints = {}) {
    append({Kind::Add, clause, hints});
    return last_;
  }
  void target(Clause clause, std::span<ClauseNumber const> hints = {}) {
    append({Kind::Target, clause, hints});
  }
  void remove(std::span<ClauseNumber const> numbers) { append({Kind::Delete, {}, numbers}); }
  void append(Step const& step) {
    kinds_.push_back(step.kind);
    clauses_.add(step.kind == Kind::Delete ? Clause{} : step.clause);
    numbers_.add(step.numbers);
    if (step.kind == Kind::Add) ++last_;
  }
  friend bool operator==(Derivation const&, Derivation const&) = default;

private:
  ClauseNumber given_, last_;
  std::vector<Kind> kinds_;
  Clauses clauses_;
  Rows<ClauseNumber> numbers_;
};

} // namespace barrister
