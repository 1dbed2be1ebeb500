// SPDX-License-Identifier: BSD-2-Clause
// A data race, for people and for scripts: the two accesses, what they did, and what is missing between them.
#pragma once
#include "cli/page.hpp"
#include "proofs/races.hpp"
#include "spec/protocol_verdict.hpp"
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace barrister::cli {

struct RacingAccess {
  std::string who, place, statement; // "P0", "line 12", "*x = 1;"
  CpuId cpu = 0;
  std::string file;
  unsigned line = 0, column = 0;
  EventKind kind = EventKind::Read;
  bool is_plain = false;
  std::string value;
};
struct RaceInWords {
  std::string location; // "x"
  RacingAccess first, second;
  std::string between; // "the second reads what the first writes"
  std::string missing; // which ordering there is none of
};
// Of a race of the execution; that one of them whose accesses are earliest.
RaceInWords in_words(Program const&, Execution const&, proofs::Race);
RaceInWords in_words(Protocol const&, ProtocolExecution const&, proofs::Race);

// Some indented lines, none longer than `width`.
std::string report_race(RaceInWords const&, std::size_t width = page_width);
nlohmann::ordered_json of_race(RaceInWords const&);

} // namespace barrister::cli
