// SPDX-License-Identifier: BSD-2-Clause
// What a value may be where not all is known that it is computed from: one of a few, a number between two, or
// anything. Never less than what it can be.
#pragma once
#include "spec/value.hpp"
#include <vector>

namespace barrister::frontend::protocol {

struct Range {
  std::int64_t low = 0,
               high = 0; // both may be; 64 bits without a sign as those of the number with the same bits
};
using UnknownId = std::uint32_t;
struct Possible {
  std::vector<Value> some;      // one of these, if there are any
  std::optional<Range> between; // else one of these, if that is there; else anything
  bool may_be_none = false;     // or it has no value (spec/probe.hpp)
  std::vector<UnknownId> by;    // what it depends on, in the order of looking
  bool is_one() const { return some.size() == 1 && !may_be_none; }
};

Possible one_of(std::vector<Value>);
Possible any_number_of(Type const&);
Possible between(Range);
std::uint64_t count_of(Possible const&);    // not of anything; the greatest number there is stands for more
std::optional<bool> truth(Possible const&); // nothing: it may be either

// As of single values (spec/value.hpp). Nothing: there is no value.
Possible convert(Possible const&, Type const&);
std::optional<Possible> apply(Operator, Possible const& left, Possible const& right, Type const&);

} // namespace barrister::frontend::protocol
