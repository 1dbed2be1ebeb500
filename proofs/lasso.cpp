// SPDX-License-Identifier: BSD-2-Clause
// Steps and events are in blocks: 0 is the stem with all that is in no copy, 1 and 2 are the copies of the
// cycle. A boundary is the end of a block; of a run that loops, it is the start of a round of the loop.
#include "proofs/lasso.hpp"
#include "proofs/directions.hpp"
#include "proofs/replay.hpp"
#include "proofs/turns.hpp"
#include "proofs/waiting.hpp"
#include "proofs/well_formed.hpp"
#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;
using Block = std::uint8_t;
constexpr std::array<Block, 3> blocks = {0, 1, 2};
using Rounds = std::array<ContextRun::Round const*, 3>; // that start at the boundaries

class Repetition {
public:
  Repetition(Protocol const& protocol, MemoryModel const& model, Lasso const& lasso, unsigned unroll)
      : protocol_(protocol), model_(model), lasso_(lasso), x_(lasso.execution), unroll_(unroll) {}

  // Each check relies on those before it.
  Complaints run() {
    check();
    if (out_.empty()) also(about_repetition());
    return std::move(out_);
  }
  std::string why_not_repeated() {
    check();
    auto const why = out_.empty() ? about_repetition() : Complaints();
    return why.empty() ? "" : why.front();
  }

private:
  void check() {
    out_ = complaints(protocol_, model_, x_, unroll_);
    if (out_.empty()) check_runs();
    if (!out_.empty()) return;
    history_ = run_again(protocol_, x_, unroll_);
    put_in_blocks();
    check_rounds();
    check_order();
    check_copies();
    if (!out_.empty()) return;
    check_communication();
    check_owned();
    check_readers();
    check_waiting();
  }
  Complaints about_repetition() const { return complaints_about_repetition(model_, x_.execution, block_of_); }
  void complain(std::string what) { out_.push_back(std::move(what)); }
  void complain(std::uint32_t run, std::string const& what) { complain(name(run) + " " + what); }
  void also(Complaints const& more) { out_.insert(out_.end(), more.begin(), more.end()); }
  std::string name(std::uint32_t run) const { return name_of(protocol_, x_.runs[run]); }
  std::string name_of_event(EventId e) const {
    return proofs::name_of_event(protocol_.program, x_.execution, e);
  }
  bool recurs(std::uint32_t run) const { return protocol_.contexts[x_.runs[run].context].recurs; }
  std::string const& agent(std::uint32_t run) const { return protocol_.contexts[x_.runs[run].context].agent; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(x_.runs.size()); }
  Event const& event(EventId e) const { return x_.execution.events[e]; }
  EventId events() const { return static_cast<EventId>(x_.execution.events.size()); }

  Block block(StepOf s) const { return lasso_.copy_of(s.run, s.step); }

  // Who loops is cut, and nobody else is; what is in a copy is an interrupt that was raised in it, or an act
  // that recurs, and has ended.
  void check_runs() {
    auto const is_there = [this](Lasso::Loop const& l) { return l.run < count(); };
    if (lasso_.loops.empty() || !std::ranges::all_of(lasso_.loops, is_there) ||
        lasso_.copy.size() != count()) {
      complain("the lasso is of a run that is not there");
      return;
    }
    for (auto const& loop : lasso_.loops) {
      if (lasso_.loop_of(loop.run) != &loop) complain(loop.run, "is said to loop twice");
      if (lasso_.loops.size() > 1 && std::ranges::any_of(lasso_.loops, [&](Lasso::Loop const& other) {
            return other.run != loop.run && x_.runs[other.run].cpu == x_.runs[loop.run].cpu;
          }))
        complain(loop.run, "loops beside another run of its CPU");
    }
    for (std::uint32_t r = 0; r < count(); ++r) {
      auto const& run = x_.runs[r];
      bool const is_in_copy = lasso_.copy[r] != 0, loops = lasso_.loop_of(r) != nullptr;
      if ((run.end == Run::End::Cut) != loops)
        complain(r, loops ? "is said to loop, and ends" : "loops as well");
      if (is_in_copy && (loops || !(run.cause || recurs(r)) || lasso_.copy[r] > 2))
        complain(r, "cannot be in a copy of the cycle");
      else if (run.cause && block({run.cause->run, run.cause->step}) != lasso_.copy[r])
        complain(r, "is not in the block it is raised in");
      if (is_in_copy && run.end != Run::End::Ended) complain(r, "does not end");
    }
  }

