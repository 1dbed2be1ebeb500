// SPDX-License-Identifier: BSD-2-Clause
// The JSON that `spec/json.schema.json` describes: one document, or its objects line by line.
#pragma once
#include "cli/formats/messages.hpp"
#include "cli/judge.hpp"
#include <string>
#include <vector>

namespace barrister::cli {

// Of what is printed. The second number grows where something is added, the first where something else
// changes.
inline constexpr char const* json_version = "1.2";

// Objects, each on a line of its own.
struct JsonDocument {
  std::string command; // "check"
  std::vector<std::string> results{}, errors{}, warnings{};
  std::size_t not_checked = 0; // files, for the program was interrupted
};

std::string to_json(Message const&);
std::string first_line(JsonDocument const&);      // of the stream: what it is
std::string last_line(JsonDocument const&, Exit); // what came of all
std::string to_json(JsonDocument const&, Exit);

} // namespace barrister::cli
