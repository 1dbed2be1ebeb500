// SPDX-License-Identifier: BSD-2-Clause
// What every way of running a litmus test must agree on.
#pragma once
#include "spec/verdict.hpp"
#include "tests/support/enumerate.hpp"

namespace barrister {

struct Summary {
  std::uint64_t positive = 0, negative = 0;
  std::vector<std::vector<Value>> states; // ascending
  std::vector<std::string> flags;         // sorted
  bool undefined = false;
  std::string unknown;
  std::vector<Fault> faults; // by place: who, and at which instruction
  friend bool operator==(Summary const&, Summary const&) = default;
};
Summary summary(LitmusResult const&);
Summary summary(Enumeration const&);
std::string to_string(Summary const&, LitmusTest const&);

} // namespace barrister
