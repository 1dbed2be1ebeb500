// SPDX-License-Identifier: BSD-2-Clause
// Free terms that are no choice of the program say whether a run goes on, or is there at all: here it does.
#include "solver/protocol/placement.hpp"
#include "solver/protocol/known_terms.hpp"
#include <algorithm>
#include <set>

namespace barrister::solver {
namespace {

class Placer {
public:
  Placer(Protocol const& protocol, ProtocolGraph const& graph, ProtocolExecution const& x)
      : protocol_(protocol), graph_(graph), x_(x), terms_(graph.events) {
    out_.runs.assign(x.runs.size(), none);
    out_.steps.resize(x.runs.size());
    out_.next.resize(x.runs.size());
    out_.events.assign(x.run_of.size(), none);
    std::set<TermId> choices{graph.start};
    for (auto const& run : graph.runs)
      for (auto const& choice : run.choices) choices.insert(choice.value);
    for (TermId t = 0; t < graph.events.terms.size(); ++t)
      if (graph.events.terms[t].kind == Term::Kind::Free && !choices.contains(t)) terms_.set(t, number(1));
    terms_.set(graph.start, number(x.start));
    for (EventId e = 0; e < graph.events.events.size(); ++e)
      if (auto const run = graph.events.events[e].thread; run != no_cpu)
        events_[{run, graph.events.events[e].step}].push_back(e);
    for (std::size_t i = 0; i < graph.events.owned_reads.size(); ++i) {
      auto const& read = graph.events.owned_reads[i];
      if (read.run != final_read && !read.is_check) owned_reads_[{read.run, read.step}] = read.value;
    }
  }

  Placement run() {
    for (EventId e = 0; e < x_.run_of.size() && x_.run_of[e] == ProtocolExecution::no_run; ++e)
      out_.events[e] = e;
    for (bool changed = true; changed && is_fine();) { // what raises an interrupt comes before it
      changed = false;
      for (std::uint32_t r = 0; r < x_.runs.size() && is_fine(); ++r)
        if (out_.runs[r] == none && (!x_.runs[r].cause || out_.runs[x_.runs[r].cause->run] != none)) {
          follow(r);
          changed = true;
        }
    }
    return std::move(out_);
  }

private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  bool is_fine() const { return out_.problem == Placement::Problem::None; }
  void fail(std::uint32_t r, std::string const& what) {
    if (!is_fine()) return;
    out_.problem = Placement::Problem::NoPlace;
    out_.why = protocol_.contexts[x_.runs[r].context].name + " on CPU " + std::to_string(x_.runs[r].cpu) +
               " " + what;
  }
  std::string step_of(RunId run, std::uint32_t step) const {
    auto const& statement = *graph_.runs[run].steps[step].statement;
    auto const& at = protocol_.program.threads[graph_.runs[run].context].instructions[statement.instruction];
    return "at line " + std::to_string(at.place.line) + ": " + at.text;
  }

  std::optional<RunId> find(std::uint32_t r) const {
    auto const& run = x_.runs[r];
    for (RunId id = 0; id < graph_.runs.size(); ++id) {
      auto const& it = graph_.runs[id];
      if (it.context != run.context || it.cause.has_value() != run.cause.has_value()) continue;
      if (!run.cause) return id;
      auto const& steps = out_.steps[run.cause->run];
      if (it.cause->run == out_.runs[run.cause->run] && run.cause->step < steps.size() &&
          it.cause->step == steps[run.cause->step])
        return id;
    }
    return std::nullopt;
  }

  // The next event of the run, if there is one.
  std::optional<EventId> peek() const {
    return next_event_ < own_events_.size() ? std::optional(own_events_[next_event_]) : std::nullopt;
  }

