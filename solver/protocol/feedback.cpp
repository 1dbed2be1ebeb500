// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/feedback.hpp"
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

// Of what plain accesses read, models keep no control dependencies.
bool has_plain_reads(Block const& body, std::set<LocalId> const& of) {
  bool out = false;
  for_each_statement(body, [&](Statement const& s) {
    auto const* load = std::get_if<Load>(&s.node);
    out = out || (load && is_plain(load->tags) && of.contains(load->target));
  });
  return out;
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

// Goes through what a run may do once it has begun a further round of a loop.
class Behind {
public:
  Behind(Thread const& thread, ContextId context, Loop const& loop, KeepsOrder& keeps,
         LooksAtLocks const& looks)
      : thread_(thread), context_(context), loop_(loop), keeps_(keeps), looks_(looks),
        deciding_(deciding_locals(thread.body, loop)), depends_(!has_plain_reads(thread.body, deciding_)) {}

  std::string run() {
    walk(thread_.body);
    return unordered_;
  }

private:
  void walk(Block const& block) {
    for (auto const& s : block) {
      statement_ = &s;
      std::visit([this](auto const& node) { step(node); }, s.node);
    }
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
    if (&s == &loop_) {
      here_ = {true, here_.has_late_reads || no_round.has_late_reads, false};
      here_.is_fenced = !here_.has_late_reads;
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
  void step(IsLocked const& s) {
    if (decides(s.target)) read({});
  }
  void step(Fence const& s) {
    if (s.tags.has(Tag::Mb)) pass_barrier();
  }
  void step(Store const& s) {
    if (!is_plain(s.tags)) write(s.tags);
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
    if (looks_(context_, statement_->instruction)) write(Tag::Lkw);
  }
  void step(Trylock const& s) {
    if (decides(s.target)) read({});
    if (looks_(context_, statement_->instruction)) write(Tag::Lkw);
  }
  void step(Raise const&) { // what the handler does comes behind what decides that it is raised: 2.9
    if (here_.is_behind && !is_inside_) say();
  }

  bool decides(LocalId local) const { return deciding_.contains(local); }
  void read(TagSet tags) {
    bool const is_late = !is_plain(tags) && !(tags.has(Tag::Acquire) && keeps_(KeepsOrder::Form::Acquire));
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
    if (is_inside_ && depends_ && keeps_(Form::Branch)) return;
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
  Loop const& loop_;
  KeepsOrder& keeps_;
  LooksAtLocks const& looks_;
  std::set<LocalId> deciding_;
  bool depends_; // what is in the loop, on its condition
  State here_;
  bool is_inside_ = false; // of the loop: all depends on its condition
  std::vector<std::vector<State>> exits_;
  Statement const* statement_ = nullptr;
  std::string unordered_;
};

} // namespace

std::string may_feed_back(Protocol const& protocol, ProtocolEncoding const& encoding,
                          MemoryModel const& model) {
  auto const& graph = encoding.graph();
  if (graph.runs.size() < 2) return {};
  KeepsOrder keeps(model);
  std::optional<LooksAtLocks> looks; // made when first needed
  std::set<std::pair<ContextId, Loop const*>> seen;
  for (auto const& run : graph.runs)
    for (auto const& cut : run.cuts) {
      if (!cut.loop || is_left_out(cut) || !seen.emplace(run.context, cut.loop).second) continue;
      if (keeps(KeepsOrder::Form::Nothing)) return {};
      if (!looks) looks.emplace(encoding);
      auto const& thread = protocol.program.threads[run.context];
      if (auto const what = Behind(thread, run.context, *cut.loop, keeps, *looks).run(); !what.empty())
        return "others may see " + what + " before the loop ahead of it ends, and make it go on";
    }
  return {};
}

} // namespace barrister::solver
