// SPDX-License-Identifier: BSD-2-Clause
// What a C litmus test says, before names are resolved.
#pragma once
#include "frontend/source.hpp"
#include "spec/property.hpp"
#include <variant>

namespace barrister::frontend::litmus::ast {

struct Expression;
using ExpressionPtr = std::shared_ptr<Expression const>;
struct Statement;
using Block = std::vector<Statement>;

struct TypeName {
  std::string words; // "int", "volatile int", "struct srcu_struct"; single spaces
  unsigned stars = 0;
  ExpressionPtr of{}; // typeof(e): what the words are is for who knows the names
  bool is_given() const { return !words.empty(); }
};

enum class Prefix : std::uint8_t {
  Dereference,
  AddressOf,
  Plus,
  Negate,
  Complement,
  LogicalNot,
  Increment,
  Decrement
};
enum class Infix : std::uint8_t {
  LogicalOr,
  LogicalAnd,
  Or,
  Xor,
  And,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  ShiftLeft,
  ShiftRight,
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo
};

struct Number {
  std::int64_t value;
  Type type{"int", 32, true};
  std::optional<std::int64_t> to_herd7{}; // what it takes an octal constant for
};
struct Name {
  std::string text;
};
struct Quoted {}; // "a text", which only messages take
struct Unary {
  Prefix op;
  ExpressionPtr operand;
};
struct Binary {
  Infix op;
  ExpressionPtr left, right;
};
struct Conditional {
  ExpressionPtr condition, then, otherwise;
};
struct Assignment {
  std::optional<Infix> op;
  ExpressionPtr target, value;
}; // op: of `+=` and its like
struct Increment {
  bool up;
  ExpressionPtr target;
}; // r++, r--
struct Cast {
  TypeName type;
  ExpressionPtr operand;
};
struct Call {
  std::string function; // empty: what `callee` points to is called
  Span function_span;
  std::vector<ExpressionPtr> arguments;
  ExpressionPtr callee{}; // null where the function is named
};
// What herd7's macros are made of: __load{once}(*x), __fence{rcu-lock}, __atomic_op{noreturn}(x, +, v).
struct Annotation {
  std::string text;
  Span span;
};
struct Internal {
  std::string name;
  Span name_span;
  std::vector<Annotation> annotations;
  std::vector<ExpressionPtr> arguments; // without the operator
  std::optional<Infix> op;
  bool complemented = false; // the operator is &~
};
struct Index {
  ExpressionPtr array, index;
};
struct Field {
  ExpressionPtr object;
  std::string name;
  bool arrow;
};
struct SizeOf {
  TypeName type; // or, if none is given, that of the operand
  ExpressionPtr operand;
};
struct Comma {
  ExpressionPtr left, right;
};
// In the list that something starts with: `.member = value`, or a list in the list.
struct Initializer {
  std::string member;  // ".a", ".b[1]"; empty: what comes next
  ExpressionPtr value; // null: a list
  std::vector<ExpressionPtr> values;
};
// Among the arguments of container_of() and its like.
struct TypeOperand {
  TypeName type;
};
struct StatementExpression { // ({ ... })
  std::shared_ptr<Block const> body;
};
struct Expression {
  std::variant<Number, Name, Quoted, Unary, Binary, Conditional, Assignment, Increment, Cast, Call, Internal,
               Index, Field, SizeOf, Comma, Initializer, TypeOperand, StatementExpression>
      node;
  Span span;
  int height = 1; // of this tree; the parser bounds it, so that passes may recurse
};

struct Declarator {
  std::string name;
  unsigned stars = 0;
  bool is_array = false, is_list = false;
  ExpressionPtr size;                // null: as many as there are values
  ExpressionPtr value;               // null without `= value`
  std::vector<ExpressionPtr> values; // of `= {1, 2}`
  Span span;
  std::string takes{};     // of a pointer to a function: its parameters, as "(void *)"
  bool is_aligned = false; // by an attribute: where it stands, and the size of what it is in, are not known
};
struct Struct;
struct Declaration {
  std::string type;
  std::vector<Declarator> declarators;
  unsigned stars = 0; // of what a typedef stands for; the declarators have them, too
  std::shared_ptr<Struct const>
      inner{};        // a struct that a member declares besides itself, maybe without a name
  ExpressionPtr of{}; // as of a TypeName
};
TypeName type_of(Declaration const&, Declarator const&); // of an array: of what is in it
// A pointer to a function: `int (*f)(void *)` has the words "int (void *)" and one star.
TypeName pointer_to_function(TypeName const& result, std::string const& takes);
struct Evaluate {
  ExpressionPtr expression;
}; // null: an empty statement
// head, tail: without the statements inside, as `if (r1)`.
struct If {
  ExpressionPtr condition;
  Span head;
  Block then, otherwise;
};
struct While {
  ExpressionPtr condition;
  Span head;
  Block body;
};
struct DoWhile {
  Block body;
  ExpressionPtr condition;
  Span tail;
};
struct For {
  Block start;
  ExpressionPtr condition, step;
  Span head;
  Block body;
}; // condition, step: may be null
struct Switch {
  ExpressionPtr value;
  Span head;
  Block body; // with its cases among the statements
};
struct Break {};
struct Continue {};
struct Return {
  ExpressionPtr value;
}; // null: none
struct Goto {
  std::string label;
};
// `name:`, `case value:` or, with neither, `default:`. Stands before a statement, in a block.
struct Label {
  std::string name;
  ExpressionPtr value;
};
// guard(name)(lock); and, with a body of its own, scoped_guard (name, lock) body. What stands behind a
// guard() is its body: no jump gets in there from before.
struct Guard {
  std::string name;
  Span head;
  Span end;           // of the body: the bracket that closes it
  ExpressionPtr lock; // null: none
  bool is_scoped = false;
  Block take, body, release; // take: nothing, where it has been taken; both: where no guard has that name
};
struct Statement {
  std::variant<Declaration, Evaluate, If, While, DoWhile, For, Switch, Break, Continue, Return, Goto, Label,
               Guard, Block>
      node;
  Span span;
};

struct Parameter {
  TypeName type;
  std::string name;
  Span span;
};
// A process P0, P1, ...; or a function that these call.
struct Function {
  CpuId cpu = 0;
  std::string called;  // of a function that is called
  TypeName result;     // of one
  Span name, raw_body; // raw_body: between the braces, as the hash wants it
  std::vector<Parameter> parameters;
  Block body;
};

struct Struct {
  std::string name;
  Span span;
  std::vector<Declaration> members;
  bool is_aligned = false;
};
struct Define { // #define name value
  std::string name;
  ExpressionPtr value;
};

// A register, a shared variable, a cell of an array, or a member of a struct.
struct Location {
  std::optional<CpuId> cpu;
  std::string name;
  std::string member; // ".a", ".b[1]", "[0].a"; empty for none
  std::optional<std::int64_t> index;
  Span span;
};

struct InitValue { // in a list: of the next cell, or of `.member =`
  std::string member;
  std::int64_t number = 0;
  std::string address, address_member;
  Span span;
};
struct InitItem {
  TypeName type;
  Location location; // its index: the size of an array
  // A number or a name; neither when none is given.
  std::optional<std::int64_t> number;
  std::string address, address_member;
  std::vector<InitValue> values; // of a list
  std::string value_text;        // as written, for the hash
  bool is_list = false;
  Span span;
};

struct Atom {
  Location left;
  std::variant<std::int64_t, std::vector<std::int64_t>, Location> right;
  bool is_address = false; // right: a global's address, not its value
};
struct Condition {
  Proposition::Kind kind = Proposition::Kind::True;
  Atom atom; // of Equal
  std::vector<Condition> operands;
  Span span;
};

struct Question {
  std::vector<Location> locations;
  std::optional<Condition> filter, condition;
  Quantifier quantifier = Quantifier::Forall;
  Span span; // of the quantifier
};

struct Test {
  std::string name, expected;
  std::string hash; // given under `Hash=`, or empty
  std::vector<InitItem> init;
  std::vector<Function> functions;
  std::vector<Function> helpers;
  std::vector<Struct> structs;
  std::vector<Define> defines;
  std::vector<Span> beyond; // the text of those three
  Question question;
};

} // namespace barrister::frontend::litmus::ast
