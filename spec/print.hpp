// SPDX-License-Identifier: BSD-2-Clause
// The nouns as herd7 writes them (spec/herd7.md).
#pragma once
#include "spec/property.hpp"

namespace barrister {

std::string to_string(Value, Program const&);             // "-1", "x", "a[1]"
std::string to_string(Observable const&, Program const&); // "0:r1", "[x]", "a[1]", "a"
// Without parentheses around the whole: "0:r1=0 /\ not ([x]=1)"; values as `value` spells them.
std::string to_string(Proposition const&, Program const&);
std::string to_string(Proposition const&, Program const&, std::function<std::string(Value)> const& value);

} // namespace barrister
