// SPDX-License-Identifier: BSD-2-Clause
// One page that shows runs of a test or of a protocol beside its source: what a claim is shown by, and what
// the absence of each barrier allows. It needs nothing else; it is of at most `most_bytes`.
#pragma once
#include "cli/picture/drawing.hpp"

namespace barrister::cli {

struct Sheet {
  struct Run {
    std::string title; // what the user chooses it by
    std::string text;  // what is printed: in lines of page_width
    std::optional<Drawing> drawing{};
    std::string below{};       // what is said under it
    std::uint32_t changed = 0; // of the source: the first line that is another one; 0: none
    std::string is_now{};      // and what it is
  };
  struct Barrier {
    std::string name;         // "line 11: smp_mb() in P0"
    std::string finding;      // "needed: without it, …"
    std::optional<Run> run{}; // that its absence allows
  };
  struct Group { // under one model; of a protocol, of one variant
    std::string name;
    std::vector<Run> runs; // at least one
    std::vector<Barrier> barriers;
    std::string remark; // on the barriers, or empty
  };
  struct Source {
    std::string name, text;
  };
  std::string title;
  Source source;
  std::vector<Source> library; // what drawings speak of besides
  std::vector<Group> groups;   // at least one
};

struct Written {
  std::string html;
  std::size_t left_out = 0; // runs, or drawings of them, for which there is no room
};
Written written(Sheet const&, std::size_t most_bytes = 300'000);

} // namespace barrister::cli
