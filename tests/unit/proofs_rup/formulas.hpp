// SPDX-License-Identifier: BSD-2-Clause
// Clauses to have proofs of, and what follows from them by trying every assignment.
#pragma once
#include "solver/encode/sat_solver.hpp"
#include "spec/derivation.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>
#include <bit>

namespace barrister::formulas {

inline Literal literal(Chance& chance, Literal variables) {
  auto const variable = static_cast<Literal>(chance.below(static_cast<std::size_t>(variables))) + 1;
  return chance.once_in(2) ? variable : -variable;
}

inline std::vector<Literal> clause(Chance& chance, Literal variables, std::size_t size) {
  std::vector<Literal> out;
  while (out.size() < size) {
    auto const l = literal(chance, variables);
    if (std::ranges::find(out, l) == out.end() && std::ranges::find(out, -l) == out.end()) out.push_back(l);
  }
  return out;
}

inline Clauses random(Chance& chance, Literal variables, std::size_t count, std::size_t size = 3) {
  Clauses out;
  while (out.size() < count) out.add(clause(chance, variables, size));
  return out;
}

// One pigeon more than there are holes.
inline Clauses pigeons(Literal holes) {
  auto const in = [&](Literal pigeon, Literal hole) { return pigeon * holes + hole + 1; };
  Clauses out;
  for (Literal pigeon = 0; pigeon <= holes; ++pigeon) {
    std::vector<Literal> somewhere;
    for (Literal hole = 0; hole < holes; ++hole) somewhere.push_back(in(pigeon, hole));
    out.add(somewhere);
    for (Literal other = 0; other < pigeon; ++other) {
      for (Literal hole = 0; hole < holes; ++hole) out.add({-in(pigeon, hole), -in(other, hole)});
    }
  }
  return out;
}

// Sums of three bits that are drawn so that each bit is in two of them, and that cannot all be right:
// Urquhart's kind.
inline Clauses parity(Chance& chance, Literal sums) {
  std::vector<Literal> bits;
  for (Literal v = 1; v <= 3 * sums / 2; ++v) bits.insert(bits.end(), {v, v});
  for (std::size_t i = bits.size(); i > 1; --i) std::swap(bits[i - 1], bits[chance.below(i)]);
  Clauses out;
  for (std::size_t i = 0; i + 2 < bits.size(); i += 3) {
    bool const is_odd = i == 0;
    for (unsigned signs = 0; signs < 8; ++signs) {
      // The assignment with these bits is wrong if its sum is.
      if ((std::popcount(signs) % 2 == 1) == is_odd) continue;
      std::vector<Literal> clause;
      for (std::size_t k = 0; k < 3; ++k)
        clause.push_back((signs >> k) % 2 == 1 ? -bits[i + k] : bits[i + k]);
      out.add(clause);
    }
  }
  return out;
}

// Bit v - 1 of an assignment is variable v.
inline bool holds(Clause clause, unsigned assignment) {
  return std::ranges::any_of(
      clause, [&](Literal l) { return ((assignment >> (std::abs(l) - 1)) % 2 == 1) == (l > 0); });
}

inline bool follows(Clause clause, Clauses const& from, Literal variables) {
  for (unsigned assignment = 0; assignment < 1U << variables; ++assignment) {
    bool all = !holds(clause, assignment);
    for (std::size_t i = 0; i < from.size() && all; ++i) all = holds(from[i], assignment);
    if (all) return false;
  }
  return true;
}

// CaDiCaL, recorded. Its variable 1 is always true; those of a formula come after it.
class Solver {
public:
  using Answer = solver::SatSolver::Answer;
  explicit Solver(Literal variables)
      : sat_(solver::SatSolver::How(solver::SatSolver::Kind::Cadical).recorded()) {
    for (Literal v = 1; v <= variables; ++v) sat_.fresh();
  }
  void require(Clause clause) { sat_.require(shifted(clause)); }
  void require(Clauses const& clauses) {
    for (std::size_t i = 0; i < clauses.size(); ++i) require(clauses[i]);
  }
  Answer solve(Clause assumptions) { return sat_.solve(shifted(assumptions), std::nullopt); }
  solver::SatSolver::Record record() const { return *sat_.recorded(); }

private:
  static std::vector<Literal> shifted(Clause clause) {
    std::vector<Literal> out;
    for (auto l : clause) out.push_back(l > 0 ? l + 1 : l - 1);
    return out;
  }
  solver::SatSolver sat_;
};

// What it says of a random formula, and of more and more of it, under assumptions; with variables 2 and up.
inline solver::SatSolver::Record refuted(Chance& chance, Literal variables, std::size_t count,
                                         int questions) {
  Solver solver(variables);
  solver.require(random(chance, variables, count));
  for (int i = 0; i < questions; ++i) {
    (void)solver.solve(clause(chance, variables, chance.below(static_cast<std::size_t>(variables))));
    solver.require(clause(chance, variables, 3));
  }
  return solver.record();
}

// The clauses of the targets.
inline Clauses targets(Derivation const& proof) {
  Clauses out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    if (proof[i].kind == Derivation::Kind::Target) out.add(proof[i].clause);
  }
  return out;
}

} // namespace barrister::formulas
