// SPDX-License-Identifier: BSD-2-Clause
// `--certify`: what an answer's certificate is called, and what is said of it.
#pragma once
#include "cli/certify.hpp"
#include "cli/ingredients.hpp"

namespace barrister::cli {

// A file for one test under one model, or else a folder, which is made. Nothing where it cannot be written
// to: a file where a folder has to be, or the other way round.
std::optional<std::string> certificate_path(std::string const& wish, std::string const& test,
                                            std::string const& model, bool is_only_one);

// One of the lines that write_certificate() gives: it could not be written.
bool is_lost_certificate(std::string const& line);
std::vector<std::string> write_certificate(std::string const& path, Certified);
// Line by line, what is certified and what is not. A certificate that cannot be written is said to be none.
std::vector<std::string> write_certificate(std::string const& path, Ingredients const&,
                                           std::string const& file, LitmusTest const&, MemoryModel const&,
                                           solver::Options const&, LitmusResult const&);

} // namespace barrister::cli
