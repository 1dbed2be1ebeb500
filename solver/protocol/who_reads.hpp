// SPDX-License-Identifier: BSD-2-Clause
// Whether another run may read what an access writes: by the code alone, so that what was not unrolled
// is in it.
#pragma once
#include "spec/protocol.hpp"
#include <map>
#include <set>

namespace barrister::solver {

// An object of which the address stands nowhere but in those of accesses is one that these alone come to:
// what is computed from an address stays in its object (spec/value.hpp).
class WhoReads {
public:
  explicit WhoReads(Protocol const&);
  // When in doubt, it may.
  bool may_be_read_by_another(ContextId, Expression const& address) const;

private:
  struct Named {
    std::set<ObjectId> objects;
    bool has_others = false; // what a local has that is assigned
  };
  Named named_in(ContextId, Expression const&) const;
  void add(ContextId, Statement const&);
  void escapes(Value);

  Protocol const& protocol_;
  std::vector<std::set<LocalId>> assigned_; // by context
  std::set<ObjectId> escaped_;              // their address may be anywhere
  std::map<ObjectId, std::set<ContextId>> readers_;
};

} // namespace barrister::solver
