// SPDX-License-Identifier: BSD-2-Clause
// Records, written for those who read them elsewhere.
#pragma once
#include "cli/formats/record.hpp"

namespace barrister::cli {

// For a changelog or a merge request: tables, and what shows it in lines of at most 72 columns.
std::string report_markdown(std::vector<Record> const&);

// JUnit's XML, as Jenkins and GitLab read it: what is violated is a failure; what is not known, or cannot be
// read, an error.
std::string report_junit(std::vector<Record> const&);

// SARIF 2.1.0: remarks with their places; what is as it has to be is no result. What is not known is a
// warning, for of results of other kinds than `fail`, the level has to be `none`, which viewers hide.
std::string report_sarif(std::vector<Record> const&, std::string const& version);

} // namespace barrister::cli
