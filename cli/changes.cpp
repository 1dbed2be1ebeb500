// SPDX-License-Identifier: BSD-2-Clause
#include "cli/changes.hpp"
#include "cli/page.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

char const* word(Changes::Kind kind) {
  switch (kind) {
  case Changes::Kind::Fixed: return "fixed";
  case Changes::Kind::Broken: return "BROKEN";
  case Changes::Kind::Unclear: return "not known";
  case Changes::Kind::Other: return "changed";
  }
  return "";
}
std::size_t count(Changes const& changes, Changes::Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(changes.all, kind, &Changes::Change::kind));
}

} // namespace

Exit Changes::exit() const {
  if (count(*this, Kind::Broken) > 0) return Exit::Violated;
  return is_bounded || count(*this, Kind::Unclear) > 0 ? Exit::Unknown : Exit::Good;
}

std::string report_changes(Changes const& changes, std::string const& about, std::size_t width) {
  if (changes.all.empty()) return "";
  auto out = filled(about + ":", width, "    ") + "\n";
  for (auto const& change : changes.all) {
    out += "  " + filled(fmt::format("{}: {}", word(change.kind), change.words), width - 2, "      ") + "\n";
    if (!change.trace.empty()) out += "\n" + change.trace + (change.trace.ends_with('\n') ? "\n" : "\n\n");
  }
  return out;
}

std::string summary_of(Changes const& changes) {
  std::string out;
  for (auto kind :
       {Changes::Kind::Broken, Changes::Kind::Fixed, Changes::Kind::Other, Changes::Kind::Unclear})
    if (auto const n = count(changes, kind))
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, word(kind));
  return fmt::format("{}; {} as before{}", out.empty() ? "nothing changed" : out,
                     count_of(changes.unchanged, "claim"),
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
