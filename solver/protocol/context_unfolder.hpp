// SPDX-License-Identifier: BSD-2-Clause
// Unrolls one run of a context. Waiting may end it: what comes behind runs where a free choice says that it
// passed.
#pragma once
#include "solver/protocol/graph.hpp"

namespace barrister::solver {

class ContextUnfolder : public ThreadUnfolder {
public:
  ContextUnfolder(GraphBuilder&, Protocol const&, ProtocolGraph&, RunId, unsigned rounds,
                  Statements const& may_fault, LockSemantics, std::map<Loop const*, Locals> const& live);
  void run();

private:
  void step(Choose const&) override;
  void step(OwnedLoad const&) override;
  void step(OwnedStore const&) override;
  void step(Count const&) override;
  void step(Assume const&) override;
  void step(Mask const&) override;
  void step(Raise const&) override;
  void step(Fence const&) override;
  using ThreadUnfolder::step;
  TermId this_cpu() override { return b_.cpu_of(run_); }
  void begin_statement() override;
  void begin_step() override;
  void begin_turn() override;
  std::size_t cpus() const override { return protocol_.declared; }
  void stopped_by_fault() override;
  void begin_loop(Loop const&) override;
  void begin_round(Loop const&, unsigned round) override;
  void end_loop() override;
  void waiting(std::function<void()> const& pass, std::function<TermId()> const& passes) override;
  void cut(Known const& condition) override;

  UnfoldedRun& own() { return graph_.runs[run_]; }
  std::uint32_t next_step() { return static_cast<std::uint32_t>(own().steps.size()); }
  std::uint32_t path();
  std::vector<TermId> locals() const;
  void may_stop(StuckAt::At, std::uint32_t step, std::function<void()> const& go_on);
  void restore(LocalId flags);
  void need_turn();
  Context::Kind kind() const;
  void await(Sources const&, GuardId);

  // Where the condition of a loop has held: so much had been done.
  struct RoundsEnd {
    EventId event;
    std::size_t masks, owned_writes, counted, runs, cuts;
    State state;
  };
  struct RoundsOf { // a loop that is being run
    Loop const* loop;
    std::optional<RoundsEnd> last{};
    std::vector<IdleRound> idle{};
  };
  void end_round(unsigned number);
  std::optional<IdleRound> idle_since(RoundsEnd const&);
  std::vector<GuardId> changes_since(RoundsEnd const&) const;
  std::vector<SameThere> where_same(Known const& before, Known const& now, EventId first);
  void each_value(TermId before, TermId now, GuardId, std::vector<SameThere>& out);
  bool comes_from_the_same(Known const& before, Known const& now, GuardId, EventId first);

  Protocol const& protocol_;
  ProtocolGraph& graph_;
  RunId run_;
  std::set<InstructionId> own_faults_;
  bool other_may_fault_ = false; // then this one need not go on
  bool some_may_be_cut_ = false; // then what this one assumes may come behind that
  bool has_company_ = false;     // others may run on its CPU
  std::vector<std::pair<Loop const*, unsigned>> path_;
  std::map<Loop const*, Locals> const& live_;
  std::vector<RoundsOf> loops_; // outermost first
  struct Masked {               // interrupts or preemption were turned off or on, and are so now
    GuardId guard;
    Depth depth;
  };
  std::vector<Masked> masks_;
};

} // namespace barrister::solver
