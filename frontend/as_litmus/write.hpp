// SPDX-License-Identifier: BSD-2-Clause
// A protocol without loops as a litmus test that herd7 takes (spec/protocol.md, "As a litmus test").
#pragma once
#include "frontend/as_litmus/memory.hpp"
#include "frontend/as_litmus/problem.hpp"

namespace barrister::frontend::as_litmus {

struct Wish {
  std::string property, start; // names; empty: the first `never`; the only start there is
  Names names = Names::Full;
};
struct Answer {
  std::string text;              // the test, if there are no problems
  std::vector<Problem> problems; // all that are found
};
Answer write(Protocol const&, Wish const&);

} // namespace barrister::frontend::as_litmus
