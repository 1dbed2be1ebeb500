// SPDX-License-Identifier: BSD-2-Clause
// Litmus tests whose size is a parameter: texts.
#pragma once
#include <string>

namespace barrister {

std::string ring(int cpus);                   // store buffering round a circle, full barriers: Never
std::string readers_and_grace_periods(int n); // n of each in one circle: Never
std::string load_buffering(int cpus);         // the same of loads before stores: Never
std::string message_passing(int cpus);        // from one to the next, by release and acquire: Never
std::string independent_reads(int cpus); // each second writes, those between see them in another order: Never
std::string increments(int cpus, int each); // one of all of them is lost: Never
std::string trylock(int cpus);              // a counter, counted under it twice, is not at 2: Never
std::string writers(int cpus, int writes);  // that many writes of each to one location, and reads of it

} // namespace barrister
