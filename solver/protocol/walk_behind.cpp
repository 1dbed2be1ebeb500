// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/walk_behind.hpp"
#include "solver/protocol/deciding_locals.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/target_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

constexpr std::size_t most_walked = 1'000'000; // statements: each loop in another is walked more than once

// Goes through what a run may do once it has begun a further round of a loop.
class Walk {
public:
  Walk(Protocol const& protocol, ContextId context, Loop const& loop, KeepsOrder& keeps,
       LookedAtAccesses const& accesses, KnownOwned const& known)
      : protocol_(protocol), thread_(protocol.program.threads[context]), context_(context), loop_(&loop),
        keeps_(keeps), accesses_(accesses), owned_(known), deciding_(deciding_locals(thread_.body, loop)),
        writes_depend_(decides_by_conditions_around(Of::Writes)),
        raises_depend_(decides_by_conditions_around(Of::Raises)) {}
  Walk(Protocol const& protocol, ContextId context, ComesBehind const& comes, KeepsOrder& keeps,
       LookedAtAccesses const& accesses, KnownOwned const& known)
      : protocol_(protocol), thread_(protocol.program.threads[context]), context_(context), keeps_(keeps),
        accesses_(accesses), owned_(known), comes_(&comes) {
    if (comes.from == ComesBehind::From::Reads) return;
    here_.is_behind = here_.has_late_reads = true;
    here_.is_unlocked = comes.from == ComesBehind::From::StartBehindUnlock;
  }

  WalkedBehind run() {
    walk(thread_.body);
    let_in();
    return {std::move(unordered_), std::move(left_), may_be_late_};
  }

private:
  void walk(Block const& block) {
    for (auto const& s : block) {
      statement_ = &s;
      if (++walked_ > most_walked) return give_up();
      if (comes_) begin(s);
      bool const is_access = std::holds_alternative<Store>(s.node) || std::holds_alternative<Load>(s.node) ||
                             std::holds_alternative<Rmw>(s.node) || std::holds_alternative<Lock>(s.node);
      if (is_access && accesses_.own.are_irqs_off(context_, s.instruction)) here_.are_irqs_off = true;
      std::visit([this](auto const& node) { step(node); }, s.node);
      if (!here_.are_irqs_off) let_in();
    }
  }
  // Who comes now may see what is left.
  void let_in() { left_.openly.add(here_.not_unlocked); }
  LeftFor& left_here() { return here_.is_unlocked ? left_.behind_unlock : here_.not_unlocked; }
  // In memory, for who reads it on the CPU: that is late, however it is written.
  void leave() {
    if (!here_.is_behind || here_.is_fenced) return;
    auto& to = left_here();
    to.is_in_memory = true;
    if (auto const readers = accesses_.own.readers_of(context_, statement_->instruction))
      to.reads.insert(readers->begin(), readers->end());
    else
      to.is_for_anybody = true; // nothing that was unrolled came there
  }
  // Another run reads what was left: here it may be that it comes behind the loop, and what is before does
  // not; but for that behind which nobody could come between.
  void begin(Statement const& s) {
    bool const is_openly = reads(s, comes_->left.openly);
    if (!is_openly && !reads(s, comes_->left.behind_unlock)) return;
    here_.is_unlocked = !is_openly && (!here_.is_behind || here_.is_fenced || here_.is_unlocked);
    here_.is_behind = here_.has_late_reads = true;
    bool const is_locked =
        here_.is_unlocked && !is_openly && here_.has_lock && keeps_(KeepsOrder::Form::UnlockLock);
    here_.is_fenced = here_.has_barrier || is_locked;
    here_.fenced_where_true.clear();
  }
  bool reads(Statement const& s, LeftFor const& left) const {
    if (auto const* owned = std::get_if<OwnedLoad>(&s.node)) return left.variables.contains(owned->variable);
    bool const is_read = std::holds_alternative<Load>(s.node) || std::holds_alternative<Rmw>(s.node) ||
                         std::holds_alternative<Lock>(s.node) || std::holds_alternative<Trylock>(s.node) ||
                         std::holds_alternative<IsLocked>(s.node);
    bool const is_known = !left.is_for_anybody && accesses_.own.is_known(context_, s.instruction);
    return is_read && left.is_in_memory && (!is_known || left.reads.contains({context_, s.instruction}));
  }
  void give_up() {
    if (unordered_.empty()) unordered_ = "what stands in loops in each other";
  }
  // All that decides is in conditions around what is in the loop. Of what plain accesses read, models keep no
  // control dependencies of writes; nor of what comes from a read before it, of how another loop ended, of
  // what was waited for or assumed. Raising depends on all of these (2.9), but for what the CPU owns.
  enum class Of : std::uint8_t { Writes, Raises };
  bool decides_by_conditions_around(Of of) const {
    bool out = true;
    for_each_statement(thread_.body, [&](Statement const& s) {
      auto const* load = std::get_if<Load>(&s.node);
      auto const* rmw = std::get_if<Rmw>(&s.node);
      auto const* owned = std::get_if<OwnedLoad>(&s.node);
      auto const* loop = std::get_if<Loop>(&s.node);
      bool const is_owned = owned && decides(owned->target);
      if (of == Of::Raises) {
        out = out && !is_owned;
        return;
      }
      if (load && decides(load->target))
        out = out && !is_plain(load->tags) && !accesses_.own.may_read_own_write(context_, s.instruction);
      bool const waits =
          (load && load->until) || (rmw && rmw->until) || std::holds_alternative<Assume>(s.node);
      out = out && !waits && !is_owned && (!loop || is_around(*loop));
    });
    return out;
  }
  // The one that is meant, or one that has it in it.
  bool is_around(Loop const& loop) const {
    bool out = &loop == loop_;
    for (auto const* block : {&loop.test, &loop.body})
      for_each_statement(*block,
                         [&](Statement const& s) { out = out || std::get_if<Loop>(&s.node) == loop_; });
    return out;
  }
  template <class Node> void step(Node const&) {} // no write, and no barrier

