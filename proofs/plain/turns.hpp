// SPDX-License-Identifier: BSD-2-Clause
// In which order the runs of a CPU take turns (spec/semantics.md 2). A run is cut into pieces, between which
// others may come. All pieces are in one order: CPU by CPU, then what is not executed. A piece whose first
// step is not executed comes right behind the one before it.
#pragma once
#include "proofs/plain/gates.hpp"
#include "proofs/plain/runs.hpp"

namespace barrister::proofs::plain {

// Orders of pieces take the cube of them: more are refused.
constexpr std::size_t most_pieces = 600;
std::size_t count_pieces(std::vector<UnfoldedRun> const&); // or more than there will be

class Turns {
public:
  Turns() = default;
  Turns(std::vector<UnfoldedRun> const&, Gates&);

  // Both are executed, this step before that one, on one CPU; if they are.
  Literal before(RunId, std::uint32_t step, RunId other, std::uint32_t other_step) const;
  Literal same_cpu(RunId a, RunId b) const { return same_cpu_[a][b]; }
  bool may_meet(RunId a, RunId b) const { return a != b && same_cpu_[a][b] != never; }

  // A run that stops there keeps its CPU from others, unless `open`.
  void keep_cpu(std::vector<UnfoldedRun> const&, Literal open, Gates&) const;

private:
  struct Piece {
    RunId run;
    std::uint32_t first; // step
  };
  void cut(std::vector<UnfoldedRun> const&);
  void order_pair(std::vector<UnfoldedRun> const&, RunId, RunId, Gates&);
  void order_three(std::vector<UnfoldedRun> const&, RunId, RunId, RunId, Gates&) const;
  void keep_together(std::vector<UnfoldedRun> const&, RunId inside, RunId around, Gates&) const;
  void keep_from(UnfoldedRun const& stopped, Stop const&, RunId, UnfoldedRun const& other, RunId,
                 Literal open, Gates&) const;
  std::vector<std::size_t> blocks(std::vector<UnfoldedRun> const&, RunId around, RunId inside) const;
  std::vector<std::size_t> firsts(std::vector<UnfoldedRun> const&, RunId, RunId, RunId) const;
  std::size_t piece_of(RunId, std::uint32_t step) const;
  Literal order(std::size_t piece, std::size_t other) const { return order_[piece][other]; }

  std::vector<Piece> pieces_;
  std::vector<std::vector<std::size_t>> of_run_; // pieces
  std::vector<std::vector<Literal>> same_cpu_, order_;
  std::vector<std::vector<Literal>> before_; // of pieces: in this order, on one CPU
};

// Whether, at a point of this depth in the one, the other may have a turn.
bool may_take_turn(Context::Kind around, Depth, Context::Kind inside);

} // namespace barrister::proofs::plain
