// SPDX-License-Identifier: BSD-2-Clause
// What a constraint can look at, and what that may be at the start.
#pragma once
#include "frontend/litmus/objects.hpp"
#include "frontend/protocol/possible.hpp"
#include "spec/protocol.hpp"
#include <map>

namespace barrister::frontend::protocol {

using Enums = std::map<std::string, std::vector<Value>>; // by "enum name": its constants

// A cell, or an owned variable of one owner.
struct Looked {
  Value cell; // of an owned variable: no address
  OwnedId variable = 0;
  std::uint32_t owner = 0;
  friend auto operator<=>(Looked const&, Looked const&) = default;
};

class Unknowns {
public:
  // `protocol` has all but its starts.
  Unknowns(Protocol const&, litmus::Objects const&, litmus::Structs const&, Enums const&);

  std::optional<UnknownId> cell(Value at); // nothing: there is none
  std::optional<UnknownId> owned(OwnedId, std::uint32_t owner);
  Looked const& looked(UnknownId id) const { return all_[id]; }
  Value initial(UnknownId) const;
  // A bool and a lock: 0 and 1. An enum: its constants. A pointer: NULL, and what the protocol has of that
  // type. A number: all of its type. What is declared, in any case. Anything: a number declared as an
  // address.
  Possible any(UnknownId) const;
  std::string name(UnknownId) const; // "x", "a[1]", "t.cpu", "curr[0]"

private:
  UnknownId add(Looked const&);
  Type const& type(Looked const&) const;
  std::vector<Value> const& addresses(std::string const& pointer) const;
  bool points_to(std::string const& words, Value to) const;
  bool is_there(litmus::CType const&, std::int64_t cell, std::string const& words) const;

  Protocol const& protocol_;
  litmus::Objects const& objects_;
  litmus::Structs const& structs_;
  Enums const& enums_;
  std::vector<Looked> all_;
  std::map<Looked, UnknownId> ids_;
  mutable std::map<std::string, std::vector<Value>> addresses_; // by pointer: asked for very often
};

} // namespace barrister::frontend::protocol
