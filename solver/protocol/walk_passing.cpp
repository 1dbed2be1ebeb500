// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/walk_passing.hpp"
#include "solver/protocol/passing_state.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

int times_assigned(Block const& body, LocalId local) {
  int out = 0;
  for_each_statement(body, [&](Statement const& s) { out += target_of(s) == local; });
  return out;
}

// Goes through the code of a context.
class Passing {
  using Form = KeepsOrder::Form;
  using When = LateRead::When;

public:
  // `loop`: the one that goes on, if it is in this code.
  Passing(Around const& around, ContextId context, Loop const* loop, ForOthers const& before,
          Cells const& reached)
      : around_(around), context_(context), thread_(around.code.protocol.program.threads[context]),
        loop_(loop), before_(before), reached_(reached) {
    for_each_statement(thread_.body, [this](Statement const& s) { own_.insert(&s); });
  }
  PassedOn run() {
    auto const& protocol = around_.code.protocol;
    if (auto const at = before_.kept_out.find(context_); at != before_.kept_out.end())
      here_.anyway = at->second;
    bool const has_turns = protocol.contexts[context_].kind == Context::Kind::Task && protocol.current;
    if (has_turns) add(here_.anyway, left_in(*protocol.current));
    walk(thread_.body);
    let_in();
    let_in_at_end();
    return {std::move(loosely_), std::move(left_), std::move(reached_)};
  }

private:
  using State = PassingState;
  struct Open {
    std::vector<State> exits;
    unsigned loops = 0;           // around it
    LateReads branches{}, lost{}; // that decide to its end
  };

  void walk(Block const& block) {
    for (auto const& s : block) {
      if (here_.is_over) return;
      statement_ = &s;
      bool const is_access = std::holds_alternative<Store>(s.node) || std::holds_alternative<Load>(s.node) ||
                             std::holds_alternative<Rmw>(s.node) || std::holds_alternative<Lock>(s.node);
      if (is_access && around_.code.own.are_irqs_off(context_, s.instruction)) here_.are_irqs_off = true;
      if (is_access) here_.lets_in = is_a_task() && around_.code.own.lets_others_in(context_, s.instruction);
      std::visit([this](auto const& node) { step(node); }, s.node);
      // In the loop's own run, what is behind it comes behind what decides on it: that is asked elsewhere.
      if (is_behind_ && is_a_task()) each_part(here_, order);
      if (!here_.are_irqs_off) let_in();
    }
  }
  void let_in() {
    for (auto const& [v, reads] : std::exchange(here_.owned, {})) add(left_.owned[v], as_left(reads));
    for (auto const& [c, reads] : std::exchange(here_.for_others, {})) add(left_.written[c], as_left(reads));
    for (auto const c : around_.code.sharing.with[context_])
      if (is_a_task() || around_.code.protocol.contexts[c].kind == Context::Kind::Interrupt) keep_out(c);
  }
  // That it was raised comes behind these, and so does what the handler does; but not what others of its CPU
  // do.
  LateReads as_left(LateReads reads) const {
    auto const raised = before_.kept_out.find(context_);
    bool const is_handler = around_.code.protocol.contexts[context_].kind == Context::Kind::Interrupt;
    if (!is_handler || raised == before_.kept_out.end()) return reads;
    for (auto& [read, ordered] : reads)
      if (raised->second.contains({read.statement, When::Owned})) ordered = Ordered::Not;
    return reads;
  }
  // Who takes its turn as a whole lets handlers in before.
  void let_in_at_end() {
    for (auto const c : around_.code.sharing.with[context_]) keep_out(c);
  }
  void keep_out(ContextId c) {
    if (!here_.waited.empty()) add(left_.kept_out[c], owned(here_.waited));
  }

  LateReads deciding() const { return together(together(here_.branches, here_.lost), here_.anyway); }
  ComesFrom from(Expression const& e) const {
    ComesFrom out;
    if (auto const* use = std::get_if<LocalUse>(&e.node)) {
      if (auto const at = here_.locals.find(use->local); at != here_.locals.end()) out = at->second;
    } else if (auto const* conversion = std::get_if<Conversion>(&e.node)) {
      out = from(*conversion->operand);
    } else if (auto const* operation = std::get_if<Operation>(&e.node)) {
      out = from(*operation->left);
      if (operation->right) out.add(from(*operation->right));
    }
    return out;
  }
  void assign(LocalId target, ComesFrom what) {
    add(what.branches, here_.branches);
    add(what.lost, here_.lost);
    here_.locals[target] = std::move(what);
  }

