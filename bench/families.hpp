// SPDX-License-Identifier: BSD-2-Clause
// Litmus tests whose size is a parameter: texts.
#pragma once
#include <string>

namespace barrister {

std::string ring(int cpus);                   // store buffering round a circle, full barriers: Never
std::string readers_and_grace_periods(int n); // n of each in one circle: Never
std::string writers(int cpus, int writes);    // that many writes of each to one location, and reads of it

} // namespace barrister
