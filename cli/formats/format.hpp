// SPDX-License-Identifier: BSD-2-Clause
// What answers are printed as: for people, for programs, for a merge request, for CI, for code review.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

enum class Format : std::uint8_t { Text, Json, Jsonl, Markdown, Junit, Sarif };

std::vector<std::string> names_of_formats();
Format format_of(std::string const& name); // one of these

} // namespace barrister::cli
