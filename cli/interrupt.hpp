// SPDX-License-Identifier: BSD-2-Clause
// While it lives, the first Ctrl-C asks for what is known so far; the second ends the program.
#pragma once

namespace barrister::cli {

class StopsOnInterrupt {
public:
  StopsOnInterrupt();
  ~StopsOnInterrupt();
  StopsOnInterrupt(StopsOnInterrupt const&) = delete;
  StopsOnInterrupt& operator=(StopsOnInterrupt const&) = delete;
};

} // namespace barrister::cli
