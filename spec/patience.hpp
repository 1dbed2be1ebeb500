// SPDX-License-Identifier: BSD-2-Clause
// When whoever works is to give up. Time is each task's own; memory, and being interrupted, are of the
// process.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace barrister {

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

// "timeout", "interrupted", "out of memory"; empty: it need not. To be asked often.
std::string_view why_give_up(Deadline const&);

// From now on everybody is to give up. A signal handler may call it.
void interrupt();
bool is_interrupted();
// What is asked for beyond this, in bytes, is too much. What the system gives at most is a little more.
void limit_memory(std::uint64_t bytes);
// What there is on this machine, for this process; nothing when that is not known.
std::optional<std::uint64_t> memory_there_is();

} // namespace barrister
