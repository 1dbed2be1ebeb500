// SPDX-License-Identifier: BSD-2-Clause
#include "solver/lemma/event_names.hpp"
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

} // namespace

EventNames::EventNames(Protocol const& protocol, ProtocolGraph const& graph) {
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
