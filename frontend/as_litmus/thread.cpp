// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/thread.hpp"
#include "frontend/as_litmus/primitive_names.hpp"
#include <algorithm>
#include <span>

namespace barrister::frontend::as_litmus {
namespace {

using Kind = Variable::Kind;

// A statement that is still to be run, or the condition of a loop.
struct Item {
  Statement const* statement;
  bool is_condition = false;
};
using Items = std::vector<Item>;
Items items_of(Block const& block) {
  Items out;
  for (auto const& s : block) out.push_back({&s});
  return out;
}
void append(Items& to, std::span<Item const> more) { to.insert(to.end(), more.begin(), more.end()); }

// How a list of statements ends: at its end, by leaving blocks, or one or the other.
struct Ending {
  bool falls = true;
  std::optional<unsigned> leaves{};
};

class Writer {
public:
  Writer(Protocol const& protocol, Start const& start, Seat const& seat, Memory& memory,
         std::set<Variable>& kept)
      : protocol_(protocol), thread_(protocol.program.threads[seat.context]), start_(start), seat_(seat),
        memory_(memory), kept_(kept) {}

  LitmusThread run() {
    for (LocalId i = 0; i < thread_.locals.size(); ++i)
      begin({Kind::Local, i}, convert(thread_.locals[i].initial, thread_.locals[i].type));
    for (OwnedId i = 0; i < protocol_.owned.size(); ++i) {
      auto const by_cpu = protocol_.owned[i].owner == OwnedVariable::Owner::Cpu;
      begin({Kind::Owned, i}, initial_owned(protocol_, start_, i, by_cpu ? seat_.cpu : seat_.context));
    }
    for (AccumulatorId i = 0; i < protocol_.accumulators.size(); ++i) begin({Kind::Count, i}, number(0));
    check_current();
    run(items_of(thread_.body));
    out_.last = env_;
    for (auto const& [variable, number] : kept_in_) out_.last[variable] = use(number, variable);
    return std::move(out_);
  }

private:
  // What is said is said of the statement at hand, and once.
  void refuse(std::string message, std::string hint = {}) {
    auto const place = at_ && at_->instruction < thread_.instructions.size()
                           ? thread_.instructions[at_->instruction].place
                           : protocol_.contexts[seat_.context].place;
    if (out_.problems.empty()) out_.problems.push_back({place, std::move(message), std::move(hint)});
  }
  void check_current() {
    auto const& context = protocol_.contexts[seat_.context];
    if (context.kind != Context::Kind::Task || !protocol_.current) return;
    if (initial_owned(protocol_, start_, *protocol_.current, seat_.cpu) != context.task)
      refuse("'" + context.name + "' is not what CPU " + std::to_string(seat_.cpu) +
                 " runs when it starts, and only an act or a handler on its CPU could change that",
             "'--start' chooses another start");
  }

  // Registers.
  std::uint32_t declare(bool is_int, std::optional<std::int64_t> initial = {}) {
    out_.registers.push_back({is_int, initial});
    return static_cast<std::uint32_t>(out_.registers.size());
  }
  TermPtr use(std::uint32_t number, Sort sort) const {
    return term_of(RegisterUse{seat_.thread, number, sort});
  }
  TermPtr use(std::uint32_t number, Variable v) const { // of one that is kept
    auto const* type = type_of(v);
    bool const pointer = pointers_.contains(v) || (type && is_pointer(*type));
    return use(number, Sort{out_.registers[number - 1].is_int, pointer, type && is_bool(*type)});
  }
  static std::string name(std::uint32_t number) { return "r" + std::to_string(number); }

