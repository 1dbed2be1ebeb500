// SPDX-License-Identifier: BSD-2-Clause
// Sets of events and binary relations over events, with the algebra of cat. Events are 0 .. size-1; every
// operand of an operation has the same size. Bits are held in rows of 64-bit words.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace barrister {

using EventId = std::uint32_t;

class EventSet {
public:
  explicit EventSet(std::size_t size = 0) : size_(size), words_((size + 63) / 64) {}
  static EventSet all(std::size_t size);
  std::size_t size() const { return size_; }
  bool contains(EventId e) const { return (words_[e / 64] >> (e % 64)) & 1; }
  void insert(EventId e) { words_[e / 64] |= std::uint64_t{1} << (e % 64); }
  bool empty() const;
  std::span<std::uint64_t const> words() const { return words_; }
  EventSet complement() const;
  EventSet& operator|=(EventSet const&);
  EventSet& operator&=(EventSet const&);
  EventSet& operator-=(EventSet const&);
  friend EventSet operator|(EventSet a, EventSet const& b) { return a |= b; }
  friend EventSet operator&(EventSet a, EventSet const& b) { return a &= b; }
  friend EventSet operator-(EventSet a, EventSet const& b) { return a -= b; }
  friend bool operator==(EventSet const&, EventSet const&) = default;

private:
  friend class Relation;
  std::size_t size_;
  std::vector<std::uint64_t> words_;
};

class Relation {
public:
  explicit Relation(std::size_t size = 0) : size_(size), words_((size + 63) / 64), bits_(size * words_) {}
  static Relation identity(std::size_t size);
  static Relation identity(EventSet const&);                 // [S]
  static Relation product(EventSet const&, EventSet const&); // S * T
  std::size_t size() const { return size_; }
  bool contains(EventId a, EventId b) const { return (bits_[a * words_ + b / 64] >> (b % 64)) & 1; }
  void insert(EventId a, EventId b) { bits_[a * words_ + b / 64] |= std::uint64_t{1} << (b % 64); }
  void erase(EventId a, EventId b) { bits_[a * words_ + b / 64] &= ~(std::uint64_t{1} << (b % 64)); }
  bool empty() const;
  std::size_t count() const;
  std::vector<std::pair<EventId, EventId>> pairs() const;       // ascending
  std::span<std::uint64_t const> rows() const { return bits_; } // each of (size() + 63) / 64 words

  Relation inverse() const;
  Relation complement() const;
  Relation then(Relation const&) const; // r ; s
  Relation closure() const;             // r+
  Relation reflexive() const;           // r?
  EventSet domain() const;
  EventSet range() const;
  bool acyclic() const;
  bool irreflexive() const;
  // A shortest cycle, as the events on it in order, the first not repeated; nothing when acyclic.
  std::optional<std::vector<EventId>> shortest_cycle() const;
  // A shortest path a -> … -> b with at least one step, both ends included.
  std::optional<std::vector<EventId>> shortest_path(EventId a, EventId b) const;

  Relation& operator|=(Relation const&);
  Relation& operator&=(Relation const&);
  Relation& operator-=(Relation const&);
  friend Relation operator|(Relation a, Relation const& b) { return a |= b; }
  friend Relation operator&(Relation a, Relation const& b) { return a &= b; }
  friend Relation operator-(Relation a, Relation const& b) { return a -= b; }
  friend bool operator==(Relation const&, Relation const&) = default;

private:
  std::uint64_t* row(EventId a) { return bits_.data() + a * words_; }
  std::uint64_t const* row(EventId a) const { return bits_.data() + a * words_; }
  std::size_t size_, words_;
  std::vector<std::uint64_t> bits_; // row by row
};

} // namespace barrister
