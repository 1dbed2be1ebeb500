// SPDX-License-Identifier: BSD-2-Clause
#include "cli/interrupt.hpp"
#include "spec/patience.hpp"
#include <csignal>

namespace barrister::cli {
namespace {

extern "C" void on_interrupt(int) {
  std::signal(SIGINT, SIG_DFL);
  interrupt();
}

} // namespace

StopsOnInterrupt::StopsOnInterrupt() {
  if (std::signal(SIGINT, on_interrupt) == SIG_IGN) std::signal(SIGINT, SIG_IGN); // who started us wants that
}
StopsOnInterrupt::~StopsOnInterrupt() {
  if (std::signal(SIGINT, SIG_DFL) == SIG_IGN) std::signal(SIGINT, SIG_IGN);
}

} // namespace barrister::cli
