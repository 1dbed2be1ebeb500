// SPDX-License-Identifier: BSD-2-Clause
// Where code stands in a text: the bodies of threads, functions and tasks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

// What a function of a litmus test has in place of the number of its thread: it is of any that calls it.
inline constexpr unsigned no_thread = ~0U;

struct Body {
  std::string where;               // "P0", "ipi_mb()", "task slow"
  unsigned thread = 0;             // of a litmus test
  std::size_t open = 0, close = 0; // its braces; `close` is behind the text where there is none
};
// In the order of the text, of what code_of() gives.
std::vector<Body> threads_of(std::string_view code);     // of a litmus test
std::vector<Body> functions_of(std::string_view code);   // of a protocol: functions, tasks, interrupts
std::vector<Body> bodies_of_test(std::string_view code); // threads, and the functions of the test

} // namespace barrister::patch
