// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/context_unfolder.hpp"
#include "solver/protocol/imagined_act.hpp"
#include "solver/protocol/probe_unfolder.hpp"
#include "solver/protocol/srcu_index.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

constexpr std::size_t most_runs = 400;

class Unfolder {
public:
  Unfolder(Protocol const& protocol, unsigned rounds, Statements const& may_fault, LockSemantics locks,
           GraphBuilder::Deadline deadline, std::vector<Locals> const& asked)
      : protocol_(protocol), rounds_(rounds), may_fault_(may_fault), locks_(locks), b_(deadline) {
    for (ContextId c = 0; c < protocol.contexts.size(); ++c)
      live_.push_back(
          live_in_rounds(protocol.program.threads[c].body, c < asked.size() ? asked[c] : Locals{}));
  }

  ProtocolGraph run() {
    out_.start = b_.free(static_cast<unsigned>(protocol_.starts.size()));
    initial_writes();
    owned();
    for (ContextId c = 0; c < protocol_.contexts.size(); ++c) begin(c);
    for (RunId r = 0; r < out_.runs.size() && !b_.gives_up();
         ++r) { // interrupts are added as they are raised
      if (r >= most_runs) {
        out_.problem = "more than " + std::to_string(most_runs) + " runs of interrupts: lower --unroll";
        break;
      }
      auto const& context = protocol_.contexts[out_.runs[r].context];
      auto cpus = context.cpus;
      if (context.kind == Context::Kind::Interrupt) {
        cpus = cpus_of(out_.runs[r]);
      }
      b_.graph.cpus_of_run.push_back(std::move(cpus));
      auto const cpu = b_.cpu_of(r);
      out_.runs[r].cpu = cpu;
      ContextUnfolder(b_, protocol_, out_, r, rounds_, may_fault_, locks_, live_[out_.runs[r].context]).run();
      if (out_.runs[r].cause) {
        auto takeable = unfold_takeable(b_, protocol_, out_, r, rounds_);
        out_.runs[r].takeable = std::move(takeable.ways);
        out_.runs[r].takeable_beyond = std::move(takeable.beyond);
        if (takeable.has_more)
          out_.problem = "before its first step, " + context.name + " chooses in more than " +
                         std::to_string(most_ways_to_begin) + " ways";
      }
    }
    b_.graph.threads = out_.runs.size();
    if (!b_.gives_up()) {
      auto imagined = imagine_acts(b_, protocol_, out_);
      out_.imagined = std::move(imagined.all);
      if (!imagined.problem.empty()) out_.problem = std::move(imagined.problem);
      claims();
    }
    // What was left out because of it may look like another one.
    if (!b_.graph.problem.empty()) out_.problem = b_.graph.problem;
    out_.events = std::move(b_.graph);
    if (out_.problem.empty()) out_.problem = where_srcu_index_is_lost(protocol_, out_);
    return std::move(out_);
  }

private:
  void begin(ContextId c) {
    auto const kind = protocol_.contexts[c].kind;
    if (kind == Context::Kind::Interrupt) return;
    UnfoldedRun run;
    run.context = c;
    if (kind == Context::Kind::Act) run.guard = *b_.also(0, {b_.free(2), true});
    out_.runs.push_back(std::move(run));
  }

  // Where an interrupt may run: where it is raised.
  std::vector<CpuId> cpus_of(UnfoldedRun const& run) const {
    auto const* cpu = run.cause ? &b_.graph.terms[run.cause->cpu] : nullptr;
    bool const is_known = cpu && cpu->kind == Term::Kind::Constant;
    std::vector<CpuId> all, known;
    for (CpuId c = 0; c < protocol_.declared; ++c) {
      all.push_back(c);
      if (is_known && cpu->value == number(c)) known.push_back(c);
    }
    return known.empty() ? all : known;
  }

