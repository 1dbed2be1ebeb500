// SPDX-License-Identifier: BSD-2-Clause
#include "cli/race.hpp"
#include "cli/report_trace.hpp"
#include "cli/wording.hpp"
#include "spec/plain_accesses.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

RacingAccess access(Program const& program, Event const& e, Instruction const& at, std::string who) {
  RacingAccess out;
  out.who = std::move(who);
  out.cpu = e.cpu;
  out.file = at.place.file ? *at.place.file : "";
  out.line = at.place.line;
  out.column = at.place.column;
  out.statement = at.text;
  out.kind = e.kind;
  out.is_plain = is_plain(e.tags);
  out.value = to_string(e.value, program);
  return out;
}

RaceInWords between(Program const& program, Event const& first, RaceInWords out) {
  out.location = to_string(*first.address, program);
  bool const writes = out.first.kind == EventKind::Write, writes_then = out.second.kind == EventKind::Write;
  out.between = !writes       ? "the first reads what the second overwrites"
                : writes_then ? "the second overwrites what the first writes"
                              : "the second reads what the first writes, or what overwrote it";
  out.missing = "nothing orders the two: no lock around both, and no release (smp_store_release(), smp_mb()) "
                "behind the "
                "first that an acquire (smp_load_acquire(), smp_mb()) before the second reads from";
  return out;
}

std::string in_words(RacingAccess const& a) {
  return fmt::format("{} {} {} on CPU {}, {}: {}", a.is_plain ? "plain" : "marked",
                     a.kind == EventKind::Write ? "write of" : "read of", a.value, a.cpu,
                     a.who + " at " + (a.place.empty() ? fmt::format("line {}", a.line) : a.place),
                     a.statement);
}

nlohmann::ordered_json of_access(RacingAccess const& a) {
  using Json = nlohmann::ordered_json;
  return {
      {"by", a.who},         {"cpu", a.cpu},        {"file", a.file.empty() ? Json() : Json(a.file)},
      {"line", a.line},      {"text", a.statement}, {"kind", a.kind == EventKind::Write ? "write" : "read"},
      {"plain", a.is_plain}, {"value", a.value}};
}

} // namespace

RaceInWords in_words(Program const& program, Execution const& x, proofs::Race race) {
  auto const of = [&](EventId id) {
    auto const& e = x.events[id];
    auto const& thread = program.threads[e.cpu];
    return access(program, e, thread.instructions.at(e.instruction), thread.name);
  };
  return between(program, x.events[race.first], {"", of(race.first), of(race.second), "", ""});
}

RaceInWords in_words(Protocol const& protocol, ProtocolExecution const& x, proofs::Race race) {
  auto const of = [&](EventId id) {
    auto const& e = x.execution.events[id];
    auto const& run = x.runs[x.run_of[id]];
    auto out =
        access(protocol.program, e, protocol.program.threads[run.context].instructions.at(e.instruction),
               name_of_run(protocol, run));
    auto const& own = protocol.contexts.front().place;
    if (!out.file.empty() && (!own.file || *own.file != out.file))
      out.place = fmt::format("{}:{}", std::filesystem::path(out.file).filename().string(), out.line);
    return out;
  };
  return between(protocol.program, x.execution.events[race.first],
                 {"", of(race.first), of(race.second), "", ""});
}

std::string report_race(RaceInWords const& race, std::size_t width) {
  auto const lines = [&](std::string const& margin, std::string const& text, std::string const& next) {
    return margin + filled(text, width - std::max(margin.size(), next.size()), next) + "\n";
  };
  return lines("  ", "data race on " + race.location + ":", "    ") +
         lines("    ", in_words(race.first), "      ") + lines("    ", in_words(race.second), "      ") +
         lines("  ", race.between + "; " + race.missing, "  ");
}

nlohmann::ordered_json of_race(RaceInWords const& race) {
  return {{"location", race.location},
          {"first", of_access(race.first)},
          {"second", of_access(race.second)},
          {"between", race.between},
          {"missing", race.missing}};
}

} // namespace barrister::cli