  void put_in_blocks() {
    auto const assembled = assemble(protocol_, x_, history_);
    block_of_.assign(x_.execution.events.size(), 0);
    for (std::uint32_t r = 0; r < count(); ++r)
      for (std::size_t s = 0; s < history_.runs[r].steps.size(); ++s)
        for (auto e = history_.runs[r].steps[s].first; e < history_.runs[r].steps[s].last; ++e)
          block_of_[assembled.event_of[r][e]] = block({r, s});
    event_of_ = assembled.event_of;
  }

  // The cycle is so many rounds of the loop that is cut, and starts from the same locals each time: those
  // that it reads before it assigns them.
  void check_rounds() {
    for (auto const& loop : lasso_.loops) check_rounds(loop);
  }
  void check_rounds(Lasso::Loop const& loop) {
    auto const rounds = boundaries(loop);
    if (!rounds) {
      complain(loop.run, "starts no round of its loop where the cycle is said to start");
      return;
    }
    auto const [first, second, third] = *rounds;
    bool const are_off = first->depths.irqs > 0;
    if ((second->depths.irqs > 0) != are_off || (third->depths.irqs > 0) != are_off)
      complain(loop.run, "does not start each copy with interrupts off, or each with them on");
    if (are_off && turns_interrupts_on(loop))
      complain(loop.run, "starts the cycle with interrupts off, and turns them on");
    auto const& locals = protocol_.program.threads[x_.runs[loop.run].context].locals;
    for (LocalId l = 0; l < locals.size(); ++l)
      if (second->is_live[l] &&
          (first->locals[l] != second->locals[l] || second->locals[l] != third->locals[l]))
        complain(loop.run, "does not start each copy with the same '" + locals[l].name + "'");
  }
  std::optional<Rounds> boundaries(Lasso::Loop const& loop) const {
    auto const& rounds = history_.runs[loop.run].rounds;
    for (std::size_t period = 1; 2 * period < rounds.size(); ++period) {
      auto const* last = &rounds.back();
      Rounds const found = {last - 2 * period, last - period, last};
      if (found[0]->steps == loop.first && found[1]->steps == loop.second && last->steps == loop.end)
        return found;
    }
    return std::nullopt;
  }

  // On each CPU, the stem comes first, and then each copy.
  void check_order() {
    for (auto const& order : history_.order)
      for (std::size_t i = 1; i < order.size(); ++i)
        if (block(order[i - 1]) > block(order[i]))
          complain(order[i].run, "goes on after a later block has begun");
  }

  // ---- The copies do the same ----

  void check_copies() {
    if (!out_.empty()) return;
    twin_.assign(events(), none);
    for (auto const& loop : lasso_.loops) {
      auto const length = loop.second - loop.first;
      if (loop.end - loop.second != length) {
        complain(loop.run, "takes other steps in the second copy");
        return;
      }
      for (std::size_t i = 0; i < length; ++i) match({loop.run, loop.first + i}, {loop.run, loop.second + i});
    }
    std::size_t twins = 0;
    for (std::uint32_t r = 0; r < count(); ++r) {
      if (lasso_.copy[r] != 1) continue;
      auto const other = twin_of_run(r);
      if (!other || x_.runs[r].steps != x_.runs[*other].steps || x_.runs[r].cpu != x_.runs[*other].cpu) {
        complain(r, "has no like in the second copy");
        return;
      }
      ++twins;
      for (std::size_t s = 0; s < x_.runs[r].steps; ++s) match({r, s}, {*other, s});
    }
    if (twins != static_cast<std::size_t>(std::ranges::count(lasso_.copy, 2)))
      complain("the second copy has more runs than the first");
  }
  std::optional<std::uint32_t> twin_of_run(std::uint32_t run) const {
    if (!x_.runs[run].cause) return twin_of_act(run);
    auto cause = *x_.runs[run].cause;
    if (auto const* loop = lasso_.loop_of(cause.run)) {
      cause.step += loop->second - loop->first;
    } else {
      auto const other = twin_of_run(cause.run); // it was raised before: this ends
      if (!other) return std::nullopt;
      cause.run = *other;
    }
    for (std::uint32_t r = 0; r < count(); ++r)
      if (lasso_.copy[r] == 2 && x_.runs[r].cause && x_.runs[r].cause->run == cause.run &&
          x_.runs[r].cause->step == cause.step)
        return r;
    return std::nullopt;
  }
  // The n-th of its agent in one copy is the n-th in the other, as runs are numbered.
  std::optional<std::uint32_t> twin_of_act(std::uint32_t run) const {
    std::vector<std::uint32_t> first, second;
    for (std::uint32_t r = 0; r < count(); ++r)
      if (recurs(r) && agent(r) == agent(run) && lasso_.copy[r] != 0)
        (lasso_.copy[r] == 1 ? first : second).push_back(r);
    auto const n = static_cast<std::size_t>(std::ranges::find(first, run) - first.begin());
    return n < second.size() ? std::optional(second[n]) : std::nullopt;
  }
  // Acts of one agent have the same code.
  bool is_same_code(std::uint32_t a, std::uint32_t b) const {
    return x_.runs[a].context == x_.runs[b].context || (recurs(a) && recurs(b) && agent(a) == agent(b));
  }
  void match(StepOf a, StepOf b) {
    auto const& first = history_.runs[a.run].steps[a.step];
    auto const& second = history_.runs[b.run].steps[b.step];
    bool const is_same = first.instruction == second.instruction && first.owned == second.owned &&
                         first.raised == second.raised &&
                         first.last - first.first == second.last - second.first && is_same_code(a.run, b.run);
    if (!is_same) {
      complain(a.run, "does something else in the second copy than in its step " + std::to_string(a.step));
      return;
    }
    for (EventId i = 0; i < first.last - first.first; ++i) {
      auto const e = event_of_[a.run][first.first + i], f = event_of_[b.run][second.first + i];
      if (!(event(e) == event(f))) complain(name_of_event(e) + " is another one in the second copy");
      twin_[e] = f;
    }
  }

