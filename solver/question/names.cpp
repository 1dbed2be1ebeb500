// SPDX-License-Identifier: BSD-2-Clause
#include "solver/question/names.hpp"
#include "spec/print.hpp"
#include <cstdlib>
#include <fmt/format.h>
#include <set>

namespace barrister::solver {
namespace {

char const* in_words(EventKind kind) {
  switch (kind) {
  case EventKind::Read: return "reads";
  case EventKind::Write: return "writes";
  case EventKind::Fence: break;
  }
  return "orders";
}

// "P0", or of several runs of one context "balancer 2".
std::vector<std::string> names_of_runs(Protocol const& protocol, ProtocolGraph const& graph) {
  std::vector<std::string> out;
  std::map<ContextId, unsigned> seen, all;
  for (auto const& run : graph.runs) ++all[run.context];
  for (auto const& run : graph.runs) {
    auto const& name = protocol.program.threads[run.context].name;
    auto const number = ++seen[run.context];
    out.push_back(all[run.context] == 1 ? name : fmt::format("{} {}", name, number));
  }
  return out;
}

// In the symbols of SMT-LIB.
std::string as_symbol(std::string const& text) {
  std::string out;
  for (char c : text) {
    bool const is_good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         c == '-' || c == '_' || c == '.' || c == '+';
    out += is_good ? c : '_';
  }
  return out;
}

class Namer {
public:
  Namer(StatedQuestion& question, Protocol const& protocol, ProtocolEncoding const& encoding)
      : question_(question), protocol_(protocol), encoding_(encoding), program_(encoding.program()),
        graph_(encoding.graph()), runs_(names_of_runs(protocol, graph_)) {
    for (EventId e = 0; e < events().size(); ++e) short_.push_back(short_name(e));
  }

  void run(Domains const& domains, MemoryModel const& model, ModelEncoding const& axioms) {
    question_.variables.front().name = "always";
    for (std::uint32_t s = 0; s < protocol_.starts.size(); ++s)
      if (protocol_.starts.size() > 1)
        call(encoding_.start(s), fmt::format("starts-{}", s), "it begins with " + protocol_.starts[s].name);
    for (EventId e = 0; e < events().size(); ++e) name_event(e, domains);
    name_turns();
    for (auto const& [name, node] : model.names)
      name_node(name, model.nodes[node].is_set, axioms.edges(node));
    for (std::size_t v = 1; v < question_.variables.size(); ++v)
      if (auto& one = question_.variables[v]; one.name.empty())
        one.name = fmt::format("{}{}", one.kind == StatedVariable::Kind::Free ? "v" : "g", v + 1);
  }

private:
  std::vector<GraphEvent> const& events() const { return graph_.events.events; }

  // The first name is the one.
  void call(Literal l, std::string name, std::string means) {
    auto const v = static_cast<std::size_t>(std::abs(l));
    if (v < 2 || v > question_.variables.size()) return; // true or false, or made since: by asking for it
    auto& variable = question_.variables[v - 1];
    if (!variable.name.empty()) return;
    name = as_symbol(l > 0 ? name : "not-" + name);
    while (!used_.insert(name).second) name += "+";
    variable.name = std::move(name);
    variable.means = l > 0 ? std::move(means) : "not: " + means;
  }

  std::string short_name(EventId e) const {
    auto const& event = events()[e];
    if (event.thread == no_cpu) return "the initial " + cell(graph_.events.terms[*event.address].value);
    auto const& run = graph_.runs[event.thread];
    auto const& place = protocol_.program.threads[run.context].instructions[event.instruction].place;
    return fmt::format("{}:{}", runs_[event.thread], place.line);
  }
  std::string cell(Value v) const { return to_string(v, protocol_.program); }

