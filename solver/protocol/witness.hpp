// SPDX-License-Identifier: BSD-2-Clause
// What the constraint solver has found, in the words of the protocol.
#pragma once
#include "solver/protocol/search.hpp"

namespace barrister::solver {

class WitnessMaker {
public:
  WitnessMaker(Protocol const&, Search const&, Concrete const&);
  ProtocolExecution run();

  // After it: the number of a run of the graph among those executed, or no_run; and how many of its steps are
  // executed from one to before another.
  std::uint32_t number(RunId r) const { return number_[r]; }
  std::size_t steps(RunId r, std::uint32_t from, std::uint32_t to) const;

private:
  bool is(Literal l) const { return l == always || (l != never && search_.sat().value(l)); }
  bool holds(GuardId g) const { return holds_in(search_.sat(), encoding_.program(), g); }
  Value value(TermId t) const;
  bool is_executed(RunId r, std::uint32_t step) const;
  void fill(RunId r, Run& run);
  void turns();
  void events();

  Protocol const& protocol_;
  Search const& search_;
  ProtocolEncoding const& encoding_;
  ProtocolGraph const& graph_;
  Concrete const& concrete_;
  std::vector<std::uint32_t> number_;
  ProtocolExecution out_;
};

} // namespace barrister::solver
