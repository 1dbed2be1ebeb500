// SPDX-License-Identifier: BSD-2-Clause
// The steps of a cycle as sentences: who reads what from where, which barrier orders what.
#pragma once
#include "cli/annotate.hpp"
#include "proofs/missing.hpp"
#include <set>
#include <span>

namespace barrister::cli {

struct Teller {
  Speaker speaker;
  std::function<std::string(Value)> location; // of an address: "x"
};
Teller teller(Program const&, Execution const&); // they must outlive it

// One for each step. A barrier is named where the execution has one of that kind between the two, or is given
// it.
std::vector<std::string> sentences(Execution const&, std::vector<proofs::Link> const&, Teller const&,
                                   std::span<proofs::Missing::Barrier const> given = {});
// Those that they speak of.
std::set<EventId> events_in(Execution const&, std::vector<proofs::Link> const&, Teller const&);
// "a cycle, which lkmm forbids (lkmm.cat:111: acyclic pb as propagation)"
std::string forbidden_in_words(Check const&, std::vector<proofs::Link> const&, std::string const& model);

} // namespace barrister::cli
