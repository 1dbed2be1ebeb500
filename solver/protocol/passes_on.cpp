// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/passes_on.hpp"
#include "solver/protocol/comes_behind.hpp"
#include "spec/expressions_of.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

bool meet(auto const& a, auto const& b) {
  return std::ranges::any_of(a, [&](auto v) { return b.contains(v); });
}

int times_assigned(Block const& body, LocalId local) {
  int out = 0;
  for_each_statement(body, [&](Statement const& s) { out += target_of(s) == local; });
  return out;
}

// What one run leaves for others of its CPU.
struct ForOthers {
  std::map<OwnedId, LateReads> owned;
  std::map<std::pair<ContextId, CellId>, LateReads> written; // by who may read it
  std::map<ContextId, LateReads> kept_out;                   // until these were read
  void add(ForOthers const& more) {
    for (auto const& [v, reads] : more.owned) solver::add(owned[v], reads);
    for (auto const& [where, reads] : more.written) solver::add(written[where], reads);
    for (auto const& [c, reads] : more.kept_out) solver::add(kept_out[c], reads);
  }
  bool operator==(ForOthers const&) const = default;
};

struct Around { // what is the same for all code
  Protocol const& protocol;
  KeepsOrder& keeps;
  LookedAtLocks const& locks;
  OwnReads const& own;
  Guarded const& guarded;
  AccessedCells const& cells;
  KnownOwned const& known;
  Sharing const& sharing;
  bool races_are_said;
  Cells reaching; // what decides on the loop
  bool has_rmws;  // or locks
};

