// SPDX-License-Identifier: BSD-2-Clause
// What a .protocol file says, before names are resolved (spec/protocol.md).
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::protocol::ast {

namespace c = litmus::ast;

struct Word { // a name of the user's, or a text in quotes, without them
  std::string text;
  Span span;
};

struct Enumerator {
  Word name;
  c::ExpressionPtr value; // null: one more than the one before
};
struct Enum {
  Word name; // empty where it has none
  std::vector<Enumerator> all;
};
struct Define {
  Word name;
  c::ExpressionPtr value;
};

// A variable that is no plain one: an array by CPU or task, owned, a ghost, an accumulator.
struct Special {
  enum class Owner : std::uint8_t { Memory, Owned, Ghost } owner = Owner::Memory;
  enum class By : std::uint8_t { None, Cpu, Task } by = By::None;
  enum class Counting : std::uint8_t { No, Count, Ever } counting = Counting::No;
  c::TypeName type;
  unsigned stars_of_typedef = 0; // among those of the type
  Word name;
  c::ExpressionPtr value; // null: 0
};
struct Specials { // ghost int p, *q = &x;
  std::vector<Special> all;
};
struct Global { // int x = 1, a[3];
  c::Declaration declaration;
};
struct StructAndGlobal { // struct s { int n; } x, *p;
  c::Struct type;
  c::Declaration declaration;
};
struct EnumAndGlobal {
  Enum type;
  c::Declaration declaration;
};

struct Typedef {
  std::optional<c::Struct>
      structure; // that it declares, too; where it has no name, by that of the first type
  std::optional<Enum> enumeration;
  c::Declaration declaration;
};

struct Code { // the body of a task or an interrupt
  enum class Kind : std::uint8_t { Task, Interrupt } kind = Kind::Task;
  Word name;
  c::Block body;
  Span text; // between the braces
};
struct Task {
  Word name;
  std::vector<std::uint32_t> cpus; // empty: any
  std::vector<Span> cpu_spans;
  std::vector<c::ExpressionPtr> values;
};
// Where more than so many are not shown to make no difference, so many are looked at.
constexpr std::uint32_t acts_of_any_number = 2;
struct Agent {
  Word name;
  std::uint32_t times = 1;
  bool any_times = false; // `times any`
  bool any_cpu = false;   // a declared one, or a spare one
  std::vector<std::uint32_t> cpus;
  std::vector<Span> cpu_spans;
  c::Block body;
};
struct World {
  std::vector<std::uint32_t> cpus;
  std::vector<Span> cpu_spans;
  std::vector<Task> tasks;
  std::vector<Agent> agents;
  Span span;
};

struct Start {
  Word name;
  Word sentence;
  std::vector<c::ExpressionPtr> conditions; // all hold
  Span span;
};
struct Invariant {
  Word sentence;
  std::vector<c::ExpressionPtr> conditions;
  Span span;
};

struct Property {
  enum class Kind : std::uint8_t { Never, Finally, Terminates, NoDeadlock, Cover } kind = Kind::Never;
  Word name, sentence;
  c::ExpressionPtr condition;
  Word task;  // of Terminates
  Word bound; // `for cpu c`, `for task x`; empty: neither
  bool by_task = false;
  std::vector<Word> from, without, any_times;
  Span span;
};

struct Function {
  c::Function function;
  bool is_hook = false, has_body = false;
};

struct Replace { // replace f(): "old" with "new";
  Word function, old, with;
  Span span;
};

struct ModelUse {
  Word name, with;
};

struct Expectation {
  Word verdict; // "holds", "violated", ...
  std::vector<Word> properties;
  Word by;
  std::vector<Word> models, from;
};
struct Expect {
  Word variant;
  std::vector<Expectation> all;
};

using Declaration = std::variant<Typedef, EnumAndGlobal, Define, StructAndGlobal, Global, Specials, Function,
                                 Code, World, Start, Invariant, Property, Replace>;
struct Variant {
  Word name, of, sentence;
  std::vector<Declaration> changes;
};

struct File {
  Word name, sentence;
  std::vector<ModelUse> models;
  std::vector<Word> uses;
  std::vector<Declaration> declarations;
  std::vector<Variant> variants;
  std::vector<Expect> expects;
};

} // namespace barrister::frontend::protocol::ast
