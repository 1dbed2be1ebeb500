// SPDX-License-Identifier: BSD-2-Clause
// What options take, checked before it is read: what does not fit is said in words.
#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

constexpr std::uint64_t any_number = UINT32_MAX;
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = any_number);
CLI::Validator seconds();
CLI::Validator name_to_write(); // of a file or a folder
CLI::Validator one_of(std::vector<std::string> words);

// What a mistake that CLI11 found is, in our words; of `command`, with where to look it up.
std::string say_mistake(CLI::ParseError const&, std::string const& command);

} // namespace barrister::cli