  // Variables.
  Type const* type_of(Variable v) const {
    if (v.kind == Kind::Local) return &thread_.locals[v.id].type;
    return v.kind == Kind::Owned ? &protocol_.owned[v.id].type : nullptr;
  }
  void begin(Variable v, Value initial) {
    if (!kept_.contains(v)) {
      env_[v] = term(initial);
      return;
    }
    auto const* type = type_of(v);
    if (type && type->bits < 64 && !is_pointer(*type) && Memory::declared(*type).empty())
      refuse("a local of type '" + type->spelling + "': its values are cut");
    auto const first = v.kind == Kind::Local && initial == number(0)
                           ? std::nullopt // as any register
                           : std::optional(memory_.number_of(initial));
    kept_in_[v] = declare(!type || type->bits <= 32 || is_pointer(*type), first);
    if (initial.is_address()) pointers_.insert(v);
  }
  TermPtr read(Variable v) {
    if (auto const kept = kept_in_.find(v); kept != kept_in_.end()) return use(kept->second, v);
    if (env_[v]) return env_[v];
    kept_.insert(v);
    return term(0);
  }
  // What other locals hold is of before.
  void forget(std::uint32_t changed) {
    for (auto& [v, held] : env_)
      if (uses(held, [&](RegisterUse const& r) { return r.number == changed; })) held = nullptr;
  }
  // What a variable of the type, or a conversion to it, makes of a value.
  TermPtr cut(TermPtr value, Type const& type) {
    if (auto const* constant = known(value)) return term(convert(*constant, type));
    if (type.bits == 64 || is_pointer(type) || is_pointer(value) || is_truth(value)) return value;
    bool const is_int32 = type.bits == 32 && type.is_signed;
    if (is_int32 && is_int(value)) return value;
    if (!is_int32) {
      refuse("what is assigned is cut to the type '" + type.spelling + "'");
      return value;
    }
    auto const number = declare(true);
    line(name(number) + " = " + text(value) + ";");
    return use(number, Sort{true});
  }
  void assign(Variable v, TermPtr value) {
    auto const* type = type_of(v);
    bool const is_kept_int = type && type->bits == 32 && type->is_signed && kept_in_.contains(v);
    if (type && !(is_kept_int && !known(value))) value = cut(std::move(value), *type); // a register cuts, too
    auto const kept = kept_in_.find(v);
    if (kept == kept_in_.end()) {
      env_[v] = std::move(value);
      return;
    }
    if (is_pointer(value)) pointers_.insert(v);
    line(name(kept->second) + " = " + text(value) + ";");
    forget(kept->second);
  }
  // The register that what a primitive gives goes into.
  std::uint32_t target(LocalId local, Sort sort) {
    auto const kept = kept_in_.find({Kind::Local, local});
    if (kept == kept_in_.end()) return declare(sort.is_int);
    if (is_bool(*type_of(kept->first)) && !sort.is_bool) refuse("what is read is cut to the type 'bool'");
    return kept->second;
  }
  void given(LocalId local, std::uint32_t number, Sort sort) {
    Variable const v{Kind::Local, local};
    if (!kept_in_.contains(v)) return assign(v, use(number, sort));
    if (sort.is_pointer) pointers_.insert(v);
    forget(number);
  }

  // Expressions.
  TermPtr value(ExpressionPtr const& e) {
    if (auto const* c = std::get_if<Constant>(&e->node)) return term(c->value);
    if (auto const* u = std::get_if<LocalUse>(&e->node)) return read({Kind::Local, u->local});
    if (std::holds_alternative<ThisCpu>(e->node)) return term(seat_.cpu);
    if (auto const* c = std::get_if<Conversion>(&e->node)) return cut(value(c->operand), c->type);
    auto const& o = std::get<Operation>(e->node);
    auto left = value(o.left);
    auto right = o.right ? value(o.right) : nullptr;
    auto result = compute(o.op, std::move(left), std::move(right), o.type);
    if (result.term) return result.term;
    refuse(std::move(result.problem));
    return term(0);
  }
  std::string text(TermPtr const& t) {
    auto out = as_litmus::text(t, [this](Value v) { return memory_.number_of(v); });
    if (out.empty())
      refuse("herd7 has no such operator", "of the operators, it has + - * & | ^ and comparisons");
    return out;
  }
  std::string text(ExpressionPtr const& e) { return text(value(e)); }
  // Null: not known, which has been said.
  std::optional<Value> cell(ExpressionPtr const& address) {
    auto const at = value(address);
    auto const* v = known(at);
    if (!v) {
      refuse("which variable this is about depends on what is read",
             "a test names its variables: pointers can be stored and compared, and not followed");
      return std::nullopt;
    }
    if (!v->is_address() || v->number < 0 ||
        static_cast<std::size_t>(v->number) >= protocol_.program.objects[v->object].initial.size()) {
      refuse("this is no variable");
      return std::nullopt;
    }
    if (Memory::declared(memory_.type(*v)).empty()) {
      refuse("'" + memory_.of_protocol(*v) + "' is of type '" + memory_.type(*v).spelling +
             "': its values are cut");
      return std::nullopt;
    }
    return *v;
  }
  std::string const& named(Value cell) { return memory_.use(cell, seat_.thread); }
  bool holds_pointers(Value cell) const { return memory_.sort(cell).is_pointer; }
  // Numbers and addresses are told apart by the types of what holds them.
  std::string stored(Value cell, ExpressionPtr const& e) {
    auto const v = value(e);
    if (is_pointer(v) && !holds_pointers(cell)) refuse("an address in '" + memory_.of_protocol(cell) + "'");
    bool const is_null = known(v) && *known(v) == number(0);
    if (holds_pointers(cell) && !is_pointer(v) && !is_null)
      refuse("a number in the pointer '" + memory_.of_protocol(cell) + "'");
    if (memory_.sort(cell).is_bool && !is_truth(v))
      refuse("what '" + memory_.of_protocol(cell) + "' becomes is cut to the type 'bool'");
    return text(known(v) ? term(convert(*known(v), memory_.type(cell))) : v);
  }

