// SPDX-License-Identifier: BSD-2-Clause
// A result for people: the verdict in one sentence, then what qualifies it, then what shows it.
#pragma once
#include "cli/answer.hpp"
#include "cli/ink.hpp"
#include "cli/page.hpp"

namespace barrister::cli {

enum class States : std::uint8_t { None, Few, All }; // the table of final states: Few means when it is short

struct TextOptions {
  States states = States::Few;
  bool trace = false; // the witness; shown unasked when a claim is violated
  unsigned unroll = 2;
  Ink ink;
  bool checks = false;            // say what was checked
  std::size_t width = page_width; // of traces
};
std::string report_text(LitmusTest const&, MemoryModel const&, Answer const&, TextOptions const&);

} // namespace barrister::cli
