// SPDX-License-Identifier: BSD-2-Clause
// What the code of a protocol made by chance may use.
//
// Words have values from 0 to 3 where they are computed in a loop that may go on for ever. Of a context's
// locals, r0 to r2 are for anything, r3 is for what is asked once, r4 counts rounds, and r5 to r7 hold flags.
#pragma once
#include "tests/support/chance.hpp"
#include "tests/support/protocol_parts.hpp"

namespace barrister::protocol_parts {

constexpr LocalId free_locals = 3, asked = 3, rounds = 4, first_flags = 5;
constexpr unsigned most_flags = 3;

inline Type const types[] = {{"int", 32, true},  {"u8", 8, false},   {"s8", 8, true},    {"u16", 16, false},
                             {"u32", 32, false}, {"bool", 1, false}, {"long", 64, true}, {"u64", 64, false}};
inline Type const computing[] = {
    {"int", 32, true}, {"u32", 32, false}, {"long", 64, true}, {"u64", 64, false}};

// What there is to be used.
struct Things {
  std::size_t cpus = 2;
  std::vector<ExpressionPtr> words, locks;
  std::vector<OwnedId> by_cpu, by_context;
  std::vector<AccumulatorId> accumulators;
  std::optional<ContextId> interrupt;
  ExpressionPtr handled;   // the handler sets it last
  ExpressionPtr pending;   // it begins by taking this
  std::int64_t target = 0; // the CPU that it runs on
  ExpressionPtr mutex;     // null if there is none
  bool sizes = false;      // of all widths; else all are ints
  bool choices = false;    // values that a branch decides
  bool faults = false;     // NULL, indices out of range, divisors and widths that may be wrong
  ExpressionPtr array;     // of two cells; null if there is none
  ExpressionPtr pointer;   // to some word; null if there is none
  std::optional<OwnedId> current;
  ObjectId tasks = no_object;
};

template <class T> T const& any_of(Chance& chance, std::vector<T> const& from) {
  return from[chance.below(from.size())];
}
Block switch_tasks(Chance&, Things const&);

} // namespace barrister::protocol_parts