  void line(std::string text) { lines_->push_back({std::move(text)}); }
  void demand(TermPtr const& condition) { // there are no other executions
    if (auto const* v = known(condition)) {
      if (!truth(*v)) refuse("this is never so: the test would have no executions");
      return;
    }
    auto const number = declare(true, depth_ > 0 ? std::optional<std::int64_t>(1) : std::nullopt);
    auto const whole = is_truth(condition) ? condition : compute(Operator::NotEqual, condition, term(0)).term;
    line(name(number) + " = " + text(whole) + ";");
    out_.filters.push_back(number);
  }

  // Statements.
  void step(Assign const& s) { assign({Kind::Local, s.target}, value(s.value)); }
  void step(Load const& s) {
    auto const access = name_of_load(s.tags);
    if (access.empty() || !s.starts_dependencies) return refuse("herd7 has no such read");
    auto const at = cell(s.address);
    if (!at) return;
    auto const to = target(s.target, memory_.sort(*at));
    auto const& x = named(*at);
    line(name(to) + " = " + (access == "*" ? "*" + x : access + (takes_cell(access) ? "(*" : "(") + x + ")") +
         ";");
    given(s.target, to, memory_.sort(*at));
    if (s.until) demand(value(s.until));
  }
  void step(Store const& s) {
    auto const access = name_of_store(s.tags);
    if (access.empty()) return refuse("herd7 has no such write");
    auto const at = cell(s.address);
    if (!at) return;
    auto const v = stored(*at, s.value);
    auto const& x = named(*at);
    line(access == "*" ? "*" + x + " = " + v + ";"
                       : access + (takes_cell(access) ? "(*" : "(") + x + ", " + v + ");");
  }
  void step(Fence const& s) {
    auto const fence = name_of_fence(s.tags);
    if (fence.empty() || s.address) return refuse("tests of protocols have no such fence");
    line(fence + "();");
  }
  void step(Rmw const& s) {
    auto const primitive = name_of(s);
    if (primitive.empty()) return refuse("herd7 has no such read-modify-write");
    auto const at = cell(s.address);
    if (!at) return;
    bool const computes = s.kind == Rmw::Kind::Arithmetic || s.kind == Rmw::Kind::AddUnless;
    if (computes && memory_.sort(*at).is_bool) return refuse("what is computed is cut to the type 'bool'");
    if (computes && holds_pointers(*at)) return refuse("an address is computed from what is read");
    auto const operand = stored(*at, s.operand);
    auto const expected = s.expected ? stored(*at, s.expected) : "";
    auto const& x = named(*at);
    auto call = primitive;
    switch (s.kind) {
    case Rmw::Kind::Exchange: call += "(" + x + ", " + operand + ")"; break;
    case Rmw::Kind::CompareExchange: call += "(" + x + ", " + expected + ", " + operand + ")"; break;
    case Rmw::Kind::AddUnless: call += "(" + x + ", " + operand + ", " + expected + ")"; break;
    case Rmw::Kind::Arithmetic: call += "(" + operand + ", " + x + ")"; break;
    }
    if (computes && s.result == RmwResult::None) return line(call + ";");
    // As a statement of its own, herd7 has none of the others.
    bool const is_asked = s.result != RmwResult::None;
    auto const to = is_asked ? target(s.target, memory_.sort(*at)) : declare(memory_.sort(*at).is_int);
    line(name(to) + " = " + call + ";");
    if (is_asked) given(s.target, to, memory_.sort(*at));
    if (s.until) demand(value(s.until));
  }
  std::optional<Value> lock(ExpressionPtr const& address) {
    auto const at = cell(address);
    if (!at) return std::nullopt;
    if (memory_.initial(*at) != number(0)) refuse("'" + memory_.of_protocol(*at) + "' is held at the start");
    return at;
  }
  void step(Lock const& s) {
    if (auto const at = lock(s.address)) line("spin_lock(" + named(*at) + ");");
  }
  void step(Unlock const& s) {
    if (auto const at = lock(s.address)) line("spin_unlock(" + named(*at) + ");");
  }
  void asks_lock(LocalId local, ExpressionPtr const& address, char const* primitive) {
    auto const at = lock(address);
    if (!at) return;
    constexpr Sort truths{true, false, true};
    auto const to = target(local, truths);
    line(name(to) + " = " + primitive + "(" + named(*at) + ");");
    given(local, to, truths);
  }
  void step(Trylock const& s) { asks_lock(s.target, s.address, "spin_trylock"); }
  void step(IsLocked const& s) { asks_lock(s.target, s.address, "spin_is_locked"); }
  void step(Choose const& s) {
    if (s.count > 1) return refuse("choose(): a test does the same in all its executions");
    assign({Kind::Local, s.target}, term(0));
  }
  void step(OwnedLoad const& s) { assign({Kind::Local, s.target}, read({Kind::Owned, s.variable})); }
  void step(OwnedStore const& s) {
    bool const is_task = protocol_.contexts[seat_.context].kind == Context::Kind::Task;
    if (is_task && protocol_.current == s.variable) return refuse("a task that switches to another");
    assign({Kind::Owned, s.variable}, value(s.value));
  }
  void step(Count const& s) {
    Variable const v{Kind::Count, s.accumulator};
    ++out_.counted[s.accumulator];
    if (protocol_.accumulators[s.accumulator].is_ever) return assign(v, term(1));
    assign(v, compute(Operator::Add, read(v), term(1), {"int", 32, true}).term);
  }
  void step(CountLoad const&) { refuse("what is counted is read"); }
  void step(Assume const& s) { demand(value(s.condition)); }
  void step(Mask const&) {} // there are no interrupts
  void step(Raise const&) { refuse("an interrupt is raised: a test has none"); }
  template <class Other> void step(Other const&) {} // what changes the flow is for run()

