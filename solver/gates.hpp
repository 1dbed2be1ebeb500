// SPDX-License-Identifier: BSD-2-Clause
// Formulas over literals, as literals: constants are folded, equal gates are one.
#pragma once
#include "solver/smt.hpp"
#include <map>

namespace barrister::solver {

class Gates {
public:
  explicit Gates(Smt& smt) : smt_(smt) {}
  Literal all(std::vector<Literal> parts);
  Literal any(std::vector<Literal> parts);
  Literal both(Literal a, Literal b) { return all({a, b}); }
  Literal either(Literal a, Literal b) { return any({a, b}); }
  void require(std::vector<Literal> const& clause) { smt_.require(clause); }
  void exactly_one_if(Literal condition, std::vector<Literal> const& choices);
  Literal fresh() { return smt_.fresh(); }

private:
  Smt& smt_;
  std::map<std::vector<Literal>, Literal> made_;
};

} // namespace barrister::solver
