// SPDX-License-Identifier: BSD-2-Clause
// The executions of a protocol that a model allows: asked for, one at a time.
#pragma once
#include "solver/protocol/axioms.hpp"
#include "spec/protocol_verdict.hpp"
#include <memory>

namespace barrister::solver {

class Search {
public:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;
  Search(Protocol const&, MemoryModel const&, unsigned rounds, Smt::Engine, Deadline, Experience&,
         AcceptsLemma = {});
  std::string const& problem() const { return problem_; } // why nothing can be asked; or empty

  // An execution in which all of these hold. What the model forbids is learned on the way.
  struct Answer {
    Smt::Answer kind = Smt::Answer::Unknown;
    std::optional<Concrete> found;
    std::string reason;
  };
  Answer ask(std::vector<Literal> assumptions);
  void require(Literal l) { gates_.require({l}); } // found to hold in every execution
  void give_up_at(Deadline at) { deadline_ = at; }

  ProtocolEncoding const& encoding() const { return *encoding_; }
  ProtocolGraph const& graph() const { return graph_; }
  Gates& gates() { return gates_; }
  Smt const& smt() const { return smt_; }
  Domains const& domains() const { return domains_; }
  std::size_t learned() const { return learned_; }
  std::size_t rejected() const { return rejected_; } // executions that the model did not allow

private:
  Protocol const& protocol_;
  Deadline deadline_;
  AcceptsLemma accepts_;
  ProtocolGraph graph_;
  Domains domains_;
  Smt smt_;
  Gates gates_{smt_};
  std::unique_ptr<ProtocolEncoding> encoding_;
  std::unique_ptr<Axioms> axioms_;
  std::string problem_;
  std::size_t learned_ = 0, rejected_ = 0;
};

} // namespace barrister::solver
