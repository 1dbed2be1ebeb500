// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/base.hpp"
#include <cassert>

namespace barrister::proofs {
namespace {

template <class Predicate> EventSet events_that(Execution const& x, Predicate holds) {
  EventSet out(x.events.size());
  for (EventId e = 0; e < x.events.size(); ++e)
    if (holds(x.events[e])) out.insert(e);
  return out;
}
template <class Predicate> Relation pairs_that(Execution const& x, Predicate holds) {
  Relation out(x.events.size());
  for (EventId a = 0; a < x.events.size(); ++a)
    for (EventId b = 0; b < x.events.size(); ++b)
      if (holds(x.events[a], x.events[b])) out.insert(a, b);
  return out;
}

constexpr TagSet lock_tags = TagSet(Tag::Lkr) | Tag::Lkw | Tag::Ul | Tag::Lf | Tag::Rl | Tag::Ru;

// What is no access and yet has an address is an event of SRCU, which has a value, or of a lock, which has
// none.
bool has_value(Event const& e) {
  return e.kind != EventKind::Fence || (e.address && (e.tags & lock_tags).empty());
}

bool is_read(Event const& e) { return e.kind == EventKind::Read; }
bool is_write(Event const& e) { return e.kind == EventKind::Write; }

} // namespace

EventSet base_set(std::string_view name, Execution const& x) {
  if (name == "R") return events_that(x, is_read);
  if (name == "W") return events_that(x, is_write);
  if (name == "M") return events_that(x, [](Event const& e) { return is_read(e) || is_write(e); });
  if (name == "F")
    return events_that(x, [](Event const& e) { return e.kind == EventKind::Fence && !e.address; });
  if (name == "IW") return events_that(x, [](Event const& e) { return e.is_initial(); });
  if (name == "FW")
    return events_that(x,
                       [&](Event const& e) {
                         return is_write(e) && e.address->object < x.observed.size() &&
                                x.observed[e.address->object];
                       }) -
           x.co.domain();
  auto const tag = x.tag_names.find(name);
  return events_that(x, [tag](Event const& e) { return tag && e.tags.has(*tag); });
}

Relation base_relation(std::string_view name, Execution const& x) {
  if (name == "po") return x.po;
  if (name == "addr") return x.addr;
  if (name == "data") return x.data;
  if (name == "ctrl") return x.ctrl;
  if (name == "rmw") return x.rmw;
  if (name == "rf") return x.rf;
  if (name == "co") return x.co;
  if (name == "id") return Relation::identity(x.events.size());
  if (name == "loc")
    return pairs_that(x, [](Event const& a, Event const& b) { return a.address && a.address == b.address; });
  if (name == "same-value")
    return pairs_that(
        x, [](Event const& a, Event const& b) { return has_value(a) && has_value(b) && a.value == b.value; });
  if (name == "int") return pairs_that(x, [](Event const& a, Event const& b) { return a.cpu == b.cpu; });
  assert(name == "ext" && "a base relation of spec/memory_model.hpp");
  return pairs_that(x, [](Event const& a, Event const& b) { return a.cpu != b.cpu; });
}

} // namespace barrister::proofs