  template <class Node> void step(Node const&) {}
  void step(Assign const& s) { assign(s.target, from(*s.value)); }
  void step(Choose const& s) { assign(s.target, {}); }

  void step(If const& s) {
    auto const branches = here_.branches, lost = here_.lost;
    auto const from_condition = from(*s.condition);
    decide(*s.condition);
    auto const before = here_;
    take(*s.condition);
    walk(s.then);
    auto then = std::exchange(here_, before);
    walk(s.otherwise);
    merge(then, here_);
    here_ = std::move(then);
    if (s.decides > 0) {
      auto& to = open_[open_.size() - s.decides];
      add(to.branches, together(from_condition.data, from_condition.branches));
      add(to.lost, from_condition.lost);
    }
    end_branch(branches, lost);
  }
  // What was decided outside of it still decides; and so does what decides to the end of a block around.
  void end_branch(LateReads const& branches, LateReads const& lost) {
    here_.branches = branches;
    here_.lost = lost;
    for (auto const& open : open_) {
      add(here_.branches, open.branches);
      add(here_.lost, open.lost);
    }
  }
  void decide(Expression const& condition) {
    auto const what = from(condition);
    add(here_.branches, what.data);
    add(here_.branches, what.branches);
    add(here_.lost, what.lost);
  }
  void step(Loop const& s) {
    if (&s == loop_) go_behind(); // its further rounds, too
    auto const branches = here_.branches, was_lost = here_.lost;
    std::set<Statement const*> inside;
    for (auto const* block : {&s.test, &s.body})
      for_each_statement(*block, [&](Statement const& one) { inside.insert(&one); });
    ++loops_;
    auto begin = here_;
    State end;
    for (bool is_more = true; is_more;) {
      here_ = begin;
      walk(s.test);
      decide(*s.condition);
      end = here_;
      walk(s.body);
      end_branch(branches, was_lost);
      make_earlier(inside);
      auto next = begin;
      merge(next, here_);
      is_more = next != begin;
      begin = std::move(next);
    }
    --loops_;
    here_ = std::move(end);
    if (auto const* constant = std::get_if<Constant>(&s.condition->node); constant && truth(constant->value))
      here_.is_over = true; // it ends by a jump alone
    else
      wait();
    end_branch(branches, was_lost);
    if (&s == loop_) go_behind();
  }
  // All that is here comes from how often it went round.
  void go_behind() {
    here_.anyway.insert({{nullptr, When::Lost}, Ordered::Yes});
    if (!is_behind_) held_ = here_.held;
    held_.insert(here_.held.begin(), here_.held.end());
    is_behind_ = true;
  }
  bool is_a_task() const { return around_.code.protocol.contexts[context_].kind == Context::Kind::Task; }
  void make_earlier(std::set<Statement const*> const& inside) {
    exchanges_.clear();
    each_part(here_, [&](LateReads& reads) {
      LateReads out;
      for (auto const& [read, ordered] : reads) {
        bool const is_earlier = read.when == When::Now && inside.contains(read.statement);
        add(out, {{{read.statement, is_earlier ? When::Earlier : read.when}, ordered}});
      }
      reads = std::move(out);
    });
  }
  void step(Labelled const& s) {
    auto const branches = here_.branches, lost = here_.lost;
    open_.push_back({{}, loops_});
    walk(s.body);
    for (auto const& exit : open_.back().exits) merge(here_, exit);
    open_.pop_back();
    end_branch(branches, lost);
  }
  void step(Leave const& s) {
    auto& to = open_[open_.size() - 1 - s.levels];
    auto left = here_;
    if (loops_ > to.loops) { // a loop ends by this
      add(left.anyway, deciding());
      if (!left.lets_in) add(left.waited, left.anyway);
    }
    to.exits.push_back(std::move(left));
    here_.is_over = true;
  }

