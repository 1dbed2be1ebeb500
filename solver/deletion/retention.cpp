// SPDX-License-Identifier: BSD-2-Clause
#include "solver/deletion/retention.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::solver {
namespace {

// Who reads, once: an agent's act, or, without a name, what is not taken out, or the claim in the end.
struct Reader {
  std::string agent;
  std::set<Shared> of; // one of these
};

// What is asked of a final state: of the claim, of who waits, of interrupts that may decline.
class Finals {
public:
  explicit Finals(ClosedEffects const& closed) : graph_(closed.graph), domains_(closed.domains) {
    for (auto t : graph_.answers) visit(t);
    for (auto const& guards : graph_.beyond)
      for (auto g : guards) visit_guard(g);
    for (auto const& run : graph_.runs) {
      for (auto t : run.takeable) visit(t);
      for (auto g : run.takeable_beyond) visit_guard(g);
      for (auto const& stuck : run.stuck) {
        visit(stuck.passes);
        if (stuck.readers_of) visit(*stuck.readers_of);
      }
    }
    for (auto const& act : graph_.imagined) {
      visit(act.passes);
      visit(act.current);
      visit(act.goes_on);
    }
  }
  std::set<Value> cells;
  std::set<std::pair<OwnedId, std::uint32_t>> owned; // variable, owner

private:
  void visit_guard(GuardId g) {
    for (auto const& condition : graph_.events.guards[g]) visit(condition.term);
  }
  void visit(TermId t) {
    if (!seen_.insert(t).second) return;
    auto const& term = graph_.events.terms[t];
    switch (term.kind) {
    case Term::Kind::Constant:
    case Term::Kind::ReadValue:
    case Term::Kind::Free:
    case Term::Kind::Cpu: return;
    case Term::Kind::Operation:
      visit(term.a);
      visit(term.b);
      return;
    case Term::Kind::Select:
      visit(term.a);
      visit(term.b);
      visit(term.c);
      return;
    case Term::Kind::Convert: return visit(term.a);
    case Term::Kind::Holds: return visit_guard(term.a);
    case Term::Kind::Owned:
      if (auto const& read = graph_.events.owned_reads[term.a]; read.run == final_read)
        owned.insert({read.variable, read.step});
      return;
    case Term::Kind::FinalAt:
      visit(term.a);
      for (auto cell : domains_.cells)
        if (domains_.is_wide[term.a] || std::ranges::binary_search(domains_.of_term[term.a], cell))
          cells.insert(cell);
      return;
    }
  }

  ProtocolGraph const& graph_;
  Domains const& domains_;
  std::set<TermId> seen_;
};

class Counter {
public:
  Counter(ClosedEffects const& closed, Agents const& agents, std::size_t witnesses)
      : closed_(closed), agents_(agents), witnesses_(witnesses) {
    find_readers();
    find_finals();
  }

  Retention run() {
    if (!out_.refused.empty()) return out_;
    for (;;) {
      if (auto const circle = acts_in_circle(); !circle.empty()) {
        if (!open_one(circle)) return refuse("each act may depend on the one before: " + names(circle));
        continue;
      }
      count();
      if (out_.total() <= most_acts && phantoms() <= most_phantoms) return out_;
      if (out_.total() <= most_acts || !open_one(closed_cells()))
        return refuse(
            fmt::format("{} acts and {} single writes would have to be looked at", out_.total(), phantoms()));
    }
  }

private:
  Retention refuse(std::string why) {
    out_.refused = std::move(why);
    return out_;
  }
  bool is_written(Shared const& what) const { return closed_.effects.writers.contains(what); }
  bool is_open(Shared const& what) const { return open_.contains(what); }
  std::size_t phantoms() const {
    std::size_t out = 0;
    for (auto const& [what, n] : out_.phantoms) out += n;
    return out;
  }
  std::set<Shared> closed_cells() const {
    std::set<Shared> out;
    for (auto const& [what, writers] : closed_.effects.writers) out.insert(what);
    return out;
  }
  std::string names(std::set<Shared> const& places) const {
    std::string out;
    for (auto const& what : places) {
      auto const* cell = std::get_if<Value>(&what);
      auto const name =
          cell ? to_string(*cell, closed_.world.program) : closed_.world.owned[std::get<OwnedId>(what)].name;
      out += (out.empty() ? "" : ", ") + name;
    }
    return out;
  }
  // Of those that may be, the one that is read most.
  bool open_one(std::set<Shared> const& among) {
    std::optional<Shared> best;
    std::size_t most = 0;
    for (auto const& what : among) {
      if (is_open(what) || closed_.effects.exchanged.contains(what) || !std::holds_alternative<Value>(what))
        continue;
      auto const reads = static_cast<std::size_t>(
          std::ranges::count_if(readers_, [&](Reader const& r) { return r.of.contains(what); }));
      if (!best || reads > most) best = what, most = reads;
    }
    if (best) open_.insert(*best);
    return best.has_value();
  }

