// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_trace.hpp"
#include "cli/as_written.hpp"
#include "cli/page.hpp"
#include "cli/report_missing.hpp"
#include "cli/trace_lines.hpp"
#include "proofs/replay.hpp"
#include "spec/print.hpp"
#include "spec/world_of.hpp"
#include <filesystem>
#include <fmt/format.h>
#include <tuple>

namespace barrister::cli {
namespace {

// What ghosts and accumulators hold at the end, but for what they started with.
std::string ghosts(Protocol const& protocol, proofs::FinalState const& state, ProtocolExecution const& x,
                   std::size_t width) {
  auto const before = proofs::state_at(protocol, protocol.starts[x.start]);
  std::string text;
  auto const say = [&](std::string const& name, Value v) {
    text += fmt::format("{}{} = {}", text.empty() ? "finally: " : ", ", name,
                        value_as_written(v, protocol.program));
  };
  for (auto const& [at, value] : state.owned) {
    auto const& variable = protocol.owned[at.first];
    auto const old = before.owned.find(at);
    if (!variable.is_ghost || (old != before.owned.end() && old->second == value)) continue;
    say(variable.owner == OwnedVariable::Owner::Cpu ? fmt::format("{}[{}]", variable.name, at.second)
                                                    : variable.name,
        value);
  }
  for (std::size_t a = 0; a < state.counts.size(); ++a)
    if (auto const& name = protocol.accumulators[a].name; !name.starts_with("reached("))
      say(name, state.counts[a]);
  return text.empty() ? "" : "\n" + filled(text, width - 4, "    ") + "\n";
}

// Nothing where the file has no start of its own.
std::string start_in_words(Protocol const& protocol, Start const& start, std::size_t width) {
  if (protocol.starts.size() == 1 && start.sentence.empty()) return "";
  auto const words =
      fmt::format("start {}{}", start.name, start.sentence.empty() ? "" : ": " + start.sentence);
  return filled(words, width, "  ") + "\n";
}

std::string columns(Protocol const& world, ProtocolExecution const& x, Trace const& rows, std::size_t width) {
  auto const [titles, traced] = trace_lines(world, x, rows);
  std::vector<PageLine> lines;
  for (auto const& one : traced) lines.push_back(one.line);
  return page(titles, lines, width);
}

// The condition with the values of its parts, where it says what the claim is shown by; or what the ghosts
// hold.
std::string at_the_end(Protocol const& protocol, ProtocolExecution const& x, ClaimAnswer const& a,
                       std::size_t width) {
  auto const& claim = a.question.claim;
  auto const state = proofs::final_state(protocol, x, proofs::run_again(protocol, x, a.unroll));
  auto const values = proofs::probed(state);
  bool const shown = claim.kind != Claim::Kind::Finally;
  std::string text;
  for (auto const& instance : claim.wording.instances) {
    if (a.judged == Verdict::Fault) break; // the claim is not decided
    if (says_yes(instance.probe, values) != shown) continue;
    std::string parts;
    for (auto const& part : instance.parts)
      if (auto const value = run(part.value, values))
        parts += fmt::format("{}{} = {}", parts.empty() ? "" : ", ", part.text,
                             value_as_written(*value, protocol.program));
    if (parts.empty()) continue;
    auto const of = instance.of.empty() ? "" : " with " + instance.of;
    text += filled(fmt::format("finally{}: {}", of, parts), width - 4, "    ") + "\n";
    break;
  }
  if (text.empty()) return ghosts(protocol, state, x, width);
  auto const says = claim.kind == Claim::Kind::Never     ? "never"
                    : claim.kind == Claim::Kind::Finally ? "finally"
                                                         : "cover";
  auto const verb = claim.kind == Claim::Kind::Cover ? "reaches" : "violates";
  return "\n" + text + filled(fmt::format("{}: {} {}", verb, says, claim.wording.text), width - 4, "    ") +
         "\n";
}

} // namespace

std::string name_of_run(Protocol const& protocol, Run const& run) {
  auto const& context = protocol.contexts[run.context];
  return context.name + (context.kind == Context::Kind::Act         ? " (act)"
                         : context.kind == Context::Kind::Interrupt ? " (interrupt)"
                                                                    : "");
}

// In the protocol's own file, the line says enough.
std::string place_of(Protocol const& protocol, Instruction const& at) {
  auto const& own = protocol.contexts.front().place;
  if (!at.place.file || (own.file && *own.file == *at.place.file))
    return fmt::format("line {}", at.place.line);
  return fmt::format("{}:{}", std::filesystem::path(*at.place.file).filename().string(), at.place.line);
}

std::optional<Shown> shown(Protocol const& protocol, ClaimAnswer const& a) {
  auto const& [execution, lasso] = std::tie(a.verdict.execution, a.verdict.lasso);
  if (!execution && !lasso) return std::nullopt;
  Shown out{world_of(protocol, a.question.claim), lasso ? &lasso->execution : &*execution, {}};
  out.rows = lasso ? trace(out.world, *lasso, a.unroll) : trace(out.world, *execution, a.unroll);
  return out;
}

std::string start_in_words(Shown const& s, std::size_t width) {
  return start_in_words(s.world, s.world.starts[s.execution->start], width);
}

std::string at_the_end(Shown const& s, ClaimAnswer const& a, std::size_t width) {
  return (a.verdict.lasso ? "" : at_the_end(s.world, *s.execution, a, width)) +
         (a.missing ? "\n" + report_missing(s.world, *s.execution, *a.missing, width) : "");
}

std::string report_trace(Protocol const& protocol, ClaimAnswer const& a, std::size_t width) {
  auto const s = shown(protocol, a);
  if (!s) return "";
  return start_in_words(*s, width) + "\n" + columns(s->world, *s->execution, s->rows, width) +
         at_the_end(*s, a, width);
}

} // namespace barrister::cli