  void step(Load const& s) {
    auto what = read(s.tags, *s.address);
    if (!s.starts_dependencies) what = {{}, {}, what.all()};
    assign(s.target, std::move(what));
    if (s.until) await(*s.until);
  }
  // What decides that it waits, too, decides that what is behind it is executed.
  void wait(LateReads const& condition = {}) {
    add(here_.anyway, together(deciding(), condition));
    if (!here_.lets_in) add(here_.waited, here_.anyway);
  }
  void await(Expression const& condition) { wait(from(condition).all()); }
  // What a read gives comes from itself, where it may be late.
  ComesFrom read(TagSet tags, Expression const& address) {
    ComesFrom out;
    out.lost = from(address).all();
    add(out.lost, own_written());
    bool const is_ordered = (is_plain(tags) && around_.code.races_are_said) ||
                            (tags.has(Tag::Acquire) && around_.code.keeps(Form::Acquire));
    bool const is_anothers = around_.code.own.may_read_another_cpu(context_, statement_->instruction);
    if (is_anothers && meet(accessed(), reached_))
      out.data.emplace(LateRead{statement_}, is_ordered || is_guarded_read() ? Ordered::Yes : Ordered::Not);
    return out;
  }
  bool do_locks_order() {
    auto& keeps = around_.code.keeps;
    return keeps(Form::Unlock) && keeps(Form::Release) && keeps(Form::Acquire) && keeps(Form::UnlockLock);
  }
  bool is_guarded_read() {
    return do_locks_order() && around_.code.guarded.is_read(context_, statement_->instruction);
  }
  bool is_guarded_write() {
    return do_locks_order() && around_.code.guarded.is_write(context_, statement_->instruction);
  }
  Cells const& accessed() const { return around_.code.cells(context_, statement_->instruction); }
  LateReads own_written() const {
    if (!around_.code.own.may_read_own_write(context_, statement_->instruction)) return {};
    LateReads out;
    for (auto const cell : accessed()) {
      if (auto const at = here_.written.find(cell); at != here_.written.end()) add(out, at->second);
      if (auto const at = before_.written.find({context_, cell}); at != before_.written.end())
        add(out, left_before(at->second));
    }
    return lost(out);
  }
  // By others of the CPU.
  LateReads left_before(LateReads reads) const {
    if (here_.has_lock && around_.code.keeps(Form::UnlockLock)) order_behind_unlocks(reads);
    return reads;
  }
  LateReads left_in(OwnedId v) const {
    LateReads out;
    if (auto const at = before_.owned.find(v); at != before_.owned.end()) out = left_before(at->second);
    if (auto const at = here_.owned.find(v); at != here_.owned.end()) add(out, at->second);
    return out;
  }
  void step(OwnedLoad const& s) {
    if (around_.code.known.contains(s.variable)) return assign(s.target, {});
    assign(s.target, {{}, {}, left_in(s.variable)});
  }
  void step(IsLocked const& s) { assign(s.target, read(Tag::Once, *s.address)); }