  // ---- What is handed on ----

  // All communication goes forward, and that of the second copy is that of the first.
  void check_communication() {
    auto const& x = x_.execution;
    auto const forward = [&](std::string const& relation, Relation const& edges) {
      for (auto [a, b] : edges.pairs())
        if (block_of_[a] > block_of_[b])
          complain(relation + " goes back from " + name_of_event(a) + " to " + name_of_event(b));
    };
    forward("rf", x.rf);
    forward("co", x.co);
    forward("fr", x.rf.inverse().then(x.co));
    for (auto [write, read] : x.rf.pairs()) {
      if (block_of_[read] != 1) continue;
      for (EventId other = 0; other < events(); ++other)
        if (x.rf.contains(other, twin_[read]) && !corresponds(write, other))
          complain(name_of_event(read) + " reads otherwise in the second copy");
    }
    for (EventId e = 0; e < events(); ++e)
      if (block_of_[e] == 1 && is_last_of_block(e) && !is_last_of_block(twin_[e]))
        complain(name_of_event(e) + " is the last write of the first copy, and not of the second");
  }
  // Of what a read of the first copy sees, and the same read of the second.
  bool corresponds(EventId first, EventId second) const {
    return block_of_[first] == 1 ? second == twin_[first] : block_of_[second] != 2;
  }
  bool is_last_of_block(EventId e) const {
    if (event(e).kind != EventKind::Write) return false;
    for (EventId later = 0; later < events(); ++later)
      if (x_.execution.co.contains(e, later) && block_of_[later] == block_of_[e]) return false;
    return true;
  }

  // What a copy reads of what was written before it, it finds again at its end.
  void check_owned() {
    auto const start = state_at(protocol_, protocol_.starts[x_.start]).owned;
    std::array held = {start, start, start};
    std::set<std::pair<OwnedId, std::uint32_t>> read;
    std::map<std::pair<OwnedId, std::uint32_t>, Block> written; // in which block, last
    if (protocol_.current)
      for (auto const& loop : lasso_.loops) read.insert({*protocol_.current, x_.runs[loop.run].cpu});
    for (auto const& order : history_.order)
      for (auto const s : order) {
        auto const& access = history_.runs[s.run].steps[s.step].owned;
        if (!access) continue;
        std::pair const variable{access->variable, owner_of(protocol_, access->variable, x_.runs[s.run])};
        if (!access->is_store) {
          if (written[variable] < block(s)) read.insert(variable);
          continue;
        }
        written[variable] = block(s);
        for (auto until : blocks)
          if (block(s) <= until) held[until][variable] = access->value;
      }
    for (auto const& variable : read)
      if (held[0].at(variable) != held[1].at(variable) || held[1].at(variable) != held[2].at(variable))
        complain("the cycle reads '" + protocol_.owned[variable.first].name +
                 "', which is not the same at each boundary");
  }

  // ---- Readers, locks, and who waits ----

