// SPDX-License-Identifier: BSD-2-Clause
// CPUs go on turn by turn, in any order between them that lets no interrupt begin before it is raised.
#include "proofs/turns.hpp"
#include <algorithm>

namespace barrister::proofs {
namespace {

class Scheduler {
public:
  Scheduler(Protocol const& protocol, ProtocolExecution const& x, History const& history)
      : protocol_(protocol), x_(x), history_(history), done_(x.runs.size()), has_begun_(x.runs.size()),
        next_(x.turns.size()) {
    out_.stacks.resize(x.turns.size());
  }

  Turns run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (CpuId cpu = 0; cpu < x_.turns.size(); ++cpu)
        for (; next_[cpu] < x_.turns[cpu].size() && is_raised(x_.turns[cpu][next_[cpu]].run); ++next_[cpu]) {
          take(x_.turns[cpu][next_[cpu]], out_.stacks[cpu]);
          changed = true;
        }
    }
    for (CpuId cpu = 0; cpu < x_.turns.size(); ++cpu) {
      if (next_[cpu] < x_.turns[cpu].size())
        complain(x_.turns[cpu][next_[cpu]].run, "begins before it is raised");
      drop_ended(out_.stacks[cpu]);
    }
    for (std::uint32_t r = 0; r < x_.runs.size(); ++r)
      if (kind(r) != Context::Kind::Task && !has_turn(r) && !does_nothing(r)) complain(r, "never has a turn");
    return std::move(out_);
  }

private:
  using Stack = std::vector<std::uint32_t>;

  void complain(std::uint32_t run, std::string const& what) {
    out_.complaints.push_back(name_of(protocol_, x_.runs[run]) + " " + what);
  }
  Context::Kind kind(std::uint32_t run) const { return protocol_.contexts[x_.runs[run].context].kind; }
  bool has_turn(std::uint32_t run) const {
    auto const& turns = x_.turns[x_.runs[run].cpu];
    return std::ranges::find(turns, run, &Turn::run) != turns.end();
  }
  bool does_nothing(std::uint32_t run) const {
    return x_.runs[run].steps == 0 && x_.runs[run].end == Run::End::Ended;
  }
  bool is_raised(std::uint32_t run) const {
    auto const& cause = x_.runs[run].cause;
    return !cause || done_[cause->run] > cause->step;
  }
  bool has_ended(std::uint32_t run) const {
    return has_begun_[run] && x_.runs[run].end == Run::End::Ended && done_[run] == x_.runs[run].steps;
  }
  Depths depths(std::uint32_t run) const {
    auto const& it = history_.runs[run];
    return done_[run] < it.steps.size() ? it.steps[done_[run]].depths : it.depths;
  }
  // A task that ends with interrupts or preemption off keeps its CPU like that.
  void drop_ended(Stack& stack) const {
    while (!stack.empty() && has_ended(stack.back()) &&
           (kind(stack.back()) != Context::Kind::Task || depths(stack.back()) == Depths()))
      stack.pop_back();
  }

  void take(Turn const& turn, Stack& stack) {
    drop_ended(stack);
    if (stack.empty() || stack.back() != turn.run) begin(turn.run, stack);
    has_begun_[turn.run] = true;
    done_[turn.run] += turn.steps;
  }
  void begin(std::uint32_t run, Stack& stack) {
    bool const is_task = kind(run) == Context::Kind::Task;
    if (!is_task && has_begun_[run]) {
      complain(run, "goes on after its end, or below what has not ended");
      return;
    }
    if (!stack.empty()) may_begin(run, stack.back());
    if (is_task) {
      if (!stack.empty() && kind(stack.back()) != Context::Kind::Task)
        complain(run, "has a turn inside " + name_of(protocol_, x_.runs[stack.back()]));
      stack.clear();
    }
    stack.push_back(run);
  }
  void may_begin(std::uint32_t run, std::uint32_t inside) {
    auto const [irqs, preemption] = depths(inside);
    if (irqs > 0)
      complain(run, "has a turn where interrupts are off");
    else if (preemption > 0 && kind(run) != Context::Kind::Interrupt)
      complain(run, "has a turn where preemption is off");
  }

  Protocol const& protocol_;
  ProtocolExecution const& x_;
  History const& history_;
  std::vector<std::size_t> done_; // by run: steps
  std::vector<bool> has_begun_;   // by run
  std::vector<std::size_t> next_; // by CPU
  Turns out_;
};

} // namespace

Turns check_turns(Protocol const& protocol, ProtocolExecution const& x, History const& history) {
  return Scheduler(protocol, x, history).run();
}

} // namespace barrister::proofs
