// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/well_formed.hpp"
#include "proofs/axioms.hpp"
#include "proofs/describe.hpp"

namespace barrister::proofs {
namespace {

using Complaints = std::vector<std::string>;

EventId count(Execution const& x) { return static_cast<EventId>(x.events.size()); }
bool is_write(Execution const& x, EventId e) { return x.events[e].kind == EventKind::Write; }
bool is_read(Execution const& x, EventId e) { return x.events[e].kind == EventKind::Read; }

} // namespace

std::string name_of_event(Program const& program, Execution const& x, EventId e) {
  return "event " + std::to_string(e) + ", " + describe(program, x.events[e]) + ",";
}

Complaints complaints_about_shape(Program const& program, Execution const& x) {
  if (!(x.tag_names == program.tag_names)) return {"the execution names its tags otherwise than the program"};
  for (auto const* relation : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co})
    if (relation->size() != x.events.size()) return {"a relation is not over the events of the execution"};
  return {};
}

Complaints differences(Program const& program, Execution const& claimed, Execution const& rerun) {
  Complaints out;
  auto const name = [&](EventId e) { return name_of_event(program, claimed, e); };
  if (rerun.observed != claimed.observed)
    out.push_back("the objects whose final value is asked for are others");
  if (rerun.events.size() != claimed.events.size()) {
    out.push_back("run again, the program has " + std::to_string(rerun.events.size()) + " events, not " +
                  std::to_string(claimed.events.size()));
    return out;
  }
  for (EventId e = 0; e < count(claimed); ++e)
    if (!(rerun.events[e] == claimed.events[e]))
      out.push_back(name(e) + " is, run again, " + describe(program, rerun.events[e]));
  auto const compare = [&](std::string const& relation, Relation const& is, Relation const& should) {
    if (is == should) return;
    for (auto [a, b] : (is - should).pairs())
      out.push_back(relation + " should not relate " + name(a) + " to " + name(b));
    for (auto [a, b] : (should - is).pairs())
      out.push_back(relation + " should relate " + name(a) + " to " + name(b));
  };
  compare("po", claimed.po, rerun.po);
  compare("addr", claimed.addr, rerun.addr);
  compare("data", claimed.data, rerun.data);
  compare("ctrl", claimed.ctrl, rerun.ctrl);
  compare("rmw", claimed.rmw, rerun.rmw);
  if (claimed.locals != rerun.locals) out.push_back("run again, the locals end with other values");
  return out;
}

Complaints complaints_about_rf(Program const& program, Execution const& x) {
  Complaints out;
  auto const name = [&](EventId e) { return name_of_event(program, x, e); };
  std::vector<unsigned> sources(x.events.size());
  for (auto [write, read] : x.rf.pairs()) {
    ++sources[read];
    if (!is_write(x, write) || !is_read(x, read))
      out.push_back("rf from " + name(write) + " to " + name(read) + " is not from a write to a read");
    else if (x.events[write].address != x.events[read].address)
      out.push_back(name(read) + " reads from another cell: " + name(write));
    else if (x.events[write].value != x.events[read].value)
      out.push_back(name(read) + " reads from another value: " + name(write));
  }
  for (EventId e = 0; e < count(x); ++e)
    if (is_read(x, e) && sources[e] != 1)
      out.push_back(name(e) + " reads from " + std::to_string(sources[e]) + " writes");
  return out;
}

Complaints complaints_about_co(Program const& program, Execution const& x) {
  Complaints out;
  auto const name = [&](EventId e) { return name_of_event(program, x, e); };
  auto const are_writes_of_one_cell = [&](EventId a, EventId b) {
    return is_write(x, a) && is_write(x, b) && x.events[a].address == x.events[b].address;
  };
  for (auto [a, b] : x.co.pairs()) {
    if (!are_writes_of_one_cell(a, b))
      out.push_back("co relates " + name(a) + " to " + name(b) + " but orders writes of one cell only");
    else if (x.events[b].is_initial())
      out.push_back("co puts " + name(a) + " before the initial write");
  }
  for (EventId a = 0; a < count(x); ++a)
    for (EventId b = 0; b < a; ++b)
      if (are_writes_of_one_cell(a, b) && x.co.contains(a, b) == x.co.contains(b, a))
        out.push_back("co does not order " + name(b) + " and " + name(a));
  for (auto [a, b] : (x.co.then(x.co) - x.co).pairs())
    out.push_back("co is not transitive from " + name(a) + " to " + name(b));
  if (!x.co.irreflexive()) out.push_back("co has a write before itself");
  return out;
}

Complaints broken_axioms(MemoryModel const& model, Execution const& x) {
  PreparedAxioms const axioms(model);
  return Axioms(axioms).broken_by(x);
}

} // namespace barrister::proofs
