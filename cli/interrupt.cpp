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

// Any thread may be the one that runs this. It says what is due before it asks whether that is held, and who
// holds or lets go does so before he asks what is due: one of them sees the other.
extern "C" void on_interrupt(int) {
  if (!is_interrupted()) return interrupt();
  is_due = true;
  if (!is_held) end_the_program();
}

} // namespace

StopsOnInterrupt::StopsOnInterrupt() {
  if (std::signal(SIGINT, on_interrupt) == SIG_IGN) std::signal(SIGINT, SIG_IGN); // who started us wants that
}
StopsOnInterrupt::~StopsOnInterrupt() {
  if (std::signal(SIGINT, SIG_DFL) == SIG_IGN) std::signal(SIGINT, SIG_IGN);
}

Uninterrupted::Uninterrupted() {
  is_held = true;
  if (is_due) end_the_program();
}
Uninterrupted::~Uninterrupted() {
  is_held = false;
  if (is_due) end_the_program();
}

} // namespace barrister::cli
