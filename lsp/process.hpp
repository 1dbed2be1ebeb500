// SPDX-License-Identifier: BSD-2-Clause
// Another program, that is given a text and writes one; until it ends, takes too long, or is not wanted any
// more.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace barrister::lsp {

struct Heard {
  enum class End : std::uint8_t { Ended, TookTooLong, NotWanted, NotStarted } end = End::NotStarted;
  std::string text;
  int status = 0; // of Ended: its exit status; 128 and the signal's number
};
Heard run(std::vector<std::string> const& command, std::string const& input,
          std::chrono::milliseconds longest, std::function<bool()> const& is_wanted);

} // namespace barrister::lsp
