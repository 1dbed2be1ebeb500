// SPDX-License-Identifier: BSD-2-Clause
// An execution that is to be drawn: what stands in its columns, time downwards, and the edges between the
// accesses.
#pragma once
#include "cli/answer.hpp"
#include "cli/page.hpp"
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

struct Drawing {
  struct Line {
    PageLine line;
    bool is_statement = false; // and no heading; then:
    std::string file{};        // where it is from, as it is spoken of; empty: what is checked
    std::uint32_t source = 0;  // its line there; 0: none
    std::vector<EventId> events{};
  };
  struct Box { // around what an interrupt does: lines of one column
    std::size_t column = 0, first = 0, last = 0;
  };
  enum class Kind : std::uint8_t {
    Rf,
    Co,  // without what others make up
    Fr,  // to the first that overwrites what was read
    Path // of the axiom that forbids it, or would
  };
  struct Edge {
    Kind kind = Kind::Rf;
    std::size_t from = 0, to = 0; // lines, not the same
    std::string relation;         // "rf"; of the path, as the model calls it
  };
  std::vector<std::string> titles;
  std::vector<Line> lines;
  std::vector<Box> boxes;
  std::vector<Edge> edges;
};

// `path`: what an axiom says of the execution, or would say of it with a barrier.
Drawing drawing_of(LitmusTest const&, Witness const&, std::span<proofs::Link const> path);
// What shows the verdict; nothing where nothing does.
std::optional<Drawing> drawing_of(Protocol const&, ClaimAnswer const&);

// Between lines that have these events; those of `path` are what an axiom says.
std::vector<Drawing::Edge> edges_between(std::vector<Drawing::Line> const&, Execution const&,
                                         std::span<proofs::Link const> path);

} // namespace barrister::cli