  // Whatever is in the cycle begins and ends its readers within a block, those that loop in the stem, too.
  void check_readers() {
    bool has_grace_period = false, never_ends = false;
    for (std::uint32_t r = 0; r < count(); ++r) {
      std::array<int, 3> open{};
      bool ends_another = false;
      for (auto e : event_of_[r]) {
        auto& here = open[block_of_[e]];
        here += event(e).tags.has(Tag::RcuLock) ? 1 : event(e).tags.has(Tag::RcuUnlock) ? -1 : 0;
        ends_another |= block_of_[e] != 0 && here < 0;
        has_grace_period |= block_of_[e] != 0 && event(e).tags.has(Tag::SyncRcu);
        if (block_of_[e] != 0 && is_of_srcu(event(e).tags)) complain(r, "is in SRCU in the cycle");
      }
      bool const is_in_cycle = lasso_.loop_of(r) || lasso_.copy[r] != 0;
      if (is_in_cycle && (ends_another || open != std::array<int, 3>{}))
        complain(r, "is in a reader at a boundary");
      never_ends |= open[0] + open[1] + open[2] > 0;
    }
    if (has_grace_period && never_ends) complain("the cycle has a grace period, and some reader never ends");
  }

  // Who waits in vain at the end of the second copy does so at that of any; and for a lock, or for a
  // read-modify-write to succeed, at no time in between either: sooner or later it would get it.
  void check_waiting() {
    auto const stacks = check_turns(protocol_, x_, history_).stacks;
    auto const state = final_state(protocol_, x_, history_);
    Waiting const waiting(protocol_, x_, history_, stacks, state, unroll_);
    for (auto const [run, step] : waiting.pending())
      complain(run, "raises an interrupt in its step " + std::to_string(step) + " that can be taken");
    auto const is_beside_it = [&](std::uint32_t r, Lasso::Loop const& loop) {
      auto const& stack = stacks[x_.runs[loop.run].cpu];
      return x_.runs[r].cpu == x_.runs[loop.run].cpu && stack.back() == loop.run &&
             std::ranges::find(stack, r) == stack.end() && lets_others_on(loop);
    };
    for (std::uint32_t r = 0; r < count(); ++r) {
      bool const is_beside =
          !lasso_.loop_of(r) && x_.runs[r].end != Run::End::Ended &&
          std::ranges::any_of(lasso_.loops, [&](Lasso::Loop const& loop) { return is_beside_it(r, loop); });
      bool const is_put_aside = x_.runs[r].end == Run::End::Stuck && waiting.is_put_aside(r);
      if (is_put_aside && changes_in_cycle())
        complain(r, "waits to be made current, and what changes in the cycle may do that");
      if (is_beside && !is_put_aside && !waiting.waits(r, state))
        complain(r, "may go on when the run that loops lets it");
      auto const* next = history_.runs[r].next;
      bool const is_fair =
          next && (std::holds_alternative<Lock>(next->node) || std::holds_alternative<Rmw>(next->node));
      if (!is_fair || !waiting.waits(r, state)) continue;
      for (EventId e = 0; e < events(); ++e) {
        if (event(e).kind != EventKind::Write || block_of_[e] == 0) continue;
        auto then = state;
        then.cells[*event(e).address] = event(e).value;
        if (!waiting.waits(r, then)) complain(r, "waits for what " + name_of_event(e) + " gives it");
      }
    }
  }

  bool changes_in_cycle() const {
    for (EventId e = 0; e < events(); ++e)
      if (event(e).kind == EventKind::Write && block_of_[e] != 0) return true;
    for (auto const& order : history_.order)
      for (auto const s : order)
        if (auto const& owned = history_.runs[s.run].steps[s.step].owned;
            owned && owned->is_store && block(s) != 0)
          return true;
    return false;
  }

  // Whether there is a point in the cycle at which another task may have a turn.
  bool lets_others_on(Lasso::Loop const& loop) const {
    auto const& steps = history_.runs[loop.run].steps;
    return std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(loop.first), steps.end(),
                       [](ContextRun::Step const& s) { return s.depths == Depths(); });
  }

  bool turns_interrupts_on(Lasso::Loop const& loop) const {
    auto const& steps = history_.runs[loop.run].steps;
    return std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(loop.first), steps.end(),
                       [](ContextRun::Step const& s) { return s.depths.irqs == 0; });
  }

  static constexpr EventId none = ~EventId{0};
  Protocol const& protocol_;
  MemoryModel const& model_;
  Lasso const& lasso_;
  ProtocolExecution const& x_;
  unsigned unroll_;
  History history_;
  std::vector<Block> block_of_;                // by event
  std::vector<std::vector<EventId>> event_of_; // by run
  std::vector<EventId> twin_;                  // by event of the first copy: that of the second
  Complaints out_;
};

} // namespace

Complaints complaints(Protocol const& protocol, MemoryModel const& model, Lasso const& lasso,
                      unsigned unroll) {
  return Repetition(protocol, model, lasso, unroll).run();
}
std::string why_not_repeated(Protocol const& protocol, MemoryModel const& model, Lasso const& lasso,
                             unsigned unroll) {
  return Repetition(protocol, model, lasso, unroll).why_not_repeated();
}

} // namespace barrister::proofs
