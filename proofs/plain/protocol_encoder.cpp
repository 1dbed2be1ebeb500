// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/protocol_encoder.hpp"
#include <algorithm>

namespace barrister::proofs::plain {

ProtocolEncoder::ProtocolEncoder(Protocol const& protocol, UnfoldedProtocol const& unfolded, Values& values,
                                 std::map<Value, TermId> const& finals, Gates& gates)
    : Encoder(unfolded.unfolding, values, finals, gates), protocol_(protocol), unfolded_(unfolded),
      runs_(unfolded.unfolding.runs) {}

Encoding ProtocolEncoder::encode() {
  open_ = gates_.either(program_.is_cut, program_.has_fault);
  out_.turns_ = Turns(runs_, gates_);
  memory(protocol_.program.tag_names);
  for (auto const& read : program_.owned.reads) read_owned(read);
  for (auto const& needed : program_.owned.needed) {
    auto const& value = values_.of(needed.term);
    auto const is = value.of(needed.value);
    gates_.require({-needed.when, is == never ? value.others : is});
  }
  out_.turns_.keep_cpu(runs_, open_, gates_);
  say_why();
  take_interrupts();
  exclude_circles();
  find_who_is_owed_a_turn();
  find_questions();
  return finished();
}

Literal ProtocolEncoder::all(std::vector<Literal> literals) {
  for (auto& l : literals) l = -l;
  return -gates_.any(literals);
}

void ProtocolEncoder::find_questions() {
  out_.starts_ = unfolded_.starts;
  for (std::size_t i = 0; i < protocol_.claims.size(); ++i) out_.shown_.push_back(shown(i));
  for (auto const& run : runs_)
    if (auto const& agent = protocol_.contexts[run.context].agent; !agent.empty())
      out_.acts_[agent].push_back(run.guard);
}
// What is against the claim.
Literal ProtocolEncoder::shown(std::size_t index) {
  auto const& claim = protocol_.claims[index];
  auto const& [yes, no_value] = unfolded_.answers[index];
  using Kind = barrister::Claim::Kind;
  if (claim.kind == Kind::Cover || claim.kind == Kind::NoRaces) return never; // they ask something else
  if (claim.kind == Kind::Never) return gates_.either(yes, no_value);
  if (claim.kind == Kind::Finally) return -yes;
  std::vector<Literal> stuck;
  for (auto const& run : runs_)
    for (auto const& stop : run.stops)
      if (stop.at != Stop::At::Cut && (claim.kind != Kind::Terminates || run.context == claim.context))
        stuck.push_back(stop.here);
  return gates_.any(stuck);
}

} // namespace barrister::proofs::plain
