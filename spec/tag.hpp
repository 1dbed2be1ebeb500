// SPDX-License-Identifier: BSD-2-Clause
// What marks an event besides being a read, a write or a fence. Each tag is a set in cat. Those named here
// are the vocabulary of tools/memory-model/linux-kernel.bell as of v6.15, and herd7's own lock events; a
// program may bring further ones, such as the 'once of kernels before.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barrister {

enum class Tag : std::uint8_t {
  Once,
  Acquire,
  Release,
  Noreturn,
  Mb,
  Wmb,
  Rmb,
  Barrier,
  RcuLock,
  RcuUnlock,
  SyncRcu,
  BeforeAtomic,
  AfterAtomic,
  AfterSpinlock,
  AfterUnlockLock,
  AfterSrcuReadUnlock,
  SrcuLock,
  SrcuUnlock,
  SyncSrcu,
  Rmw, // a read or write of a read-modify-write instruction, also of one that fails
  Lkr,
  Lkw,
  Ul,
  Lf,
  Rl,
  Ru,    // spin_lock's read and write, unlock, failed trylock, is_locked: yes and no
  Deref, // a read by rcu_dereference(), besides its ONCE
  count_ // from here on: a program's own
};
constexpr std::array<std::string_view, static_cast<std::size_t>(Tag::count_)> tag_names = {
    "ONCE",
    "ACQUIRE",
    "RELEASE",
    "NORETURN",
    "MB",
    "Wmb",
    "Rmb",
    "Barrier",
    "Rcu-lock",
    "Rcu-unlock",
    "Sync-rcu",
    "Before-atomic",
    "After-atomic",
    "After-spinlock",
    "After-unlock-lock",
    "After-srcu-read-unlock",
    "Srcu-lock",
    "Srcu-unlock",
    "Sync-srcu",
    "RMW",
    "LKR",
    "LKW",
    "UL",
    "LF",
    "RL",
    "RU",
    "Deref"};

constexpr std::size_t most_tags = 64;

class TagSet {
public:
  constexpr TagSet() = default;
  constexpr TagSet(Tag t) : bits_(std::uint64_t{1} << static_cast<unsigned>(t)) {}
  constexpr bool has(Tag t) const { return (bits_ & TagSet(t).bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr TagSet operator&(TagSet a, TagSet b) { return TagSet(a.bits_ & b.bits_); }
  friend constexpr TagSet operator|(TagSet a, TagSet b) { return TagSet(a.bits_ | b.bits_); }
  friend constexpr bool operator==(TagSet, TagSet) = default;

private:
  constexpr explicit TagSet(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

constexpr bool is_of_srcu(TagSet tags) {
  return tags.has(Tag::SrcuLock) || tags.has(Tag::SrcuUnlock) || tags.has(Tag::SyncSrcu);
}
// What waits for readers.
constexpr bool is_grace_period(TagSet tags) { return tags.has(Tag::SyncRcu) || tags.has(Tag::SyncSrcu); }

// The tags of one program, each with the name of its set in cat.
class TagNames {
public:
  std::size_t size() const { return tag_names.size() + further_.size(); }
  std::string_view name(Tag) const;
  std::optional<Tag> find(std::string_view set) const;
  // The tag of this name, made if there is none; nothing when there are `most_tags` others.
  std::optional<Tag> intern(std::string_view set);
  std::vector<std::string_view> of(TagSet) const; // in the order of Tag
  friend bool operator==(TagNames const&, TagNames const&) = default;

private:
  std::vector<std::string> further_;
};

// The set of a tag as herd7 names it: 'after-atomic is After-atomic.
std::string set_of_tag(std::string tag);

} // namespace barrister
