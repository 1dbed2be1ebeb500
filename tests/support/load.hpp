// SPDX-License-Identifier: BSD-2-Clause
// The front ends, for tests: what does not load is an exception that says why.
#pragma once
#include "spec/litmus_test.hpp"
#include "spec/memory_model.hpp"

namespace barrister {

LitmusTest load_test(std::string const& text, std::string const& file = "test.litmus");
LitmusTest load_test_file(std::string const& path);
MemoryModel load_shipped_model(std::string const& name);
MemoryModel load_lkmm_with_herd7_locks(); // the variant in which the model says what locks do

MemoryModel load_model_for_protocols(std::string const& name); // grace periods wait under each of them

} // namespace barrister