// Goes through the code of a context.
class Passing {
  using Form = KeepsOrder::Form;
  using When = LateRead::When;

public:
  // `loop`: the one that goes on, if it is in this code.
  Passing(Around const& around, ContextId context, Loop const* loop, ForOthers const& before,
          Cells const& reached)
      : around_(around), context_(context), thread_(around.protocol.program.threads[context]), loop_(loop),
        before_(before), reached_(reached) {}
  void run() {
    auto const& protocol = around_.protocol;
    if (auto const at = before_.kept_out.find(context_); at != before_.kept_out.end())
      here_.anyway = at->second;
    bool const has_turns = protocol.contexts[context_].kind == Context::Kind::Task && protocol.current;
    if (has_turns) add(here_.anyway, left_in(*protocol.current));
    walk(thread_.body);
    let_in();
    let_in_at_end();
  }
  std::string const& loosely() const { return loosely_; }
  ForOthers const& left() const { return left_; }
  Cells const& reached() const { return reached_; } // what it writes for what it has read, too

private:
  struct State {
    std::map<LocalId, ComesFrom> locals;
    LateReads branches;                  // that decide whether this is executed; models keep it
    LateReads lost;                      // that decide, too
    LateReads anyway;                    // what was waited for, assumed, or ended a loop
    LateReads plainly;                   // what plain writes have come from, that a later one makes known
    std::map<CellId, LateReads> written; // what own writes have come from
    std::map<OwnedId, LateReads> owned;  // and what is owned; nobody was let in since
    std::map<std::pair<ContextId, CellId>, LateReads> for_others;
    Cells held; // locks, on some way
    bool are_irqs_off = false;
    bool has_lock = false; // taken since they are: what others have left was left before
    bool lets_in = false;  // tasks and acts, too: they may come before what is waited for
    LateReads waited{};    // for, where it did not
    bool is_over = false;
    bool operator==(State const&) const = default;
  };
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
      if (is_access && around_.own.are_irqs_off(context_, s.instruction)) here_.are_irqs_off = true;
      if (is_access) here_.lets_in = is_a_task() && around_.own.lets_others_in(context_, s.instruction);
      std::visit([this](auto const& node) { step(node); }, s.node);
      // In the loop's own run, what is behind it comes behind what decides on it: that is asked elsewhere.
      if (is_behind_ && is_a_task()) each_part(here_, order);
      if (!here_.are_irqs_off) let_in();
    }
  }
  void let_in() {
    for (auto const& [v, reads] : std::exchange(here_.owned, {})) add(left_.owned[v], reads);
    for (auto const& [c, reads] : std::exchange(here_.for_others, {})) add(left_.written[c], reads);
    for (auto const c : around_.sharing.with[context_])
      if (is_a_task() || around_.protocol.contexts[c].kind == Context::Kind::Interrupt) keep_out(c);
  }
  // Who takes its turn as a whole lets handlers in before.
  void let_in_at_end() {
    for (auto const c : around_.sharing.with[context_]) keep_out(c);
  }
  void keep_out(ContextId c) {
    if (!here_.waited.empty()) add(left_.kept_out[c], owned(here_.waited));
  }

  static void merge(State& to, State const& more) {
    if (more.is_over) return;
    if (to.is_over) {
      to = more;
      return;
    }
    for (auto const& [local, from] : more.locals) to.locals[local].add(from);
    for (auto part : {&State::branches, &State::lost, &State::anyway, &State::plainly, &State::waited})
      add(to.*part, more.*part);
    for (auto const& [v, reads] : more.owned) add(to.owned[v], reads);
    for (auto const& [cell, reads] : more.written) add(to.written[cell], reads);
    for (auto const& [c, reads] : more.for_others) add(to.for_others[c], reads);
    to.held.insert(more.held.begin(), more.held.end());
    to.lets_in = to.lets_in && more.lets_in;
    to.are_irqs_off = to.are_irqs_off && more.are_irqs_off;
    to.has_lock = to.has_lock && more.has_lock;
  }
  template <class F> static void each_part(State& state, F const& f) {
    for (auto& [local, from] : state.locals)
      for (auto part : {&ComesFrom::data, &ComesFrom::branches, &ComesFrom::lost}) f(from.*part);
    for (auto part : {&State::branches, &State::lost, &State::anyway, &State::plainly, &State::waited})
      f(state.*part);
    for (auto& [v, reads] : state.owned) f(reads);
    for (auto& [cell, reads] : state.written) f(reads);
    for (auto& [c, reads] : state.for_others) f(reads);
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
  bool is_a_task() const { return around_.protocol.contexts[context_].kind == Context::Kind::Task; }
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
    bool const is_ordered = (is_plain(tags) && around_.races_are_said) ||
                            (tags.has(Tag::Acquire) && around_.keeps(Form::Acquire));
    bool const is_anothers = around_.own.may_read_another_cpu(context_, statement_->instruction);
    if (is_anothers && meet(accessed(), reached_))
      out.data.emplace(LateRead{statement_}, is_ordered || is_guarded_read() ? Ordered::Yes : Ordered::Not);
    return out;
  }
  bool do_locks_order() {
    auto& keeps = around_.keeps;
    return keeps(Form::Unlock) && keeps(Form::Release) && keeps(Form::Acquire) && keeps(Form::UnlockLock);
  }
  bool is_guarded_read() {
    return do_locks_order() && around_.guarded.is_read(context_, statement_->instruction);
  }
  bool is_guarded_write() {
    return do_locks_order() && around_.guarded.is_write(context_, statement_->instruction);
  }
  Cells const& accessed() const { return around_.cells(context_, statement_->instruction); }
  LateReads own_written() const {
    if (!around_.own.may_read_own_write(context_, statement_->instruction)) return {};
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
    if (here_.has_lock && around_.keeps(Form::UnlockLock)) order_behind_unlocks(reads);
    return reads;
  }
  LateReads left_in(OwnedId v) const {
    LateReads out;
    if (auto const at = before_.owned.find(v); at != before_.owned.end()) out = left_before(at->second);
    if (auto const at = here_.owned.find(v); at != here_.owned.end()) add(out, at->second);
    return out;
  }
  void step(OwnedLoad const& s) {
    if (around_.known.contains(s.variable)) return assign(s.target, {});
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
    if (around_.keeps(Form::Barrier)) each_part(here_, order);
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
      if (around_.keeps(Form::Barrier)) order(what.data), order(what.branches), order(what.lost);
    }
    if (s.operand && s.result == RmwResult::New) what.add(from(*s.operand));
    if (has_barriers && around_.keeps(Form::Barrier))
      note_write(together(written.all(), deciding()));
    else
      write(s.tags.write, *s.address, written);
    if (s.result != RmwResult::None) {
      if (may_fail && s.expected) add(what.lost, from(*s.expected).all());
      if (s.tags.fences) what = {{}, {}, what.all()}; // starts no dependencies
      assign(s.target, std::move(what));
      if (has_barriers && around_.keeps(Form::Barrier)) note_exchange(s);
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
    if (around_.keeps(Form::UnlockLock)) {
      order_behind_unlocks(what); // of who gave it back on this CPU
      each_part(here_, order_behind_unlocks);
    }
    here_.held.insert(accessed().begin(), accessed().end());
    here_.has_lock = here_.has_lock || here_.are_irqs_off;
    wait(what);
    if (around_.locks.may_be_taken_by(context_, statement_->instruction)) write(Tag::Lkw, *s.address, {});
  }
  void step(Trylock const& s) {
    here_.held.insert(accessed().begin(), accessed().end());
    assign(s.target, read(Tag::Once, *s.address));
    trylocks_[s.target] = statement_;
    if (around_.locks.may_be_taken_by(context_, statement_->instruction)) write(Tag::Lkw, *s.address, {});
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
    if (around_.protocol.owned[s.variable].is_ghost) return;
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
    if (is_late(together(decides, by_value))) say();
  }
  static bool is_late(LateReads const& reads) {
    return std::ranges::any_of(reads, [](auto const& read) { return read.second != Ordered::Yes; });
  }
  void note_write(LateReads const& comes) {
    if (comes.empty()) return;
    reached_.insert(accessed().begin(), accessed().end());
    auto const reads = lost(comes);
    for (auto const cell : accessed()) add(here_.written[cell], reads);
    auto const readers = around_.own.readers_of(context_, statement_->instruction);
    auto const leave = [&](ContextId c) {
      for (auto const cell : accessed()) add(here_.for_others[{c, cell}], reads);
    };
    if (readers)
      for (auto const& reader : *readers) leave(reader.first);
    else
      for (auto const c : around_.sharing.with[context_]) leave(c);
  }
  void write(TagSet tags, Expression const& address, ComesFrom const& value) {
    auto const where = from(address);
    LateReads kept;
    if (around_.keeps(Form::Data)) kept = together(value.data, where.data);
    if (around_.keeps(Form::Branch)) add(kept, here_.branches);
    auto comes = together(together(value.all(), where.all()), deciding());
    note_write(together(comes, here_.plainly));
    if (is_plain(tags) && around_.races_are_said) return add(here_.plainly, comes);
    add(comes, here_.plainly);
    if (tags.has(Tag::Release) && around_.keeps(Form::Release)) return;
    if (tags.has(Tag::Ul) && around_.keeps(Form::Unlock)) return;
    std::erase_if(
        comes, [&](auto const& read) { return read.first.when < When::Lost && kept.contains(read.first); });
    if (is_late(comes) && meet(accessed(), around_.reaching) && !is_guarded_write()) say();
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

Sharing who_share(ProtocolEncoding const& encoding, std::size_t contexts) {
  auto const& runs = encoding.graph().runs;
  Sharing out{std::vector<std::set<ContextId>>(contexts)};
  std::vector<bool> runs_at_all(contexts);
  for (auto const& run : runs) runs_at_all[run.context] = true;
  auto const share = [&](ContextId a, ContextId b) {
    out.with[a].insert(b);
    out.with[b].insert(a);
  };
  for (ContextId a = 0; a < contexts; ++a)
    for (ContextId b = 0; b < contexts; ++b)
      if (!runs_at_all[a] || !runs_at_all[b]) share(a, b);
  for (RunId a = 0; a < runs.size(); ++a)
    for (RunId b = 0; b < a; ++b)
      if (encoding.turns().may_meet(a, b)) share(runs[a].context, runs[b].context);
  return out;
}

PassesOn::PassesOn(Protocol const& protocol, KeepsOrder& keeps, LookedAtLocks const& locks,
                   OwnReads const& own, Guarded const& guarded, AccessedCells const& cells,
                   KnownOwned const& known, Sharing const& sharing, bool races_are_said)
    : protocol_(protocol), keeps_(keeps), locks_(locks), own_(own), guarded_(guarded), cells_(cells),
      known_(known), sharing_(sharing), races_are_said_(races_are_said), touched_(protocol.contexts.size()) {
  for (ContextId c = 0; c < protocol.contexts.size(); ++c)
    for_each_statement(protocol.program.threads[c].body, [&](Statement const& s) {
      auto& touched = touched_[c];
      has_rmws_ = has_rmws_ || std::holds_alternative<Rmw>(s.node) || std::holds_alternative<Lock>(s.node) ||
                  std::holds_alternative<Trylock>(s.node);
      if (auto const* raise = std::get_if<Raise>(&s.node)) touched.raises.insert(raise->interrupt);
      std::visit(
          [&]<class Node>(Node const& node) {
            if constexpr (requires { node.address; }) {
              if (!node.address) return;
              auto const& accessed = cells_(c, s.instruction);
              constexpr bool only_writes = std::is_same_v<Node, Store> || std::is_same_v<Node, Unlock>;
              constexpr bool only_reads = std::is_same_v<Node, Load> || std::is_same_v<Node, IsLocked>;
              if (!only_writes) touched.reads.insert(accessed.begin(), accessed.end());
              if (!only_reads) touched.writes.insert(accessed.begin(), accessed.end());
            }
          },
          s.node);
    });
}

// What decides on the loop, and what that may come from, context by context.
Cells PassesOn::that_reaches(ContextId loops) const {
  auto out = touched_[loops].reads;
  std::set<ContextId> all{loops};
  for (bool is_more = true; is_more;) {
    is_more = false;
    for (ContextId c = 0; c < touched_.size(); ++c) {
      bool const comes = meet(touched_[c].writes, out) || std::ranges::any_of(all, [&](ContextId other) {
                           return sharing_.with[c].contains(other) || touched_[c].raises.contains(other);
                         });
      if (!comes || !all.insert(c).second) continue;
      out.insert(touched_[c].reads.begin(), touched_[c].reads.end());
      is_more = true;
    }
  }
  return out;
}

// Acts that assume something, and take locks. See proofs/lemmas/await.md, "What this leaves out".
bool PassesOn::is_left_out(ContextId c) const {
  bool assumes = false, locks = false;
  for_each_statement(protocol_.program.threads[c].body, [&](Statement const& s) {
    assumes = assumes || std::holds_alternative<Assume>(s.node);
    locks = locks || std::holds_alternative<Lock>(s.node) || std::holds_alternative<Trylock>(s.node);
  });
  return assumes && locks && protocol_.contexts[c].kind == Context::Kind::Act;
}

std::string PassesOn::from(ContextId loops, Loop const& loop) {
  Around const around{
      protocol_,           keeps_,   locks_, own_, guarded_, cells_, known_, sharing_, races_are_said_,
      that_reaches(loops), has_rmws_};
  ForOthers left;
  Cells reached;
  for (bool is_more = true; is_more;) {
    auto const before = left;
    auto const was_reached = reached.size();
    for (ContextId c = 0; c < touched_.size(); ++c) {
      if (is_left_out(c)) continue;
      Passing passing(around, c, c == loops ? &loop : nullptr, before, reached);
      passing.run();
      if (!passing.loosely().empty()) return passing.loosely();
      left.add(passing.left());
      reached = passing.reached();
    }
    is_more = left != before || reached.size() != was_reached;
  }
  return {};
}

} // namespace barrister::solver
