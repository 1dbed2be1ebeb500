// SPDX-License-Identifier: BSD-2-Clause
// Whether there are executions of which a claim speaks: from each of its starts, in its environment.
#pragma once
#include "solver/protocol/search.hpp"
#include "solver/protocol/verify.hpp"
#include <map>
#include <set>

namespace barrister::solver {

class Vacuity {
public:
  Vacuity(Protocol const&, MemoryModel const&, ProtocolOptions const&, Search::Deadline);

  struct Answer {
    std::vector<EmptyStart> empty;
    std::vector<std::string> cut; // starts from which every execution is cut within the bound
    std::string unknown;          // why it is not known of some start; or empty
  };
  Answer of(Search&, Claim const&);
  // An execution of which the claim speaks, found otherwise.
  void note(Claim const&, ProtocolExecution const&);

private:
  enum class Found : std::uint8_t { Some, None, CutAlone, Unknown };
  struct Known {
    Found found = Found::Unknown;
    std::string reason; // of Unknown
    EmptyStart empty;   // of None
  };
  // What the answer depends on.
  struct Key {
    std::string start;
    std::set<std::string> without;
    bool speaks_of_all;
    auto operator<=>(Key const&) const = default;
  };
  Key key(Claim const&, std::string const& start) const;
  Known ask(Search&, Claim const& from_one) const;
  EmptyStart why(Claim const& from_one) const;

  Protocol const& protocol_;
  MemoryModel const& model_;
  ProtocolOptions const& options_;
  Search::Deadline deadline_;
  std::map<Key, Known> known_;
};

} // namespace barrister::solver
