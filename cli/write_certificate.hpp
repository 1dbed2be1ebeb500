// SPDX-License-Identifier: BSD-2-Clause
// `--certify`: what is written, and what is said of it.
#pragma once
#include "cli/certify.hpp"
#include "cli/ingredients.hpp"

namespace barrister::cli {

// One of the lines that write_certificate() gives: it could not be written.
bool is_lost_certificate(std::string const& line);
std::vector<std::string> write_certificate(std::string const& path, Certified);
// Line by line, what is certified and what is not. A certificate that cannot be written is said to be none.
// What is there is replaced if it is one of the same answer, and nothing else is.
std::vector<std::string> write_certificate(std::string const& path, Ingredients const&,
                                           std::string const& file, LitmusTest const&, MemoryModel const&,
                                           solver::Options const&, LitmusResult const&);

} // namespace barrister::cli
