// SPDX-License-Identifier: BSD-2-Clause
// What of a program may have no value, or follow what is no cell; and why.
#pragma once
#include "solver/unfold/threads.hpp"
#include "solver/values/domains.hpp"
#include "spec/fault.hpp"
#include <functional>

namespace barrister::solver {

// Why a term has no value, given those of the others: the first operation that gives none.
using ValueOf = std::function<std::optional<Value>(TermId)>;
Fault why_undefined(EventGraph const&, TermId, ValueOf const&);
// What has happened where the guard of this one holds. Whose it is, is for the caller to add.
Fault why_faulty(EventGraph const&, FaultAt const&, ValueOf const&);

// By term: whether it may have no value, as far as domains tell.
std::vector<bool> may_be_undefined(EventGraph const&, Domains const&);
bool may_miss(Domains const&, TermId address); // whether it may be what is no cell

// Statements that may have a fault, as far as domains tell. `of_run`: the thread that a CPU, or a run, is of.
Statements statements_that_may_fault(EventGraph const&, Domains const&,
                                     std::function<std::uint32_t(std::uint32_t)> const& of_run);

} // namespace barrister::solver
