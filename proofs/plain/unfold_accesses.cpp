// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/unfolder.hpp"

namespace barrister::proofs::plain {

// Before a statement that is events. Where somebody comes to a fault, others have done any beginning of their
// code; where somebody is cut, they may wait.
void Unfolder::may_stop(bool waits, Known const&) {
  auto const stops = gates_.fresh();
  if (waits)
    gates_.require({-stops, out_.has_fault, out_.is_cut});
  else
    gates_.require({-stops, out_.has_fault});
  state_.guard = gates_.both(state_.guard, -stops);
}

EventId Unfolder::emit(EventKind kind, TagSet tags, TermId value) {
  if (out_.events.size() == draft_.limits.events)
    refuse("more than " + std::to_string(draft_.limits.events) + " events,");
  UnfoldedEvent event;
  event.kind = kind;
  event.where = {cpu_, {}, instruction_, rounds_here_, 0};
  event.where.number = draft_.used[event.where]++;
  event.executed = state_.guard;
  event.value = value;
  event.tags = tags;
  event.from_control = conditions();
  out_.events.push_back(std::move(event));
  return static_cast<EventId>(out_.events.size() - 1);
}
EventId Unfolder::access(EventKind kind, Known const& address, TermId value, TagSet tags) {
  auto const e = emit(kind, tags, value);
  out_.events[e].address = address.term;
  out_.events[e].from_address = address.data;
  return e;
}
EventId Unfolder::read(Known const& address, TagSet tags) {
  return access(EventKind::Read, address, term({Term::Kind::Read, {}, address.term, address.term}), tags);
}
EventId Unfolder::write(Known const& address, Known const& value, TagSet tags, std::optional<EventId> rmw) {
  auto const e = access(EventKind::Write, address, stored(value.term, address.term), tags);
  out_.events[e].from_data = value.data;
  out_.events[e].rmw = rmw;
  return e;
}
Unfolder::Known Unfolder::known(EventId read) { return {out_.events[read].value, {{read, always}}}; }

// A waiting operation that was executed does not wait any more; or has no value to wait for.
void Unfolder::pass(Literal executed, ExpressionPtr const& until) {
  if (!until) return;
  auto const passes = truth_of(value(*until).term);
  gates_.require({-executed, passes, gates_.any(pending_)});
  fault_where_pending();
}

void Unfolder::step(Load const& s) {
  auto const address = value(*s.address);
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(s.until != nullptr, address);
  auto const r = read(address, s.tags);
  auto result = known(r);
  if (!s.starts_dependencies) result.data.clear();
  assign(s.target, std::move(result));
  pass(out_.events[r].executed, s.until);
}
void Unfolder::step(Store const& s) {
  auto const address = value(*s.address), stored = value(*s.value);
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(false, address);
  write(address, stored, s.tags);
}
void Unfolder::step(Fence const& s) {
  auto const zero = known_constant(0);
  if (!s.address) {
    may_stop(is_grace_period(s.tags), zero);
    emit(EventKind::Fence, s.tags, zero.term);
    return;
  }
  auto const address = value(*s.address), given = s.value ? value(*s.value) : zero;
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(is_grace_period(s.tags), address);
  access(EventKind::Fence, address, given.term, s.tags);
}

void Unfolder::step(Rmw const& s) {
  auto const address = value(*s.address), operand = value(*s.operand);
  auto const expected = s.expected ? value(*s.expected) : known_constant(0);
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(s.until != nullptr, address);
  auto const executed = state_.guard;

  auto const before = s.tags.fences
                          ? std::optional(emit(EventKind::Fence, *s.tags.fences, constant(number(0))))
                          : std::nullopt;
  auto const r = read(address, TagSet(Tag::Rmw));
  auto const old = known(r);
  auto const [succeeds, fresh, gives] = effect_of(s, address, operand, expected, old);
  out_.events[r].decides = succeeds;
  out_.events[r].tags_if = s.tags.read;
  out_.events[r].tags_else = s.tags.failed;
  if (before) out_.events[*before].executed = gates_.both(executed, succeeds);

  auto const after = state_.guard;
  state_.guard = gates_.both(after, succeeds);
  if (state_.guard != never) {
    // Arithmetic computes its write's value from its read, and that one alone depends on the address.
    auto const where = s.kind == Rmw::Kind::Arithmetic ? Known{address.term} : address;
    write(where, fresh, s.tags.write | Tag::Rmw, r);
    if (before) emit(EventKind::Fence, *s.tags.fences, constant(number(0)));
  }
  state_.guard = after;

  auto result = gives;
  if (before) {
    result.data = only_if(-succeeds, result.data);
    result.control = only_if(-succeeds, result.control);
  }
  if (s.result != RmwResult::None) assign(s.target, std::move(result));
  pass(after, s.until);
}
Unfolder::Effect Unfolder::effect_of(Rmw const& s, Known const& address, Known const& operand,
                                     Known const& expected, Known const& old) {
  bool const tests = s.kind == Rmw::Kind::CompareExchange || s.kind == Rmw::Kind::AddUnless;
  bool const adds = s.kind == Rmw::Kind::AddUnless;
  Effect out{always, operand, old};
  if (tests) {
    auto const with = stored(expected.term, address.term);
    auto const test = operation(adds ? s.test : Operator::Equal, old.term, with, adds ? s.type : Type());
    auto const has_none = valueless(test);
    fault_if(has_none); // it has read, and does nothing more
    out.succeeds = gates_.both(truth_of(test), -has_none);
  }
  auto& fresh = out.fresh;
  if (s.kind == Rmw::Kind::Arithmetic || adds) {
    fresh.term = operation(adds ? Operator::Add : s.op, old.term, operand.term, s.type);
    fresh.data = joined(operand.data, old.data);
    fault_if(gates_.both(out.succeeds, valueless(fresh.term)));
  }
  fresh.term = stored(fresh.term, address.term);
  if (s.result == RmwResult::New) out.result = merged(out.succeeds, fresh, old);
  if (s.result == RmwResult::Succeeded)
    out.result = {merged(out.succeeds, known_constant(1), known_constant(0)).term,
                  joined(expected.data, old.data), expected.control};
  return out;
}

// The model says what a lock does: then its events are neither reads nor writes, and who has it is chosen.
bool Unfolder::is_supported_lock() {
  if (locks_ == LockSemantics::Waiting) return true;
  refuse("a lock that the model says the meaning of,");
  return false;
}
std::optional<Unfolder::Lockable> Unfolder::ask(ExpressionPtr const& at, TagSet if_held, TagSet if_free) {
  if (!is_supported_lock()) return std::nullopt;
  auto const address = value(*at);
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(if_held.empty(), address);
  auto const r = read(address, {});
  auto& event = out_.events[r];
  event.decides = truth_of(event.value);
  event.tags_if = if_held;
  event.tags_else = if_free;
  return Lockable{address, r, event.decides};
}
void Unfolder::step(Lock const& s) {
  auto const lock = ask(s.address, {}, Tag::Lkr);
  if (!lock) return;
  gates_.require({-state_.guard, -lock->is_held});
  write({lock->address.term, lock->address.data}, known_constant(1), Tag::Lkw, lock->read);
}
void Unfolder::step(Unlock const& s) {
  if (!is_supported_lock()) return;
  auto const address = value(*s.address);
  pending_.push_back(cellless(address.term));
  fault_where_pending();
  may_stop(false, address);
  write(address, known_constant(0), Tag::Ul);
}
void Unfolder::step(Trylock const& s) {
  auto const lock = ask(s.address, Tag::Lf, Tag::Lkr);
  if (!lock) return;
  auto const before = state_.guard;
  state_.guard = gates_.both(before, -lock->is_held);
  if (!is_dead()) write(lock->address, known_constant(1), Tag::Lkw, lock->read);
  state_.guard = before;
  // What a successful one gives comes from the write, where no dependency starts.
  assign(
      s.target,
      {merged(lock->is_held, known_constant(0), known_constant(1)).term, {{lock->read, lock->is_held}}, {}});
}
void Unfolder::step(IsLocked const& s) {
  auto const lock = ask(s.address, Tag::Rl, Tag::Ru);
  if (!lock) return;
  assign(s.target,
         {merged(lock->is_held, known_constant(1), known_constant(0)).term, {{lock->read, always}}, {}});
}

} // namespace barrister::proofs::plain
