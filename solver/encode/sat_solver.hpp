// SPDX-License-Identifier: BSD-2-Clause
// A constraint solver over Booleans: clauses in, a model or none out. z3.cpp and cadical.cpp are behind it:
// Z3 answers every question by itself; CaDiCaL is two to five times as fast on large ones.
#pragma once
#include "spec/derivation.hpp"
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace barrister::solver {

using barrister::Literal;
// Their variable is true.
constexpr Literal always = 1, never = -1;

class SatSolver {
public:
  enum class Kind : std::uint8_t { Z3, Cadical };
  static constexpr std::uint64_t no_end = ~std::uint64_t{0};
  // `steps`: after so many the answer is Unknown, however fast the machine is. A step is a question, and what
  // the engine does between two looks at the clock (of Z3, a conflict of this question).
  struct How {
    Kind kind;
    std::uint64_t steps;
    bool is_recorded = false; // see recorded()
    How(Kind k, std::uint64_t most = no_end) : kind(k), steps(most) {}
    How recorded() const {
      auto how = *this;
      how.is_recorded = true;
      return how;
    }
  };
  explicit SatSolver(How = Kind::Z3);
  ~SatSolver();
  SatSolver(SatSolver const&) = delete;
  SatSolver& operator=(SatSolver const&) = delete;

  Literal fresh();
  void require(std::vector<Literal> const& clause); // one of them holds

  enum class Answer : std::uint8_t { Satisfiable, Unsatisfiable, Unknown };
  Answer solve(std::vector<Literal> const& assumptions,
               std::optional<std::chrono::steady_clock::time_point> deadline);
  // From now on, besides, so many steps and no more; nothing: what it was made with is all.
  void limit(std::optional<std::uint64_t> steps);
  bool value(Literal) const;         // in the model; after Satisfiable
  bool has_value(Literal) const;     // it was there when the model was found
  std::string const& reason() const; // after Unknown

  // Why its answers Unsatisfiable are right: a target for each, in their order, which says that not all of
  // the assumptions that it took are true.
  struct Record {
    Clauses clauses; // that were required, as the engine got them
    Derivation derivation;
  };
  std::optional<Record> recorded() const; // of CaDiCaL, if it was asked for

  class Backend;

private:
  std::unique_ptr<Backend> backend_;
  Literal last_ = 0;
};

// What an engine has to do. Variables are numbered from 1, in the order in which they are made.
class SatSolver::Backend {
public:
  virtual ~Backend() = default;
  virtual void fresh() = 0;
  virtual void require(std::vector<Literal> const& clause) = 0;
  virtual Answer solve(std::vector<Literal> const& assumptions,
                       std::optional<std::chrono::steady_clock::time_point> deadline) = 0;
  virtual void limit(std::optional<std::uint64_t> steps) = 0;
  virtual std::optional<Record> recorded() const { return std::nullopt; }
  std::vector<bool> model; // by variable, from 1; after Satisfiable
  std::string reason;      // after Unknown
};
std::unique_ptr<SatSolver::Backend> make_z3(std::uint64_t steps);
std::unique_ptr<SatSolver::Backend> make_cadical(SatSolver::How const&);

} // namespace barrister::solver
