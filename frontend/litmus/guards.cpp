// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/guards.hpp"
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/walk.hpp"
#include <algorithm>
#include <iterator>

namespace barrister::frontend::litmus {
namespace {

constexpr std::string_view name_of_guard = "guard "; // no name of the user's

enum class Needs : std::uint8_t {
  Nothing, // guard(rcu)()
  Lock,    // guard(mutex)(&m)
  Flags,   // guard(irqsave)(), which keeps the flags
  LockAndFlags,
  Index, // guard(srcu)(&ss), which keeps the index
  Tried  // scoped_guard(mutex_try, &m)
};
struct Known {
  char const *name, *take, *release;
  Needs needs = Needs::Lock;
};
constexpr Known all[] = {
    {"mutex", "mutex_lock", "mutex_unlock"},
    {"mutex_try", "mutex_trylock", "mutex_unlock", Needs::Tried},
    {"spinlock", "spin_lock", "spin_unlock"},
    {"spinlock_try", "spin_trylock", "spin_unlock", Needs::Tried},
    {"spinlock_irq", "spin_lock_irq", "spin_unlock_irq"},
    {"spinlock_irqsave", "spin_lock_irqsave", "spin_unlock_irqrestore", Needs::LockAndFlags},
    {"spinlock_bh", "spin_lock_bh", "spin_unlock_bh"},
    {"raw_spinlock", "raw_spin_lock", "raw_spin_unlock"},
    {"raw_spinlock_try", "raw_spin_trylock", "raw_spin_unlock", Needs::Tried},
    {"raw_spinlock_nested", "raw_spin_lock", "raw_spin_unlock"},
    {"raw_spinlock_irq", "raw_spin_lock_irq", "raw_spin_unlock_irq"},
    {"raw_spinlock_irqsave", "raw_spin_lock_irqsave", "raw_spin_unlock_irqrestore", Needs::LockAndFlags},
    {"raw_spinlock_bh", "raw_spin_lock_bh", "raw_spin_unlock_bh"},
    {"read_lock", "read_lock", "read_unlock"},
    {"read_lock_irq", "read_lock_irq", "read_unlock_irq"},
    {"read_lock_irqsave", "read_lock_irqsave", "read_unlock_irqrestore", Needs::LockAndFlags},
    {"write_lock", "write_lock", "write_unlock"},
    {"write_lock_irq", "write_lock_irq", "write_unlock_irq"},
    {"write_lock_irqsave", "write_lock_irqsave", "write_unlock_irqrestore", Needs::LockAndFlags},
    {"rwsem_read", "down_read", "up_read"},
    {"rwsem_read_try", "down_read_trylock", "up_read", Needs::Tried},
    {"rwsem_write", "down_write", "up_write"},
    {"rwsem_write_try", "down_write_trylock", "up_write", Needs::Tried},
    {"rcu", "rcu_read_lock", "rcu_read_unlock", Needs::Nothing},
    {"srcu", "srcu_read_lock", "srcu_read_unlock", Needs::Index},
    {"preempt", "preempt_disable", "preempt_enable", Needs::Nothing},
    {"preempt_notrace", "preempt_disable", "preempt_enable", Needs::Nothing},
    {"migrate", "migrate_disable", "migrate_enable", Needs::Nothing},
    {"irq", "local_irq_disable", "local_irq_enable", Needs::Nothing},
    {"irqsave", "local_irq_save", "local_irq_restore", Needs::Flags},
    {"cpus_read_lock", "cpus_read_lock", "cpus_read_unlock", Needs::Nothing},
};

bool is_name(ast::ExpressionPtr const& e, std::string const& name) {
  auto const* n = std::get_if<ast::Name>(&e->node);
  return n && n->text == name;
}
// An assignment to it, a step, or its address.
bool may_change(ast::ExpressionPtr const& e, std::string const& name) {
  auto const* unary = std::get_if<ast::Unary>(&e->node);
  auto const* assignment = std::get_if<ast::Assignment>(&e->node);
  auto const* step = std::get_if<ast::Increment>(&e->node);
  bool const changes = (unary && unary->op != ast::Prefix::Dereference && is_name(unary->operand, name)) ||
                       (assignment && is_name(assignment->target, name)) ||
                       (step && is_name(step->target, name));
  if (changes) return true;
  bool found = false;
  for_each_operand(*e,
                   [&](ast::ExpressionPtr const& operand) { found = found || may_change(operand, name); });
  return found;
}
bool may_change(ast::Block const& block, std::string const& name) {
  return std::ranges::any_of(block, [&](ast::Statement const& s) {
    bool found = false;
    for_each_expression(s, [&](ast::ExpressionPtr const& e) { found = found || may_change(e, name); });
    for_each_block(s, [&](ast::Block const& inner) { found = found || may_change(inner, name); });
    return found;
  });
}
// The object itself, whatever has happened since.
bool is_of_object(ast::ExpressionPtr const& e) {
  if (auto const* field = std::get_if<ast::Field>(&e->node))
    return !field->arrow && is_of_object(field->object);
  return std::holds_alternative<ast::Name>(e->node);
}
bool is_fixed(ast::ExpressionPtr const& lock, ast::Block const& body) {
  auto const* address = std::get_if<ast::Unary>(&lock->node);
  if (address && address->op == ast::Prefix::AddressOf) return is_of_object(address->operand);
  auto const* name = std::get_if<ast::Name>(&lock->node);
  return name && !may_change(body, name->text);
}

// How many of them stand in each other.
std::size_t guards_in(ast::Block const& block) {
  std::size_t most = 0;
  for (auto const& s : block) {
    std::size_t inside = 0;
    for_each_block(s, [&](ast::Block const& inner) { inside = std::max(inside, guards_in(inner)); });
    most = std::max(most, inside + (is<ast::Guard>(s) ? 1 : 0));
  }
  return most;
}

class Completing {
public:
  Completing(ast::Guard& guard, Known const& known) : guard_(guard), known_(known) {}

