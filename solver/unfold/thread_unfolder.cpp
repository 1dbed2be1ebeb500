// SPDX-License-Identifier: BSD-2-Clause
#include "solver/unfold/thread_unfolder.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// Guards of one source: each is compared with all.
constexpr std::size_t most_compared = 64;

} // namespace

SavedFlags common(SavedFlags a, SavedFlags const& b) {
  std::erase_if(a, [&](auto const& flags) {
    auto const at = b.find(flags.first);
    return at == b.end() || at->second != flags.second;
  });
  return a;
}
void join(Sources& into, Sources const& more) {
  Sources merged;
  std::ranges::set_union(into, more, std::back_inserter(merged));
  into = std::move(merged);
}

ThreadUnfolder::ThreadUnfolder(GraphBuilder& builder, Program const& program, Thread const& thread, CpuId cpu,
                               unsigned rounds, LockSemantics locks)
    : b_(builder), program_(program), thread_(thread), cpu_(cpu), rounds_(rounds),
      by_model_(locks == LockSemantics::ByModel) {
  for (auto const& local : thread_.locals)
    state_.locals.push_back({b_.constant(convert(local.initial, local.type)), {}, {}});
}

std::vector<TermId> ThreadUnfolder::run() {
  block(thread_.body);
  std::vector<TermId> terms;
  for (auto const& local : state_.locals) terms.push_back(local.term);
  return terms;
}

Known ThreadUnfolder::value_of(Expression const& e) {
  if (auto const* c = std::get_if<Constant>(&e.node)) return {b_.constant(c->value), {}, {}};
  if (auto const* use = std::get_if<LocalUse>(&e.node)) return state_.locals[use->local];
  if (std::holds_alternative<ThisCpu>(e.node)) return {this_cpu(), {}, {}};
  if (auto const* conversion = std::get_if<Conversion>(&e.node)) {
    auto operand = value_of(*conversion->operand);
    operand.term = b_.convert(operand.term, conversion->type);
    return operand;
  }
  auto const& operation = std::get<Operation>(e.node);
  Known left = value_of(*operation.left);
  if (!operation.right)
    return {b_.operation(operation.op, left.term, left.term, operation.type), left.data, left.ctrl};
  Known const right = value_of(*operation.right);
  join(left.data, right.data);
  join(left.ctrl, right.ctrl);
  left.term = b_.operation(operation.op, left.term, right.term, operation.type);
  return left;
}

void ThreadUnfolder::demand(TermId term) {
  auto const kind = b_.graph.terms[term].kind;
  if (kind != Term::Kind::Constant && kind != Term::Kind::ReadValue)
    b_.graph.demands.push_back({cpu_, guard_, term, next_event(), instruction_});
}

void ThreadUnfolder::assign(LocalId target, Known value) {
  demand(value.term);
  join(value.ctrl, deciding());
  value.term = b_.convert(value.term, thread_.locals[target].type);
  state_.locals[target] = std::move(value);
  state_.saved.erase(target);
}
void ThreadUnfolder::step(Assign const& s) {
  auto const* from = std::get_if<LocalUse>(&s.value->node);
  auto const saved = from ? state_.saved.find(from->local) : state_.saved.end();
  auto const were_on = saved == state_.saved.end() ? std::nullopt : std::optional(saved->second);
  assign(s.target, value_of(*s.value));
  if (were_on) state_.saved[s.target] = *were_on;
}

Sources ThreadUnfolder::deciding() const {
  auto out = branch_;
  for (auto const& o : state_.open) join(out, o.decided);
  return out;
}

EventId ThreadUnfolder::add(GraphEvent event) {
  auto const id = static_cast<EventId>(b_.graph.events.size());
  event.thread = cpu_;
  event.guard = guard_;
  event.instruction = instruction_;
  event.step = step_;
  event.since = since_;
  b_.graph.events.push_back(event);
  depend(b_.graph.ctrl, deciding(), id);
  return id;
}

void ThreadUnfolder::depend(std::vector<Dependency>& relation, Sources const& sources, EventId to) {
  auto const guard = b_.graph.events[to].guard;
  for (auto [read, when] : sources)
    if (!b_.exclude_each_other(guard, when))
      relation.push_back({read, to, b_.implies(guard, when) ? 0 : when});
}

EventId ThreadUnfolder::read(Known const& address, TagSet tags, TagSet zero, TagSet nonzero) {
  GraphEvent event;
  event.kind = EventKind::Read;
  event.address = address.term;
  event.tags = tags;
  event.zero_tags = zero;
  event.nonzero_tags = nonzero;
  auto const id = add(event);
  b_.graph.events[id].value = b_.graph.events[id].decides = b_.read_value(id);
  depend(b_.graph.addr, address.data, id);
  return id;
}

EventId ThreadUnfolder::write(Known const& address, Known const& value, TagSet tags) {
  GraphEvent event;
  event.kind = EventKind::Write;
  event.address = address.term;
  event.value = stored(address, value.term);
  event.tags = tags;
  auto const id = add(event);
  depend(b_.graph.addr, address.data, id);
  depend(b_.graph.data, value.data, id);
  return id;
}

