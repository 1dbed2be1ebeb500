// SPDX-License-Identifier: BSD-2-Clause
// What a barrier pairs with that is none: a dependency, or a reader that a grace period waits for.
#pragma once
#include "cli/barriers/barrier_study.hpp"

namespace barrister::cli {

// Of a step of a cycle within one CPU; nothing where it is neither. `from`: the statement that it starts at;
// `where`: "P1".
std::optional<Finding::Other> other_partner(std::string const& relation, std::string const& from,
                                            std::string const& where);
void add_other(Finding&, Finding::Other);
// A release orders what is before it, and an acquire what is behind it.
bool may_order_first(TagSet);
bool may_order_last(TagSet);
// What is between the ends of a step stands in it: but for fences of reads, or of writes, where one of the
// ends is none, or the step is by another one ("wmb", "rmb", "mb").
bool may_be_fence_of(TagSet, Event const& from, Event const& to, std::string const& relation);
// Of two accesses of one statement, in whose words both are the same, nothing is said.
void leave_out_orders_of_one(Study&);

} // namespace barrister::cli
