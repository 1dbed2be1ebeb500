// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/feedback.hpp"
#include "solver/protocol/comes_behind.hpp"
#include "solver/protocol/deciding_locals.hpp"
#include "solver/protocol/keeps_order.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/plain_accesses.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

bool is_always_idle(IdleRound const& round) { return round.changes.empty() && round.same.empty(); }

// However often it goes round, all rounds but one can be left out.
bool is_left_out(CutAt const& cut) {
  return std::ranges::any_of(
      cut.idle, [](auto const& rounds) { return std::ranges::count_if(rounds, is_always_idle) > 1; });
}

// Of locks that somebody looks at without waiting, or may, a statement that takes one.
class LooksAtLocks {
public:
  explicit LooksAtLocks(ProtocolEncoding const& encoding) : encoding_(encoding) {
    auto const& graph = encoding.graph();
    for (EventId e = 0; e < graph.events.events.size(); ++e) {
      auto const& event = graph.events.events[e];
      auto const tags = event.tags | event.zero_tags | event.nonzero_tags;
      if (tags.has(Tag::Lf) || tags.has(Tag::Rl) || tags.has(Tag::Ru)) add_cells(e, looked_at_);
      if (tags.has(Tag::Lkw)) add_cells(e, taken_[{graph.runs[event.thread].context, event.instruction}]);
    }
  }
  bool operator()(ContextId context, InstructionId takes) const {
    auto const at = taken_.find({context, takes});
    if (at == taken_.end()) return !looked_at_.empty(); // nothing that was unrolled came there
    return std::ranges::any_of(at->second, [&](CellId cell) { return looked_at_.contains(cell); });
  }

private:
  void add_cells(EventId e, std::set<CellId>& to) const {
    for (CellId cell = 0; cell < encoding_.graph().events.initial_writes; ++cell)
      if (encoding_.program().accesses(e, cell) != never) to.insert(cell);
  }

  ProtocolEncoding const& encoding_;
  std::set<CellId> looked_at_;
  std::map<std::pair<ContextId, InstructionId>, std::set<CellId>> taken_;
};

// Whether runs may be executed on one CPU: asked once of two.
class Meet {
public:
  Meet(ProtocolEncoding const& encoding, MayBe const& may_be) : encoding_(encoding), may_be_(may_be) {}
  bool operator()(RunId a, RunId b) {
    auto const [at, is_new] = known_.try_emplace({a, b}, false);
    auto const& turns = encoding_.turns();
    if (is_new && turns.may_meet(a, b))
      at->second = may_be_({turns.same_cpu(a, b), turns.executed(a), turns.executed(b)});
    return at->second;
  }

private:
  ProtocolEncoding const& encoding_;
  MayBe const& may_be_;
  std::map<std::pair<RunId, RunId>, bool> known_;
};

// Statements that may read what their own CPU has written: that may come from a read before it, which is
// late.
class ReadsOwnWrites {
public:
  ReadsOwnWrites(ProtocolEncoding const& encoding, MayMeet const& may_meet) {
    auto const& graph = encoding.graph();
    auto const& events = graph.events.events;
    for (EventId e = 0; e < events.size(); ++e) {
      if (events[e].kind != EventKind::Read) continue;
      auto const& run = graph.runs[events[e].thread];
      known_.emplace(run.context, events[e].instruction);
      for (auto const& [write, rf] : encoding.program().sources(e)) {
        auto const by = events[write].thread;
        bool const is_own =
            by == events[e].thread ? write < e : by != no_thread && may_meet(by, events[e].thread);
        if (rf != never && is_own) own_.emplace(run.context, events[e].instruction);
      }
    }
  }
  bool operator()(ContextId context, InstructionId reads) const {
    return own_.contains({context, reads}) || !known_.contains({context, reads});
  }

private:
  std::set<std::pair<ContextId, InstructionId>> known_, own_;
};

// What is asked of all loops of a protocol.
struct Accesses {
  Accesses(ProtocolEncoding const& encoding, MayMeet const& may_meet, bool has_flag)
      : looks_at_lock(encoding), reads_own_writes(encoding, may_meet), races_are_said(has_flag) {}
  LooksAtLocks looks_at_lock;
  ReadsOwnWrites reads_own_writes;
  bool races_are_said; // by a flag of the model
};

