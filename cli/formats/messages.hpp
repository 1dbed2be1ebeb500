// SPDX-License-Identifier: BSD-2-Clause
// What was said of inputs, as data.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

struct Message {
  enum class Severity : std::uint8_t { Error, Unsupported, Warning, Note } severity = Severity::Error;
  std::string file{};                 // empty: of none
  std::uint32_t line = 0, column = 0; // from 1, in bytes; 0: of the whole file
  std::string words{};
  std::string source{}, hint{}; // the line, as it is shown; or empty

  bool is_wrong() const { return severity == Severity::Error || severity == Severity::Unsupported; }
};

// Of what goes to standard error about `file`: other files are named as they are printed
// (frontend/characters.hpp). A line that is no diagnostic, such as "barrister: x.protocol has no variant
// 'V'", is of `file`, and is as `unless_said`.
std::vector<Message> messages_in(std::string const& said, std::string const& file,
                                 Message::Severity unless_said);

} // namespace barrister::cli
