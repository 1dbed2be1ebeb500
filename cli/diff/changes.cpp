// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/changes.hpp"
#include "cli/page.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

char const* word(Changes::Kind kind, Sides const& sides) {
  switch (kind) {
  case Changes::Kind::Fixed: return "fixed";
  case Changes::Kind::Broken: return "BROKEN";
  case Changes::Kind::Unclear: return "not known";
  case Changes::Kind::Other: return sides.are_models ? "differs" : "changed";
  }
  return "";
}
std::size_t count(Changes const& changes, Changes::Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(changes.all, kind, &Changes::Change::kind));
}

} // namespace

std::string Sides::both(std::string const& then, std::string const& now) const {
  return fmt::format("{}, {}; {}, {}", was, then, is, now);
}
std::string Sides::new_one(std::string const& what) const {
  return are_models ? fmt::format("{} alone: {}", is, what) : "new " + what;
}
std::string Sides::gone_one(std::string const& what) const {
  return are_models ? fmt::format("{} alone: {}", was, what) : what + " that is gone";
}

Exit Changes::exit() const {
  if (count(*this, Kind::Broken) > 0) return Exit::Violated;
  return is_bounded || count(*this, Kind::Unclear) > 0 ? Exit::Unknown : Exit::Good;
}

std::string report_changes(Changes const& changes, std::string const& about, std::size_t width) {
  if (changes.all.empty()) return "";
  auto out = hanging(about + ":", 0, 4, width);
  for (auto const& change : changes.all) {
    out += hanging(fmt::format("{}: {}", word(change.kind, changes.sides), change.words), 2, 4, width);
    if (change.trace.empty()) continue;
    out += (change.trace.starts_with('\n') ? "" : "\n") + change.trace +
           (change.trace.ends_with('\n') ? "\n" : "\n\n");
  }
  return out;
}

std::string summary_of(Changes const& changes) {
  std::string out;
  for (auto kind :
       {Changes::Kind::Broken, Changes::Kind::Fixed, Changes::Kind::Other, Changes::Kind::Unclear})
    if (auto const n = count(changes, kind))
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, word(kind, changes.sides));
  auto const& sides = changes.sides;
  return fmt::format("{}; {} {}{}",
                     out.empty() ? sides.are_models ? "nothing differs" : "nothing changed" : out,
                     count_of(changes.unchanged, "claim"), sides.are_models ? "alike" : "as before",
                     changes.is_bounded ? ", some within a bound alone" : "");
}

Changes::Kind kind_of(Standing before, Standing after) {
  auto const holds = [](Standing s) { return s == Standing::Holds || s == Standing::Bounded; };
  if (before == Standing::Unknown || after == Standing::Unknown) return Changes::Kind::Unclear;
  if (before == Standing::Holds && after == Standing::Bounded) return Changes::Kind::Unclear;
  if (holds(before) != holds(after)) return holds(after) ? Changes::Kind::Fixed : Changes::Kind::Broken;
  return after == Standing::Vacuous && before != after ? Changes::Kind::Broken : Changes::Kind::Other;
}

} // namespace barrister::cli