  void name_event(EventId e, Domains const& domains) {
    auto const& event = events()[e];
    call(program_.executed(e), fmt::format("executed-e{}", e), short_[e] + " is executed");
    if (event.kind == EventKind::Read)
      for (auto const& [write, l] : program_.sources(e))
        call(l, fmt::format("rf-e{}-e{}", write, e),
             fmt::format("{} reads from {}", short_[e], short_[write]));
    if (event.kind == EventKind::Write)
      for (EventId other = 0; other < events().size(); ++other)
        if (events()[other].kind == EventKind::Write)
          call(program_.co(e, other), fmt::format("co-e{}-e{}", e, other),
               fmt::format("{} is before {}", short_[e], short_[other]));
    if (event.address) name_term(*event.address, fmt::format("e{}-at", e), short_[e] + " is at", domains);
    if (event.kind != EventKind::Fence)
      name_term(event.value, fmt::format("e{}", e), fmt::format("{} {}", short_[e], in_words(event.kind)),
                domains);
  }
  void name_term(TermId t, std::string const& name, std::string const& means, Domains const& domains) {
    if (graph_.events.terms[t].kind == Term::Kind::Constant || domains.is_wide[t]) return;
    for (auto v : domains.of_term[t])
      call(program_.has(t, v), name + "-" + cell(v), fmt::format("{} {}", means, cell(v)));
  }
  void name_turns() {
    auto const& turns = encoding_.turns();
    for (RunId a = 0; a < graph_.runs.size(); ++a) {
      for (auto cpu : graph_.events.cpus_of_run[a])
        if (graph_.events.cpus_of_run[a].size() > 1)
          call(turns.on(a, cpu), fmt::format("run{}-on-{}", a, cpu),
               fmt::format("{} is on CPU {}", runs_[a], cpu));
      for (RunId b = 0; b < a; ++b)
        if (turns.may_meet(a, b))
          call(turns.same_cpu(a, b), fmt::format("together-run{}-run{}", b, a),
               fmt::format("{} and {} are on one CPU", runs_[b], runs_[a]));
    }
    for (EventId a = 0; a < events().size(); ++a)
      for (EventId b = 0; b < events().size(); ++b) {
        auto const &x = events()[a], &y = events()[b];
        bool const is_of_two = x.thread != y.thread && x.thread != no_cpu && y.thread != no_cpu;
        if (is_of_two && turns.may_meet(x.thread, y.thread))
          call(turns.before(x, y), fmt::format("turn-e{}-e{}", a, b),
               fmt::format("where they are on one CPU, {} is before {}", short_[a], short_[b]));
      }
  }
  void name_node(std::string const& name, bool is_set, ModelEncoding::Edges const& edges) {
    for (auto const& [pair, l] : edges) {
      auto const [a, b] = pair;
      if (is_set)
        call(l, fmt::format("{}-e{}", name, a), fmt::format("{}: {}", name, short_[a]));
      else
        call(l, fmt::format("{}-e{}-e{}", name, a, b),
             fmt::format("{}: {} to {}", name, short_[a], short_[b]));
    }
  }

  StatedQuestion& question_;
  Protocol const& protocol_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  ProtocolGraph const& graph_;
  std::vector<std::string> runs_, short_;
  std::set<std::string> used_{"always"};
};

} // namespace

void name_events(StatedQuestion& question, Protocol const& protocol, ProtocolGraph const& graph) {
  auto const runs = names_of_runs(protocol, graph);
  auto const& all = graph.events;
  for (auto const& event : all.events) {
    if (event.thread == no_cpu) {
      auto const at = all.terms[*event.address].value;
      auto const& term = all.terms[event.value];
      auto const value =
          term.kind == Term::Kind::Constant ? " = " + to_string(term.value, protocol.program) : "";
      question.events.push_back("initially, " + to_string(at, protocol.program) + value);
      continue;
    }
    auto const& run = graph.runs[event.thread];
    auto const& instruction = protocol.program.threads[run.context].instructions[event.instruction];
    std::string rounds;
    for (auto const& [loop, round] : run.paths[run.steps[event.step].path])
      rounds += fmt::format(", round {}", round + 1);
    question.events.push_back(fmt::format("{}, line {}{}, {}: {}", runs[event.thread], instruction.place.line,
                                          rounds, in_words(event.kind), instruction.text));
  }
}
void name_variables(StatedQuestion& question, Protocol const& protocol, ProtocolEncoding const& encoding,
                    Domains const& domains, MemoryModel const& model, ModelEncoding const& axioms) {
  Namer(question, protocol, encoding).run(domains, model, axioms);
}

} // namespace barrister::solver
