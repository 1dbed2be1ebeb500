// SPDX-License-Identifier: BSD-2-Clause
// Two litmus tests under one model, or one under two: their claim, what the model flags, and their final
// states.
#pragma once
#include "cli/answer.hpp"
#include "cli/diff/changes.hpp"

namespace barrister::cli {

struct TestAndAnswer {
  LitmusTest const& test;
  Answer const& answer;
};
Changes compare(TestAndAnswer const& before, TestAndAnswer const& after, Sides const&, std::size_t width);

} // namespace barrister::cli
