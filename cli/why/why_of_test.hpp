// SPDX-License-Identifier: BSD-2-Clause
// Why the claim of a litmus test holds under a model, or which models break it.
#pragma once
#include "cli/answer.hpp"
#include "solver/verify.hpp"

namespace barrister::cli {

struct Why {
  std::string text; // in lines of at most so many bytes
  Exit exit = Exit::Good;
};
Why why_of_test(LitmusTest const&, MemoryModel const&, solver::Options const&, std::size_t width);

} // namespace barrister::cli
