// SPDX-License-Identifier: BSD-2-Clause
// Whether what a model allows is allowed, too, where there are fewer barriers, or weaker ones.
#pragma once
#include "spec/memory_model.hpp"
#include "spec/protocol.hpp"
#include <vector>

namespace barrister::cli {

// It is known: of the models that ship.
bool more_barriers_forbid_more(MemoryModel const&);

// The claim is of what executions end with, and not of whether they do. A run that something has come on top
// of, and never leaves, has not ended where a fence is still ahead of it, and has where that is gone: of
// ends, and of counts behind the last step, more barriers may allow more.
bool is_of_states(Claim const&, Protocol const&);

// Where nothing is wrong when some calls order less, all at once: what that says of some of them alone.
enum class Parts : std::uint8_t {
  Follow,            // nothing is wrong then, either
  FollowWithTheSame, // the same, of those with the same fences gone
  NotKnown
};
Parts parts_of(MemoryModel const&); // of a litmus test
Parts parts_of(Protocol const&, std::vector<Claim> const&, MemoryModel const&);

} // namespace barrister::cli
