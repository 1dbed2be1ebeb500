// SPDX-License-Identifier: BSD-2-Clause
// What marks an event besides being a read, a write or a fence. Each tag is a set in cat, under the name
// given here: the vocabulary of tools/memory-model/linux-kernel.bell as of v6.15, and herd7's own lock
// events.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

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
  Ru, // spin_lock's read and write, unlock, failed trylock, is_locked: yes and no
  count_
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
    "RU"};

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

} // namespace barrister
