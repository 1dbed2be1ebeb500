// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/unfold_protocol.hpp"
#include "proofs/plain/context_unfolder.hpp"

namespace barrister::proofs::plain {
namespace {

class ProtocolUnfolder {
public:
  ProtocolUnfolder(Protocol const& protocol, LockSemantics locks, unsigned rounds, Gates& gates)
      : protocol_(protocol), locks_(locks), rounds_(rounds), gates_(gates),
        draft_(protocol.program, gates, of_protocols) {}

  std::variant<UnfoldedProtocol, Unsupported> run() {
    starts();
    initial_values();
    for (ContextId c = 0; c < protocol_.contexts.size(); ++c) begin(c);
    for (RunId r = 0; r < draft_.out.runs.size() && !draft_.unsupported; ++r) { // more are raised on the way
      ContextUnfolder context(draft_, protocol_, rounds_, locks_, r);
      context.run();
      counted_.insert(counted_.end(), context.counted().begin(), context.counted().end());
    }
    if (draft_.unsupported) return *draft_.unsupported;
    finals();
    for (RunId r = 0; r < draft_.out.runs.size(); ++r)
      if (draft_.out.runs[r].cause)
        draft_.out.runs[r].takeable.push_back(
            BeginningUnfolder(draft_, protocol_, rounds_, finals_, r).passes());
    for (auto const& claim : protocol_.claims) {
      bool const asks =
          claim.kind == barrister::Claim::Kind::Never || claim.kind == barrister::Claim::Kind::Finally;
      out_answers_.push_back(asks ? ProbeUnfolder(draft_, protocol_, rounds_, finals_).answer(claim.probe)
                                  : ProbeUnfolder::Answer{});
    }
    if (draft_.unsupported) return *draft_.unsupported;
    auto imagined = imagined_acts(draft_, protocol_, finals_);
    draft_.finish();
    return UnfoldedProtocol{std::move(draft_.out), std::move(starts_), std::move(finals_.owned),
                            std::move(out_answers_), std::move(imagined)};
  }

private:
  void starts() {
    for (std::size_t s = 0; s < protocol_.starts.size(); ++s)
      starts_.push_back(protocol_.starts.size() == 1 ? always : gates_.fresh());
    gates_.require_exactly_one(starts_);
  }
  // What it is, unless the start says otherwise: `of(start)`.
  template <class F> TermId by_start(Value otherwise, Type const& type, F of) {
    auto out = draft_.constant(convert(otherwise, type));
    for (std::size_t s = 0; s < starts_.size(); ++s)
      if (std::optional<Value> const value = of(protocol_.starts[s])) {
        auto const there = draft_.constant(convert(*value, type));
        if (there == out) continue;
        out = starts_[s] == always
                  ? there
                  : draft_.term({Term::Kind::Select, {}, there, out, Operator::Add, {}, starts_[s]});
      }
    return out;
  }
  void initial_values() {
    draft_.initial_writes([&](Value cell) {
      auto const& object = protocol_.program.objects[cell.object];
      return by_start(object.initial[static_cast<std::size_t>(cell.number)],
                      type_of_cell(object, cell.number), [&](Start const& start) -> std::optional<Value> {
                        for (auto const& [where, value] : start.cells)
                          if (where == cell) return value;
                        return std::nullopt;
                      });
    });
    auto& owned = draft_.out.owned;
    for (OwnedId v = 0; v < protocol_.owned.size(); ++v) {
      auto const& variable = protocol_.owned[v];
      bool const is_by_cpu = variable.owner == OwnedVariable::Owner::Cpu;
      owned.is_by_cpu.push_back(is_by_cpu);
      owned.initial.emplace_back();
      auto const owners = is_by_cpu ? protocol_.cpus : protocol_.contexts.size();
      for (std::uint32_t owner = 0; owner < owners; ++owner)
        owned.initial.back().push_back(
            by_start(variable.initial, variable.type, [&](Start const& start) -> std::optional<Value> {
              for (auto const& o : start.owned)
                if (o.variable == v && o.owner == owner) return o.value;
              return std::nullopt;
            }));
    }
  }

  void begin(ContextId c) {
    auto const& context = protocol_.contexts[c];
    if (context.kind == Context::Kind::Interrupt) return;
    UnfoldedRun run;
    run.context = c;
    run.kind = context.kind;
    run.guard = context.kind == Context::Kind::Task ? always : gates_.fresh();
    if (auto const before = earlier_act(c)) gates_.require({-run.guard, *before});
    std::vector<Literal> somewhere;
    run.cpu = draft_.constant(number(context.cpus.front()));
    for (auto cpu : context.cpus) {
      auto const is = run.on[cpu] = context.cpus.size() == 1 ? always : gates_.fresh();
      somewhere.push_back(is);
      auto const here = draft_.constant(number(cpu));
      if (here != run.cpu)
        run.cpu = draft_.term({Term::Kind::Select, {}, here, run.cpu, Operator::Add, {}, is});
    }
    gates_.require_exactly_one(somewhere);
    draft_.out.runs.push_back(std::move(run));
  }
  // The second act of an agent needs the first.
  std::optional<Literal> earlier_act(ContextId c) const {
    auto const& context = protocol_.contexts[c];
    if (context.kind != Context::Kind::Act || context.recurs || c == 0) return std::nullopt;
    auto const& runs = draft_.out.runs;
    if (runs.empty() || runs.back().context + 1 != c || protocol_.contexts[c - 1].agent != context.agent)
      return std::nullopt;
    return runs.back().guard;
  }

  void finals() {
    auto& owned = draft_.out.owned;
    for (OwnedId v = 0; v < protocol_.owned.size(); ++v) {
      finals_.owned.emplace_back();
      for (std::uint32_t owner = 0; owner < owned.initial[v].size(); ++owner) {
        auto const value = draft_.indexed(Term::Kind::Owned, owned.reads.size());
        owned.reads.push_back({v, OwnedAccess::at_the_end, 0, always, value, owner});
        finals_.owned.back().push_back(value);
      }
    }
    auto const zero = draft_.constant(number(0)), one = draft_.constant(number(1));
    finals_.counts.assign(protocol_.accumulators.size(), zero);
    for (auto const& counted : counted_) {
      auto& sum = finals_.counts[counted.accumulator];
      auto const added =
          counted.guard == always
              ? one
              : draft_.term({Term::Kind::Select, {}, one, zero, Operator::Add, {}, counted.guard});
      auto const op = protocol_.accumulators[counted.accumulator].is_ever ? Operator::Or : Operator::Add;
      sum = sum == zero ? added : draft_.term({Term::Kind::Operation, {}, sum, added, op});
    }
  }

  Protocol const& protocol_;
  LockSemantics locks_;
  unsigned rounds_;
  Gates& gates_;
  Draft draft_;
  std::vector<Literal> starts_;
  std::vector<ContextUnfolder::Counted> counted_;
  Finals finals_;
  std::vector<ProbeUnfolder::Answer> out_answers_;
};

} // namespace

std::variant<UnfoldedProtocol, Unsupported> unfold(Protocol const& protocol, LockSemantics locks,
                                                   unsigned rounds, Gates& gates) {
  return ProtocolUnfolder(protocol, locks, rounds, gates).run();
}

} // namespace barrister::proofs::plain
