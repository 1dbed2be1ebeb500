// SPDX-License-Identifier: BSD-2-Clause
// What names mean, and where. Values are handles: what they stand for lives in arenas, so that a scope may be
// copied freely and kept by a function for as long as it likes.
#pragma once
#include "frontend/cat/ast.hpp"
#include <span>
#include <unordered_map>

namespace barrister::frontend::cat {

struct LoadedSource;

struct Value {
  enum class Kind : std::uint8_t {
    Unknown, // an error, reported already; or a variable of `let rec` whose sort is not known yet
    Set,
    Relation, // index: a node
    Nothing,  // {} or 0, of the sort its place asks for; index: 1 when a set by default
    Tag,
    Tuple,
    Function,
    Procedure,
    Primitive,  // index: into the arena of the kind
    Element,    // of a set of events, or of a relation
    Collection, // a set known element by element: of tags, of sets, of relations
    Family      // a set whose elements are not events, and differ between executions
  } kind = Kind::Unknown;
  std::uint32_t index = 0;
  friend bool operator==(Value, Value) = default;
};

// The functions that herd7 knows without a library, and map, fold and cross, which its library defines by
// taking sets apart. The value's index is one of these, or, behind `applied`, of one with its first argument.
enum class Builtin : std::uint8_t {
  Domain,
  Range,
  Map,
  Fold,
  Cross,
  Linearisations,
  ClassesOfLocations,
  TagToEvents,
  DifferentValues,
  count_
};

// What is visible at a point: the first `globals` of the global definitions, and a chain of local ones.
struct Scope {
  LoadedSource const* source = nullptr;
  std::uint32_t local = 0; // 0: no local definition
  std::uint32_t globals = 0;
  bool at_top = true; // of a file, where a definition is global
};

class Environment {
public:
  void define(Scope&, std::string const& name, Value); // no name is `_`: defines nothing
  Scope with(Scope, std::string const& name, Value);   // a local definition
  std::optional<Value> find(Scope const&, std::string const& name) const;
  std::vector<std::string> names(Scope const&) const; // of all globals, and what is local

private:
  struct Local {
    std::uint32_t outer;
    std::string name;
    Value value;
  };
  struct Global {
    std::uint32_t position;
    Value value;
  };
  std::vector<Local> locals_;
  std::unordered_map<std::string, std::vector<Global>> globals_;
};

struct Closure {
  std::span<Pattern const> parameters;
  Expression const* body = nullptr;
  Scope scope;
};
struct ProcedureClosure {
  Procedure const* procedure = nullptr;
  Scope scope;
};

} // namespace barrister::frontend::cat