// Goes through what a run may do once it has begun a further round of a loop.
class Behind {
public:
  Behind(Thread const& thread, ContextId context, Loop const& loop, KeepsOrder& keeps,
         Accesses const& accesses)
      : thread_(thread), context_(context), loop_(&loop), keeps_(keeps), accesses_(accesses),
        deciding_(deciding_locals(thread.body, loop)), writes_depend_(decides_by_conditions_around(true)),
        raises_depend_(decides_by_conditions_around(false)) {}
  // Of another run: all of it is behind a loop.
  Behind(Thread const& thread, ContextId context, KeepsOrder& keeps, Accesses const& accesses)
      : thread_(thread), context_(context), keeps_(keeps), accesses_(accesses) {
    here_ = {true, true, false};
  }

  std::string run() {
    walk(thread_.body);
    return unordered_;
  }
  bool may_be_late() const { return may_be_late_; } // what decides, where the loop is

private:
  void walk(Block const& block) {
    for (auto const& s : block) {
      statement_ = &s;
      std::visit([this](auto const& node) { step(node); }, s.node);
    }
  }
  // All that decides is in conditions around what is in the loop. Of what plain accesses read, models keep no
  // control dependencies of writes; nor of what comes from a read before it, of how another loop ended, of
  // what was waited for or assumed.
  bool decides_by_conditions_around(bool marked) const {
    bool out = true;
    for_each_statement(thread_.body, [&](Statement const& s) {
      auto const* load = std::get_if<Load>(&s.node);
      auto const* rmw = std::get_if<Rmw>(&s.node);
      auto const* owned = std::get_if<OwnedLoad>(&s.node);
      auto const* loop = std::get_if<Loop>(&s.node);
      if (load && decides(load->target))
        out =
            out && !(marked && is_plain(load->tags)) && !accesses_.reads_own_writes(context_, s.instruction);
      bool const waits = (load && load->until) || (rmw && rmw->until); // raising depends on that (2.9)
      bool const assumes = std::holds_alternative<Assume>(s.node);
      out = out && !(marked && waits) && !assumes && !(owned && decides(owned->target)) &&
            (!loop || is_around(*loop));
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
    auto const before = here_;
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
      here_ = {true, here_.has_late_reads || no_round.has_late_reads, false};
      here_.is_fenced = !here_.has_late_reads;
      may_be_late_ = may_be_late_ || here_.has_late_reads;
      is_inside_ = true;
      walk(s.body);
      walk(s.test);
      is_inside_ = false;
    } else if (!was.is_behind && here_.is_behind) { // the one that is meant is in it: all of it comes again
      walk(s.body);
      walk(s.test);
    } else {
      here_ = merged(no_round, here_);
    }
  }
  void step(Labelled const& s) {
    exits_.emplace_back();
    walk(s.body);
    for (auto const& exit : exits_.back()) here_ = merged(exit, here_);
    exits_.pop_back();
  }
  void step(Leave const& s) { exits_[exits_.size() - 1 - s.levels].push_back(here_); }

  void step(Load const& s) {
    if (s.until || decides(s.target)) read(s.tags);
  }
  // It may have been written by who has read it elsewhere.
  void step(OwnedLoad const& s) { here_.has_late_reads = here_.has_late_reads || decides(s.target); }
  void step(IsLocked const& s) { here_.has_late_reads = here_.has_late_reads || decides(s.target); }
  void step(Fence const& s) {
    if (s.tags.has(Tag::Mb)) pass_barrier();
  }
  void step(Store const& s) {
    if (!is_excused(s.tags)) write(s.tags);
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
    write(s.tags.write);
    if (may_fail) here_ = merged(failed, here_);
  }
  void step(Unlock const&) { write(Tag::Ul); }
  // Who waits for a lock reads that it is free: of its owner, the unlock.
  void step(Lock const&) {
    read(Tag::Acquire);
    if (accesses_.looks_at_lock(context_, statement_->instruction)) write(Tag::Lkw);
  }
  // One that fails orders nothing.
  void step(Trylock const& s) {
    here_.has_late_reads = here_.has_late_reads || decides(s.target);
    if (accesses_.looks_at_lock(context_, statement_->instruction)) write(Tag::Lkw);
  }
  void step(Raise const&) { // what the handler does comes behind what decides that it is raised: 2.9
    if (here_.is_behind && !(is_inside_ && raises_depend_)) say();
  }

  bool decides(LocalId local) const { return deciding_.contains(local); }
  // It is ordered by marked ones, or races, and that is said.
  bool is_excused(TagSet tags) const { return is_plain(tags) && accesses_.races_are_said; }
  void read(TagSet tags) {
    bool const is_ordered = is_excused(tags) || (tags.has(Tag::Acquire) && keeps_(KeepsOrder::Form::Acquire));
    bool const is_late = !is_ordered || accesses_.reads_own_writes(context_, statement_->instruction);
    here_.has_late_reads = here_.has_late_reads || is_late;
  }
  void pass_barrier() {
    if (!keeps_(KeepsOrder::Form::Barrier)) return;
    here_.has_late_reads = false;
    here_.is_fenced = here_.is_behind;
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
    bool is_fenced = false; // behind what decided, on all ways
  };
  static State merged(State const& a, State const& b) {
    return {a.is_behind || b.is_behind, a.has_late_reads || b.has_late_reads,
            (a.is_fenced || !a.is_behind) && (b.is_fenced || !b.is_behind)};
  }

  Thread const& thread_;
  ContextId context_;
  Loop const* loop_ = nullptr; // null: of another run
  KeepsOrder& keeps_;
  Accesses const& accesses_;
  std::set<LocalId> deciding_;
  bool writes_depend_ = false, raises_depend_ = false; // those in the loop, on its condition
  State here_;
  bool is_inside_ = false; // of the loop: all depends on its condition
  bool may_be_late_ = false;
  std::vector<std::vector<State>> exits_;
  Statement const* statement_ = nullptr;
  std::string unordered_;
};

} // namespace

