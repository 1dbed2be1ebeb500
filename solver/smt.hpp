// SPDX-License-Identifier: BSD-2-Clause
// A constraint solver over Booleans: clauses in, a model or none out. z3.cpp is the one file behind it.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace barrister::solver {

// A variable or, negative, its negation. The variable of `always` is true.
using Literal = std::int32_t;
constexpr Literal always = 1, never = -1;

class Smt {
public:
  Smt();
  ~Smt();
  Smt(Smt const&) = delete;
  Smt& operator=(Smt const&) = delete;

  Literal fresh();
  void require(std::vector<Literal> const& clause); // one of them holds

  enum class Answer : std::uint8_t { Satisfiable, Unsatisfiable, Unknown };
  Answer solve(std::vector<Literal> const& assumptions,
               std::optional<std::chrono::steady_clock::time_point> deadline);
  bool value(Literal) const;         // in the model; after Satisfiable
  std::string const& reason() const; // after Unknown

private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

} // namespace barrister::solver