  void run() {
    // All that a macro stands for has the place of its use.
    auto const own = std::string(name_of_guard) + std::to_string(guard_.head.begin) + "." +
                     std::to_string(guards_in(guard_.body));
    std::vector<ast::ExpressionPtr> arguments, given_back;
    if (guard_.lock && known_.needs != Needs::Tried && !is_fixed(guard_.lock, guard_.body)) {
      auto const name = own + " lock";
      declare("__auto_type", name, guard_.lock);
      arguments.push_back(node(ast::Name{name}));
    } else if (guard_.lock) {
      arguments.push_back(guard_.lock);
    }
    given_back = arguments;
    if (known_.needs == Needs::Flags || known_.needs == Needs::LockAndFlags) {
      auto const name = own + " flags";
      declare("unsigned long", name, nullptr);
      arguments.push_back(node(ast::Name{name}));
      given_back = arguments;
    }
    if (known_.needs == Needs::Index) {
      auto const name = own + " index";
      declare("int", name, call(known_.take, arguments));
      given_back.push_back(node(ast::Name{name}));
    } else if (known_.needs != Needs::Tried) {
      evaluate(guard_.take, call(known_.take, arguments));
    }
    evaluate(guard_.release, call(known_.release, given_back));
  }
  ast::ExpressionPtr call(char const* function, std::vector<ast::ExpressionPtr> arguments) const {
    return node(ast::Call{function, guard_.head, std::move(arguments)});
  }

private:
  ast::ExpressionPtr node(decltype(ast::Expression::node) n) const {
    auto const height = guard_.lock ? guard_.lock->height + 1 : 1;
    return std::make_shared<ast::Expression const>(ast::Expression{std::move(n), guard_.head, height});
  }
  void declare(char const* type, std::string name, ast::ExpressionPtr value) {
    ast::Declarator d;
    d.name = std::move(name);
    d.value = std::move(value);
    d.span = guard_.head;
    guard_.take.push_back({ast::Declaration{type, {d}}, guard_.head});
  }
  void evaluate(ast::Block& block, ast::ExpressionPtr e) const {
    block.push_back({ast::Evaluate{std::move(e)}, guard_.head});
  }