  // Flow.
  Ending run(Items items) {
    std::size_t next = 0;
    auto const rest = [&] { return std::span(items).subspan(next); };
    // No call: a loop may go round a thousand times.
    auto const go_on_with = [&](Items first) {
      append(first, rest());
      items = std::move(first);
      next = 0;
    };
    while (next < items.size() && out_.problems.empty()) {
      auto const [statement, is_condition] = items[next++];
      at_ = statement;
      if (auto const* leave = std::get_if<Leave>(&at_->node)) return {false, leave->levels};
      if (auto const* loop = std::get_if<Loop>(&at_->node)) {
        if (!is_condition) {
          auto first = items_of(loop->test);
          first.push_back({at_, true});
          go_on_with(std::move(first));
          continue;
        }
        auto const goes_on = known_condition(*loop);
        if (!goes_on) return {};
        if (!*goes_on) continue;
        auto first = items_of(loop->body);
        first.push_back({at_});
        go_on_with(std::move(first));
        continue;
      }
      if (auto const* s = std::get_if<Labelled>(&at_->node)) {
        auto const end = run(items_of(s->body));
        if (end.leaves && *end.leaves > 0) {
          if (end.falls && !rest().empty()) return unwritable(statement);
          return {end.falls, *end.leaves - 1};
        }
        continue;
      }
      if (auto const* s = std::get_if<If>(&at_->node)) {
        auto const condition = value(s->condition);
        if (auto const* v = known(condition)) {
          go_on_with(items_of(truth(*v) ? s->then : s->otherwise));
          continue;
        }
        auto const end = run(*s, condition, rest());
        if (!end.leaves) continue;
        return end;
      }
      std::visit([this](auto const& node) { step(node); }, at_->node);
    }
    return {};
  }
  std::optional<bool> known_condition(Loop const& loop) {
    constexpr unsigned most = 1000;
    auto const condition = value(loop.condition);
    auto const* v = known(condition);
    if (v && ++rounds_ <= most) return truth(*v);
    refuse("a loop; unrolled tests are not written");
    return std::nullopt;
  }
  Ending unwritable(Statement const* at) {
    at_ = at;
    refuse("a jump out of here cannot be written without 'goto', which herd7 has not");
    return {};
  }

