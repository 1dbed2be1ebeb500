// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/why_of_test.hpp"
#include "cli/check_test.hpp"
#include "cli/models.hpp"
#include "cli/report_columns.hpp"
#include "cli/standing.hpp"
#include "cli/why/reasons.hpp"
#include "cli/why/sentences.hpp"
#include "cli/wording.hpp"
#include "proofs/check.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace barrister::cli {
namespace {

constexpr std::size_t most_executions = 1000, most_shown = 8;

LitmusTest negated(LitmusTest test) {
  Proposition denied{Proposition::Kind::Not, {}, {}, {}, {test.proposition}};
  test.proposition = std::move(denied);
  return test;
}

class OfTest {
public:
  OfTest(LitmusTest const& test, MemoryModel const& model, solver::Options const& options, std::size_t width)
      : test_(test), model_(model), options_(options), width_(width),
        answer_(check_test(test, model, options, "", CheckLevel::Fast)) {}

  Why why() {
    out_.name = test_.name;
    out_.claim = standing_in_words(test_, answer_);
    out_.standing = standing(test_, answer_);
    say(fmt::format("{} under {}: {}.", test_.name, model_.name, out_.claim));
    out_.exit = of_standing(out_.standing);
    return std::move(out_);
  }

private:
  Exit of_standing(Standing now) {
    if (now == Standing::Unknown) out_.unknown = out_.claim;
    if (now == Standing::Unknown || now == Standing::Vacuous)
      return now == Standing::Unknown ? Exit::Unknown : Exit::Violated;
    if (now == Standing::Violated) {
      show_broken();
      return Exit::Violated;
    }
    auto const exit = explain();
    if (answer_.result.leaves_out_rounds)
      say(fmt::format("Loops were followed for {}: each round more changes nothing.",
                      count_of(options_.unroll, "round")));
    if (now == Standing::Holds) return exit;
    say_unknown(fmt::format("Loops were followed for {} alone.", count_of(options_.unroll, "round")));
    return worse(exit, Exit::Unknown);
  }

  void say_unknown(std::string const& text) {
    out_.unknown += (out_.unknown.empty() ? "" : " ") + text;
    say(text);
  }
  void say(std::string const& text, std::size_t margin = 0) {
    out_.text += hanging(text, margin, margin > 0 ? 2 : 0, width_);
  }

  Exit explain() {
    bool const is_forall = test_.quantifier == Quantifier::Forall;
    auto const asked = is_forall ? negated(test_) : test_;
    auto const found = solver::satisfying_candidates(asked, model_, options_, most_executions);
    auto const does = is_forall ? "falsify the clause" : "have this outcome";
    if (!found.are_all) {
      say_unknown(fmt::format(
          "There are too many executions that would {}: which they are, and why each is forbidden, was "
          "not found out.",
          does));
      return Exit::Unknown;
    }
    if (found.executions.empty()) {
      say(fmt::format("No execution of the threads would {}, whatever each read reads and however writes are "
                      "ordered.",
                      does));
      say_what_is_left_out(found);
      return Exit::Good;
    }
    for (auto const& x : found.executions)
      if (!proofs::complaints_as_forbidden(asked.program, model_, x, options_.unroll).empty()) {
        say_unknown("Internal disagreement, please report it.");
        return Exit::Unknown;
      }
    auto const why = reasons(model_, found.executions);
    if (why.unexplained > 0) {
      say_unknown("Internal disagreement, please report it.");
      return Exit::Unknown;
    }
    auto const& all = why.all;
    auto const count = found.executions.size();
    say(fmt::format(
        "{} would {}; {} forbids {}{}:", count == 1 ? "One execution" : fmt::format("{} executions", count),
        does, model_.name, count == 1 ? "it" : "each",
        all.size() > 1 ? fmt::format(", for one of {} reasons", all.size()) : ""));
    for (std::size_t i = 0; i < std::min(all.size(), most_shown); ++i) show(all[i], i, all.size(), count);
    if (all.size() > most_shown)
      say(fmt::format("({} more reasons are of fewer executions.)", all.size() - most_shown));
    say_lines_and_axioms(all);
    say_what_is_left_out(found);
    return Exit::Good;
  }

