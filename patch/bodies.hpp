// SPDX-License-Identifier: BSD-2-Clause
// Where code stands in a text: the bodies of threads, functions and tasks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace barrister::patch {

struct Body {
  std::string where;               // "P0", "ipi_mb()", "task slow"
  unsigned thread = 0;             // of a litmus test
  std::size_t open = 0, close = 0; // its braces; `close` is behind the text where there is none
};
// In the order of the text, of what code_of() gives.
std::vector<Body> threads_of(std::string_view code);   // of a litmus test
std::vector<Body> functions_of(std::string_view code); // of a protocol: functions, tasks, interrupts

} // namespace barrister::patch
