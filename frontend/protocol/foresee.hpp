// SPDX-License-Identifier: BSD-2-Clause
// What a probe answers on many states at once: those of a box, in which each cell has a value of its own
// choice among some.
#pragma once
#include "frontend/protocol/possible.hpp"
#include "spec/protocol.hpp"
#include <functional>

namespace barrister::frontend::protocol {

// Of a cell, what it may be; `by` is its own number, where it may be more than one. Nothing: there is no such
// cell, or no such owner.
struct Box {
  struct Cell {
    Possible value;
    UnknownId id;
  };
  std::function<std::optional<Cell>(Value address)> cell;
  std::function<std::optional<Cell>(OwnedId, std::uint32_t owner)> owned;
};

struct Foreseen {
  std::optional<bool> answer;       // on all of them; nothing: it differs, or is not known
  std::vector<UnknownId> looked_at; // of a yes: on each of them, in order
  std::vector<UnknownId> by; // without an answer: what has to be told apart, not empty where anything is left
};
Foreseen foresee(Probe const&, Box const&);

} // namespace barrister::frontend::protocol
