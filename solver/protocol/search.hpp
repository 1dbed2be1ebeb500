// SPDX-License-Identifier: BSD-2-Clause
// The executions of a protocol that a model allows: asked for, one at a time.
#pragma once
#include "solver/lemma/flags.hpp"
#include "solver/lemma/stated.hpp"
#include "solver/protocol/alike.hpp"
#include "solver/protocol/causality.hpp"
#include "solver/values/circular_values.hpp"
#include "spec/patience.hpp"
#include "spec/protocol_verdict.hpp"
#include <memory>

namespace barrister::solver {

// Why the model's axioms cannot be learned, and are stated from the beginning; or empty.
std::string why_not_learned(MemoryModel const&);

class Search {
public:
  using Deadline = barrister::Deadline;
  Search(Protocol const&, MemoryModel const&, unsigned rounds, SatSolver::How, Deadline, LemmaStore&,
         AcceptsLemma = {}, CircularValues = CircularValues::Complete, std::vector<Locals> asked = {});
  std::string const& problem() const { return problem_; } // why nothing can be asked; or empty

  // An execution in which all of these hold. What the model forbids is learned on the way.
  struct Answer {
    SatSolver::Answer kind = SatSolver::Answer::Unknown;
    std::optional<Concrete> found;
    std::string reason;
  };
  Answer ask(std::vector<Literal> assumptions);
  // That raises one of these flags of the model, besides; by index.
  bool can_ask_for(Check const& flag) const { return encoded_->flags && Flags::can_ask(flag); }
  // Where not, no execution raises this flag, or breaks this requirement.
  bool may_be_raised(std::size_t check);
  Answer ask_for_flag(std::vector<std::size_t> const& checks, std::vector<Literal> assumptions);
  void require(Literal l) { gates().require({l}); } // found to hold in every execution
  // Runs that can be exchanged for each other, this answer being the same, are in an order: to be assumed
  // where that is all that is asked.
  Literal in_order(Asked const& asked);
  void give_up_at(Deadline at) { deadline_ = at; }
  void limit(std::optional<std::uint64_t> steps) { encoded_->sat.limit(steps); }

  // Some loop wants one round more, and with it the execution may show what none within the bound does.
  Literal wants_more() const { return survives_ ? encoding().is_cut_with_changes() : encoding().is_cut(); }
  // To be assumed where only final states are asked about: each is that of some execution without idle
  // rounds.
  Literal without_idle_rounds() const { return survives_ ? encoding().is_without_idle_rounds() : always; }
  // So it does, or this run may go on for ever.
  Literal may_go_on(RunId) const;

  // The model allows values that justify themselves: an execution may have some.
  bool has_thin_air() const { return has_thin_air_; }

  ProtocolEncoding const& encoding() const { return *encoded_->program; }
  ProtocolGraph const& graph() const { return graph_; }
  Gates& gates() { return encoded_->gates; }
  SatSolver const& sat() const { return encoded_->sat; }
  Domains const& domains() const { return domains_; }
  std::size_t learned() const { return learned_; }
  std::size_t rejected() const {
    return rejected_;
  } // executions that the model, or what raised what, did not allow

private:
  bool knows_coherence() const;
  bool knows_atomicity() const;
  void encode(Domains);
  void require_reasons_to_stop();
  void settle_circles();
  bool is_somewhere_from_thin_air() const;

  struct Encoded {
    explicit Encoded(SatSolver::How how) : sat(how) {}
    SatSolver sat;
    Gates gates{sat};
    std::unique_ptr<ProtocolEncoding> program;
    std::unique_ptr<StatedModel> stated; // or learned:
    std::unique_ptr<Axioms> axioms;
    std::unique_ptr<Flags> flags;
    std::unique_ptr<Causality> causality;
  };

  Protocol const& protocol_;
  MemoryModel const& model_;
  SatSolver::How how_;
  unsigned rounds_;
  Deadline deadline_;
  LemmaStore& store_;
  AcceptsLemma accepts_;
  CircularValues circular_values_;
  std::vector<Locals> asked_; // by context: whose last values are asked for
  bool survives_;             // what the model allows, where idle rounds are left out
  ProtocolGraph graph_;
  Domains domains_;
  Candidates candidates_;
  std::unique_ptr<Encoded> encoded_;
  std::string problem_;
  bool has_thin_air_ = false;
  bool is_settled_ = false; // whether values justify themselves
  std::size_t learned_ = 0, rejected_ = 0;
};

} // namespace barrister::solver