  // An act of an agent is read once, as all of its agent do the same; phantoms read nothing.
  std::optional<std::string> reader(std::uint32_t run) {
    auto const c = closed_.graph.runs[run].context;
    auto const& context = closed_.world.contexts[c];
    if (c >= closed_.first_phantom) return std::nullopt;
    if (!agents_.contains(context.agent)) return "";
    auto const first = first_of_.try_emplace(context.agent, c).first->second;
    return first == c ? std::optional(context.agent) : std::nullopt;
  }
  void add_reader(std::string agent, std::set<Shared> of) {
    std::erase_if(of, [&](Shared const& what) { return !is_written(what); });
    if (!of.empty()) readers_.push_back({std::move(agent), std::move(of)});
  }
  void find_readers() {
    auto const& graph = closed_.graph.events;
    for (EventId e = 0; e < graph.events.size(); ++e) {
      auto const& event = graph.events[e];
      if (event.kind != EventKind::Read || event.thread == no_thread) continue;
      auto const by = reader(event.thread);
      if (!by) continue;
      std::set<Shared> of;
      for (auto cell : closed_.domains.of_address[e]) of.insert(closed_.domains.cells[cell]);
      add_reader(*by, std::move(of));
    }
    for (auto const& read : graph.owned_reads)
      if (read.run != final_read)
        if (auto const by = reader(read.run)) add_reader(*by, {read.variable});
  }
  void find_finals() {
    Finals const finals(closed_);
    for (auto const& cell : finals.cells) add_reader("", {cell});
    for (auto const& [variable, owner] : finals.owned) {
      if (closed_.world.owned[variable].owner == OwnedVariable::Owner::Cpu) {
        add_reader("", {variable});
      } else if (agents_.contains(closed_.world.contexts[owner].agent) && is_of_acts(variable)) {
        out_.refused = fmt::format("'{}' is a variable of acts", closed_.world.owned[variable].name);
      }
    }
  }
  bool is_of_acts(OwnedId variable) const {
    return std::ranges::any_of(closed_.graph.events.owned_writes, [&](OwnedAccess const& write) {
      return write.variable == variable &&
             agents_.contains(closed_.world.contexts[closed_.graph.runs[write.run].context].agent);
    });
  }

  Agents writers(Reader const& reader) const {
    Agents out;
    for (auto const& what : reader.of)
      if (!is_open(what))
        out.insert(closed_.effects.writers.at(what).begin(), closed_.effects.writers.at(what).end());
    return out;
  }
  // What acts read of acts of which one is behind itself: places, or none.
  std::set<Shared> acts_in_circle() const {
    std::map<std::string, Agents> needs;
    for (auto const& r : readers_)
      if (!r.agent.empty())
        for (auto const& writer : writers(r)) needs[r.agent].insert(writer);
    for (bool grows = true; grows;) {
      grows = false;
      for (auto& [agent, all] : needs)
        for (auto const& other : Agents(all))
          if (auto const at = needs.find(other); at != needs.end())
            for (auto const& one : at->second) grows = all.insert(one).second || grows;
    }
    std::set<Shared> out;
    for (auto const& r : readers_) {
      if (r.agent.empty()) continue;
      for (auto const& what : r.of)
        if (!is_open(what))
          for (auto const& writer : closed_.effects.writers.at(what))
            if (writer == r.agent || (needs.contains(writer) && needs.at(writer).contains(r.agent)))
              out.insert(what);
    }
    return out;
  }
  // Without a circle.
  std::size_t acts_of(std::string const& agent) {
    if (auto const known = out_.acts.find(agent); known != out_.acts.end()) return known->second;
    auto n = witnesses_;
    for (auto const& r : readers_)
      if (writers(r).contains(agent)) n += r.agent.empty() ? 1 : acts_of(r.agent);
    return out_.acts[agent] = n;
  }
  void count() {
    out_.acts.clear();
    out_.phantoms.clear();
    for (auto const& agent : agents_) acts_of(agent);
    for (auto const& r : readers_)
      for (auto const& what : r.of)
        if (is_open(what)) out_.phantoms[what] += r.agent.empty() ? 1 : acts_of(r.agent);
  }

  ClosedEffects const& closed_;
  Agents const& agents_;
  std::size_t witnesses_;
  std::map<std::string, ContextId> first_of_;
  std::vector<Reader> readers_;
  std::set<Shared> open_;
  Retention out_;
};

} // namespace

std::size_t Retention::total() const {
  std::size_t out = 0;
  for (auto const& [agent, n] : acts) out += n;
  return out;
}

Retention retention(ClosedEffects const& closed, Agents const& agents, std::size_t witnesses) {
  return Counter(closed, agents, witnesses).run();
}

} // namespace barrister::solver
