// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/runner.hpp"

namespace barrister::proofs {

std::optional<Runner::Known> Runner::cell(Expression const& expression) {
  auto known = evaluate(expression);
  if (!known || !follows(*known)) return std::nullopt;
  return known;
}
bool Runner::follows(Known const& known) {
  auto const [object, index] = known.value;
  bool const is_cell = known.value.is_address() && index >= 0 &&
                       static_cast<std::size_t>(index) < program_.objects[object].initial.size();
  return is_cell || fault(Fault{Fault::Kind::Follows, 0, 0, known.value});
}
Value Runner::stored(Value value, Value address) const {
  return convert(value, type_of_cell(program_.objects[address.object], address.number));
}
void Runner::assign(LocalId target, Known known) {
  known.value = convert(known.value, thread_.locals[target].type);
  known.ctrl = known.ctrl | conditions();
  locals_[target] = std::move(known);
  if (given_) assigned_[target] = rounds_noted_;
}
EventId Runner::emit(EventKind kind, std::optional<Value> address, Value value, TagSet tags) {
  auto const event = static_cast<EventId>(run_.events.size());
  run_.events.push_back({kind, cpu_, instruction_, address, value, tags});
  for (auto read : conditions()) run_.ctrl.emplace_back(read, event);
  if (kind == EventKind::Write)
    for (auto read : awaited_) run_.awaits.emplace_back(read, event);
  return event;
}
EventId Runner::access(EventKind kind, Known const& address, Value value, TagSet tags) {
  auto const event = emit(kind, address.value, value, tags);
  for (auto read : address.data) run_.addr.emplace_back(read, event);
  return event;
}
EventId Runner::write(Known const& address, Known const& value, TagSet tags) {
  auto const event = access(EventKind::Write, address, stored(value.value, address.value), tags);
  keep(address.value, run_.events[event].value);
  for (auto read : value.data) run_.data.emplace_back(read, event);
  return event;
}
void Runner::keep(Value cell, Value value) {
  if (given_ && given_->stores_in_state) state_->cells.at(cell) = value;
}
std::optional<Value> Runner::next_value(Known const& address, TagSet tags, EventKind kind) {
  if (used_ < reads_.size()) return reads_[used_++];
  if (state_) return state_->cells.at(address.value);
  access(kind, address, number(0), tags);
  end(End::NeedsValue);
  return std::nullopt;
}
bool Runner::step(Load const& load) {
  auto const address = cell(*load.address);
  if (!address) return false;
  auto const value = next_value(*address, load.tags);
  if (!value) return false;
  auto const read = access(EventKind::Read, *address, *value, load.tags);
  assign(load.target, {*value, load.starts_dependencies ? Reads{read} : Reads{}, {}});
  return passes(load.until);
}
bool Runner::passes(ExpressionPtr const& until) {
  if (!until) return true;
  auto const value = evaluate(*until);
  return value && (truth(value->value) || end(End::Stuck));
}
bool Runner::step(Store const& store) {
  auto const address = evaluate(*store.address);
  if (!address) return false;
  auto const value = evaluate(*store.value);
  if (!value || !follows(*address)) return false;
  write(*address, *value, store.tags);
  return true;
}
bool Runner::step(Fence const& fence) {
  if (!fence.address) {
    emit(EventKind::Fence, std::nullopt, number(0), fence.tags);
    return true;
  }
  auto const address = evaluate(*fence.address);
  if (!address) return false;
  auto const value = fence.value ? evaluate(*fence.value) : Known{};
  if (!value || !follows(*address)) return false;
  access(EventKind::Fence, *address, value->value, fence.tags);
  return true;
}
bool Runner::step(Rmw const& rmw) {
  auto const address = evaluate(*rmw.address);
  if (!address) return false;
  auto const operand = evaluate(*rmw.operand);
  if (!operand) return false;
  auto const expected = rmw.expected ? evaluate(*rmw.expected) : Known{};
  if (!expected || !follows(*address)) return false;
  auto const old = next_value(*address, rmw.tags.read | Tag::Rmw);
  if (!old) return false;
  bool succeeds = true;
  if (rmw.kind == Rmw::Kind::CompareExchange || rmw.kind == Rmw::Kind::AddUnless) {
    bool const adds = rmw.kind == Rmw::Kind::AddUnless;
    auto const test = adds ? rmw.test : Operator::Equal;
    auto const with = stored(expected->value, address->value);
    auto const answer = apply(test, *old, with, adds ? rmw.type : Type());
    if (!answer) { // it has read, and does nothing more
      access(EventKind::Read, *address, *old, rmw.tags.failed | Tag::Rmw);
      return fault(fault_of(test, *old, with));
    }
    succeeds = truth(*answer);
  }
  auto const fence = [&] {
    if (rmw.tags.fences && succeeds) emit(EventKind::Fence, std::nullopt, number(0), *rmw.tags.fences);
  };
  fence();
  auto const read =
      access(EventKind::Read, *address, *old, (succeeds ? rmw.tags.read : rmw.tags.failed) | Tag::Rmw);
  Known fresh{*old, {read}, {}}; // what the cell holds afterwards
  if (succeeds) {
    if (rmw.kind == Rmw::Kind::Exchange || rmw.kind == Rmw::Kind::CompareExchange) {
      fresh = *operand;
    } else {
      auto const op = rmw.kind == Rmw::Kind::AddUnless ? Operator::Add : rmw.op;
      auto const value = apply(op, *old, operand->value, rmw.type);
      if (!value) return fault(fault_of(op, *old, operand->value));
      fresh = {*value, operand->data | Reads{read}, operand->ctrl};
    }
    fresh.value = stored(fresh.value, address->value);
    // Arithmetic computes its write's value from its read, and that one alone depends on the address.
    auto const where = rmw.kind == Rmw::Kind::Arithmetic ? Known{address->value, {}, {}} : *address;
    run_.rmw.emplace_back(read, write(where, fresh, rmw.tags.write | Tag::Rmw));
    fence();
  }

  Known result{*old, {read}, {}};
  if (rmw.result == RmwResult::New) result = std::move(fresh);
  if (rmw.result == RmwResult::Succeeded)
    result = {number(succeeds ? 1 : 0), expected->data | Reads{read}, expected->ctrl};
  if (rmw.tags.fences && succeeds) result = {result.value, {}, {}};
  if (rmw.result != RmwResult::None) assign(rmw.target, std::move(result));
  return passes(rmw.until);
}
EventId Runner::lock_event(EventKind kind, Known const& address, int value, TagSet tags) {
  return access(lock_kind(kind), address, number(by_model() ? 0 : value), tags);
}
std::optional<bool> Runner::next_is_held(Known const& address, TagSet tags) {
  auto const value = next_value(address, tags, lock_kind(EventKind::Read));
  if (!value) return std::nullopt;
  return truth(*value);
}
void Runner::take(Known const& address, EventId read) {
  auto const write = lock_event(EventKind::Write, address, 1, Tag::Lkw);
  keep(address.value, number(1));
  if (!by_model()) run_.rmw.emplace_back(read, write);
}
bool Runner::step(Lock const& lock) {
  auto const address = cell(*lock.address);
  if (!address) return false;
  auto const is_held = next_is_held(*address, Tag::Lkr);
  if (!is_held) return false;
  auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, Tag::Lkr);
  if (*is_held) return end(End::Stuck);
  take(*address, read);
  return true;
}
bool Runner::step(Unlock const& unlock) {
  auto const address = cell(*unlock.address);
  if (!address) return false;
  lock_event(EventKind::Write, *address, 0, Tag::Ul);
  keep(address->value, number(0));
  return true;
}
bool Runner::step(Trylock const& trylock) {
  auto const address = cell(*trylock.address);
  if (!address) return false;
  auto const is_held = next_is_held(*address, Tag::Lkr);
  if (!is_held) return false;
  auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, *is_held ? Tag::Lf : Tag::Lkr);
  if (!*is_held) take(*address, read);
  if (*is_held)
    assign(trylock.target, {number(0), {read}, {}});
  else
    assign(trylock.target, {number(1), {}, {}}); // it comes from the write, where no dependency starts
  return true;
}
bool Runner::step(IsLocked const& question) {
  auto const address = cell(*question.address);
  if (!address) return false;
  auto const is_held = next_is_held(*address, Tag::Ru);
  if (!is_held) return false;
  auto const read = lock_event(EventKind::Read, *address, *is_held ? 1 : 0, *is_held ? Tag::Rl : Tag::Ru);
  assign(question.target, {number(*is_held ? 1 : 0), {read}, {}});
  return true;
}

} // namespace barrister::proofs