  // `if (c) return; A` is `if (c) return; else A`. Where no way leaves, the rest is for who called.
  Ending run(If const& s, TermPtr const& condition, std::span<Item const> rest) {
    constexpr unsigned deepest = 90; // each takes two of the 200 levels that a test is read with
    if (depth_ == deepest) {
      refuse("more than " + std::to_string(deepest) + " ifs in each other, which no test has");
      return {};
    }
    auto const* const at = at_;
    auto const before = env_;
    auto* const outer = lines_;
    Line branch{"", true};
    ++depth_;
    auto const arm = [&](std::vector<Line>& lines, std::map<Variable, TermPtr>& env, Items items) {
      lines_ = &lines;
      env_ = env;
      auto const end = run(std::move(items));
      env = std::move(env_);
      return end;
    };
    auto yes = before, no = before;
    auto then = arm(branch.then, yes, items_of(s.then));
    auto otherwise = arm(branch.otherwise, no, items_of(s.otherwise));
    auto const give_up = [&] {
      env_ = before;
      lines_ = outer;
      --depth_;
      return unwritable(at);
    };
    bool const leaves = then.leaves || otherwise.leaves;
    if (leaves && !rest.empty()) {
      Items const more(rest.begin(), rest.end());
      if ((then.leaves && then.falls) || (otherwise.leaves && otherwise.falls)) return give_up();
      if (then.falls) then = arm(branch.then, yes, more);
      if (otherwise.falls) otherwise = arm(branch.otherwise, no, more);
    }
    if (then.leaves && otherwise.leaves && *then.leaves != *otherwise.leaves) return give_up();
    --depth_;
    lines_ = outer;
    env_ = std::move(yes);
    for (auto& [v, held] : env_)
      if (no.at(v) != held) held = nullptr;
    at_ = at;
    bool const is_opposite = branch.then.empty();
    if (is_opposite) std::swap(branch.then, branch.otherwise);
    branch.text = text(is_opposite ? opposite(condition) : condition);
    if (!branch.text.starts_with('(')) branch.text = "(" + branch.text + ")";
    if (!branch.then.empty()) lines_->push_back(std::move(branch));
    return {then.falls || otherwise.falls, then.leaves ? then.leaves : otherwise.leaves};
  }

  Protocol const& protocol_;
  Thread const& thread_;
  Start const& start_;
  Seat seat_;
  Memory& memory_;
  std::set<Variable>& kept_;
  LitmusThread out_;
  std::map<Variable, TermPtr> env_; // null: not known without a register
  std::map<Variable, std::uint32_t> kept_in_;
  std::set<Variable> pointers_; // of those kept
  std::vector<Line>* lines_ = &out_.body;
  Statement const* at_ = nullptr;
  unsigned depth_ = 0, rounds_ = 0;
};

} // namespace

Value initial_owned(Protocol const& protocol, Start const& start, OwnedId variable, std::uint32_t owner) {
  auto const& o = protocol.owned[variable];
  for (auto const& said : start.owned)
    if (said.variable == variable && said.owner == owner) return convert(said.value, o.type);
  return convert(o.initial, o.type);
}

LitmusThread write_thread(Protocol const& protocol, Start const& start, Seat const& seat, Memory& memory,
                          std::set<Variable>& kept) {
  return Writer(protocol, start, seat, memory, kept).run();
}

} // namespace barrister::frontend::as_litmus
