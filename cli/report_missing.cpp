// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_missing.hpp"
#include "cli/page.hpp"
#include "cli/report_explanation.hpp"
#include "cli/report_trace.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

class Report {
public:
  Report(Protocol const& world, ProtocolExecution const& x, MissingBarriers const& missing, std::size_t width)
      : world_(world), x_(x), missing_(missing), width_(width) {}

  std::string text() const {
    auto const& barriers = missing_.found.barriers;
    std::string out;
    for (auto const& b : barriers) {
      auto const who = name_of_run(world_, x_.runs[x_.run_of[b.behind]]);
      auto const head =
          fmt::format("{}{} in {}, between", out.empty() ? "" : "and ", fence_in_words(b.kind), who);
      out += filled(head, width_ - 4, "    ") + "\n";
      for (auto const e : {b.before, b.behind}) out += access(e, x_.run_of[b.before] != x_.run_of[b.behind]);
    }
    auto const count = barriers.size();
    return out + report_explanation([this](EventId e) { return step(e); }, missing_.check, missing_.found.why,
                                    width_,
                                    count > 1 ? "together would forbid it, by" : "would forbid it, by");
  }

private:
  Instruction const& at(EventId e) const {
    auto const& thread = world_.program.threads[x_.runs[x_.run_of[e]].context];
    return thread.instructions.at(x_.execution.events[e].instruction);
  }
  std::string access(EventId e, bool says_who) const {
    auto const& instruction = at(e);
    auto const who = says_who ? name_of_run(world_, x_.runs[x_.run_of[e]]) + " " : "";
    std::string out;
    auto const text = fmt::format("{}{}: {}", who, place_of(world_, instruction), instruction.text);
    for (auto const& line : broken(text, width_ - 4)) out += "    " + line + "\n";
    return out;
  }
  std::string step(EventId e) const {
    if (e >= x_.execution.events.size())
      return fence_in_words(missing_.found.barriers[e - x_.execution.events.size()].kind);
    auto const& event = x_.execution.events[e];
    if (event.is_initial()) return "the initial value";
    auto text = at(e).text;
    if (text.ends_with(';')) text.pop_back();
    char const* half = !event.tags.has(Tag::Rmw)       ? ""
                       : event.kind == EventKind::Read ? " (read)"
                                                       : " (write)";
    return name_of_run(world_, x_.runs[x_.run_of[e]]) + ": " + text + half;
  }

  Protocol const& world_;
  ProtocolExecution const& x_;
  MissingBarriers const& missing_;
  std::size_t width_;
};

} // namespace

std::string fence_in_words(Tag kind) {
  return kind == Tag::Wmb ? "smp_wmb()" : kind == Tag::Rmb ? "smp_rmb()" : "smp_mb()";
}

std::string report_missing(Protocol const& world, ProtocolExecution const& x, MissingBarriers const& missing,
                           std::size_t width) {
  return Report(world, x, missing, width).text();
}

} // namespace barrister::cli
