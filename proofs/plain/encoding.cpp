// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/encoding.hpp"
#include "proofs/plain/encoder.hpp"
#include "proofs/plain/protocol_encoder.hpp"
#include "proofs/plain/unfold.hpp"
#include "spec/brackets.hpp"
#include <algorithm>

namespace barrister::proofs::plain {
namespace {

void add_cells(Program const& program, Proposition const& p, std::set<Value>& out) {
  for (auto const& operand : p.operands) add_cells(program, operand, out);
  for (auto const& o : {p.left, p.right}) {
    if (!o) continue;
    if (auto const* cell = std::get_if<Cell>(&*o)) out.insert(cell->address);
    if (auto const* array = std::get_if<WholeArray>(&*o))
      for (std::size_t i = 0; i < program.objects[array->object].initial.size(); ++i)
        out.insert(address(array->object, static_cast<std::int64_t>(i)));
  }
}

// A final value is a term that reads the last write.
std::map<Value, TermId> add_finals(std::set<Value> const& cells, Unfolding& program) {
  std::map<Value, TermId> out;
  auto const add = [&](Term term) {
    program.terms.push_back(std::move(term));
    return static_cast<TermId>(program.terms.size() - 1);
  };
  for (auto cell : cells) {
    auto const at = add({Term::Kind::Constant, cell});
    out[cell] = add({Term::Kind::Read, {}, at, at});
  }
  return out;
}

std::optional<Unsupported> thin_air_address(Program const& program, UnfoldedEvent const& event,
                                            Domains const& domains) {
  if (!event.address || !domains.may_be_any_cell(*event.address)) return std::nullopt;
  auto const& thread = program.threads[event.where.thread];
  return Unsupported{"an address that may be any at `" + thread.instructions[event.where.instruction].text +
                     "` of " + thread.name};
}

} // namespace

std::variant<Encoding, Unsupported> Encoding::of(LitmusTest const& test, LockSemantics locks,
                                                 unsigned rounds) {
  Gates gates;
  auto unfolded = unfold(test, locks, rounds, gates);
  if (auto* no = std::get_if<Unsupported>(&unfolded)) return std::move(*no);
  auto& program = std::get<Unfolding>(unfolded);
  std::set<Value> cells;
  add_cells(test.program, test.proposition, cells);
  if (test.filter) add_cells(test.program, *test.filter, cells);
  auto const finals = add_finals(cells, program);
  Domains const domains(program);
  for (auto const& event : program.events)
    if (auto no = thin_air_address(test.program, event, domains)) return std::move(*no);
  Values values(program, domains, gates);
  return LitmusEncoder(test, program, values, finals, gates).encode();
}

std::variant<Encoding, Unsupported> Encoding::of(Protocol const& protocol, LockSemantics locks,
                                                 unsigned rounds, Circles circles) {
  Gates gates;
  auto made = unfold(protocol, locks, rounds, gates);
  if (auto* no = std::get_if<Unsupported>(&made)) return std::move(*no);
  auto& unfolded = std::get<UnfoldedProtocol>(made);
  auto& program = unfolded.unfolding;
  if (count_pieces(program.runs) > most_pieces)
    return Unsupported{"more than " + std::to_string(most_pieces) + " places at which a turn may be lost"};
  std::set<Value> cells;
  for (auto const& event : program.events)
    if (event.is_initial()) cells.insert(event.where.cell);
  auto const finals = add_finals(cells, program);
  Domains const domains(program, circles);
  for (auto const& event : program.events)
    if (event.address && domains.may_be_any_cell(*event.address))
      return Unsupported{"an address that may be any"};
  Values values(program, domains, gates);
  auto out = ProtocolEncoder(protocol, unfolded, values, finals, gates).encode();
  out.runs_ = std::move(program.runs);
  return out;
}
std::vector<Literal> Encoding::unfinished(std::vector<std::string> const& without) const {
  std::vector<Literal> out{has_current_};
  for (auto const& [agent, could] : could_schedule_)
    if (std::ranges::find(without, agent) == without.end()) out.push_back(could);
  return out;
}
std::vector<Literal> Encoding::acts_of(std::string const& agent) const {
  auto const at = acts_.find(agent);
  return at == acts_.end() ? std::vector<Literal>() : at->second;
}

Literal Encoding::of_pair(std::map<Pair, Literal> const& pairs, Pair pair) const {
  auto const at = pairs.find(pair);
  return at == pairs.end() ? never : at->second;
}
Literal Encoding::is_at(EventId e, Value cell) const {
  auto const at = described_[e].cells.find(cell);
  return at == described_[e].cells.end() ? never : at->second;
}
Literal Encoding::has(EventId e, Value v) const {
  auto const at = described_[e].values.find(v);
  return at == described_[e].values.end() ? never : at->second;
}

Literal Encoding::tagged(LemmaFact const& fact) const {
  auto const tag = tag_names_.find(fact.set);
  auto const& event = described_[fact.a];
  if (!tag) return never;
  if (event.tags.has(*tag)) return always;
  bool const if_so = event.tags_if.has(*tag), if_not = event.tags_else.has(*tag);
  if (if_so == if_not) return if_so ? always : never;
  return if_so ? event.decides : -event.decides;
}

Literal Encoding::same_cpu(EventId a, EventId b) const {
  auto const one = described_[a].thread, other = described_[b].thread;
  bool const differ = one != other && one != no_cpu && other != no_cpu;
  return one == other ? always : differ && !runs_.empty() ? turns_.same_cpu(one, other) : never;
}
Literal Encoding::program_order(EventId a, EventId b) const {
  auto const &one = described_[a], &other = described_[b];
  if (one.thread == no_cpu || other.thread == no_cpu) return never;
  if (one.thread == other.thread) return a < b ? always : never;
  if (is_bracket(one.tags) && is_bracket(other.tags)) return never;
  return runs_.empty() ? never : turns_.before(one.thread, one.step, other.thread, other.since);
}

Literal Encoding::literal(LemmaFact const& fact) const {
  using Kind = LemmaFact::Kind;
  auto const& a = described_[fact.a];
  Pair const pair{fact.a, fact.b}, sorted = std::minmax(fact.a, fact.b);
  bool const has_cells = events_[fact.a].has_address && events_[fact.b].has_address;
  switch (fact.kind) {
  case Kind::Executed: return a.executed;
  case Kind::ReadsFrom: return of_pair(reads_from_, pair);
  case Kind::NotReadsFrom: return -of_pair(reads_from_, pair);
  case Kind::Before: return of_pair(before_, pair);
  case Kind::NotBefore: return -of_pair(before_, pair);
  case Kind::FromReads: return of_pair(from_reads_, pair);
  case Kind::SameCell: return of_pair(same_cell_, sorted);
  case Kind::NotSameCell: return has_cells ? -of_pair(same_cell_, sorted) : always;
  case Kind::SameValue: return of_pair(same_value_, sorted);
  case Kind::NotSameValue: return of_pair(other_value_, sorted);
  case Kind::SameCpu: return same_cpu(fact.a, fact.b);
  case Kind::OtherCpu: return -same_cpu(fact.a, fact.b);
  case Kind::ProgramOrder: return program_order(fact.a, fact.b);
  case Kind::NotProgramOrder: return -program_order(fact.a, fact.b);
  case Kind::Rmw: return rmw_.contains(pair) ? always : never;
  case Kind::NotRmw: return -of_pair(rmw_, pair);
  case Kind::NotHalfOfRmw: return -a.half_of_rmw;
  case Kind::Address: return of_pair(address_, pair);
  case Kind::Data: return of_pair(data_, pair);
  case Kind::Control: return of_pair(control_, pair);
  case Kind::Tagged: return tagged(fact);
  case Kind::NotTagged: return -tagged(fact);
  case Kind::Reader: return of_pair(readers_, pair);
  case Kind::NoEnd: return a.no_end == never && !a.tags.has(Tag::RcuLock) ? always : a.no_end;
  case Kind::NoStart: return a.no_start == never && !a.tags.has(Tag::RcuUnlock) ? always : a.no_start;
  case Kind::NoData: return -a.hands_on;
  }
  return never;
}

} // namespace barrister::proofs::plain