std::string may_feed_back(Protocol const& protocol, ProtocolEncoding const& encoding,
                          MemoryModel const& model, MayBe const& may_be) {
  auto const& graph = encoding.graph();
  if (graph.runs.size() < 2) return {};
  bool const races_are_said = std::ranges::any_of(model.checks, is_of_races);
  bool const asks_of_plain = has_plain_accesses(protocol.program) && !races_are_said;
  KeepsOrder keeps(model, asks_of_plain ? KeepsOrder::Of::All : KeepsOrder::Of::Marked);
  Meet meet(encoding, may_be);
  MayMeet const may_meet = [&](RunId a, RunId b) { return meet(a, b); };
  std::optional<Accesses> accesses;                              // made when first needed
  std::map<std::pair<ContextId, Loop const*>, bool> may_be_late; // what decides
  std::set<std::tuple<ContextId, Loop const*, ContextId>> seen;
  for (RunId r = 0; r < graph.runs.size(); ++r)
    for (auto const& cut : graph.runs[r].cuts) {
      if (!cut.loop || is_left_out(cut)) continue;
      if (keeps(KeepsOrder::Form::Nothing)) return {};
      if (!accesses) accesses.emplace(encoding, may_meet, races_are_said);
      auto const context = graph.runs[r].context;
      std::string what;
      auto const [late, is_new] = may_be_late.try_emplace({context, cut.loop}, false);
      if (is_new) {
        Behind own(protocol.program.threads[context], context, *cut.loop, keeps, *accesses);
        what = own.run();
        late->second = own.may_be_late();
      }
      if (what.empty() && late->second)
        for (auto const other : come_behind(protocol, encoding, r, cut, may_meet))
          if (what.empty() && seen.emplace(context, cut.loop, other).second)
            what = Behind(protocol.program.threads[other], other, keeps, *accesses).run();
      if (!what.empty())
        return "others may see " + what + " before the loop ahead of it ends, and make it go on";
    }
  return {};
}

} // namespace barrister::solver
