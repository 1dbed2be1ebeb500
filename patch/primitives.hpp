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
    FenceAndStore  // smp_wmb(); WRITE_ONCE(*p, v)
  } how = How::Gone;
  std::string name{}; // of Renamed
};

// The weakest first. None for what orders nothing, or what cannot do its work with less, such as a lock.
std::vector<WeakerForm> weaker_forms(std::string_view name);

} // namespace barrister::patch
