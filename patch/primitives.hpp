// SPDX-License-Identifier: BSD-2-Clause
// The kernel's ordering primitives, and what orders less and would stand in the same place
// (Documentation/memory-barriers.txt, Documentation/atomic_t.txt).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

// How a call is written when it orders less.
struct WeakerForm {
  enum class How : std::uint8_t {
    Gone,    // no call at all
    Renamed, // the same arguments: `name`
    Load,
    Store,         // READ_ONCE(*p), WRITE_ONCE(*p, v)
    StoreOfLvalue, // WRITE_ONCE(x, v)
    FenceAndStore, // smp_wmb(); WRITE_ONCE(*p, v)
    Fence,         // `name`, without arguments
    IsZero         // (f(…) == 0), where `name` is f
  } how = How::Gone;
  std::string name{};
};

// The weakest first. None for what orders nothing, or what cannot do its work with less, such as a lock.
std::vector<WeakerForm> weaker_forms(std::string_view name);

// How a call is written when it orders more.
struct StrongerForm {
  enum class How : std::uint8_t {
    Renamed, // the same arguments: `name`
    Acquire, // smp_load_acquire(&x)
    Release  // smp_store_release(&x, v)
  } how = How::Renamed;
  std::string name; // of what is called then
};
// None for what orders all that its kind can, and for plain accesses, which have no call.
std::vector<StrongerForm> stronger_forms(std::string_view name);

// By its name, it orders something, or may. Not of locks and readers: their work is another.
bool may_order(std::string_view name);
// What is called and makes no access: a fence, or what begins and ends a reader.
bool is_no_access(std::string_view name);
// A read-modify-write that orders nothing by itself: smp_mb__before_atomic() and smp_mb__after_atomic() are
// for these.
bool is_unordered_rmw(std::string_view name);
bool waits_for_others(std::string_view name); // and its weaker forms do not: a grace period
bool is_full_rmw(std::string_view name);      // one that is a full barrier on both sides

} // namespace barrister::patch
