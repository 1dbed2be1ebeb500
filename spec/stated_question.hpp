// SPDX-License-Identifier: BSD-2-Clause
// A question of executions as clauses, with what its variables say: for solvers that know nothing of memory
// models.
#pragma once
#include "spec/derivation.hpp"
#include <string>
#include <vector>

namespace barrister {

struct StatedVariable {
  std::string name;  // letters, digits, `-` and the like; no two have the same
  std::string means; // for people; empty of what only stands for others
  // What it stands for: all of `parts`; or, if the first holds, the second, else the third. The clauses say
  // so, too.
  enum class Kind : std::uint8_t { Free, All, Choice } kind = Kind::Free;
  std::vector<Literal> parts{}; // of variables before it
};

struct StatedQuestion {
  std::vector<std::string> events;       // what each is and where, by number: e0, e1, …
  std::vector<StatedVariable> variables; // from 1
  Clauses clauses;
  Literal asked = 0; // with the clauses, it can be true if, and only if, there is an execution as asked for
};

} // namespace barrister
