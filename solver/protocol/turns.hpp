// SPDX-License-Identifier: BSD-2-Clause
// When runs have their turns, as constraints. A run is cut into pieces, between which others may come; all
// pieces are in one order, of which each CPU sees its own.
#pragma once
#include "solver/encode/program.hpp"
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

struct Piece {
  RunId run;
  std::uint32_t first; // step
  Depth depth;         // before it
};

class Turns {
public:
  Turns(Gates&, Protocol const&, ProtocolGraph const&, ProgramEncoding const&);

  // Steps of runs: the first is before the second in program order. Both are taken to be executed.
  Literal before(RunId a, std::uint32_t step, RunId b, std::uint32_t other) const;
  // Events of different runs: the first is before the second in program order, likewise.
  Literal before(GraphEvent const&, GraphEvent const&) const;
  Literal on(RunId, CpuId) const;
  Literal same_cpu(RunId, RunId) const;
  Context::Kind kind(RunId r) const { return protocol_.contexts[graph_.runs[r].context].kind; }
  Literal executed(RunId r) const { return program_.holds(graph_.runs[r].guard); }
  bool may_meet(RunId, RunId) const; // on one CPU
  // At a point of this depth, in another run.
  bool may_take_turn(RunId r, Depth depth) const { return may_take_turn(kind(r), depth); }

  // Of two handlers, if they are on one CPU: this one began later.
  Literal begins_in(RunId, RunId other) const;

  std::vector<Piece> const& pieces() const { return pieces_; }
  std::size_t piece_of(RunId, std::uint32_t step) const;
  Literal order(std::size_t piece, std::size_t other) const; // of different runs that may meet, or of one run

private:
  void cut();
  bool can_be_interrupted(RunId, Depth) const;
  std::vector<std::size_t> blocks(RunId around, RunId inside) const;
  std::vector<std::size_t> firsts(RunId, RunId other, RunId third) const;
  void make_order();
  void order_pair(RunId, RunId);
  void order_three(RunId, RunId, RunId);
  void keep_together();
  void keep_apart(RunId inside, RunId around);
  void block();
  std::vector<GuardId> guards_of(std::size_t piece) const;
  Literal stays_for(RunId, RunId other) const;
  bool is_handler(RunId r) const { return kind(r) == Context::Kind::Interrupt; }
  bool may_take_turn(Context::Kind, Depth) const;

  Gates& gates_;
  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  ProgramEncoding const& program_;
  std::vector<Piece> pieces_;
  std::vector<std::vector<std::size_t>> of_run_; // pieces
  std::vector<std::vector<Literal>> order_, same_cpu_;
};

} // namespace barrister::solver