  // A value that the start decides; `of(start)` where that says something.
  template <class F> TermId by_start(Value otherwise, Type const& type, F of) {
    auto out = b_.constant(convert(otherwise, type));
    for (std::uint32_t s = 0; s < protocol_.starts.size(); ++s)
      if (auto const value = of(protocol_.starts[s])) {
        auto const here = b_.operation(Operator::Equal, out_.start, b_.constant(number(s)));
        out = b_.select(here, b_.constant(convert(*value, type)), out);
      }
    return out;
  }
  void initial_writes() {
    auto const& objects = protocol_.program.objects;
    for (ObjectId o = 0; o < objects.size(); ++o)
      for (std::size_t i = 0; i < objects[o].initial.size(); ++i) {
        auto const cell = address(o, static_cast<std::int64_t>(i));
        GraphEvent event;
        event.kind = EventKind::Write;
        event.address = b_.constant(cell);
        event.value = by_start(objects[o].initial[i], type_of_cell(objects[o], cell.number),
                               [&](Start const& start) -> std::optional<Value> {
                                 for (auto const& [where, value] : start.cells)
                                   if (where == cell) return value;
                                 return std::nullopt;
                               });
        b_.graph.events.push_back(event);
        b_.graph.holds_pointers.push_back(may_be_pointer(type_of_cell(objects[o], cell.number)));
      }
    for (auto const& object : objects) b_.graph.observed.push_back(object.is_observed);
    b_.graph.initial_writes = b_.graph.events.size();
    b_.graph.tag_names = protocol_.program.tag_names;
  }
  void owned() {
    for (OwnedId v = 0; v < protocol_.owned.size(); ++v) {
      auto const& variable = protocol_.owned[v];
      auto const owners =
          variable.owner == OwnedVariable::Owner::Cpu ? protocol_.cpus : protocol_.contexts.size();
      auto& initial = b_.graph.owned_initial.emplace_back();
      auto& finals = out_.final_owned.emplace_back();
      for (std::uint32_t owner = 0; owner < owners; ++owner) {
        initial.push_back(
            by_start(variable.initial, variable.type, [&](Start const& start) -> std::optional<Value> {
              for (auto const& o : start.owned)
                if (o.variable == v && o.owner == owner) return o.value;
              return std::nullopt;
            }));
        auto& reads = b_.graph.owned_reads;
        finals.push_back(b_.owned(static_cast<std::uint32_t>(reads.size())));
        reads.push_back({v, final_read, owner, 0, finals.back()});
      }
    }
  }
  void claims() {
    std::vector<TermId> counts(protocol_.accumulators.size(), b_.constant(number(0)));
    for (auto const& counted : out_.counted) {
      auto& sum = counts[counted.accumulator];
      auto const op = protocol_.accumulators[counted.accumulator].is_ever ? Operator::Or : Operator::Add;
      sum = b_.operation(op, sum, b_.holds(counted.guard));
    }
    for (auto const& claim : protocol_.claims) {
      bool const asks = claim.kind == Claim::Kind::Never || claim.kind == Claim::Kind::Finally ||
                        claim.kind == Claim::Kind::Cover;
      auto probe = asks ? unfold_probe(b_, protocol_, out_, counts, claim.probe, rounds_) : UnfoldedProbe{};
      out_.answers.push_back(probe.answer);
      out_.beyond.push_back(std::move(probe.beyond));
    }
  }

  Protocol const& protocol_;
  unsigned rounds_;
  Statements const& may_fault_;
  LockSemantics locks_;
  std::vector<std::map<Loop const*, Locals>> live_; // by context
  GraphBuilder b_;
  ProtocolGraph out_;
};

} // namespace

ProtocolGraph unfold(Protocol const& protocol, unsigned rounds, Statements const& may_fault,
                     LockSemantics locks, GraphBuilder::Deadline deadline, std::vector<Locals> const& asked) {
  return Unfolder(protocol, rounds, may_fault, locks, deadline, asked).run();
}

} // namespace barrister::solver
