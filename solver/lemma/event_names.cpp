// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/event_names.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

class Namer {
public:
  Namer(Protocol const& protocol, ProtocolGraph const& graph) : protocol_(protocol), graph_(graph) {
    for (auto const& run : graph.runs) steps_.push_back(names_of_steps(run));
  }

  std::string name(EventId e) {
    auto const& event = graph_.events.events[e];
    if (event.thread != no_cpu) return numbered(steps_[event.thread][event.step] + kind(event));
    auto const cell = graph_.events.terms[*event.address].value;
    return numbered(fmt::format("{}+{}", protocol_.program.objects[cell.object].name, cell.number));
  }

private:
  std::vector<std::string> names_of_steps(UnfoldedRun const& run) {
    auto const& thread = protocol_.program.threads[run.context];
    auto const name = run.cause ? steps_[run.cause->run][run.cause->step] + "!"
                                : numbered(protocol_.contexts[run.context].name);
    std::vector<std::string> out;
    for (auto const& step : run.steps) {
      auto const& place = thread.instructions[step.statement->instruction].place;
      auto one = fmt::format("{} {}:{}:{}", name, place.file ? *place.file : "", place.line, place.column);
      for (auto const& [loop, round] : run.paths[step.path]) one += fmt::format("/{}", round);
      out.push_back(numbered(std::move(one)));
    }
    return out;
  }
  std::string kind(GraphEvent const& e) const {
    auto const tags = [&](TagSet set) {
      return fmt::format("{}", fmt::join(graph_.events.tag_names.of(set), ","));
    };
    return fmt::format(" {}{} {}|{}|{}", static_cast<int>(e.kind), e.address ? "@" : "", tags(e.tags),
                       tags(e.zero_tags), tags(e.nonzero_tags));
  }
  std::string numbered(std::string name) {
    auto const number = used_[name]++;
    return fmt::format("{}#{}", name, number);
  }

  Protocol const& protocol_;
  ProtocolGraph const& graph_;
  std::vector<std::vector<std::string>> steps_; // by run
  std::unordered_map<std::string, unsigned> used_;
};

bool has(Block const&, Statement const*);
bool has(Statement const& s, Statement const* wanted) {
  if (&s == wanted) return true;
  if (auto const* branch = std::get_if<If>(&s.node))
    return has(branch->then, wanted) || has(branch->otherwise, wanted);
  if (auto const* loop = std::get_if<Loop>(&s.node)) return has(loop->test, wanted) || has(loop->body, wanted);
  auto const* labelled = std::get_if<Labelled>(&s.node);
  return labelled && has(labelled->body, wanted);
}
bool has(Block const& block, Statement const* wanted) {
  return std::ranges::any_of(block, [&](Statement const& s) { return has(s, wanted); });
}

// What a loop asks behind a round belongs, in the graph, to that round; and what it asks first, to the first one.
std::uint32_t round_of(UnfoldedRun const& run, std::uint32_t step, std::size_t depth) {
  auto const& path = run.paths[run.steps[step].path];
  auto const [loop, round] = path[depth];
  if (!has(loop->test, run.steps[step].statement)) return round;
  auto const end = path.begin() + static_cast<std::ptrdiff_t>(depth) + 1;
  bool const is_behind = std::ranges::any_of(run.rounds, [&](RoundAt const& r) {
    auto const& around = run.paths[r.path];
    return r.step <= step && around.size() == depth + 1 && std::equal(path.begin(), end, around.begin());
  });
  return round + is_behind;
}

EventName place(ProtocolGraph const& graph, EventId e) {
  auto const& event = graph.events.events[e];
  EventName out;
  if (event.thread == no_cpu) {
    out.cell = graph.events.terms[*event.address].value;
    return out;
  }
  auto const& run = graph.runs[event.thread];
  out.thread = event.thread;
  out.instruction = event.instruction;
  auto const depth = run.paths[run.steps[event.step].path].size();
  for (std::size_t i = 0; i < depth; ++i) out.rounds.push_back(round_of(run, event.step, i));
  return out;
}

} // namespace

EventNames::EventNames(Protocol const& protocol, ProtocolGraph const& graph) {
  std::map<EventName, std::uint32_t> used;
  for (EventId e = 0; e < graph.events.events.size(); ++e) {
    auto one = place(graph, e);
    auto const number = used[one]++;
    one.number = number;
    places_.push_back(std::move(one));
  }
  Namer namer(protocol, graph);
  for (EventId e = 0; e < graph.events.events.size(); ++e) {
    names_.push_back(namer.name(e));
    events_.emplace(names_.back(), e);
  }
}
std::optional<EventId> EventNames::find(std::string const& name) const {
  auto const at = events_.find(name);
  return at == events_.end() ? std::nullopt : std::optional(at->second);
}

} // namespace barrister::solver
