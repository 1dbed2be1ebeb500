// SPDX-License-Identifier: BSD-2-Clause
#include "solver/graph/print.hpp"
#include "spec/print.hpp"

namespace barrister::solver {
namespace {

class Printer {
public:
  Printer(EventGraph const& graph, Program const& program) : graph_(graph), program_(program) {}

  std::string run() {
    for (EventId e = 0; e < graph_.events.size(); ++e) event(e);
    edges("addr", graph_.addr);
    edges("data", graph_.data);
    edges("ctrl", graph_.ctrl);
    for (auto [r, w] : graph_.rmw) line("rmw " + std::to_string(r) + " -> " + std::to_string(w), 0);
    for (auto const& w : graph_.waits)
      line("wait at " + std::to_string(w.read) + " until " + term(w.passes), w.guard);
    for (auto const& c : graph_.cuts) line("P" + std::to_string(c.thread) + " is cut", c.guard);
    return std::move(out_);
  }

private:
  static std::string name(Type const& type) {
    return (type.is_signed ? "s" : "u") + std::to_string(type.bits);
  }
  // What is computed without a sign says so: "<u64".
  std::string in(Term const& operation) const {
    auto const& type = type_of(graph_, operation);
    return type.is_signed ? "" : name(type);
  }
  // A term that many others share would be written out as often: deep ones are cut short.
  std::string term(TermId t, int depth = 6) const {
    auto const& x = graph_.terms[t];
    if (depth == 0) return "…";
    auto const inner = [&](TermId i) { return term(i, depth - 1); };
    switch (x.kind) {
    case Term::Kind::Constant: return barrister::to_string(x.value, program_);
    case Term::Kind::ReadValue: return "v" + std::to_string(x.a);
    case Term::Kind::Operation:
      if (is_unary(x.op)) return spelling(x.op) + in(x) + inner(x.a);
      return "(" + inner(x.a) + " " + spelling(x.op) + in(x) + " " + inner(x.b) + ")";
    case Term::Kind::Select: return "(" + inner(x.a) + " ? " + inner(x.b) + " : " + inner(x.c) + ")";
    case Term::Kind::Convert: return name(graph_.types[x.b]) + "(" + inner(x.a) + ")";
    case Term::Kind::Free: return "free" + std::to_string(x.a);
    case Term::Kind::Cpu: return "cpu" + std::to_string(x.a);
    case Term::Kind::Owned: return "owned" + std::to_string(x.a);
    case Term::Kind::FinalAt: return "final(" + inner(x.a) + ")";
    case Term::Kind::Holds: return "holds" + std::to_string(x.a);
    }
    return "";
  }
  std::string guard(GuardId g) const {
    std::string text;
    for (auto const& c : graph_.guards[g])
      text += (text.empty() ? "  if " : " && ") + std::string(c.holds ? "" : "!") + term(c.term);
    return text;
  }
  void line(std::string const& text, GuardId g) { out_ += text + guard(g) + "\n"; }

  std::string tags(TagSet set) const {
    std::string text;
    for (auto const name : program_.tag_names.of(set)) text += (text.empty() ? "[" : ",") + std::string(name);
    return text.empty() ? "" : text + "]";
  }
  void event(EventId id) {
    auto const& e = graph_.events[id];
    auto text = std::to_string(id) + ": ";
    text += e.thread == no_cpu ? "initial " : program_.threads[e.thread].name + " ";
    text += (e.kind == EventKind::Read ? "R" : e.kind == EventKind::Write ? "W" : "F") + tags(e.tags);
    if (!(e.zero_tags == e.nonzero_tags))
      text += (e.decides == e.value ? " 0:" : " " + term(e.decides) + "==0:") + tags(e.zero_tags) +
              " else:" + tags(e.nonzero_tags);
    if (e.address) text += " " + term(*e.address);
    bool const is_zero =
        graph_.terms[e.value].kind == Term::Kind::Constant && graph_.terms[e.value].value == number(0);
    if (e.kind == EventKind::Write || (e.kind == EventKind::Fence && has_value(e) && !is_zero))
      text += " = " + term(e.value);
    if (e.kind == EventKind::Read) text += " -> " + term(e.value);
    line(text, e.guard);
  }
  void edges(std::string const& name, std::vector<Dependency> const& all) {
    for (auto const& d : all)
      line(name + " " + std::to_string(d.from) + " -> " + std::to_string(d.to), d.when);
  }

  EventGraph const& graph_;
  Program const& program_;
  std::string out_;
};

} // namespace

std::string to_string(EventGraph const& graph, Program const& program) {
  return Printer(graph, program).run();
}

} // namespace barrister::solver
