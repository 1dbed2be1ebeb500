// SPDX-License-Identifier: BSD-2-Clause
// The phrases that reports share.
#pragma once
#include "spec/execution.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::cli {

// A location and its final value, as a state line shows them: "0:r1" and "2"; "[x]" and "y"; "a" and "{1,2}".
struct Item {
  std::string name, value;
};
enum class Radix : std::uint8_t { Decimal, Hexadecimal };
// `values` as in ReachedState: a whole array gives its cells one after another.
std::vector<Item> items(Program const&, std::vector<Observable> const&, std::vector<Value> const& values,
                        Radix = Radix::Decimal);
std::string joined(std::vector<Item> const&); // "0:r1=2; [x]=y;"

// The observables that the condition asks about, in the order of test.observed; and their values at the end.
std::vector<Observable> asked_about(LitmusTest const&);
std::vector<Value> final_values(Program const&, Execution const&, std::vector<Observable> const&);

char const* word(Quantifier);                                     // "~exists"
std::string condition(LitmusTest const&, Radix = Radix::Decimal); // "exists (0:r1=0 /\ 1:r1=0)"
bool has_loops(Program const&);

// The statement of the user's text an event came from: its words, and its line (0 when it has none).
std::string statement(Program const&, Event const&);
std::uint32_t line_of(Program const&, Event const&);

std::string count_of(std::uint64_t count, std::string const& singular); // "1 round", "2 rounds"

} // namespace barrister::cli
