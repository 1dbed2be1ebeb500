// SPDX-License-Identifier: BSD-2-Clause
// Asks the program for JSON, and holds what it prints against the schema that it shows.
#pragma once
#include "tests/program/run.hpp"
#include "tests/support/json_schema.hpp"

namespace barrister {

// That of the program.
JsonSchema& schema();

// The words of a command line, for people.
std::string joined(std::vector<std::string> const& words);

// What each line of a text has. `about` is for what is wrong.
std::vector<nlohmann::json> lines_of(std::string const& text, std::string const& about);

void expect_valid(nlohmann::json const&, std::string const& part, std::string const& about);

// Asks as one document, and line by line, and expects that both are as the schema says, and the same. It is
// the document.
nlohmann::json ask(std::vector<std::string> const& words);

} // namespace barrister
