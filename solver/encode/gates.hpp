// SPDX-License-Identifier: BSD-2-Clause
// Formulas over literals, as literals: constants are folded, equal gates are one.
#pragma once
#include "solver/encode/sat_solver.hpp"
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace barrister::solver {

class Gates {
public:
  explicit Gates(SatSolver& sat) : sat_(sat) {}
  Literal all(std::vector<Literal> parts);
  Literal any(std::vector<Literal> parts);
  Literal both(Literal a, Literal b) { return all({a, b}); }
  Literal either(Literal a, Literal b) { return any({a, b}); }
  Literal differ(Literal a, Literal b);                       // one of them holds, not both
  Literal choose(Literal condition, Literal yes, Literal no); // `yes` if the condition holds, else `no`
  void require(std::vector<Literal> const& clause) { sat_.require(clause); }
  void exactly_one_if(Literal condition, std::vector<Literal> const& choices);
  Literal fresh() { return sat_.fresh(); }
  // Whether it holds in the model that was found last; also of gates that were made since then. Nothing of
  // what else was made since.
  std::optional<bool> value(Literal) const;

  // What a literal implies besides itself: the parts of a conjunction, and what was noted.
  std::vector<Literal> const& implied(Literal) const;
  void note_implied(Literal l, std::vector<Literal> parts) { implied_[l] = std::move(parts); }
  // The literal, made anew, is that one of these holds, both parts of it.
  void note_meaning(Literal l, std::vector<std::pair<Literal, Literal>> ways) {
    meaning_[l] = std::move(ways);
  }
  bool is_conjunction(Literal l) const { return conjunctions_.contains(l); } // of what it implies

  // What gates are: all of `parts`; or, of a choice, if the first holds the second, else the third.
  struct Definition {
    bool is_choice;
    std::vector<Literal> parts;
  };
  std::map<Literal, Definition> definitions() const;

private:
  SatSolver& sat_;
  std::unordered_map<Literal, std::vector<Literal>> implied_;
  std::unordered_set<Literal> conjunctions_;
  std::unordered_map<Literal, std::vector<std::pair<Literal, Literal>>> meaning_;
  std::map<std::vector<Literal>, Literal> made_;
  std::map<std::array<Literal, 3>, Literal> chosen_;
};

} // namespace barrister::solver
