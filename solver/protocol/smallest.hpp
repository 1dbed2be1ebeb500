// SPDX-License-Identifier: BSD-2-Clause
// Of the executions that show something, one with as little in it as can be found: fewest acts, then fewest
// interrupts, then fewest accesses and fences, then fewest reads of what another run wrote, then fewest
// choices that are not 0. What has nothing to do with what is shown is then not there.
//
// It asks again, with bounds, for so many steps. Where they do not suffice there may be a smaller one.
#pragma once
#include "solver/protocol/search.hpp"
#include <functional>

namespace barrister::solver {

class Smallest {
public:
  Smallest(Search&, Protocol const&, std::uint64_t steps);

  using Ask = std::function<Search::Answer(std::vector<Literal> const&)>;
  using Keep = std::function<void(Concrete const&)>;
  // `question` has just been answered: there is one. `keep` is told of each smaller one, of the smallest
  // last.
  void find(std::vector<Literal> question, Ask const&, Keep const&);

private:
  struct Measure {
    std::vector<Literal> of; // as many as hold
    std::vector<Literal> more_than{};
  };
  std::vector<Literal> runs(Context::Kind) const;
  std::vector<Literal> events() const;
  std::vector<Literal> readings() const;
  std::vector<Literal> choices() const;
  std::size_t size(Measure const&) const;
  Literal at_most(Measure&, std::size_t);

  Search& search_;
  Protocol const& protocol_;
  std::uint64_t steps_;
  std::vector<Measure> measures_; // the most important first; made when first needed
};

} // namespace barrister::solver
