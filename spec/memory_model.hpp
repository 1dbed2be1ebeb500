// SPDX-License-Identifier: BSD-2-Clause
// A memory model: cat, resolved. Functions are applied, includes are read, names are gone: what is left is a
// graph of sets and relations in which equal expressions are one node, and the checks made on them.
#pragma once
#include "spec/place.hpp"
#include <array>
#include <map>
#include <vector>

namespace barrister {

using NodeId = std::uint32_t;

enum class NodeKind : std::uint8_t {
  Base,     // a set or relation that the execution gives: `name`
  Empty,    // {} or 0
  Universe, // _, the set of all events
  Union,
  Intersection,
  Difference, // a, b: both sets or both relations
  Complement, // of a set: against the universe; of a relation: against _ * _
  Sequence,
  Inverse,
  Closure,
  ReflexiveClosure,
  Reflexive, // relations
  Product,   // sets a and b to a relation
  Identity,  // [a]
  Domain,
  Range,
  Variable, // of a `let rec`; its body is model.fixpoints[a].bodies[b]
  // Choices (`with … from`): an execution has a relation for each, Execution::choices.
  ChosenSources, // for each event of set a, exactly one edge of relation b that ends in it
  ChosenTargets, // for each event of set a, exactly one edge of relation b that starts in it
  ChosenOrder    // of each class of the equivalence a (a partial one: on some events), a strict total order
                 // that contains what relation b, and co, say within the class
};
constexpr bool is_choice(NodeKind k) { return k >= NodeKind::ChosenSources; }

struct Node {
  NodeKind kind = NodeKind::Empty;
  bool is_set = false;
  NodeId a = 0, b = 0; // operands; of Variable: group and position
  std::string name;    // of Base; of a choice, what the model calls it
};

// The nodes that a node is computed from, in order. Of a Variable: none, its body is elsewhere.
class Operands {
public:
  constexpr Operands() = default;
  constexpr explicit Operands(NodeId a) : nodes_{a, 0}, size_(1) {}
  constexpr Operands(NodeId a, NodeId b) : nodes_{a, b}, size_(2) {}
  constexpr NodeId const* begin() const { return nodes_.data(); }
  constexpr NodeId const* end() const { return nodes_.data() + size_; }

private:
  std::array<NodeId, 2> nodes_{};
  std::size_t size_ = 0;
};
Operands operands(Node const&);

// let rec v0 = e0 and v1 = e1 …: the least fixpoint, reached by herd7's iteration: start all from empty and
// apply the bodies, in turn, each to the latest values of all, until a round changes nothing. (The order
// matters to a body that uses difference; the kernel's matching of RCU locks and unlocks relies on it.)
struct Fixpoint {
  std::vector<NodeId> variables, bodies;
  std::vector<std::string> names{}; // of the variables, as the model calls them
  Place place{};                    // of the first
};
// A body that is not monotone may go on for ever. Who iterates gives up after so many rounds, and then
// nothing is known of the variables: kernel models settle in a few.
constexpr std::size_t most_rounds(std::size_t events) { return 2 * events * events + 10; }
// What is said of one that was given up.
std::string does_not_settle(Fixpoint const&);

enum class Test : std::uint8_t { Acyclic, Irreflexive, Empty };
enum class Role : std::uint8_t {
  Axiom,      // an execution that fails it is not consistent
  Flag,       // an execution that passes it carries the flag
  Requirement // undefined_unless: an execution that fails it makes the whole test undefined
};

struct Check {
  Role role = Role::Axiom;
  Test test = Test::Empty;
  bool negated = false; // ~
  NodeId node = 0;
  std::string name; // after `as`, or empty
  Place place;
  std::string text; // the statement as written, on one line
};

// A flag of this name says that an execution has a data race: `data-race`, as the kernel's model calls it.
bool is_of_races(Check const&);

// Who says what a spinlock does. Waiting: the program does, a lock word is read and written. ByModel: the
// model does, as the kernel's lock.cat: lock events (LKR LKW UL LF RL RU) have an address, but are neither
// reads nor writes, have no rf, co or rmw, and trylock and is_locked give any answer; a choice of the model
// relates them.
enum class LockSemantics : std::uint8_t { Waiting, ByModel };

struct MemoryModel {
  std::string name;        // "lkmm", or the file's name
  std::string title;       // the string at the top of the cat file
  std::vector<Node> nodes; // operands come before their users, but for the bodies of fixpoints
  std::vector<Fixpoint> fixpoints;
  std::vector<Check> checks;
  std::vector<NodeId> choices; // in the order in which they are made
  LockSemantics locks = LockSemantics::Waiting;
  // The last meaning of each top-level name that is a set or a relation: for `show` and for explanations.
  std::map<std::string, NodeId> names;
};

// The sets and relations an execution gives to every model, before any include.
//   sets:      R W M F IW, FW (last writes in co to what is observed), and one for each tag: those of
//              spec/tag.hpp, and those that the model declares in an `enum`. A tag that the program does not
//              have is the empty set.
//   relations: po addr data ctrl rmw rf co loc int ext id same-value
// An event of SRCU is in none of the first four. An initial write is in W, M and IW. `int` relates events of
// one CPU, initial writes among themselves included; `ext` is the rest. `loc` relates accesses (and SRCU
// grace periods) of one cell. po leaves out initial writes. `same-value` relates accesses and events of SRCU
// that have equal values.
bool is_base_set(std::string const& name);        // without being declared
bool is_base_set_of_tag(std::string const& name); // of a base: whether a tag's
bool is_base_relation(std::string const& name);

} // namespace barrister
