// SPDX-License-Identifier: BSD-2-Clause
// How long one part of a test takes, over many runs of it.
#pragma once
#include <chrono>

namespace barrister {

class Stopwatch {
public:
  template <class F> decltype(auto) time(F f) {
    struct Lap {
      std::chrono::duration<double>& total;
      std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
      ~Lap() { total += std::chrono::steady_clock::now() - start; }
    } const lap{total_};
    return f();
  }
  double seconds() const { return total_.count(); }

private:
  std::chrono::duration<double> total_{0};
};

} // namespace barrister
