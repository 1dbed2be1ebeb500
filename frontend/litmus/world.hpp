// SPDX-License-Identifier: BSD-2-Clause
// What the code of a protocol can name beyond its locals (spec/protocol.md). A litmus test has none of it.
#pragma once
#include "frontend/litmus/objects.hpp"
#include "spec/protocol.hpp"
#include <set>

namespace barrister::frontend::litmus {

struct World {
  struct Owned {
    OwnedId id;
    CType type;
    OwnedVariable::Owner owner;
    bool is_ghost;
    std::optional<ContextId> context{}; // the one that writes it; known when all code is lowered
    Value initial{};
  };
  struct Counted {
    AccumulatorId id;
    bool is_ever;
  };
  Objects objects;                         // and, while code is lowered, what it keeps on its stack
  std::set<std::string> per_cpu, per_task; // of them: arrays by CPU, by task
  std::vector<Value> tasks;                // their addresses, as declared
  std::map<std::string, Owned> owned;
  std::map<std::string, Counted> accumulators;
  std::map<std::string, std::uint32_t> interrupts;
  std::map<std::string, AccumulatorId> labels; // whether this one was reached is asked
  std::set<std::string> known_labels;          // of all code, whether it can run or not
  std::set<std::string> hooks;                 // declared; where no function defines it, a call does nothing
  std::vector<ast::Function const*> pointed;   // functions whose address is taken
  AccumulatorId assertions = 0;                // counts those that failed
  bool has_assertions = false;

  Value address_of(ast::Function const&); // an object without cells
};
// The words that tell apart which functions a pointer can point to: "int (void *)".
std::string signature(ast::Function const&);

// One piece of a protocol's code.
struct Part {
  enum class Role : std::uint8_t { Task, Act, Interrupt, Probe } role;
  std::string name;
  Value task; // of a Task
  World& world;
};

} // namespace barrister::frontend::litmus
