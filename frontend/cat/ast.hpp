// SPDX-License-Identifier: BSD-2-Clause
// What a cat file says, before names are resolved. Trees are shared and never change; the parser bounds their
// height, so that later passes may recurse.
#pragma once
#include "frontend/source.hpp"
#include "spec/memory_model.hpp"
#include <variant>

namespace barrister::frontend::cat {

struct Expression;
using ExpressionPtr = std::shared_ptr<Expression const>;
struct Condition;
using ConditionPtr = std::shared_ptr<Condition const>;

// x, _ or (x, y, …); the empty string stands for _.
struct Pattern {
  std::vector<std::string> names;
  Span span;
};

// pattern = body, or name parameters = body.
struct Binding {
  Pattern pattern;
  std::vector<Pattern> parameters;
  ExpressionPtr body;
  Span span;
};

enum class UnaryOperator : std::uint8_t {
  Complement,
  Inverse,
  Closure,
  ReflexiveClosure,
  Reflexive,
  Identity
};
enum class BinaryOperator : std::uint8_t { Union, Add, Sequence, Difference, Intersection, Product };

// clang-format off
struct Name { std::string text; };
struct TagName { std::string text; }; // without its quote
struct Zero {};
struct Wildcard {};
struct SetLiteral { std::vector<ExpressionPtr> elements; };
struct Tuple { std::vector<ExpressionPtr> elements; };
struct Unary { UnaryOperator op{}; ExpressionPtr operand; };
struct Binary { BinaryOperator op{}; ExpressionPtr left, right; };
struct Apply { ExpressionPtr function, argument; };
struct Function { Pattern parameter; ExpressionPtr body; };
struct LetIn { bool recursive = false; std::vector<Binding> bindings; ExpressionPtr body; };
struct Try { ExpressionPtr attempt, otherwise; };
struct Conditional { ConditionPtr condition; ExpressionPtr then, otherwise; };

struct TagCase { std::string tag; };
struct DefaultCase {};
struct EmptyCase {};                                     // {}
struct ElementCase { std::vector<std::string> names; }; // e ++ S, or S1 | e ++ S2
using Case = std::variant<TagCase, DefaultCase, EmptyCase, ElementCase>;
struct Clause { Case when; ExpressionPtr body; };
struct Match { ExpressionPtr subject; std::vector<Clause> clauses; };
// clang-format on

struct Expression {
  std::variant<Name, TagName, Zero, Wildcard, SetLiteral, Tuple, Unary, Binary, Apply, Function, LetIn, Try,
               Conditional, Match>
      node;
  Span span;
  int height = 1;
};

// clang-format off
enum class Comparison : std::uint8_t { Equal, Subset, In };
struct Compare { Comparison op{}; ExpressionPtr left, right; };
struct Variant { std::string name; };
struct Not { ConditionPtr operand; };
struct All { std::vector<ConditionPtr> parts; };
struct Any { std::vector<ConditionPtr> parts; };
// clang-format on
struct Condition {
  std::variant<Compare, Variant, Not, All, Any> node;
  Span span;
};

struct Statement;

enum class Force : std::uint8_t { Axiom, Flag, Requirement, Certainty };
struct Assertion { // acyclic, irreflexive, empty
  Force force = Force::Axiom;
  bool negated = false;
  Test test = Test::Empty;
  ExpressionPtr expression;
  std::string name;
  Span span;
};
// clang-format off
struct Let { bool recursive = false; std::vector<Binding> bindings; std::optional<Assertion> when; };
struct Show { bool hide = false; std::vector<std::string> names; };
struct ShowAs { ExpressionPtr expression; std::string name; };
struct Include { std::string path; Span path_span; };
struct EnumTag { std::string name; Span span; };
struct Enum { std::string name; std::vector<EnumTag> tags; };
struct Instructions { bool by_default = false; std::string name; std::vector<ExpressionPtr> arguments; };
struct Procedure { bool recursive = false; std::string name; Pattern parameter; std::vector<Statement> body; };
struct Call { std::string procedure; ExpressionPtr argument; std::string name; };
struct Forall { std::string name; ExpressionPtr set; std::vector<Statement> body; };
struct WithFrom { std::string name; ExpressionPtr set; };
struct StatementClause { Case when; std::vector<Statement> body; };
struct StatementMatch { ExpressionPtr subject; std::vector<StatementClause> clauses; };
struct IfVariant { ConditionPtr condition; std::vector<Statement> then, otherwise; };
struct Debug { ExpressionPtr expression; };
// clang-format on

struct Statement {
  std::variant<Let, Assertion, Show, ShowAs, Include, Enum, Instructions, Procedure, Call, Forall, WithFrom,
               StatementMatch, IfVariant, Debug>
      node;
  Span span;
};

struct File {
  std::string architecture, title;
  std::vector<std::string> options; // names after the title: herd7's catdep, withoutco, …
  std::vector<Statement> statements;
};

} // namespace barrister::frontend::cat
