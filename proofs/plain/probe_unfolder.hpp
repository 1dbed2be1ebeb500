// SPDX-License-Identifier: BSD-2-Clause
// What a probe says of a final state (spec/semantics.md 10.3), and whether an interrupt declines (5.4): code
// that is run behind everything else, and is no event.
#pragma once
#include "proofs/plain/unfolder.hpp"

namespace barrister::proofs::plain {

struct Finals {
  std::vector<std::vector<TermId>> owned; // by variable, by owner
  std::vector<TermId> counts;             // by accumulator
};

class ProbeUnfolder : public Unfolder {
public:
  ProbeUnfolder(Draft&, Protocol const&, unsigned rounds, Finals const&);
  struct Answer {
    Literal yes = never, no_value = never;
  };
  Answer answer(Probe const&);

protected:
  using Unfolder::step;
  void fault_if(Literal) override;
  void cut() override;
  bool may_go_round(unsigned done, TermId condition) const override;
  void step(Load const&) override;
  void step(OwnedLoad const&) override;
  void step(CountLoad const&) override;
  void step(Store const&) override { refuse_statement(); }
  void step(Fence const&) override { refuse_statement(); }
  void step(Rmw const&) override { refuse_statement(); }
  void step(Lock const&) override { refuse_statement(); }
  void step(Unlock const&) override { refuse_statement(); }
  void step(Trylock const&) override { refuse_statement(); }
  void step(IsLocked const&) override { refuse_statement(); }

  Term final(TermId address) const;
  // One of these, by whose it is.
  TermId owned_by(TermId owner, OwnedId);
  std::vector<Literal> without_value_;

  Protocol const& protocol_;
  Finals const& finals_;
};

// The beginning of an interrupt's code.
class BeginningUnfolder : public ProbeUnfolder {
public:
  BeginningUnfolder(Draft&, Protocol const&, unsigned rounds, Finals const&, RunId);
  // True only if it passes all that it assumes.
  Literal passes();

private:
  using ProbeUnfolder::step;
  TermId this_cpu() override { return out_.runs[run_].cpu; }
  void step(Assume const&) override;
  void step(Load const&) override;
  void step(OwnedLoad const&) override;
  void step(OwnedStore const&) override;
  void step(Choose const&) override;
  void step(Mask const&) override {}
  void step(Count const&) override {}
  void step(Fence const&) override;
  void step(Store const&) override { leave(); }
  void step(Rmw const&) override { leave(); }
  void step(Lock const&) override { leave(); }
  void step(Unlock const&) override { leave(); }
  void step(Trylock const&) override { leave(); }
  void step(IsLocked const&) override { leave(); }
  void step(Raise const&) override {} // no event
  void leave();
  TermId owned_here(OwnedId);

  RunId run_;
  std::map<OwnedId, TermId> stored_;
  std::vector<Literal> ways_out_;
};

} // namespace barrister::proofs::plain
