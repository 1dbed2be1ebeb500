// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/check.hpp"
#include "proofs/describe.hpp"
#include "proofs/interpret.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;

class Checker {
public:
  Checker(Program const& program, Execution const& x) : program_(program), x_(x) {}

  // All that does not depend on the model.
  Complaints candidate(unsigned unroll) {
    if (!has_shape()) return std::move(complaints_);
    if (x_.completion != Completion::Complete) complain("the execution is not complete");
    if (auto const rerun = run_again(unroll)) compare(*rerun);
    check_rf();
    check_co();
    return std::move(complaints_);
  }

private:
  void complain(std::string what) { complaints_.push_back(std::move(what)); }
  std::string name(EventId e) const {
    return "event " + std::to_string(e) + ", " + describe(program_, x_.events[e]) + ",";
  }
  bool is_write(EventId e) const { return x_.events[e].kind == EventKind::Write; }
  bool is_read(EventId e) const { return x_.events[e].kind == EventKind::Read; }
  EventId count() const { return static_cast<EventId>(x_.events.size()); }

  // Whether the parts are of one size: what else is checked relies on it.
  bool has_shape() {
    if (!(x_.tag_names == program_.tag_names)) {
      complain("the execution names its tags otherwise than the program");
      return false;
    }
    for (auto const* relation : {&x_.po, &x_.addr, &x_.data, &x_.ctrl, &x_.rmw, &x_.rf, &x_.co})
      if (relation->size() != x_.events.size()) {
        complain("a relation is not over the events of the execution");
        return false;
      }
    for (auto const& e : x_.events)
      if (!e.is_initial() && e.cpu >= program_.threads.size()) {
        complain("an event is of CPU " + std::to_string(e.cpu) + ", which runs nothing");
        return false;
      }
    return true;
  }

  std::optional<Execution> run_again(unsigned unroll) {
    std::vector<std::vector<Value>> reads(program_.threads.size());
    for (auto const& e : x_.events)
      if (e.kind == EventKind::Read && !e.is_initial()) reads[e.cpu].push_back(e.value);
    std::vector<ThreadRun> runs;
    for (CpuId cpu = 0; cpu < program_.threads.size(); ++cpu) {
      runs.push_back(interpret(program_, cpu, reads[cpu], unroll));
      auto const thread = "P" + std::to_string(cpu);
      switch (runs.back().end) {
      case ThreadRun::End::Complete: break;
      case ThreadRun::End::Stuck: complain(thread + " waits for ever on the values it reads"); break;
      case ThreadRun::End::Cut: complain(thread + " runs a loop more often than allowed"); break;
      case ThreadRun::End::NeedsValue: complain(thread + " reads more often than claimed"); break;
      case ThreadRun::End::Fault: complain(thread + " has no meaning: " + runs.back().fault); break;
      }
    }
    if (!complaints_.empty()) return std::nullopt;
    return assemble(program_, runs);
  }

  void compare(Execution const& rerun) {
    if (rerun.events.size() != x_.events.size()) {
      complain("run again, the program has " + std::to_string(rerun.events.size()) + " events, not " +
               std::to_string(x_.events.size()));
      return;
    }
    for (EventId e = 0; e < count(); ++e)
      if (!(rerun.events[e] == x_.events[e]))
        complain(name(e) + " is, run again, " + describe(program_, rerun.events[e]));
    compare("po", x_.po, rerun.po);
    compare("addr", x_.addr, rerun.addr);
    compare("data", x_.data, rerun.data);
    compare("ctrl", x_.ctrl, rerun.ctrl);
    compare("rmw", x_.rmw, rerun.rmw);
    if (x_.locals != rerun.locals) complain("run again, the locals end with other values");
  }
  void compare(std::string const& relation, Relation const& claimed, Relation const& derived) {
    for (auto [a, b] : (claimed - derived).pairs())
      complain(relation + " should not relate " + name(a) + " to " + name(b));
    for (auto [a, b] : (derived - claimed).pairs())
      complain(relation + " should relate " + name(a) + " to " + name(b));
  }

  void check_rf() {
    std::vector<unsigned> sources(x_.events.size());
    for (auto [write, read] : x_.rf.pairs()) {
      ++sources[read];
      if (!is_write(write) || !is_read(read))
        complain("rf from " + name(write) + " to " + name(read) + " is not from a write to a read");
      else if (x_.events[write].address != x_.events[read].address)
        complain(name(read) + " reads from another cell: " + name(write));
      else if (x_.events[write].value != x_.events[read].value)
        complain(name(read) + " reads from another value: " + name(write));
    }
    for (EventId e = 0; e < count(); ++e)
      if (is_read(e) && sources[e] != 1)
        complain(name(e) + " reads from " + std::to_string(sources[e]) + " writes");
  }

  void check_co() {
    for (auto [a, b] : x_.co.pairs()) {
      if (!is_write(a) || !is_write(b) || x_.events[a].address != x_.events[b].address)
        complain("co relates " + name(a) + " to " + name(b) + " but orders writes of one cell only");
      else if (x_.events[b].is_initial())
        complain("co puts " + name(a) + " before the initial write");
    }
    for (EventId a = 0; a < count(); ++a)
      for (EventId b = 0; b < a; ++b)
        if (is_write(a) && is_write(b) && x_.events[a].address == x_.events[b].address &&
            x_.co.contains(a, b) == x_.co.contains(b, a))
          complain("co does not order " + name(b) + " and " + name(a));
    for (auto [a, b] : (x_.co.then(x_.co) - x_.co).pairs())
      complain("co is not transitive from " + name(a) + " to " + name(b));
    if (!x_.co.irreflexive()) complain("co has a write before itself");
  }

  Program const& program_;
  Execution const& x_;
  Complaints complaints_;
};

} // namespace

Complaints complaints(Program const& program, MemoryModel const& model, Execution const& x, unsigned unroll) {
  auto out = Checker(program, x).candidate(unroll);
  if (!out.empty()) return out;
  auto const evaluation = evaluate(model, x);
  for (std::size_t i = 0; i < model.checks.size(); ++i)
    if (model.checks[i].role == Role::Axiom && !evaluation.holds[i]) {
      auto const& check = model.checks[i];
      out.push_back("the axiom '" + (check.name.empty() ? check.text : check.name) + "' does not hold");
    }
  return out;
}

Complaints complaints_as_forbidden(Program const& program, MemoryModel const& model, Execution const& x,
                                   unsigned unroll) {
  auto out = Checker(program, x).candidate(unroll);
  if (out.empty() && evaluate(model, x).consistent)
    out.push_back("every axiom holds, so the model allows it");
  return out;
}

Value observe(Execution const& x, Observable const& observable) {
  if (auto const* r = std::get_if<Register>(&observable)) return x.locals[r->cpu][r->local];
  if (auto const* cell = std::get_if<Cell>(&observable)) return final_value(x, cell->address);
  return final_value(x, address(std::get<WholeArray>(observable).object)); // its first cell
}

} // namespace barrister::proofs
