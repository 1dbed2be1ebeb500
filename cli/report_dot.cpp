// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_dot.hpp"
#include "cli/wording.hpp"
#include "spec/print.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string quoted(std::string const& text) {
  std::string result = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result + '"';
}

std::string label(Program const& program, Event const& e) {
  std::string text;
  if (e.kind == EventKind::Fence) {
    text = "F";
    for (auto const name : program.tag_names.of(e.tags)) text += " " + std::string(name);
  } else {
    text = fmt::format("{} {}={}", e.kind == EventKind::Read ? "R" : "W",
                       to_string(e.address.value_or(Value{}), program), to_string(e.value, program));
  }
  auto const words = statement(program, e);
  return words.empty() ? text : text + "\n" + words;
}

// Of a transitive relation: the edges that no two others make up.
Relation immediate(Relation const& r) { return r - r.then(r); }

std::string edges(Relation const& r, char const* name, char const* colour) {
  std::string text;
  for (auto const& [a, b] : r.pairs())
    text +=
        fmt::format("  e{} -> e{} [label={}, color={}, fontcolor={}];\n", a, b, quoted(name), colour, colour);
  return text;
}

std::string nodes(LitmusTest const& test, Execution const& x) {
  std::string text;
  auto const node = [&](EventId e, char const* margin) {
    text += fmt::format("{}e{} [label={}];\n", margin, e, quoted(label(test.program, x.events[e])));
  };
  for (EventId e = 0; e < x.events.size(); ++e)
    if (x.events[e].is_initial()) node(e, "  ");
  for (CpuId cpu = 0; cpu < test.program.threads.size(); ++cpu) {
    text +=
        fmt::format("  subgraph cluster_{} {{\n    label={};\n", cpu, quoted(test.program.threads[cpu].name));
    for (EventId e = 0; e < x.events.size(); ++e)
      if (x.events[e].cpu == cpu) node(e, "    ");
    text += "  }\n";
  }
  return text;
}

} // namespace

std::string report_dot(LitmusTest const& test, Witness const& w) {
  auto const& x = *w.execution;
  auto const fr = x.rf.inverse().then(x.co);
  auto text = fmt::format("digraph {} {{\n  node [shape=box, fontname=monospace];\n", quoted(test.name));
  text += nodes(test, x);
  text += edges(immediate(x.po), "po", "black") + edges(x.rf, "rf", "red") +
          edges(immediate(x.co), "co", "blue") + edges(fr - fr.then(x.co), "fr", "orange") +
          edges(x.rmw, "rmw", "purple") + edges(x.addr, "addr", "indigo") + edges(x.data, "data", "indigo") +
          edges(x.ctrl, "ctrl", "indigo");
  if (w.explanation)
    for (auto const& [from, to, relation] : w.explanation->steps)
      text += fmt::format("  e{} -> e{} [label={}, style=bold, penwidth=3, constraint=false];\n", from, to,
                          quoted(relation));
  return text + "}\n";
}

} // namespace barrister::cli
