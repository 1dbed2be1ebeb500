// SPDX-License-Identifier: BSD-2-Clause
// The code of one context as a thread of the test.
//
// What a local holds is followed through the code, and written where it is used. Not so where ways meet on
// which it was assigned, nor where it is computed from what is assigned again before it is used: it is then
// `kept` in a register that is assigned where the local is, so that dependencies stay what they are.
#pragma once
#include "frontend/as_litmus/memory.hpp"
#include "frontend/as_litmus/problem.hpp"
#include "frontend/as_litmus/term.hpp"

namespace barrister::frontend::as_litmus {

struct Variable {
  enum class Kind : std::uint8_t { Local, Owned, Count } kind;
  std::uint32_t id;
  friend auto operator<=>(Variable const&, Variable const&) = default;
};

struct Line { // a statement, or an `if`
  std::string text;
  bool is_if = false;
  std::vector<Line> then{}, otherwise{};
};
struct DeclaredRegister {
  bool is_int = true;
  std::optional<std::int64_t> initial{};
};
struct LitmusThread {
  std::vector<DeclaredRegister> registers; // r1 is the first
  std::vector<Line> body;
  std::map<Variable, TermPtr> last;          // null: has to be kept in a register to be known
  std::map<AccumulatorId, unsigned> counted; // at most so often
  std::vector<std::uint32_t> filters;        // registers that have to be 1
  std::vector<Problem> problems;             // none, or the first
};

// Where a thread of a protocol stands in the test.
struct Seat {
  ContextId context;
  CpuId cpu;
  std::uint32_t thread;
};

// Adds to `kept` what has to be; what it gives then is of no use, and it is to be called again.
LitmusThread write_thread(Protocol const&, Start const&, Seat const&, Memory&, std::set<Variable>& kept);

// The owned variable at the start.
Value initial_owned(Protocol const&, Start const&, OwnedId, std::uint32_t owner);

} // namespace barrister::frontend::as_litmus