  void step(If const& s) {
    if (auto const known = known_value(*s.condition)) return walk(truth(*known) ? s.then : s.otherwise);
    auto const before = here_;
    take(*s.condition);
    walk(s.then);
    auto const then = std::exchange(here_, before);
    walk(s.otherwise);
    here_ = merged(then, here_);
  }
  void step(Loop const& s) {
    auto const was = here_;
    walk(s.test);
    auto const no_round = here_;
    walk(s.body);
    walk(s.test);
    if (&s == loop_) {
      bool const is_late = here_.has_late_reads || no_round.has_late_reads;
      here_ = merged(no_round, here_);
      here_.is_behind = true;
      here_.has_late_reads = is_late;
      here_.is_fenced = !here_.has_late_reads;
      here_.is_unlocked = false;
      here_.fenced_where_true.clear();
      may_be_late_ = may_be_late_ || here_.has_late_reads;
      is_inside_ = true;
      walk(s.body);
      walk(s.test);
      is_inside_ = false;
    } else {
      here_ = merged(no_round, here_);
      if (!is_less(here_, was)) return;
      auto const one_round = here_; // and all of it comes again
      walk(s.body);
      walk(s.test);
      here_ = merged(one_round, here_);
    }
  }
  void step(Labelled const& s) {
    exits_.emplace_back();
    walk(s.body);
    for (auto const& exit : exits_.back()) here_ = merged(exit, here_);
    exits_.pop_back();
  }
  void step(Leave const& s) {
    exits_[exits_.size() - 1 - s.levels].push_back(here_);
    here_.is_over = true;
  }