  // The verdict is of these, too.
  void say_what_is_left_out(solver::Satisfying const& found) {
    std::vector<std::string> kinds;
    if (found.are_coherent) kinds.push_back("are not coherent or not atomic");
    if (found.may_justify_themselves) kinds.push_back("have values out of thin air");
    if (!kinds.empty())
      say(fmt::format("(Executions that {} are left out; {} forbids these as well.)",
                      fmt::join(kinds, ", or "), model_.name));
  }

  void show(Reason const& reason, std::size_t number, std::size_t reasons, std::size_t executions) {
    auto const& x = *reason.execution;
    if (reasons > 1) {
      out_.text += "\n";
      say(fmt::format("{}. Of {} of the {} executions, such as this one:", number + 1, reason.executions,
                      executions));
    }
    auto& because = out_.because.emplace_back();
    because.executions = reason.executions;
    because.run = report_page(test_.program, x, {}, width_);
    because.sentences = sentences(x, reason.why.steps, teller(test_.program, x));
    because.forbidden = forbidden_in_words(model_.checks.at(reason.why.check), reason.why.steps, model_.name);
    out_.text += "\n" + because.run + "\n";
    for (auto const& sentence : because.sentences) say(sentence, 2);
    say(fmt::format("Together: {}.", because.forbidden));
  }

  void say_lines_and_axioms(std::vector<Reason> const& all) {
    std::map<CpuId, std::set<std::uint32_t>> lines;
    std::set<std::string> axioms;
    for (auto const& reason : all) {
      auto const& x = *reason.execution;
      for (auto const e : events_in(x, reason.why.steps, teller(test_.program, x)))
        if (!x.events[e].is_initial()) lines[x.events[e].cpu].insert(line_of(test_.program, x.events[e]));
      auto const& check = model_.checks.at(reason.why.check);
      axioms.insert(check.name.empty() ? check.text : check.name);
    }
    std::string text;
    for (auto const& [cpu, of_cpu] : lines)
      text += fmt::format("{}{} of {}", text.empty() ? "" : "; ", fmt::join(of_cpu, ", "),
                          test_.program.threads[cpu].name);
    say(fmt::format("The lines in it: {}. The {}: {}.", text, axioms.size() == 1 ? "axiom" : "axioms",
                    fmt::join(axioms, ", ")));
  }

  void show_broken() {
    auto const shown = witness(test_, answer_);
    if (!shown) return;
    out_.shown = report_page(test_.program, *shown->execution, shown->faults, width_);
    out_.text += "\n" + out_.shown + "\n";
    if (shown->kind == Witness::Kind::Faults) return;
    auto const& r = answer_.result;
    // No hardware has such values.
    if (shown->kind == Witness::Kind::Falsifies ? r.falsified_by_thin_air : r.satisfied_by_thin_air)
      say("Only by a value out of thin air: one that justifies itself.");
    else
      say_of_models();
  }
  void say_of_models() {
    if (model_.name == "sc") return say("It is sequentially consistent: no fence forbids it.");
    auto const sc = under("sc"), tso = model_.name == "tso" ? Standing::Violated : under("tso");
    if (sc == Standing::Violated)
      say("sc allows it, too: no fence forbids it.");
    else if (sc == Standing::Holds && tso == Standing::Violated)
      say("tso allows it, sc does not: the store buffers of x86 are enough for it.");
    else if (sc == Standing::Holds && tso == Standing::Holds)
      say("Neither sc nor tso allows it: only on hardware weaker than x86.");
    else
      say("Whether sc and tso allow it was not found out.");
  }
  Standing under(std::string const& name) const {
    frontend::Diagnostics diagnostics;
    auto const model = load_model(name, {}, diagnostics);
    return model ? standing(test_, check_test(test_, model->memory, options_, "", CheckLevel::Fast))
                 : Standing::Unknown;
  }

  LitmusTest const& test_;
  MemoryModel const& model_;
  solver::Options const& options_;
  std::size_t width_;
  Answer answer_;
  Why out_;
};

} // namespace

Why why_of_test(LitmusTest const& test, MemoryModel const& model, solver::Options const& options,
                std::size_t width) {
  return OfTest(test, model, options, width).why();
}

} // namespace barrister::cli
