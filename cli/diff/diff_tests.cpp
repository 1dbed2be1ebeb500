// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/diff_tests.hpp"
#include "cli/flags.hpp"
#include "cli/report_columns.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace barrister::cli {
namespace {

using Kind = Changes::Kind;

// Traces of so many states that are new, or gone.
constexpr std::size_t most_traces = 1;

std::string trace_of(TestAndAnswer const& x, std::size_t width) {
  auto const shown = witness(x.test, x.answer);
  if (!shown || shown->kind == Witness::Kind::Forbidden) return "";
  return report_page(x.test.program, *shown->execution, shown->faults, width);
}

using States = std::map<std::string, Execution const*>;
States states_of(TestAndAnswer const& x) {
  States out;
  for (auto const& s : x.answer.result.states)
    out[joined(items(x.test.program, x.test.observed, s.values))] = &s.execution;
  return out;
}
std::vector<std::string> columns_of(TestAndAnswer const& x) {
  std::vector<std::string> out;
  if (x.answer.result.states.empty()) return out;
  for (auto const& item : items(x.test.program, x.test.observed, x.answer.result.states.front().values))
    out.push_back(item.name);
  return out;
}
bool has_all_states(TestAndAnswer const& x) {
  auto const& r = x.answer.result;
  return r.unknown.empty() && !r.capped && r.faults.empty();
}

class Comparison {
public:
  Comparison(TestAndAnswer const& before, TestAndAnswer const& after, Sides const& sides, std::size_t width)
      : before_(before), after_(after), sides_(sides), width_(width) {
    out_.sides = sides;
  }

  Changes run() {
    if (has_condition(before_.test) || has_condition(after_.test)) claims();
    flags();
    deadlocks();
    states();
    return std::move(out_);
  }

private:
  void claims() {
    auto const was = standing(before_.test, before_.answer), is = standing(after_.test, after_.answer);
    auto const then = standing_in_words(before_.test, before_.answer),
               now = standing_in_words(after_.test, after_.answer);
    out_.is_bounded = was == Standing::Bounded || is == Standing::Bounded;
    auto const held = [](Standing s) { return s == Standing::Holds || s == Standing::Bounded; };
    if (!has_condition(before_.test))
      return out_.add(held(is) ? Kind::Other : Kind::Unclear,
                      fmt::format("the condition is new: {}: {}", question(after_.test), now));
    if (!has_condition(after_.test))
      return out_.add(held(was) ? Kind::Unclear : Kind::Other,
                      fmt::format("the condition is gone: {}: it was: {}", question(before_.test), then));
    if (!is_same_question(before_.test, after_.test)) {
      out_.add(held(was) ? Kind::Unclear : Kind::Other, // what held may be broken
               fmt::format("the condition is another one: before, {}: {}; now, {}: {}",
                           question(before_.test), then, question(after_.test), now));
      return;
    }
    if (was == is && was != Standing::Unknown && then == now) {
      ++out_.unchanged;
      return;
    }
    auto const kind = kind_of(was, is);
    auto const trace = kind == Kind::Broken  ? trace_of(after_, width_)
                       : kind == Kind::Fixed ? trace_of(before_, width_)
                                             : "";
    out_.add(kind, sides_.both(then, now), trace);
  }

  void deadlocks() {
    auto const &was = before_.answer.result, &is = after_.answer.result;
    if (was.deadlocks.empty() == is.deadlocks.empty()) return;
    bool const is_new = was.deadlocks.empty();
    auto const& x = is_new ? after_ : before_;
    auto const& waiter = x.answer.result.deadlocks.front().waiters.front();
    auto const line = x.test.program.threads[waiter.cpu].instructions[waiter.instruction].place.line;
    out_.add(is_new ? Kind::Broken : Kind::Fixed,
             fmt::format("{}: P{} waits for ever at line {}", is_new ? sides_.only_is() : sides_.only_was(),
                         waiter.cpu, line));
  }

  void flags() {
    auto const &was = before_.answer.result, &is = after_.answer.result;
    bool const are_known =
        !was.flags_are_partial && !is.flags_are_partial && was.unknown.empty() && is.unknown.empty();
    auto const has = [](LitmusResult const& r, std::string const& f) {
      return std::ranges::find(r.flags, f) != r.flags.end();
    };
    for (auto const& f : is.flags)
      if (!has(was, f))
        out_.add(are_known ? Kind::Broken : Kind::Unclear, sides_.only_is() + ": " + flag_in_words(f));
    for (auto const& f : was.flags)
      if (!has(is, f))
        out_.add(are_known ? Kind::Fixed : Kind::Unclear, sides_.only_was() + ": " + flag_in_words(f));
  }

  void states() {
    if (!before_.answer.result.unknown.empty() || !after_.answer.result.unknown.empty()) return;
    if (!has_all_states(before_) || !has_all_states(after_)) {
      out_.add(Kind::Other, "not all final states are known, and so they are not compared");
      return;
    }
    auto const was = states_of(before_), is = states_of(after_);
    if (!was.empty() && !is.empty() && columns_of(before_) != columns_of(after_)) {
      out_.add(Kind::Other, "final states are of other locations, and so they are not compared");
      return;
    }
    list(sides_.new_one("final state"), is, was, after_);
    list(sides_.gone_one("final state"), was, is, before_);
  }
  void list(std::string const& what, States const& of, States const& others, TestAndAnswer const& x) {
    std::size_t traces = 0;
    for (auto const& [values, execution] : of) {
      if (others.contains(values)) continue;
      bool const is_shown = std::ranges::any_of(out_.all, [](auto const& c) { return !c.trace.empty(); });
      auto const trace =
          !is_shown && traces++ < most_traces ? report_page(x.test.program, *execution, {}, width_) : "";
      out_.add(Kind::Other, fmt::format("{}: {}", what, values), trace);
    }
  }

  TestAndAnswer const &before_, &after_;
  Sides const& sides_;
  std::size_t width_;
  Changes out_;
};

} // namespace

Changes compare(TestAndAnswer const& before, TestAndAnswer const& after, Sides const& sides,
                std::size_t width) {
  return Comparison(before, after, sides, width).run();
}

} // namespace barrister::cli
