// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/barriers_of.hpp"
#include "cli/picture/groups.hpp"
#include "cli/report_columns.hpp"
#include "cli/report_explanation.hpp"
#include "cli/report_missing.hpp"
#include "cli/report_text.hpp"
#include "cli/wording.hpp"
#include "proofs/missing.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

// The barriers that the execution lacks, and the axiom that forbids it with them.
std::string lacking_in_words(LitmusTest const& test, MemoryModel const& model, Execution const& x,
                             proofs::Missing const& lacking) {
  auto const words = [&](EventId e) {
    if (e >= x.events.size()) return fence_in_words(lacking.barriers[e - x.events.size()].kind);
    if (x.events[e].is_initial()) return std::string("the initial value");
    auto text = statement(test.program, x.events[e]);
    if (text.ends_with(';')) text.pop_back();
    return test.program.threads[x.events[e].cpu].name + ": " + text;
  };
  std::string out;
  for (auto const& b : lacking.barriers)
    out += filled(fmt::format("{}{} between {} and {}", out.empty() ? "" : "and ", fence_in_words(b.kind),
                              words(b.before), words(b.behind)),
                  page_width - 4, "    ") +
           "\n";
  return out + report_explanation(words, model.checks.at(lacking.why.check), lacking.why, page_width,
                                  lacking.barriers.size() > 1 ? "together would forbid it, by"
                                                              : "would forbid it, by");
}

DrawnRun drawn(LitmusTest const& test, MemoryModel const& model, Witness const& w) {
  auto const below = at_the_end(test, model, w);
  if (w.kind == Witness::Kind::Faults) return {drawing_of(test, w, {}), below};
  if (w.kind == Witness::Kind::Forbidden)
    return {drawing_of(test, w,
                       w.explanation ? std::span(w.explanation->steps) : std::span<proofs::Link const>()),
            below};
  auto const lacking = proofs::missing_barriers(model, *w.execution);
  if (!lacking) return {drawing_of(test, w, {}), below};
  return {drawing_of(test, w, lacking->why.steps),
          below + lacking_in_words(test, model, *w.execution, *lacking)};
}

Sheet::Run as_it_is(LitmusTest const& test, MemoryModel const& model, Answer const& a, unsigned unroll) {
  Sheet::Run out;
  out.title = "as it is: " + standing_in_words(test, a);
  TextOptions options;
  options.trace = true;
  options.unroll = unroll;
  out.text = report_text(test, model, a, options);
  if (auto const w = witness(test, a)) {
    if (w->kind == Witness::Kind::Forbidden) out.title += "; this is what it would take";
    auto of = drawn(test, model, *w);
    out.drawing = std::move(of.drawing);
    out.below = std::move(of.below);
  } else if (!a.result.deadlocks.empty()) {
    Witness const waits{Witness::Kind::Faults, &a.result.deadlocks.front().execution};
    out.drawing = drawing_of(test, waits, {});
    out.below = out.text.substr(0, out.text.find("\nUntil it waits:"));
  }
  return out;
}

} // namespace

Sheet::Group group_of(std::string const& text, LitmusTest const& test, MemoryModel const& model,
                      Answer const& answer, unsigned unroll, AskedTexts const& asked) {
  Sheet::Group out;
  out.name = "under " + model.name;
  out.runs.push_back(as_it_is(test, model, answer, unroll));
  auto const now = standing(test, answer);
  bool const holds = now == Standing::Holds || now == Standing::Bounded;
  bool const is_any_claimed = test.quantifier != Quantifier::Forall || has_condition(test);
  if (!holds || !is_any_claimed) return out;
  ClaimOfText base{ClaimOfText::Kind::Holds, "", test, answer};
  base.is_bounded = now == Standing::Bounded;
  auto sites = patch::sites_of(text);
  auto const others = patch::not_looked_at(text, sites);
  std::erase_if(sites, [&](patch::Site const& s) { return s.thread >= test.program.threads.size(); });
  auto const said = [&](std::string const& changed) {
    auto const claim = std::make_shared<ClaimOfText const>(asked.changed(changed, base));
    Said found{claim->kind, claim->why};
    found.test = claim;
    if (claim->test && witness(*claim->test, claim->answer))
      found.trace = [claim, &model](std::size_t width) {
        return report_columns(*claim->test, model, *witness(*claim->test, claim->answer), width);
      };
    return found;
  };
  add_barriers(
      out, text, std::move(sites), parts_of(model), said,
      [&](Said const& broken) {
        return drawn(*broken.test->test, model, *witness(*broken.test->test, broken.test->answer));
      },
      others);
  if (now == Standing::Bounded) out.remark += " Loops were followed for some rounds alone.";
  return out;
}

} // namespace barrister::cli
