// SPDX-License-Identifier: BSD-2-Clause
// What is wrong with a test or a model, in herd7's words where it has any, and in its frame where it has
// none. The kernel's judgelitmus.sh looks for some of them.
#pragma once
#include "frontend/diagnostic.hpp"
#include "spec/fault.hpp"
#include <optional>

namespace barrister::cli {

// `Warning: File "t.litmus": Different hashes for test …`, with its newline.
std::string herd7_warning(std::string const& file, std::string const& message);

// Of a test that cannot be run: herd7 stops at the first thing that is wrong.
std::string herd7_words(frontend::Diagnostics const&, std::string const& test_file);

// Of a test that does what has no meaning. Nothing where herd7 has no words for it. A division by 0 ends
// herd7.
std::optional<std::string> herd7_fault_words(Fault const&, Program const&, std::string const& test_file);

// Of a model: nothing can be run when it cannot be parsed; what goes wrong later goes wrong test by test.
bool is_fatal(frontend::Diagnostics const& of_model);
std::string herd7_fatal_words(frontend::Diagnostics const& of_model, std::string const& program);
std::string herd7_model_words(frontend::Diagnostics const& of_model, std::string const& test_file);
std::string herd7_macros_words(frontend::Diagnostics const& of_macros, std::string const& test_file);

} // namespace barrister::cli
