// SPDX-License-Identifier: BSD-2-Clause
// One function on its way to a thread. Every access of shared memory becomes a statement of its own, in C's
// order with operands from left to right; what it read is used through a local.
#pragma once
#include "frontend/litmus/objects.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/litmus/per_cpu_updates.hpp"
#include "frontend/litmus/primitives.hpp"
#include "frontend/litmus/world.hpp"
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace barrister::frontend::litmus {

class Lowering {
public:
  // New tags go into the table.
  Lowering(ast::Function const&, ast::Test const&, Structs const&, Objects const&, LitmusContext const&,
           TagNames&, Source const&, Diagnostics&);
  Thread run();

  // Of a protocol. The function is the code of the part; it has no parameters.
  Lowering(ast::Function const&, ast::Test const&, Structs const&, Part const&, TagNames&, Source const&,
           Diagnostics&);
  struct Lowered {
    Thread thread;           // decisions are not marked yet
    std::vector<Span> spans; // of its instructions
  };
  Lowered run_part();
  // Whether (for some of the values of the name, or for all of them) the expression is not 0. Where it has no
  // value, it says no.
  struct Bound {
    std::string name; // empty: none
    CType type;
    std::vector<Value> values;
    bool all = false;
  };
  std::optional<Value> run_constant(ast::ExpressionPtr const&); // says if it is none
  Probe run_probe(ast::ExpressionPtr const&, Bound const&);
  // What the expression comes to, where the name has its only value.
  Probe run_value(ast::ExpressionPtr const&, Bound const&);

private:
  // Names (lower_names.cpp). A name is a parameter, declared, given in the initial state, or, as in herd7,
  // just assigned to.
  LocalId declare(std::string const& name, CType const&);
  void declare_memory();
  void declare_parameters();
  void declare_registers();
  void declare_in(ast::Block const&, std::vector<std::string> declared = {});
  void check_settled(LocalId, CType const&, bool is_second, Span);
  void declare_assigned(ast::Block const&);
  void declare_assigned(ast::ExpressionPtr const&);
  std::optional<LocalId> find(std::string const& name) const;
  std::string as_call(std::string const& name) const; // a hint, or empty
  LocalId use(std::string const& name, Span);
  LocalId temporary();
  LocalId temporary(CType const&);
  LocalId temporary(Type const&);

  // Statements (lower_statement.cpp).
  using Node = decltype(Statement::node);
  InstructionId begin_instruction(Span);
  InstructionId begin_instruction(Span, std::string text);
  void emit(Node);
  Block collect(ast::Block const&);
  void lower(ast::Block const&);
  void lower(ast::Declaration const&, Span);
  void lower(ast::Evaluate const&, Span);
  void lower(ast::If const&, Span);
  void lower(ast::While const&, Span);
  void lower(ast::DoWhile const&, Span);
  void lower(ast::For const&, Span);
  void lower(ast::Block const&, Span);
  void lower(ast::Switch const&, Span);
  void warn_of_assignment(ast::Expression const& condition);
  // Trylocks (lower_trylock.cpp). What an expression asks, and whether it is true when that succeeds.
  struct Asked {
    ast::Call const* call = nullptr;
    bool holds = true;
  };
  Asked trylock_in(ast::ExpressionPtr const&, int depth = 0) const;
  bool is_asked_next(std::string const& local, ast::ExpressionPtr const& value, Span);
  Statement no_lock(ast::Call const&, InstructionId); // what was disabled for it is enabled
  // Among other things that are asked (lower_branch.cpp): each way from the condition goes on by itself.
  bool takes_lock(ast::ExpressionPtr const&) const; // on some of its ways
  bool takes_lock(ast::Function const&) const;      // and returns with it
  bool is_truth(ast::ExpressionPtr const&) const;   // 0 or 1
  bool is_branched(ast::ExpressionPtr const& condition) const;
  std::string branch_label();
  void branch(ast::ExpressionPtr const&, bool when, std::string const& label); // goes there when it is so
  void branch_on(ExpressionPtr, bool when, std::string const& label);
  void branch_on_trylock(ast::Call const&, Span, bool when, std::string const& label);
  void branch_on_assignment(ast::Assignment const&, bool when, std::string const& label);
  void branch_returned(ast::ExpressionPtr const&);
  void lower_branched(ast::If const&, ast::ExpressionPtr const& condition);
  template <class F> void branched_loop(ast::Block const& body, F round);
  ExpressionPtr asked(ast::ExpressionPtr const& condition); // of an `if` or a loop
  Block loop_body(ast::Block const&);
  void lower_loop_body(ast::Block const&);
  template <class F> void breakable(ast::Block const& body, F loop);
  void evaluate(ast::Expression const&);
  void initialize(ast::Declarator const&);
  bool fill(CType const&, std::vector<ast::ExpressionPtr> const&, std::vector<ExpressionPtr>& cells);
  bool is_local(std::string const& name) const; // not memory, not of the world
  ExpressionPtr assign(ast::Assignment const&, Span);
  void assign(LocalId, ast::ExpressionPtr const&);

  // Jumps (lower_jump.cpp).
  struct Open { // a Labelled that is being made: where `name` or a jump of this kind leads
    enum class Kind : std::uint8_t { Break, Continue, Return, Label, LoopEnd, Branch } kind;
    std::string name;
  };
  struct Target;
  struct List;
  template <class F> void in_block(Open open, F f) {
    open_.push_back(std::move(open));
    Labelled labelled;
    auto* const outer = std::exchange(block_, &labelled.body);
    f();
    block_ = outer;
    open_.pop_back();
    emit(std::move(labelled));
  }
  void lower_body(ast::Block const&);
  bool find_labels(ast::Block const&);
  bool leave(Open::Kind, std::string const& name = {}); // false when no such block is open
  void lower_range(List&, std::size_t begin, std::size_t end);
  Target* last_block_end(List&, std::size_t begin, std::size_t end);
  bool check_case(ast::ExpressionPtr const&, std::set<Value>& values);
  void lower(ast::Break const&, Span);
  void lower(ast::Continue const&, Span);
  void lower(ast::Return const&, Span);
  void lower(ast::Guard const&, Span); // lower_guard.cpp
  void lower_guarded(ast::Guard const&);
  void release_guards(std::size_t left); // those inside the open block that a jump leaves
  void release(ast::Guard const&, Span);
  void lower(ast::Goto const&, Span);
  void lower(ast::Label const&, Span);

  // Expressions (lower_expression.cpp). What is read goes to `wanted` if that is given.
  using Wanted = std::optional<LocalId>;
  ExpressionPtr value(ast::ExpressionPtr const&, Wanted = {});
  ExpressionPtr value(ast::Number const&, Span, Wanted);
  ExpressionPtr value(ast::Name const&, Span, Wanted);
  ExpressionPtr value(ast::Unary const&, Span, Wanted);
  ExpressionPtr value(ast::Binary const&, Span, Wanted);
  ExpressionPtr value(ast::Conditional const&, Span, Wanted);
  ExpressionPtr value(ast::Assignment const&, Span, Wanted);
  ExpressionPtr value(ast::Increment const&, Span, Wanted);
  ExpressionPtr value(ast::Cast const&, Span, Wanted);
  ExpressionPtr value(ast::Call const&, Span, Wanted);
  ExpressionPtr value(ast::Internal const&, Span, Wanted);
  ExpressionPtr value(ast::Index const&, Span, Wanted);
  ExpressionPtr value(ast::Quoted const&, Span, Wanted);
  ExpressionPtr value(ast::Field const&, Span, Wanted);
  ExpressionPtr value(ast::SizeOf const&, Span, Wanted);
  ExpressionPtr value(ast::Comma const&, Span, Wanted);
  ExpressionPtr value(ast::Initializer const&, Span, Wanted);
  ExpressionPtr value(ast::TypeOperand const&, Span, Wanted);
  ExpressionPtr value(ast::StatementExpression const&, Span, Wanted);
  ExpressionPtr step(ast::ExpressionPtr const& target, Span, bool up, bool gives_old);
  void warn_of_order(Span, std::size_t start,
                     std::size_t middle); // statements since: of the left, of the right
  ExpressionPtr logical(ast::Binary const&);
  ExpressionPtr load(ExpressionPtr address, TagSet, Wanted);
  std::optional<ExpressionPtr> address_of(ast::Expression const&); // nothing, silently, when it is none
  ExpressionPtr element(ast::Index const&, Span);
  ExpressionPtr member(ast::Field const&, Span);
  ExpressionPtr shared_location(ast::ExpressionPtr const&, std::string const& user);

  // Types (lower_types.cpp). Of what we know no type of: the untyped one of herd7.
  CType type_of(ast::Expression const&) const;
  CType type_of_name(std::string const&) const;
  bool is_stored(ast::Expression const&) const; // has a type of its own: a variable, a member, an element
  // What C says of the value of an expression, before it is promoted; of what we know no type of, 64 bits
  // with a sign. For herd7, all that it has a type for is an int.
  Type value_type(ast::Expression const&) const;
  Type value_type_in_c(ast::Expression const&) const;
  Type value_type_of_call(ast::Call const&) const;
  Type binary_type(ast::Binary const&) const; // in which it is computed
  Type atomic_type(ast::Expression const& pointer, std::string_view function) const;
  Type in_mode(Type const&) const;
  ExpressionPtr converted(ExpressionPtr, Type const& from, Type const& to) const;
  CType pointed_to(CType const&) const;
  ast::TypeName settled(ast::TypeName const&) const; // with the type that typeof() stands for
  std::size_t stride(CType const&) const;            // how many cells `p + 1` goes on
  Field const* field(ast::Field const&) const;

  // Structs as values (lower_struct.cpp).
  bool is_struct(CType const&) const;
  bool is_literal(ast::Expression const&) const;
  bool check_struct(CType const& due, ast::ExpressionPtr const&);
  ObjectId add_object(std::string const& name, CType const&); // of this context
  std::optional<ObjectId> own_object(std::string const& name, CType const&, Span);
  void store_list(ExpressionPtr const& to, CType const&, std::vector<ast::ExpressionPtr> const& values);
  void copy_struct(ExpressionPtr const& to, CType const&, ast::ExpressionPtr const& from);
  ExpressionPtr struct_at(ast::ExpressionPtr const&);
  ExpressionPtr word(CType const& due, ast::ExpressionPtr const&);
  ExpressionPtr assign_struct(CType const&, ast::Assignment const&);

  // Functions of the test (lower_inline.cpp).
  ast::Function const* helper(std::string const& name) const;
  ast::Function const* named_function(ast::Call const&) const; // null: what is called is no name of one
  bool is_local_pointer(ast::Call const&) const;
  std::optional<ast::TypeName> result_through_pointer(ast::Call const&) const;
  struct Returns { // of a function that is a condition: where to, when it returns what is `when`
    bool when;
    std::string label, otherwise;
  };
  ExpressionPtr inlined(ast::Function const&, ast::Call const&, Span, bool wants_value,
                        std::optional<Returns> = {});

  // Calls (lower_call.cpp).
  enum class Use : std::uint8_t { Value, Statement };
  std::optional<Primitive> primitive(ast::Call const&, Span);
  ExpressionPtr call(ast::Call const&, Span, Wanted, Use);
  // Calls beyond linux-kernel.def (lower_beyond.cpp).
  ExpressionPtr beyond(Primitive const&, ast::Call const&, Wanted, Use);
  void call_rcu(Primitive const&, ast::Call const&);
  void rcu_barrier(Primitive const&);
  ExpressionPtr add_if(Primitive const&, ast::Call const&, Wanted, Use);
  ExpressionPtr read_write_lock(Primitive const&, ast::Call const&, Wanted);
  ExpressionPtr change_bit(Primitive const&, ast::Call const&, Use);
  ExpressionPtr try_exchange(Primitive const&, ast::Call const&);
  void look_once(LocalId target, ExpressionPtr const& address, ExpressionPtr const& until);
  ExpressionPtr waiting_read(Primitive const&, ast::Call const&, Wanted);
  struct Bit {
    ExpressionPtr address, number, mask;
  };
  Bit bit(ast::Call const&);
  ExpressionPtr update(Primitive const&, ast::Call const&, Wanted, Use);

  // Internal primitives (lower_internal.cpp).
  ExpressionPtr internal(ast::Internal const&, Span, Wanted, Use);
  std::string called(Span) const;
  ExpressionPtr internal_load(ast::Internal const&, Span, Wanted);
  ExpressionPtr internal_srcu(ast::Internal const&, Span, Use);
  ExpressionPtr internal_update(ast::Internal const&, Wanted, Use);
  TagSet tag(std::string const&, Span);
  TagSet tags(ast::Internal const&);
  Rmw::Tags update_tags(ast::Internal const&);
  ExpressionPtr finish(Rmw, Wanted, Use); // emits it; its result

  // What only protocols have: names (lower_world.cpp) ...
  ExpressionPtr world_value(std::string const& name, Span, Wanted); // null: no such name
  std::optional<CType> world_type(std::string const& name) const;
  std::optional<ExpressionPtr> world_address(ast::Expression const&);
  ExpressionPtr world_assign(ast::Assignment const&, std::string const& name, Span); // null: none of its own
  ExpressionPtr current(Span, Wanted);
  ExpressionPtr owned_load(std::string const& name, ExpressionPtr owner, Span, Wanted);
  ExpressionPtr owned_store(std::string const& name, ExpressionPtr value);
  ExpressionPtr this_cpu(Span);
  ExpressionPtr element_of(std::string const& name, ExpressionPtr index);
  struct Located {
    ExpressionPtr address;
    CType type;
  };
  std::optional<Located> by_cpu(ast::Expression const&, ExpressionPtr cpu);
  std::string const* owned_name(ast::Expression const&) const;
  ExpressionPtr guarded(Load);
  void add_stack(ast::Function const&);
  void check_shadows(ast::Function const&);
  void check_doubles(ast::Block const&, std::map<std::string, CType>& declared);
  void check_shadows(ast::Block const&, std::set<std::string> visible,
                     std::map<std::string, CType> const& declared);
  void check_meant(ast::ExpressionPtr const&, std::set<std::string> const& visible,
                   std::map<std::string, CType> const& declared);
  std::vector<std::string> known_names() const;
  bool is_unknown(ast::Expression const&) const; // a name that a protocol nowhere declares
  std::vector<std::string> known_functions() const;

  // What the kernel's headers define as macros (lower_header_macro.cpp)
  std::optional<ExpressionPtr> header_macro(ast::Call const&, Span, Use);
  std::optional<CType> header_macro_type(ast::Call const&) const;
  ExpressionPtr container_of(ast::Call const&);
  struct MemberAt {
    std::size_t cell;
    CType type;
  };
  std::optional<MemberAt> member_at(CType const& whole, ast::Expression const& path) const;
  ast::ExpressionPtr stand_in(ast::ExpressionPtr const&, std::optional<Type> = {}); // a name of its value
  ast::ExpressionPtr header_expression(ast::Call const&, std::vector<ast::ExpressionPtr> const&,
                                       Type const&) const;

  // ... types (lower_check.cpp) ...
  void check_type(CType const& due, ast::ExpressionPtr const&);
  bool becomes_bool(CType const& due, ast::Expression const& from) const;
  ExpressionPtr fit(CType const& due, ast::ExpressionPtr const& from, ExpressionPtr);
  ExpressionPtr fit(CType const& due, Type const& from, ExpressionPtr) const;
  void check_pointer(ast::ExpressionPtr const&, std::string const& user);
  void check_call(Primitive const&, ast::Call const&);
  bool address_of_name(ast::Expression const&) const;

  // ... and calls (lower_world_call.cpp).
  std::optional<ExpressionPtr> world_call(ast::Call const&, Span, Wanted, Use);
  // Variables by CPU and by task (lower_per_cpu.cpp)
  ExpressionPtr per_cpu_call(ast::Call const&, Span); // an address
  ExpressionPtr per_cpu_value(ast::Call const&, Span, Wanted);
  ExpressionPtr per_cpu_update(PerCpuUpdate const&, ast::Call const&, Span);
  ast::ExpressionPtr behind_get_cpu(ast::ExpressionPtr const& target);
  void check_per_cpu(ast::ExpressionPtr const&);
  ExpressionPtr dispatched(ast::Call const&, Span, Use);
  ExpressionPtr look_at(ast::ExpressionPtr const&);
  void look_at_message(ast::ExpressionPtr const&);
  ExpressionPtr asserted(ast::ExpressionPtr const&, bool holds);
  void mask(Mask, ast::Call const&);
  std::optional<CType> world_call_type(ast::Call const&) const;
  ExpressionPtr primitive_call(ast::Call const&, Span, Wanted, Use);

  ExpressionPtr nothing_yet(Span, std::string what,
                            std::string hint = {}); // reports `what` as unsupported; any value will do then

  ast::Function const& function_;
  ast::Test const& test_;
  Structs const& structs_;
  Objects const& objects_;
  LitmusContext const& context_;
  TagNames& tag_names_;
  Source const& source_;
  Diagnostics& diagnostics_;
  Part const* part_ = nullptr;           // of a protocol
  std::vector<Span> spans_;              // of its instructions
  ast::Call const* trylock_ = nullptr;   // what is asked right away; its lock changes how deep we are
  ast::Statement const* next_ = nullptr; // behind the one that is lowered, in its block
  struct Owed {
    ast::If const* by = nullptr; // it asks what a trylock gives that is yet to come
    ast::ExpressionPtr asked{};
  } owed_;
  LocalId tried_with_ = 0; // the flags that a trylock saved
  LocalId no_value_ = 0;   // in a Probe: whether something had none
  Thread thread_;
  std::unordered_map<std::string, LocalId> names_;
  std::unordered_map<std::string, ObjectId> memory_; // locals that have an address
  std::unordered_map<LocalId, CType> types_;
  std::vector<ast::Function const*> inside_; // functions that are being inlined, outermost first
  std::size_t inlined_ = 0;                  // how many were
  std::set<LocalId> parameters_;             // of these
  mutable int defines_ = 0;                  // names from #define that are being looked up
  mutable std::size_t looked_up_ = 0;        // how many were
  bool are_too_many_said_ = false;
  static constexpr std::size_t most_looked_up = 100'000;
  static constexpr int most_defines = 50; // one in the other
  Block* block_ = nullptr;                // where statements go now
  std::vector<Open> open_;                // outermost first
  std::size_t own_open_ = 0;              // those before are of callers
  struct Held {                           // a guard that is not released yet
    std::size_t depth;                    // how many blocks are open around it
    ast::Guard const* guard;
  };
  std::vector<Held> held_; // outermost first
  struct Releasing {
    Span at; // where the scope ends, or is left
    std::string text;
    std::uint32_t call; // what it calls has places of its own
  };
  std::optional<Releasing> releasing_;
  Span jump_{}; // the last one
  std::optional<Returns> returns_;
  unsigned branches_ = 0;
  mutable std::unordered_map<ast::Function const*, bool> taking_; // what takes_lock() says
  std::set<std::string> labels_;                                  // of the function being lowered
  std::optional<ObjectId> returned_;                              // a struct that it returns
  std::optional<LocalId> result_;                                 // what it returns
  InstructionId instruction_ = 0;
  std::uint32_t call_ = 0;
  bool in_condition_ = false;
  bool declares_ = false; // the function declares some local
};

std::vector<std::string> names_of(std::vector<Local> const&); // without the temporaries

ExpressionPtr constant(Value);
ExpressionPtr use_of(LocalId);
// Folds constants.
ExpressionPtr operation(Operator, ExpressionPtr left, ExpressionPtr right = nullptr, Type const& = {});
ExpressionPtr as_truth(ExpressionPtr); // 0 or 1
Operator to_operator(ast::Infix);      // of truths, && and || are & and |

} // namespace barrister::frontend::litmus
