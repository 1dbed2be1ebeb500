// SPDX-License-Identifier: BSD-2-Clause
#include "spec/relation.hpp"
#include <algorithm>
#include <bit>

namespace barrister {
namespace {

// Calls f with each set bit's index.
template <class F> void for_each_bit(std::uint64_t const* words, std::size_t count, F f) {
  for (std::size_t w = 0; w < count; ++w)
    for (auto rest = words[w]; rest != 0; rest &= rest - 1)
      f(static_cast<EventId>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
}

} // namespace

EventSet EventSet::all(std::size_t size) { return EventSet(size).complement(); }
bool EventSet::empty() const {
  return std::ranges::all_of(words_, [](auto w) { return w == 0; });
}
EventSet EventSet::complement() const {
  EventSet out(*this);
  for (auto& w : out.words_) w = ~w;
  if (size_ % 64 != 0) out.words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  return out;
}
EventSet& EventSet::operator|=(EventSet const& o) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= o.words_[i];
  return *this;
}
EventSet& EventSet::operator&=(EventSet const& o) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= o.words_[i];
  return *this;
}
EventSet& EventSet::operator-=(EventSet const& o) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~o.words_[i];
  return *this;
}

Relation Relation::identity(std::size_t size) {
  Relation out(size);
  for (EventId e = 0; e < size; ++e) out.insert(e, e);
  return out;
}
Relation Relation::identity(EventSet const& s) {
  Relation out(s.size());
  for_each_bit(s.words_.data(), s.words_.size(), [&](EventId e) { out.insert(e, e); });
  return out;
}
Relation Relation::product(EventSet const& s, EventSet const& t) {
  Relation out(s.size());
  for_each_bit(s.words_.data(), s.words_.size(), [&](EventId e) { std::ranges::copy(t.words_, out.row(e)); });
  return out;
}

bool Relation::empty() const {
  return std::ranges::all_of(bits_, [](auto w) { return w == 0; });
}
std::size_t Relation::count() const {
  std::size_t n = 0;
  for (auto w : bits_) n += static_cast<std::size_t>(std::popcount(w));
  return n;
}
std::vector<std::pair<EventId, EventId>> Relation::pairs() const {
  std::vector<std::pair<EventId, EventId>> out;
  for (EventId a = 0; a < size_; ++a)
    for_each_bit(row(a), words_, [&](EventId b) { out.emplace_back(a, b); });
  return out;
}

Relation Relation::inverse() const {
  Relation out(size_);
  for (EventId a = 0; a < size_; ++a) for_each_bit(row(a), words_, [&](EventId b) { out.insert(b, a); });
  return out;
}
Relation Relation::complement() const { return product(EventSet::all(size_), EventSet::all(size_)) - *this; }
Relation Relation::then(Relation const& next) const {
  Relation out(size_);
  for (EventId a = 0; a < size_; ++a) {
    auto* to = out.row(a);
    for_each_bit(row(a), words_, [&](EventId b) {
      auto const* from = next.row(b);
      for (std::size_t w = 0; w < words_; ++w) to[w] |= from[w];
    });
  }
  return out;
}
Relation Relation::closure() const {
  Relation out(*this); // Warshall, a row at a time
  for (EventId middle = 0; middle < size_; ++middle)
    for (EventId a = 0; a < size_; ++a) {
      if (!out.contains(a, middle)) continue;
      auto* to = out.row(a);
      auto const* from = out.row(middle);
      for (std::size_t w = 0; w < words_; ++w) to[w] |= from[w];
    }
  return out;
}
Relation Relation::reflexive() const { return *this | identity(size_); }
EventSet Relation::domain() const {
  EventSet out(size_);
  for (EventId a = 0; a < size_; ++a)
    if (std::any_of(row(a), row(a) + words_, [](auto w) { return w != 0; })) out.insert(a);
  return out;
}
EventSet Relation::range() const {
  EventSet out(size_);
  for (EventId a = 0; a < size_; ++a)
    for (std::size_t w = 0; w < words_; ++w) out.words_[w] |= row(a)[w];
  return out;
}
bool Relation::irreflexive() const {
  for (EventId e = 0; e < size_; ++e)
    if (contains(e, e)) return false;
  return true;
}
bool Relation::acyclic() const { return closure().irreflexive(); }

std::optional<std::vector<EventId>> Relation::shortest_path(EventId a, EventId b) const {
  constexpr EventId unseen = ~EventId{0};
  std::vector<EventId> parent(size_, unseen), queue{a};
  for (std::size_t at = 0; at < queue.size();
       ++at) { // `a` is not marked at first, so that a cycle comes back to it
    bool found = false;
    for_each_bit(row(queue[at]), words_, [&](EventId next) {
      if (found || parent[next] != unseen) return;
      parent[next] = queue[at];
      found = next == b;
      queue.push_back(next);
    });
    if (!found) continue;
    std::vector<EventId> path{b};
    for (EventId e = parent[b];; e = parent[e]) {
      path.push_back(e);
      if (e == a) break;
    }
    std::ranges::reverse(path);
    return path;
  }
  return std::nullopt;
}
std::optional<std::vector<EventId>> Relation::shortest_cycle() const {
  std::optional<std::vector<EventId>> best;
  for (EventId e = 0; e < size_; ++e) {
    auto path = shortest_path(e, e);
    if (path && (!best || path->size() < best->size())) best = std::move(path);
  }
  if (best) best->pop_back();
  return best;
}

Relation& Relation::operator|=(Relation const& o) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= o.bits_[i];
  return *this;
}
Relation& Relation::operator&=(Relation const& o) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= o.bits_[i];
  return *this;
}
Relation& Relation::operator-=(Relation const& o) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= ~o.bits_[i];
  return *this;
}

} // namespace barrister