  void step(Fence const& s) {
    if (s.tags.has(Tag::Mb)) pass_barrier();
    if (s.tags.has(Tag::SyncRcu) || s.tags.has(Tag::SyncSrcu)) wait();
  }
  static void order_behind_unlocks(LateReads& reads) {
    for (auto& [read, ordered] : reads)
      if (ordered == Ordered::ByUnlock) ordered = Ordered::Yes;
  }
  static void order(LateReads& reads) {
    for (auto& [read, ordered] : reads) ordered = Ordered::Yes;
  }
  void pass_barrier() {
    if (around_.code.keeps(Form::Barrier)) each_part(here_, order);
  }
  void step(Store const& s) { write(s.tags, *s.address, from(*s.value)); }
  void step(Rmw const& s) {
    bool const has_barriers = s.tags.write.has(Tag::Mb) || (s.tags.fences && s.tags.fences->has(Tag::Mb));
    bool const may_fail = s.kind == Rmw::Kind::CompareExchange || s.kind == Rmw::Kind::AddUnless;
    auto what = read(s.tags.read, *s.address);
    auto written = s.operand ? from(*s.operand) : ComesFrom{};
    if (s.kind == Rmw::Kind::Arithmetic || s.kind == Rmw::Kind::AddUnless) written.add(what);
    if (may_fail && s.expected) add(written.lost, from(*s.expected).all());
    if (may_fail) add(written.data, what.data); // the write is of what it reads
    if (has_barriers && !may_fail) {
      pass_barrier();
      if (around_.code.keeps(Form::Barrier)) order(what.data), order(what.branches), order(what.lost);
    }
    if (s.operand && s.result == RmwResult::New) what.add(from(*s.operand));
    if (has_barriers && around_.code.keeps(Form::Barrier))
      note_write(together(written.all(), deciding()));
    else
      write(s.tags.write, *s.address, written);
    if (s.result != RmwResult::None) {
      if (may_fail && s.expected) add(what.lost, from(*s.expected).all());
      if (s.tags.fences) what = {{}, {}, what.all()}; // starts no dependencies
      assign(s.target, std::move(what));
      if (has_barriers && around_.code.keeps(Form::Barrier)) note_exchange(s);
    }
    if (s.until) await(*s.until);
  }
  // Who waits for a lock gets it without that, unless it was held then.
  void step(Unlock const& s) {
    bool const is_taken_behind = is_behind_ && is_a_task() && !meet(accessed(), held_);
    if (!is_taken_behind) write(Tag::Ul, *s.address, {});
    if (accessed().size() == 1) here_.held.erase(*accessed().begin());
    each_part(here_, [](LateReads& reads) {
      for (auto& [read, ordered] : reads) ordered = std::max(ordered, Ordered::ByUnlock);
    });
  }
  void step(Lock const& s) {
    auto what = read(Tag::Acquire, *s.address).all();
    if (around_.code.keeps(Form::UnlockLock)) {
      order_behind_unlocks(what); // of who gave it back on this CPU
      each_part(here_, order_behind_unlocks);
    }
    here_.held.insert(accessed().begin(), accessed().end());
    here_.has_lock = here_.has_lock || here_.are_irqs_off;
    wait(what);
    if (around_.code.locks.may_be_taken_by(context_, statement_->instruction))
      write(Tag::Lkw, *s.address, {});
  }
  void step(Trylock const& s) {
    here_.held.insert(accessed().begin(), accessed().end());
    assign(s.target, read(Tag::Once, *s.address));
    trylocks_[s.target] = statement_;
    if (around_.code.locks.may_be_taken_by(context_, statement_->instruction))
      write(Tag::Lkw, *s.address, {});
  }
  void step(Assume const& s) {
    take(*s.condition);
    await(*s.condition);
  }
  // On the way on which it is true: a lock that was taken acquires, and what was exchanged is a barrier.
  void take(Expression const& condition) {
    auto const* equal = std::get_if<Operation>(&condition.node);
    if (equal && equal->op == Operator::Equal)
      if (auto const* left = std::get_if<LocalUse>(&equal->left->node)) exchanged(left->local, *equal->right);
    auto const* use = std::get_if<LocalUse>(&condition.node);
    auto const at = use ? trylocks_.find(use->local) : trylocks_.end();
    if (at == trylocks_.end() || times_assigned(thread_.body, use->local) != 1) return;
    each_part(here_, [&](LateReads& reads) {
      for (auto& [read, ordered] : reads)
        if (read.statement == at->second && read.when == When::Now) ordered = Ordered::Yes;
    });
  }
  void exchanged(LocalId found, Expression const& expected) {
    auto const at = exchanges_.find(found);
    auto const* use = std::get_if<LocalUse>(&expected.node);
    if (at == exchanges_.end() || !use || use->local != at->second.expected) return;
    if (times_assigned(thread_.body, found) != 1 || times_assigned(thread_.body, use->local) != 1) return;
    each_part(here_, [&](LateReads& reads) {
      for (auto& [read, ordered] : reads)
        if (at->second.before.contains(read)) ordered = Ordered::Yes;
    });
  }
  void note_exchange(Rmw const& s) {
    auto const* use = s.expected ? std::get_if<LocalUse>(&s.expected->node) : nullptr;
    if (!use || s.kind != Rmw::Kind::CompareExchange || s.result != RmwResult::Old) return;
    auto& noted = exchanges_[s.target];
    noted = {use->local, {{statement_}, {statement_, When::Lost}}};
    each_part(here_, [&](LateReads const& reads) {
      for (auto const& [read, ordered] : reads) noted.before.insert(read);
    });
  }
  void step(Mask const& s) {
    using Irqs = Mask::Irqs;
    if (s.irqs == Irqs::Save) assign(s.flags, {});
    here_.lets_in = false; // until an access says so
    if (s.irqs != Irqs::Keep) here_.are_irqs_off = s.irqs == Irqs::Off || s.irqs == Irqs::Save;
    here_.has_lock = here_.has_lock && here_.are_irqs_off;
  }
  void step(OwnedStore const& s) {
    if (around_.code.protocol.owned[s.variable].is_ghost) return;
    add(here_.owned[s.variable], owned(together(from(*s.value).all(), deciding())));
  }
  // It comes behind what it depends on, but for what went by what the CPU owns (2.9). But by
  // read-modify-writes and locks nothing is ordered there.
  void step(Raise const& s) {
    auto const cpu = from(*s.cpu);
    auto raised = owned(together(deciding(), cpu.all()));
    order(raised);
    add(left_.kept_out[s.interrupt], raised);
    if (!raised.empty() && !loop_ && around_.has_rmws) return say();
    auto by_value = together(cpu.branches, cpu.lost); // of the CPU, which nothing knows to depend on that
    std::erase_if(by_value, [this](auto const& read) { return here_.branches.contains(read.first); });
    auto decides = together(together(here_.lost, here_.anyway), cpu.all());
    std::erase_if(decides, [](auto const& read) { return read.first.when != When::Owned; });
    if (is_late(decides) || !by_value.empty()) say();
  }
  static bool is_late(LateReads const& reads) {
    return std::ranges::any_of(reads, [](auto const& read) { return read.second != Ordered::Yes; });
  }
  void note_write(LateReads const& comes) {
    if (comes.empty()) return;
    reached_.insert(accessed().begin(), accessed().end());
    auto const reads = lost(comes);
    for (auto const cell : accessed()) add(here_.written[cell], reads);
    auto const readers = around_.code.own.readers_of(context_, statement_->instruction);
    auto const leave = [&](ContextId c) {
      for (auto const cell : accessed()) add(here_.for_others[{c, cell}], reads);
    };
    if (readers)
      for (auto const& reader : *readers) leave(reader.first);
    else
      for (auto const c : around_.code.sharing.with[context_]) leave(c);
  }
  void write(TagSet tags, Expression const& address, ComesFrom const& value) {
    auto const where = from(address);
    LateReads kept;
    if (around_.code.keeps(Form::Data)) kept = together(value.data, where.data);
    if (around_.code.keeps(Form::Branch)) add(kept, here_.branches);
    auto comes = together(together(value.all(), where.all()), deciding());
    note_write(together(comes, here_.plainly));
    if (is_plain(tags) && around_.code.races_are_said) return add(here_.plainly, comes);
    add(comes, here_.plainly);
    if (tags.has(Tag::Release) && around_.code.keeps(Form::Release)) return;
    if (tags.has(Tag::Ul) && around_.code.keeps(Form::Unlock)) return;
    std::erase_if(comes, [&](auto const& read) {
      return (read.first.when < When::Lost && kept.contains(read.first)) || overwrites(read.first);
    });
    if (is_late(comes) && meet(accessed(), around_.reaching) && !is_guarded_write()) say();
  }
  // The one cell that this statement writes is what the read has read, earlier in this run, for it is of this
  // code, which is executed once.
  bool overwrites(LateRead const& read) {
    auto const& written = accessed();
    bool const is_own = own_.contains(read.statement) && read.when != When::Owned &&
                        around_.code.protocol.contexts[context_].kind != Context::Kind::Interrupt;
    return is_own && written.size() == 1 &&
           around_.code.cells(context_, read.statement->instruction) == written &&
           around_.code.keeps(Form::Overwritten);
  }
  void say() {
    if (!loosely_.empty() || (is_behind_ && is_a_task())) return;

    auto const& i = thread_.instructions.at(statement_->instruction);
    auto text = i.text;
    while (text.ends_with(';')) text.pop_back();
    loosely_ = text + " at line " + std::to_string(i.place.line);
  }

  Around const& around_;
  ContextId context_;
  Thread const& thread_;
  std::set<Statement const*> own_; // of its code
  Loop const* loop_;
  bool is_behind_ = false; // the loop
  ForOthers const& before_;
  Cells reached_;
  State here_;
  std::vector<Open> open_;
  unsigned loops_ = 0;
  Statement const* statement_ = nullptr;
  struct Exchange { // a cmpxchg(), by the local that it gives
    LocalId expected;
    std::set<LateRead> before; // it is a barrier for these, if it succeeds
  };
  std::map<LocalId, Exchange> exchanges_;
  std::map<LocalId, Statement const*> trylocks_;
  Cells held_; // where the loop is
  std::string loosely_;
  ForOthers left_;
};

} // namespace

PassedOn walk_passing(Around const& around, ContextId context, Loop const* loop, ForOthers const& before,
                      Cells const& reached) {
  return Passing(around, context, loop, before, reached).run();
}

} // namespace barrister::solver
