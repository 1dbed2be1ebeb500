// SPDX-License-Identifier: BSD-2-Clause
#include "cli/interrupt.hpp"
#include "spec/patience.hpp"
#include <atomic>
#include <csignal>

namespace barrister::cli {
namespace {

std::atomic<bool> is_held = false, is_due = false;

void end_the_program() {
  std::signal(SIGINT, SIG_DFL);
  std::raise(SIGINT);
}

extern "C" void on_interrupt(int) {
  if (!is_interrupted())
    interrupt();
  else if (is_held)
    is_due = true;
  else
    end_the_program();
}

} // namespace

StopsOnInterrupt::StopsOnInterrupt() {
  if (std::signal(SIGINT, on_interrupt) == SIG_IGN) std::signal(SIGINT, SIG_IGN); // who started us wants that
}
StopsOnInterrupt::~StopsOnInterrupt() {
  if (std::signal(SIGINT, SIG_DFL) == SIG_IGN) std::signal(SIGINT, SIG_IGN);
}

Uninterrupted::Uninterrupted() { is_held = true; }
Uninterrupted::~Uninterrupted() {
  is_held = false;
  if (is_due) end_the_program();
}

} // namespace barrister::cli
