// SPDX-License-Identifier: BSD-2-Clause
// Clauses, and literals that stand for what is said of others.
#pragma once
#include "spec/derivation.hpp"
#include <map>

namespace barrister::proofs::plain {

constexpr Literal always = 1, never = -1;

class Gates {
public:
  Gates() { require({always}); }

  Literal fresh() { return ++last_; }
  void require(std::initializer_list<Literal> clause) { require(std::vector(clause)); }
  void require(std::vector<Literal> clause);
  void require_exactly_one(std::vector<Literal> const&);

  Literal both(Literal, Literal);
  Literal either(Literal a, Literal b) { return -both(-a, -b); }
  Literal choice(Literal condition, Literal then, Literal otherwise);
  Literal any(std::vector<Literal> const&);

  Clauses const& clauses() const { return clauses_; }
  Literal last() const { return last_; }

private:
  Clauses clauses_;
  Literal last_ = always;
  std::map<std::pair<Literal, Literal>, Literal> both_;
};

} // namespace barrister::proofs::plain
