// SPDX-License-Identifier: BSD-2-Clause
#pragma once

namespace barrister::cli {

// While it lives, the first Ctrl-C asks for what is known so far; the second ends the program.
class StopsOnInterrupt {
public:
  StopsOnInterrupt();
  ~StopsOnInterrupt();
  StopsOnInterrupt(StopsOnInterrupt const&) = delete;
  StopsOnInterrupt& operator=(StopsOnInterrupt const&) = delete;
};

// While it lives, within the life of the former, the second waits. One at a time.
class Uninterrupted {
public:
  Uninterrupted();
  ~Uninterrupted();
  Uninterrupted(Uninterrupted const&) = delete;
  Uninterrupted& operator=(Uninterrupted const&) = delete;
};

} // namespace barrister::cli
