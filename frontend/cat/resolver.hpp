// SPDX-License-Identifier: BSD-2-Clause
// Syntax trees to a memory model: names are looked up, functions applied, includes read. Goes on after an
// error, with a value that fits everywhere, and reports all it finds.
#pragma once
#include "frontend/cat/environment.hpp"
#include "frontend/cat/family.hpp"
#include "frontend/cat/graph.hpp"
#include "frontend/cat/parse.hpp"
#include <deque>
#include <set>

namespace barrister::frontend::cat {

struct LoadedSource {
  Source source;
  File file;
};

constexpr std::size_t most_errors = 20;

class Resolver {
public:
  Resolver(FileReader const& reader, Diagnostics& diagnostics, std::set<std::string> variants)
      : reader_(reader), diagnostics_(diagnostics), variants_(std::move(variants)) {}

  // Reads a file and runs its statements; nothing when its syntax is wrong.
  File const* run(LoadedFile const&);
  std::optional<MemoryModel> finish();

private:
  // What is wrong. Nothing is said while an attempt is made, nor twice of one place.
  void error(Scope const&, Span, std::string const& message, std::string const& hint = {});
  void unsupported(Scope const&, Span, std::string const& what, std::string const& hint = {});
  bool worth_saying(Scope const&, Span, std::string const& message);

  LockSemantics lock_semantics() const;

  // Statements (resolve.cpp).
  void run(std::vector<Statement> const&, Scope&);
  void run(Let const&, Span, Scope&);
  void run(Assertion const&, Span, Scope&);
  void run(Show const&, Span, Scope&);
  void run(ShowAs const&, Span, Scope&);
  void run(Include const&, Span, Scope&);
  void run(Enum const&, Span, Scope&);
  void run(Instructions const&, Span, Scope&);
  void run(Procedure const&, Span, Scope&);
  void run(Call const&, Span, Scope&);
  void run(Forall const&, Span, Scope&);
  void run(WithFrom const&, Span, Scope&);
  void run(StatementMatch const&, Span, Scope&);
  void run(IfVariant const&, Span, Scope&);
  void run(Debug const&, Span, Scope&);
  void define(Scope&, std::string const& name, Value);
  std::vector<std::pair<std::string, Value>> define_lazily(Binding const&, Scope const&);

  // Expressions (evaluate.cpp).
  Value evaluate(Expression const&, Scope const&);
  Value value(Name const&, Span, Scope const&);
  Value value(TagName const&, Span, Scope const&);
  Value value(Zero const&, Span, Scope const&);
  Value value(Wildcard const&, Span, Scope const&);
  Value value(SetLiteral const&, Span, Scope const&);
  Value value(Tuple const&, Span, Scope const&);
  Value value(Unary const&, Span, Scope const&);
  Value value(Binary const&, Span, Scope const&);
  Value value(Apply const&, Span, Scope const&);
  Value value(Function const&, Span, Scope const&);
  Value value(LetIn const&, Span, Scope const&);
  Value value(Try const&, Span, Scope const&);
  Value value(Conditional const&, Span, Scope const&);
  Value value(Match const&, Span, Scope const&);
  std::optional<Value> combine_known(NodeKind, Value left, Value right);
  Value same_sorts(NodeKind, Binary const&, Scope const&);
  bool is_given_set(std::string const& name) const; // without being defined
  Value unbound(std::string const& name, Span, Scope const&);
  std::string meant_by(std::string const& name, Scope const&) const; // a hint

  // What an expression is when a set, a relation, or either is due; an empty one after an error.
  enum class Sort : std::uint8_t { Set, Relation, Either };
  NodeId expect(Sort, Expression const&, Scope const&);
  NodeId expect(Sort, Value, Span, Scope const&);
  NodeId node(Value); // of a Set, Relation or Nothing
  std::optional<bool> holds(Condition const&, Scope const&);
  std::optional<bool> compare_known(Comparison, Value left, Value right) const;
  // The case that a value is in, or none; the scope gets the names that the case gives.
  std::optional<std::size_t> choose(Value subject, Span, std::vector<Case const*> const&, Scope&);
  void take_apart(ElementCase const&, std::vector<Value> elements, Scope&);
  std::string const& name_of_tag(Value) const;

  // Sets of what are not events (families.cpp).
  Value collection(std::vector<Value>);
  Value family(Family);
  Value element(NodeId placeholder);
  std::optional<std::vector<Value>> elements_of(Value) const;
  Value singleton(Value);
  Value add(Value element, Span, Value set, Span, Scope const&);
  Value map(Value function, Value over, Span, Scope const&);
  Value fold(Value function, Value argument, Span, Scope const&);
  Value cross(Value, Span, Scope const&);
  Value cross_of_known(std::vector<Value> const&, Span, Scope const&);
  Value linearisations(Value argument, Span, Scope const&);
  Value classes(Value argument, Span, Scope const&);

  // Functions and definitions (apply.cpp, recursion.cpp).
  Value apply_builtin(Value builtin, Value argument, Span, Scope const&);
  Value apply(Value function, Span function_span, Value argument, Span argument_span, Scope const&);
  Value closure(std::span<Pattern const> parameters, Expression const& body, Scope const&);
  using Meaning = std::pair<std::string, Value>;
  std::vector<Meaning> destructure(Pattern const&, Value, Span, Scope const&);
  std::vector<Meaning> define_once(std::vector<Binding> const&, Scope const&);
  std::vector<Meaning> define_recursively(std::vector<Binding> const&, Scope const&);
  std::vector<Value> infer_sorts(std::vector<Binding> const&, Scope const&);
  Scope with_recursive(std::vector<Binding> const&, std::vector<Value> const& variables, Scope const&);

  // Every step counts against a bound, so that no model keeps us for ever; and so does every level of
  // recursion.
  bool exhausted(Span, Scope const&);
  struct Level {
    int& depth;
    explicit Level(int& d) : depth(d) { ++depth; }
    ~Level() { --depth; }
  };
  static constexpr int deepest = 1200;

  FileReader const& reader_;
  Diagnostics& diagnostics_;
  std::deque<LoadedSource> sources_; // closures point into their trees
  Environment environment_;
  Graph graph_;
  MemoryModel model_;
  std::vector<Closure> closures_;
  std::vector<ProcedureClosure> procedures_;
  std::vector<std::vector<Value>> tuples_, collections_;
  std::vector<Family> families_;
  std::vector<Element> elements_;
  std::vector<std::pair<Builtin, Value>> partial_; // a primitive of two arguments with its first
  std::map<std::string, std::uint32_t> tags_;
  std::set<std::string> variants_;

  std::set<std::tuple<Source const*, std::uint32_t, std::string>> said_;
  // What has no value is an error where it is used, as herd7 has it: a value of kind Unknown whose index is
  // behind one of these.
  struct Postponed {
    Expression const* body;
    Scope scope;
    std::string name, unbound; // unbound: what it lacks; empty: something that is not supported
    Span at;
    bool is_used = false;
  };
  std::vector<Postponed> postponed_;
  std::pair<std::string, Span> last_unbound_;
  std::set<std::string> unbound_names_; // that were said
  int muted_ = 0;
  std::uint64_t unbound_ = 0, unsupported_ = 0, suppressed_ = 0, steps_ = 0;
  int depth_ = 0;
  std::vector<std::string> including_; // the files that are being read
  bool exhausted_ = false, failed_ = false, bell_is_there_ = false;
  std::uint32_t globals_ = 0;
};

} // namespace barrister::frontend::cat
