// SPDX-License-Identifier: BSD-2-Clause
// Goes through one run of a context. Before each step it may stop, for a reason (endings.hpp): it does not
// get its turn, or it waits.
#pragma once
#include "proofs/plain/unfolder.hpp"

namespace barrister::proofs::plain {

bool is_step(Statement const&);      // spec/semantics.md 2.3
Depth depth_at_start(Context::Kind); // 2.4

class ContextUnfolder : public Unfolder {
public:
  ContextUnfolder(Draft&, Protocol const&, unsigned rounds, LockSemantics, RunId);
  void run();
  struct Counted {
    AccumulatorId accumulator;
    Literal guard;
  };
  std::vector<Counted> const& counted() const { return counted_; }

private:
  using Unfolder::step;
  TermId this_cpu() override { return own().cpu; }
  void begin(Statement const&) override;
  void may_stop(bool waits, Known const& address) override;
  EventId emit(EventKind, TagSet, TermId value) override;
  void cut() override;
  void step(Choose const&) override;
  void step(OwnedLoad const&) override;
  void step(OwnedStore const&) override;
  void step(Count const&) override;
  void step(Assume const&) override;
  void step(Mask const&) override;
  void step(Raise const&) override;

  UnfoldedRun& own() { return out_.runs[run_]; }
  std::uint32_t next_step() { return static_cast<std::uint32_t>(own().steps.size()); }
  void stop(Stop::At, Literal reason);
  void begin_step();
  void need_turn();
  TermId read_owned(OwnedId);
  Literal waits_in_the_end(Known const& address);
  std::map<CpuId, Literal> cpus_of(TermId cpu);

  Protocol const& protocol_;
  RunId run_;
  std::uint32_t step_ = 0, since_ = 0;
  std::vector<Counted> counted_;
  Sources awaited_; // what it waited for so far
};

} // namespace barrister::proofs::plain
