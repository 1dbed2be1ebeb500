// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/concrete.hpp"
#include <algorithm>
#include <map>

namespace barrister::solver {

bool holds_in(SatSolver const& sat, ProgramEncoding const& program, GuardId g) {
  return std::ranges::all_of(program.graph().guards[g],
                             [&](Condition const& c) { return program.values().holds_in(sat, c); });
}

namespace {

class Maker {
public:
  Maker(SatSolver const& sat, Protocol const& protocol, ProtocolEncoding const& encoding,
        Domains const& domains)
      : sat_(sat), protocol_(protocol), encoding_(encoding), program_(encoding.program()), domains_(domains),
        from_(encoding.graph().events), place_(from_.events.size(), none) {}

  Concrete run() {
    sort_pieces();
    for (EventId e = 0; e < from_.initial_writes; ++e) add(e, no_cpu);
    for (CpuId cpu = 0; cpu < protocol_.cpus; ++cpu)
      for (auto p : pieces_[cpu]) add_piece(p, cpu);
    graph_.initial_writes = from_.initial_writes;
    graph_.threads = protocol_.cpus;
    graph_.tag_names = from_.tag_names;
    graph_.observed = from_.observed;
    graph_.guards = {{}};
    relate(from_.addr, graph_.addr);
    relate(from_.data, graph_.data);
    relate(from_.ctrl, graph_.ctrl);
    for (auto [r, w] : from_.rmw)
      if (place_[r] != none && place_[w] != none) graph_.rmw.emplace_back(place_[r], place_[w]);
    Candidate candidate(graph_);
    fill(candidate);
    std::vector<Literal> choices;
    for (TermId t = 0; t < from_.terms.size(); ++t)
      if (from_.terms[t].kind == Term::Kind::Free)
        if (auto const value = program_.values().value_in(sat_, t))
          choices.push_back(program_.has(t, *value));
    for (auto l : program_.values().open_choices_in(sat_)) choices.push_back(l);
    return {std::move(graph_),
            std::move(candidate),
            std::move(origin_),
            std::move(pieces_),
            std::move(choices),
            std::move(answers_),
            {},
            {},
            {}};
  }

private:
  static constexpr EventId none = ~EventId{0};
  bool is(Literal l) const { return l == always || (l != never && sat_.value(l)); }

  void sort_pieces() {
    auto const& turns = encoding_.turns();
    pieces_.resize(protocol_.cpus);
    for (std::size_t p = 0; p < turns.pieces().size(); ++p) {
      auto const run = turns.pieces()[p].run;
      if (!is(turns.executed(run))) continue;
      for (CpuId cpu = 0; cpu < protocol_.cpus; ++cpu)
        if (is(turns.on(run, cpu))) pieces_[cpu].push_back(p);
    }
    for (auto& pieces : pieces_)
      std::ranges::sort(pieces,
                        [&](std::size_t a, std::size_t b) { return a != b && is(turns.order(a, b)); });
  }
  void add_piece(std::size_t piece, CpuId cpu) {
    auto const& turns = encoding_.turns();
    auto const run = turns.pieces()[piece].run;
    begins_[piece] = static_cast<EventId>(graph_.events.size());
    for (EventId e = static_cast<EventId>(from_.initial_writes); e < from_.events.size(); ++e)
      if (from_.events[e].thread == run && is(program_.executed(e)) &&
          turns.piece_of(run, from_.events[e].step) == piece)
        add(e, cpu);
    ends_[piece] = static_cast<EventId>(graph_.events.size());
  }
  // Those of other runs, after the piece in which it begins.
  std::uint32_t meanwhile(GraphEvent const& event) const {
    if (event.since == event.step) return 0;
    auto const& turns = encoding_.turns();
    auto const first = turns.piece_of(event.thread, event.since),
               last = turns.piece_of(event.thread, event.step);
    return first == last ? 0 : begins_.at(last) - ends_.at(first);
  }
  TermId constant(Value v) {
    Term t;
    t.value = v;
    graph_.terms.push_back(t);
    return static_cast<TermId>(graph_.terms.size() - 1);
  }
  void add(EventId e, CpuId cpu) {
    auto event = from_.events[e];
    event.meanwhile = meanwhile(event);
    event.run = event.thread;
    event.thread = cpu;
    event.guard = 0;
    if (event.address)
      event.address = constant(program_.values().value_in(sat_, *event.address).value_or(number(0)));
    event.value = constant(program_.values().value_in(sat_, event.value).value_or(number(0)));
    if (!(event.zero_tags == event.nonzero_tags)) {
      bool const is_true = program_.values().holds_in(sat_, {event.decides, true});
      event.tags = event.tags | (is_true ? event.nonzero_tags : event.zero_tags);
    }
    event.zero_tags = event.nonzero_tags = {};
    if (event.answers) {
      bool const is_true = program_.values().holds_in(sat_, {from_.events[e].value, true});
      answers_.push_back(is_true ? program_.truth(from_.events[e].value)
                                 : -program_.truth(from_.events[e].value));
      event.value = constant(number(0));
    }
    place_[e] = static_cast<EventId>(graph_.events.size());
    graph_.events.push_back(event);
    origin_.push_back(e);
  }
  void relate(std::vector<Dependency> const& from, std::vector<Dependency>& to) const {
    for (auto const& d : from)
      if (place_[d.from] != none && place_[d.to] != none && holds_in(sat_, program_, d.when))
        to.push_back({place_[d.from], place_[d.to], 0});
  }
  void fill(Candidate& c) const {
    for (EventId e = 0; e < graph_.events.size(); ++e) {
      auto const& event = graph_.events[e];
      set(c.executed, e);
      c.tags[e] = event.tags;
      c.value[e] = graph_.terms[event.value].value;
      if (event.address) {
        auto const cell = std::ranges::lower_bound(domains_.cells, graph_.terms[*event.address].value);
        c.cell[e] = static_cast<CellId>(cell - domains_.cells.begin());
      }
      if (event.kind == EventKind::Write) c.orders[c.cell[e]].push_back(e);
      if (event.kind != EventKind::Read) continue;
      c.reads.push_back(e);
      for (EventId w = 0; w < graph_.events.size(); ++w)
        if (is(program_.rf(origin_[w], origin_[e]))) c.source[e] = w;
    }
    for (auto& order : c.orders)
      std::ranges::sort(order, [&](EventId a, EventId b) { return is(program_.co(origin_[a], origin_[b])); });
  }

  SatSolver const& sat_;
  Protocol const& protocol_;
  ProtocolEncoding const& encoding_;
  ProgramEncoding const& program_;
  Domains const& domains_;
  EventGraph const& from_;
  std::vector<EventId> place_;
  EventGraph graph_;
  std::vector<EventId> origin_;
  std::vector<std::vector<std::size_t>> pieces_;
  std::map<std::size_t, EventId> begins_, ends_; // of pieces
  std::vector<Literal> answers_;
};

} // namespace

Concrete make_concrete(SatSolver const& sat, Protocol const& protocol, ProtocolEncoding const& encoding,
                       Domains const& domains) {
  return Maker(sat, protocol, encoding, domains).run();
}

} // namespace barrister::solver
