// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_waiting.hpp"
#include "cli/wording.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t most_shown = 3;

std::string place(Instruction const& i) { return fmt::format("line {}: {}", i.place.line, i.text); }

std::string place(Program const& program, Event const& e) {
  return fmt::format("line {}: {}", line_of(program, e), statement(program, e));
}

// Who keeps the lock that is waited for.
std::string holder(Program const& program, Deadlock const& deadlock, Waiter const& waiter) {
  auto const& held = deadlock.execution.events[waiter.holder];
  auto const lock = to_string(*waiter.address, program);
  if (held.is_initial()) return fmt::format("{} is held from the start", lock);
  auto const name = program.threads[held.cpu].name;
  auto const since = place(program, held);
  if (!held.tags.has(Tag::Lkw)) return fmt::format("{} is not free since {}'s {}", lock, name, since);
  if (held.cpu == waiter.cpu) return fmt::format("{} itself holds {} since {}", name, lock, since);
  bool const waits = std::ranges::find(deadlock.waiters, held.cpu, &Waiter::cpu) != deadlock.waiters.end();
  if (waits) return fmt::format("{}, which waits, too, holds {} since {}", name, lock, since);
  return fmt::format("{} came to its end and still holds {} since {}", name, lock, since);
}

std::string lines(Program const& program, Deadlock const& deadlock, std::string const& margin) {
  std::string text;
  for (auto const& waiter : deadlock.waiters) {
    auto const& thread = program.threads[waiter.cpu];
    auto const reason = waiter.what == Waiter::For::Reader
                            ? "it waits for its own reader to end, which began at " +
                                  place(program, deadlock.execution.events[waiter.holder])
                            : (waiter.one_holder ? "" : "for one, ") + holder(program, deadlock, waiter);
    text += fmt::format("{0}{1} waits for ever at {2}\n{0}  {3}\n", margin, thread.name,
                        place(thread.instructions[waiter.instruction]), reason);
  }
  return text;
}

} // namespace

std::string report_waiting(Program const& program, LitmusResult const& r) {
  if (r.why_none == WhyNone::Waits && r.deadlocks.size() == 1 && r.all_deadlocks)
    return lines(program, r.deadlocks.front(), "  ");
  std::string text;
  char const* start = r.why_none == WhyNone::Waits ? "some runs" : "not counted: some runs";
  for (std::size_t i = 0; i < r.deadlocks.size() && i < most_shown; ++i) {
    text += fmt::format("  {} end like this:\n", i == 0 ? start : "and some");
    text += lines(program, r.deadlocks[i], "    ");
  }
  if (r.deadlocks.size() > most_shown)
    text += fmt::format("  and some in {}\n", count_of(r.deadlocks.size() - most_shown, "other way"));
  return text;
}

} // namespace barrister::cli
