// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/probe_unfolder.hpp"
#include "spec/probe.hpp"

namespace barrister::proofs::plain {

ProbeUnfolder::ProbeUnfolder(Draft& draft, Protocol const& protocol, unsigned rounds, Finals const& finals)
    : Unfolder(draft, protocol.program, LockSemantics::Waiting, rounds), protocol_(protocol),
      finals_(finals) {}

ProbeUnfolder::Answer ProbeUnfolder::answer(Probe const& probe) {
  Thread code;
  code.locals = probe.locals;
  code.body = probe.body;
  auto const at_end = thread(code, no_cpu, always);
  auto const says = truth_of(at_end[probe.result]);
  return {gates_.both(state_.guard, says), gates_.any(without_value_)};
}

void ProbeUnfolder::fault_if(Literal fault) {
  without_value_.push_back(gates_.both(state_.guard, fault));
  state_.guard = gates_.both(state_.guard, -fault);
}
void ProbeUnfolder::cut() {
  without_value_.push_back(state_.guard);
  state_.guard = never;
}
bool ProbeUnfolder::may_go_round(unsigned done, TermId condition) const {
  bool const is_known = out_.terms[condition].kind == Term::Kind::Constant;
  return done < rounds_ || (is_known && done < most_rounds_of_probe);
}

Term ProbeUnfolder::final(TermId address) const {
  Term out;
  out.kind = Term::Kind::Final;
  out.a = out.b = address;
  return out;
}
// Where it follows NULL, it says no.
void ProbeUnfolder::step(Load const& s) {
  auto const address = value(*s.address);
  fault_where_pending();
  auto const is_null = truth_of(operation(Operator::Equal, address.term, constant(number(0)), {}));
  state_.guard = gates_.both(state_.guard, -is_null);
  fault_if(cellless(address.term));
  assign(s.target, {term(final(address.term))});
}
TermId ProbeUnfolder::owned_by(TermId owner, OwnedId variable) {
  auto const& all = finals_.owned[variable];
  std::vector<Literal> somewhere;
  auto out = all.front();
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    auto const is = truth_of(operation(Operator::Equal, owner, constant(number(i)), {}));
    somewhere.push_back(is);
    if (is != never) out = merged(is, {all[i]}, {out}).term;
  }
  fault_if(-gates_.any(somewhere));
  return out;
}
void ProbeUnfolder::step(OwnedLoad const& s) {
  if (!s.owner) return refuse("what is owned by nobody");
  auto const owner = value(*s.owner);
  fault_where_pending();
  assign(s.target, {owned_by(owner.term, s.variable)});
}
void ProbeUnfolder::step(CountLoad const& s) { assign(s.target, {finals_.counts[s.accumulator]}); }

BeginningUnfolder::BeginningUnfolder(Draft& draft, Protocol const& protocol, unsigned rounds,
                                     Finals const& finals, RunId run)
    : ProbeUnfolder(draft, protocol, rounds, finals), run_(run) {}

Literal BeginningUnfolder::passes() {
  thread(protocol_.program.threads[out_.runs[run_].context], no_cpu, always);
  ways_out_.push_back(state_.guard);
  return gates_.both(gates_.any(ways_out_), -gates_.any(without_value_));
}
// It comes to its first step.
void BeginningUnfolder::leave() {
  ways_out_.push_back(state_.guard);
  state_.guard = never;
}
void BeginningUnfolder::step(Assume const& s) {
  auto const known = value(*s.condition);
  fault_where_pending();
  state_.guard = gates_.both(state_.guard, truth_of(known.term));
}
void BeginningUnfolder::step(Load const& s) {
  if (s.until) return leave();
  ProbeUnfolder::step(s);
}
void BeginningUnfolder::step(Fence const& s) {
  if (!s.tags.has(Tag::RcuLock)) leave();
}
// Then it may decline: what it chooses is not followed.
void BeginningUnfolder::step(Choose const&) { state_.guard = never; }
TermId BeginningUnfolder::owned_here(OwnedId variable) {
  if (auto const at = stored_.find(variable); at != stored_.end()) return at->second;
  if (!out_.owned.is_by_cpu[variable]) refuse("what an interrupt's context owns");
  return owned_by(this_cpu(), variable);
}
void BeginningUnfolder::step(OwnedLoad const& s) { assign(s.target, {owned_here(s.variable)}); }
void BeginningUnfolder::step(OwnedStore const& s) {
  auto const known = value(*s.value);
  fault_where_pending();
  auto const before = owned_here(s.variable);
  Known const written{converted(known.term, protocol_.owned[s.variable].type)};
  stored_[s.variable] = merged(state_.guard, written, {before}).term;
}

} // namespace barrister::proofs::plain