  void step(Load const& s) {
    if (s.until || decides(s.target)) read(s.tags);
  }
  // It may have been written by who has read it elsewhere.
  void step(OwnedLoad const& s) {
    auto const known = owned_.find(s.variable);
    if (known == owned_.end())
      here_.has_late_reads = here_.has_late_reads || decides(s.target);
    else if (is_assigned_once(s.target))
      known_.emplace(s.target, known->second);
  }
  void step(IsLocked const& s) { here_.has_late_reads = here_.has_late_reads || decides(s.target); }
  void step(Fence const& s) {
    if (s.tags.has(Tag::Mb)) pass_barrier();
  }
  void step(Store const& s) {
    if (!is_excused(s.tags)) write(s.tags, *s.address);
    leave();
  }
  void step(Rmw const& s) {
    bool const has_barriers = s.tags.write.has(Tag::Mb) || (s.tags.fences && s.tags.fences->has(Tag::Mb));
    bool const may_fail = s.kind == Rmw::Kind::CompareExchange || s.kind == Rmw::Kind::AddUnless;
    bool const is_deciding = s.until || (s.result != RmwResult::None && decides(s.target));
    auto failed = here_;
    failed.has_late_reads = failed.has_late_reads || is_deciding;
    if (has_barriers)
      pass_barrier();
    else if (is_deciding)
      read(s.tags.read);
    write(s.tags.write, *s.address);
    leave();
    if (may_fail) here_ = merged(failed, here_);
  }
  void step(Unlock const&) {
    write(Tag::Ul);
    here_.is_unlocked = here_.is_unlocked || here_.is_behind;
    leave();
    left_.behind_unlock.add(std::exchange(here_.not_unlocked, {}));
  }
  void step(Mask const& s) {
    using Irqs = Mask::Irqs;
    if (s.irqs == Irqs::Keep) return;
    here_.are_irqs_off = s.irqs == Irqs::Off || s.irqs == Irqs::Save; // restored, they may be on
    if (!here_.are_irqs_off) here_.has_barrier = here_.has_lock = false;
  }
  void step(OwnedStore const& s) {
    if (!here_.is_behind || here_.is_fenced || !is_of_its_cpu(protocol_, s.variable)) return;
    left_here().variables.insert(s.variable);
  }
  // Who waits for a lock reads that it is free: of its owner, the unlock.
  void step(Lock const&) {
    read(Tag::Acquire);
    if (is_behind_unlock()) here_.is_fenced = true;
    here_.has_lock = here_.has_lock || here_.are_irqs_off;
    if (accesses_.locks.may_be_taken_by(context_, statement_->instruction)) write(Tag::Lkw);
  }
  // One that fails orders nothing.
  void step(Trylock const& s) {
    here_.has_late_reads = here_.has_late_reads || decides(s.target);
    bool const is_ordered = is_behind_unlock();
    here_.fenced_where_true.erase(s.target);
    if (is_ordered) here_.fenced_where_true.insert(s.target);
    if (!is_ordered && accesses_.locks.may_be_taken_by(context_, statement_->instruction)) write(Tag::Lkw);
  }
  void step(Assume const& s) { take(*s.condition); }
  void step(Raise const&) { // what the handler does comes behind what decides that it is raised: 2.9
    if (here_.is_behind && !(is_inside_ && raises_depend_)) say();
  }

  bool is_behind_unlock() { return here_.is_unlocked && keeps_(KeepsOrder::Form::UnlockLock); }
  // On the way on which it is true.
  void take(Expression const& condition) {
    auto const* use = std::get_if<LocalUse>(&condition.node);
    if (use && here_.fenced_where_true.contains(use->local) && is_assigned_once(use->local))
      here_.is_fenced = true;
  }
  // Its value is known from there on: nobody else gives it one.
  bool is_assigned_once(LocalId local) const {
    int times = 0;
    for_each_statement(thread_.body, [&](Statement const& s) { times += target_of(s) == local; });
    return times == 1;
  }
  std::optional<Value> known_value(Expression const& e) const {
    if (auto const* constant = std::get_if<Constant>(&e.node)) return constant->value;
    if (auto const* use = std::get_if<LocalUse>(&e.node)) {
      auto const at = known_.find(use->local);
      return at == known_.end() ? std::nullopt : std::optional(at->second);
    }
    auto const* operation = std::get_if<Operation>(&e.node);
    auto const left = operation ? known_value(*operation->left) : std::nullopt;
    auto const right = operation && operation->right ? known_value(*operation->right) : left;
    return left && right ? apply(operation->op, *left, *right, operation->type) : std::nullopt;
  }