TermId ThreadUnfolder::stored(Known const& address, TermId value) {
  auto const& term = b_.graph.terms[address.term];
  if (term.kind == Term::Kind::Constant && term.value.is_address())
    return b_.convert(value, type_of_cell(program_.objects[term.value.object], term.value.number));
  TermId out = value;
  for (ObjectId o = 0; o < program_.objects.size(); ++o) {
    auto const& object = program_.objects[o];
    for (std::size_t cell = 0; cell < object.initial.size(); ++cell) {
      auto const& type = type_of_cell(object, static_cast<std::int64_t>(cell));
      if (type.bits >= 64 || !type.wraps) continue;
      auto const here = b_.constant(barrister::address(o, static_cast<std::int64_t>(cell)));
      out = b_.select(b_.operation(Operator::Equal, address.term, here), b_.convert(value, type), out);
    }
  }
  return out;
}

Sources ThreadUnfolder::restricted(Sources const& sources, Condition condition) {
  Sources out;
  for (auto s : sources)
    if (auto when = b_.also(s.when, condition)) out.push_back({s.read, *when});
  std::ranges::sort(out);
  return out;
}

// The same, said by fewer guards: else each round of a loop in a loop has several times as many as the one
// before.
Sources ThreadUnfolder::simpler(Sources const& sources) {
  Sources out;
  for (auto at = sources.begin(); at != sources.end() && !b_.gives_up();) {
    std::vector<GuardId> whens;
    auto const read = at->read;
    for (; at != sources.end() && at->read == read; ++at) {
      auto when = at->when;
      for (std::size_t i = 0; i < whens.size() && whens.size() <= most_compared;)
        if (auto const either = b_.either(whens[i], when)) {
          when = *either;
          whens.erase(whens.begin() + static_cast<std::ptrdiff_t>(i));
          i = 0;
        } else {
          ++i;
        }
      whens.push_back(when);
    }
    for (auto const when : whens) out.push_back({read, when});
  }
  std::ranges::sort(out);
  return out;
}

void ThreadUnfolder::meet(Known const& condition, State const& yes, State const& no) {
  Condition const holds{condition.term, true}, fails{condition.term, false};
  // What is a source either way needs no condition more.
  auto const merged = [&](Sources const& of_yes, Sources const& of_no) {
    Sources both, only_yes, only_no;
    std::ranges::set_intersection(of_yes, of_no, std::back_inserter(both));
    std::ranges::set_difference(of_yes, of_no, std::back_inserter(only_yes));
    std::ranges::set_difference(of_no, of_yes, std::back_inserter(only_no));
    join(both, restricted(only_yes, holds));
    join(both, restricted(only_no, fails));
    return simpler(both);
  };
  // Nothing runs where the run has stopped: what is known there is not asked.
  bool const only_no = has_stopped(yes), only_yes = has_stopped(no);
  if (only_no || only_yes) state_.locals = only_no ? no.locals : yes.locals;
  for (std::size_t i = 0; i < state_.locals.size() && !only_no && !only_yes; ++i) {
    auto const &y = yes.locals[i], &n = no.locals[i];
    if (y == n) {
      state_.locals[i] = y;
      continue;
    }
    Known out{b_.select(condition.term, y.term, n.term), merged(y.data, n.data), merged(y.ctrl, n.ctrl)};
    state_.locals[i] = std::move(out);
  }
  for (std::size_t i = 0; i < state_.open.size(); ++i) {
    auto const &y = yes.open[i], &n = no.open[i];
    auto decided = only_no ? n.decided : only_yes ? y.decided : merged(y.decided, n.decided);
    auto saved = !y.depth ? n.saved : !n.depth ? y.saved : common(y.saved, n.saved);
    state_.open[i] = {b_.select(condition.term, y.left, n.left), std::move(decided), meet(y.depth, n.depth),
                      std::move(saved)};
  }
  if (!yes.is_dead && !no.is_dead) meet(yes.depth, no.depth);
  state_.saved = yes.is_dead ? no.saved : no.is_dead ? yes.saved : common(yes.saved, no.saved);
  state_.depth = yes.is_dead ? no.depth : yes.depth;
  state_.is_dead = yes.is_dead && no.is_dead;
}

bool ThreadUnfolder::has_stopped(State const& s) const {
  if (!can_stop_) return false;
  auto const& term = b_.graph.terms[s.open.front().left];
  return term.kind == Term::Kind::Constant && truth(term.value);
}

std::optional<Depth> ThreadUnfolder::meet(std::optional<Depth> a, std::optional<Depth> b) {
  depths_differ_ = depths_differ_ || (a && b && *a != *b);
  return a ? a : b;
}

TermId ThreadUnfolder::left() {
  auto out = b_.constant(number(0));
  for (auto const& o : state_.open) {
    auto const& term = b_.graph.terms[out];
    out = term.kind == Term::Kind::Constant && !truth(term.value) ? o.left
                                                                  : b_.operation(Operator::Or, out, o.left);
  }
  return out;
}

void ThreadUnfolder::leave(std::size_t open) {
  state_.open[open].left = b_.constant(number(1));
  bool const stops = can_stop_ && open == 0; // at any depth
  auto& left = state_.open[open];
  if (!stops) left.saved = left.depth ? common(left.saved, state_.saved) : state_.saved;
  if (!stops) left.depth = meet(left.depth, state_.depth);
  state_.is_dead = true;
}

void ThreadUnfolder::decide(Known const& condition, unsigned decides) {
  if (decides == 0) return;
  auto& decided = state_.open[state_.open.size() - decides].decided;
  join(decided, condition.data);
  join(decided, condition.ctrl);
}

} // namespace barrister::solver
