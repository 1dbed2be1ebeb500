// SPDX-License-Identifier: BSD-2-Clause
// Names of a graph's events that other graphs of the protocol have, too: the run, the place in the text, and
// the rounds; and what kind of event it is.
#pragma once
#include "solver/protocol/graph.hpp"
#include "spec/lemma.hpp"
#include <unordered_map>

namespace barrister::solver {

class EventNames {
public:
  EventNames(Protocol const&, ProtocolGraph const&);
  std::string const& of(EventId e) const { return names_[e]; } // no two have the same
  std::optional<EventId> find(std::string const&) const;
  EventName const& place_of(EventId e) const { return places_[e]; } // where runs are threads of a litmus test

private:
  std::vector<std::string> names_;
  std::vector<EventName> places_;
  std::unordered_map<std::string, EventId> events_;
};

} // namespace barrister::solver