  void follow(std::uint32_t r) {
    auto const id = find(r);
    if (!id)
      return is_cut(x_.runs[r].cause ? out_.runs[x_.runs[r].cause->run] : none)
                 ? void(out_.problem = Placement::Problem::Beyond)
                 : fail(r, "is a run that the encoding does not have");
    out_.runs[r] = *id;
    auto const& run = graph_.runs[*id];
    terms_.set(run.cpu, number(x_.runs[r].cpu));
    own_events_.clear();
    next_event_ = next_owned_ = next_choice_ = choices_seen_ = 0;
    for (EventId e = 0; e < x_.run_of.size(); ++e)
      if (x_.run_of[e] == r) own_events_.push_back(e);
    choose(r, run);
    for (std::uint32_t s = 0; s < run.steps.size() && is_fine(); ++s) {
      auto const holds = terms_.holds(run.steps[s].guard);
      if (!holds) return fail(r, "is said to do what depends on what it has not read, " + step_of(*id, s));
      if (!*holds) continue;
      if (out_.steps[r].size() == x_.runs[r].steps) {
        out_.next[r] = s;
        break;
      }
      take(r, *id, s);
      choose(r, run);
    }
    if (is_fine()) end(r, *id);
  }

  // Choices are made where their guards say so: in order, as far as is known.
  void choose(std::uint32_t r, UnfoldedRun const& run) {
    auto const& made = x_.runs[r].choices;
    for (; choices_seen_ < run.choices.size() && next_choice_ < made.size(); ++choices_seen_) {
      auto const& choice = run.choices[choices_seen_];
      auto const holds = terms_.holds(choice.guard);
      if (!holds) return;
      if (!*holds) continue;
      give(choice.value, made[next_choice_++]);
    }
  }
  void give(TermId term, Value v) {
    terms_.set(term, v);
    out_.values.emplace_back(term, v);
  }

  void take(std::uint32_t r, RunId id, std::uint32_t s) {
    out_.steps[r].push_back(s);
    if (auto const read = owned_reads_.find({id, s}); read != owned_reads_.end()) {
      auto const& reads = x_.runs[r].owned_reads;
      if (next_owned_ == reads.size()) return fail(r, "reads more of what is owned, " + step_of(id, s));
      give(read->second, reads[next_owned_++]);
    }
    auto const own = events_.find({id, s});
    if (own == events_.end()) return;
    for (auto e : own->second) {
      auto const& event = graph_.events.events[e];
      auto const at = peek();
      // A fence before a read-modify-write that may fail: whether it does is not known yet.
      if (event.is_early) {
        if (at && x_.execution.events[*at].kind == EventKind::Fence) match(e, *at);
        continue;
      }
      auto const holds = terms_.holds(event.guard);
      if (!holds) return fail(r, "has an event that depends on what it has not read, " + step_of(id, s));
      if (!*holds) continue;
      if (!at || x_.execution.events[*at].kind != event.kind)
        return fail(r, "does something else in the encoding, " + step_of(id, s));
      match(e, *at);
    }
  }
  void match(EventId e, EventId at) {
    out_.events[at] = e;
    ++next_event_;
    auto const& event = graph_.events.events[e];
    if (event.kind == EventKind::Read) terms_.set(event.value, x_.execution.events[at].value);
  }

  bool is_cut(RunId id) const {
    return id != none && std::ranges::any_of(graph_.runs[id].cuts, [&](CutAt const& cut) {
             return terms_.holds(cut.guard) == true;
           });
  }
  void end(std::uint32_t r, RunId id) {
    auto const& run = x_.runs[r];
    if (is_cut(id)) {
      out_.problem = Placement::Problem::Beyond;
      return;
    }
    if (out_.steps[r].size() < run.steps)
      fail(r, "has " + std::to_string(out_.steps[r].size()) + " steps in the encoding, not " +
                  std::to_string(run.steps));
    else if (run.end == Run::End::Ended && out_.next[r])
      fail(r, "does not end in the encoding, " + step_of(id, *out_.next[r]));
    else if (peek())
      fail(r, "does more than in the encoding");
  }

  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  ProtocolExecution const& x_;
  KnownTerms terms_;
  std::map<std::pair<RunId, std::uint32_t>, std::vector<EventId>> events_; // of each step
  std::map<std::pair<RunId, std::uint32_t>, TermId> owned_reads_;
  std::vector<EventId> own_events_; // of the execution, of the run that is followed
  std::size_t next_event_ = 0, next_owned_ = 0, next_choice_ = 0, choices_seen_ = 0;
  Placement out_;
};

} // namespace

Placement place(Protocol const& protocol, ProtocolGraph const& graph, ProtocolExecution const& x) {
  return Placer(protocol, graph, x).run();
}

} // namespace barrister::solver
