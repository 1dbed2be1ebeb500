// SPDX-License-Identifier: BSD-2-Clause
// An unfolding that is being made, thread by thread.
#pragma once
#include "proofs/plain/encoding.hpp"
#include "proofs/plain/unfolding.hpp"
#include <optional>

namespace barrister::proofs::plain {

// Orders of writes take the cube of events, and values the square of theirs.
struct Limits {
  std::size_t events, terms, steps, runs;
};
constexpr Limits of_litmus_tests{300, 6000, 100'000, 0}, of_protocols{600, 20'000, 200'000, 200};

struct Draft {
  Draft(Program const&, Gates&, Limits const&);
  // Says when something is cut, or has a fault.
  void finish();
  TermId term(Term);
  TermId constant(Value);
  TermId indexed(Term::Kind, std::size_t index);
  void refuse(Unsupported);
  // An initial write of each cell, as `value` has it.
  template <class ValueOf> void initial_writes(ValueOf value) {
    for (ObjectId o = 0; o < out.program.objects.size(); ++o)
      for (std::size_t i = 0; i < out.program.objects[o].initial.size(); ++i)
        initial_write(address(o, static_cast<std::int64_t>(i)), value);
  }

  Gates& gates;
  Limits limits;
  Unfolding out;
  std::map<Value, TermId> constants{};
  std::vector<Literal> faults{}, cuts{};
  std::optional<Unsupported> unsupported{};
  std::size_t steps = 0;
  std::map<EventName, std::uint32_t> used{};

private:
  template <class ValueOf> void initial_write(Value cell, ValueOf value) {
    UnfoldedEvent event;
    event.kind = EventKind::Write;
    event.where.cell = cell;
    event.address = constant(cell);
    event.value = value(cell);
    out.events.push_back(std::move(event));
  }
};

} // namespace barrister::proofs::plain