  // It is ordered by marked ones, or races, and that is said.
  bool is_excused(TagSet tags) const { return is_plain(tags) && accesses_.races_are_said; }
  bool decides(LocalId local) const { return deciding_.contains(local); }
  void read(TagSet tags) {
    bool const is_ordered = is_excused(tags) || (tags.has(Tag::Acquire) && keeps_(KeepsOrder::Form::Acquire));
    bool const is_late = !is_ordered || accesses_.own.may_read_own_write(context_, statement_->instruction);
    here_.has_late_reads = here_.has_late_reads || is_late;
  }
  void pass_barrier() {
    if (!keeps_(KeepsOrder::Form::Barrier)) return;
    here_.has_late_reads = false;
    here_.is_fenced = here_.is_behind;
    here_.has_barrier = here_.has_barrier || here_.are_irqs_off;
  }
  void write(TagSet tags, Expression const& address) {
    if (accesses_.who_reads.may_be_read_by_another(context_, address)) write(tags);
  }
  void write(TagSet tags) {
    using Form = KeepsOrder::Form;
    if (!here_.is_behind || here_.is_fenced) return;
    if (tags.has(Tag::Release) && keeps_(Form::Release)) return;
    if (tags.has(Tag::Ul) && keeps_(Form::Unlock)) return;
    if (is_inside_ && writes_depend_ && keeps_(Form::Branch)) return;
    say();
  }
  void say() {
    if (!unordered_.empty()) return;
    auto const& i = thread_.instructions.at(statement_->instruction);
    auto text = i.text;
    while (text.ends_with(';')) text.pop_back();
    unordered_ = text + " at line " + std::to_string(i.place.line);
  }

  struct State {
    bool is_behind = false;
    bool has_late_reads =
        false; // that no barrier is behind, on some way; of plain reads, those before them say when
    bool is_fenced = false;   // behind what decided, on all ways
    bool is_unlocked = false; // behind an unlock that is behind that, on all ways
    bool are_irqs_off = false;
    bool has_barrier = false, has_lock = false; // since they are
    bool is_over = false;                       // a jump leaves it
    LeftFor not_unlocked{};                     // left behind the loop, and no unlock since
    std::set<LocalId> fenced_where_true{};      // trylocks behind an unlock
  };
  // Less is known of what is ordered than there.
  static bool is_less(State const& here, State const& there) {
    return here.is_behind && (!there.is_behind || (there.is_fenced && !here.is_fenced) ||
                              (there.is_unlocked && !here.is_unlocked));
  }
  static State merged(State a, State const& b) {
    if (a.is_over || b.is_over) return a.is_over ? b : a;
    auto const on_both = [&](bool State::*is) { return (a.*is || !a.is_behind) && (b.*is || !b.is_behind); };
    auto left = a.not_unlocked;
    left.add(b.not_unlocked);
    auto locks = a.is_behind ? std::move(a.fenced_where_true) : b.fenced_where_true;
    if (a.is_behind && b.is_behind)
      std::erase_if(locks, [&](LocalId local) { return !b.fenced_where_true.contains(local); });
    return {a.is_behind || b.is_behind,
            a.has_late_reads || b.has_late_reads,
            on_both(&State::is_fenced),
            on_both(&State::is_unlocked),
            a.are_irqs_off && b.are_irqs_off,
            a.has_barrier && b.has_barrier,
            a.has_lock && b.has_lock,
            false,
            std::move(left),
            std::move(locks)};
  }

  Protocol const& protocol_;
  Thread const& thread_;
  ContextId context_;
  Loop const* loop_ = nullptr; // else:
  KeepsOrder& keeps_;
  LookedAtAccesses const& accesses_;
  KnownOwned const& owned_;
  ComesBehind const* comes_ = nullptr; // of another run
  std::map<LocalId, Value> known_;
  std::set<LocalId> deciding_;
  bool writes_depend_ = false, raises_depend_ = false; // those in the loop, on its condition
  State here_;
  bool is_inside_ = false; // of the loop: all depends on its condition
  bool may_be_late_ = false;
  std::vector<std::vector<State>> exits_;
  Statement const* statement_ = nullptr;
  std::size_t walked_ = 0; // statements
  std::string unordered_;
  LeftBehind left_;
};

} // namespace

WalkedBehind walk_behind(Protocol const& protocol, ContextId context, Loop const& loop, KeepsOrder& keeps,
                         LookedAtAccesses const& accesses, KnownOwned const& known) {
  return Walk(protocol, context, loop, keeps, accesses, known).run();
}
WalkedBehind walk_behind(Protocol const& protocol, ContextId context, ComesBehind const& comes,
                         KeepsOrder& keeps, LookedAtAccesses const& accesses, KnownOwned const& known) {
  return Walk(protocol, context, comes, keeps, accesses, known).run();
}

} // namespace barrister::solver
