// SPDX-License-Identifier: BSD-2-Clause
// What the names in a text mean: each name of the user's or of a library's that can be told, with where it is
// declared, and every place in the text that means it. Made from the syntax, so that it is there while the
// text is still wrong in places.
#pragma once
#include "frontend/source.hpp"
#include "lsp/sources.hpp"

namespace barrister::lsp {

using frontend::Span;
using SymbolId = std::uint32_t;

enum class Sort : std::uint8_t {
  Shared, // memory that several CPUs read and write
  Owned,
  Ghost,
  Local,
  Parameter,
  Bound, // of `for cpu c`
  Function,
  Hook,
  Task, // of a protocol; a process of a litmus test
  Interrupt,
  Agent,
  Struct,
  Enum,
  Member,
  Constant,
  Label,
  Start,
  Claim,
  Variant,
  Definition, // of cat: let
  CatParameter,
  Procedure,
  Axiom
};

// Where a name is declared: in the text itself, or in a file of the library, or one beside it.
struct Declared {
  std::string file;    // as Sources names it; empty: in the text itself
  Span name;           // in that file
  Span whole;          // what is declared, from its first word to its last
  std::string shown;   // as written, with line ends as they are; of a function, its head
  std::string comment; // right above it
};

struct Symbol {
  Sort sort = Sort::Shared;
  std::string name;
  std::string within;             // the function, struct, ... that it is of; or empty
  std::vector<Declared> declared; // a function of a protocol may be redefined by variants
  bool is_renamable = true;       // it is known that each place that means it is known
};

struct Use {
  Span span;
  SymbolId symbol = 0;
  bool is_declaration = false;
};

// A stretch in which names mean something that they do not mean elsewhere.
struct Stretch {
  Span span;
  std::vector<SymbolId> symbols;
};

// Something that can be checked.
struct Checkable {
  enum class Kind : std::uint8_t { Test, Property, Variant } kind = Kind::Test;
  Span span; // that the lens stands above
  std::string name;
};

struct Index {
  std::vector<Symbol> symbols;
  std::vector<Use> uses; // in their order in the text
  std::vector<Stretch> stretches;
  std::vector<SymbolId> everywhere; // what can be named anywhere
  std::vector<Checkable> checkable;
  std::vector<std::string> models;                 // that they are checked under
  std::vector<std::pair<Span, std::string>> files; // names of files, `use` and `include`, and what they are
  bool is_whole = true;                            // nothing was left out because it could not be read

  Use const* at(std::uint32_t offset) const; // also right behind a name
};

Index index_of(Document const&, Sources&);

Index index_protocol(frontend::Source const&, Sources&);
Index index_litmus(frontend::Source const&);
Index index_cat(frontend::Source const&, Sources&);

} // namespace barrister::lsp