  ast::Guard& guard_;
  Known const& known_;
};

constexpr std::ptrdiff_t most_guards = 20; // of one block: they nest

bool takes_a_lock(Known const& known) { return known.needs != Needs::Nothing && known.needs != Needs::Flags; }
Known const* of_name(std::string const& name) {
  auto const found = std::ranges::find_if(all, [&](Known const& k) { return name == k.name; });
  return found == std::end(all) ? nullptr : found;
}
// Nothing where it is not used as it is defined.
Known const* known(ast::Guard const& guard) {
  auto const* found = of_name(guard.name);
  if (!found || takes_a_lock(*found) != (guard.lock != nullptr)) return nullptr;
  return found->needs == Needs::Tried && !guard.is_scoped ? nullptr : found;
}
void complete(ast::Guard& guard) {
  if (auto const* found = known(guard)) Completing(guard, *found).run();
}

} // namespace

decltype(ast::Statement::node) guarded(ast::Guard guard) {
  if (!guard.is_scoped) return guard; // its block is read first
  complete(guard);
  auto const* found = known(guard);
  if (!found || found->needs != Needs::Tried) return guard;
  auto const asked = Completing(guard, *found).call(found->take, {guard.lock});
  auto const head = guard.head, whole = Span{head.begin, guard.end.end};
  ast::Block then{{std::move(guard), whole}};
  return ast::If{asked, head, std::move(then), {}};
}

void nest_guards(ast::Block& block, Span end) {
  auto const is_open = [](ast::Statement const& s) { return is<ast::Guard>(s) && !is_scoped_guard(s); };
  bool const are_too_many = std::ranges::count_if(block, is_open) > most_guards;
  for (auto i = block.size(); i-- > 0;) {
    auto* const guard = std::get_if<ast::Guard>(&block[i].node);
    if (!guard || guard->is_scoped) continue;
    guard->end = end;
    if (are_too_many) continue;
    auto const behind = block.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    guard->body.assign(std::make_move_iterator(behind), std::make_move_iterator(block.end()));
    block.erase(behind, block.end());
    complete(*guard);
  }
}

bool is_of_guard(std::string const& local) { return local.starts_with(name_of_guard); }

std::string released_by(std::string const& name) {
  auto const* found = of_name(name);
  return found ? found->release : "";
}

GuardProblem problem_of(ast::Guard const& guard) {
  auto const* found = of_name(guard.name);
  if (!found) {
    std::vector<std::string> names;
    for (auto const& k : all) names.emplace_back(k.name);
    auto hint = did_you_mean(guard.name, names);
    if (hint.empty()) hint = "write the lock and, at each way out, the unlock";
    return {"unknown guard '" + guard.name + "'", std::move(hint)};
  }
  auto const scoped = [&](std::string const& lock) {
    return guard.is_scoped ? "scoped_guard (" + guard.name + (lock.empty() ? "" : ", " + lock) + ")"
                           : "guard(" + guard.name + ")(" + lock + ")";
  };
  if (takes_a_lock(*found) != (guard.lock != nullptr))
    return {"guard '" + guard.name + (guard.lock ? "' takes nothing" : "' takes a lock"),
            "write '" + scoped(guard.lock ? "" : "&l") + "'"};
  if (known(guard) && guard.end.end == 0)
    return {"a guard is a declaration: it stands in a block", "put it between '{' and '}'"};
  if (known(guard)) return {"more than 20 guards in one block", ""};
  return {"guard '" + guard.name + "' may fail",
          "write 'scoped_guard (" + guard.name + ", l) { ... }', which is left out then"};
}

} // namespace barrister::frontend::litmus
