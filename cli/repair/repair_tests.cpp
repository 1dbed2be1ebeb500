// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/repair_tests.hpp"
#include "cli/monotone.hpp"
#include "proofs/carried_over.hpp"
#include "proofs/check.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

bool satisfies(LitmusTest const& test, Proposition const& p, Execution const& x) {
  return holds(p, test.program, [&](Observable const& o) { return proofs::observe(x, o); });
}

} // namespace

TestJudge::TestJudge(std::string const& file, std::string const& text, frontend::LitmusContext const& context,
                     MemoryModel const& model, solver::Options const& options, Pruning pruning)
    : file_(file), context_(context), model_(model), unroll_(options.unroll), pruning_(pruning),
      is_monotone_(more_barriers_forbid_more(model)), asked_(file, context, model, options),
      claim_(asked_.as_it_is(text)) {
  auto const now = claim_.test ? standing(*claim_.test, claim_.answer) : Standing::Unknown;
  base_ = {claim_.kind, claim_.why, claim_.is_bounded, now == Standing::Vacuous};
  if (claim_.kind == Kind::Holds) base_.words = standing_in_words(*claim_.test, claim_.answer);
  faults_ = claim_.answer.result.faults;
  keep(claim_);
}

std::string TestJudge::in_words_now() const {
  return claim_.test->quantifier == Quantifier::Forall ? "the forall clause holds"
                                                       : "the exists clause is unreachable";
}

void TestJudge::keep(ClaimOfText const& claim) {
  if (pruning_ == Pruning::None || claim.kind != Kind::Broken || !claim.answer.result.faults.empty()) return;
  auto const& result = claim.answer.result;
  auto const& shown = claim.test->quantifier == Quantifier::Forall ? result.falsifying : result.satisfying;
  if (shown) against_.push_back(result.states[*shown].execution);
}

bool TestJudge::refutes(Execution const& other, LitmusTest const& test) const {
  auto const x = proofs::carried_over(other, test.program, model_.locks, unroll_);
  if (!x || (test.filter && !satisfies(test, *test.filter, *x))) return false;
  bool const breaks = satisfies(test, test.proposition, *x) != (test.quantifier == Quantifier::Forall);
  return breaks && proofs::complaints(test.program, model_, *x, unroll_).empty();
}

bool TestJudge::shows_to(RepairJudge const& other) const {
  auto const* judge = dynamic_cast<TestJudge const*>(&other);
  if (!judge) return false;
  auto const& test = judge->test();
  return std::ranges::any_of(against_, [&](Execution const& x) { return judge->refutes(x, test); }) ||
         std::ranges::any_of(faults_, [&](FaultyExecution const& x) {
           return proofs::complaints_as_faulty(test.program, judge->model_, x, unroll_).empty();
         });
}

std::optional<LitmusTest> TestJudge::read(std::string const& text) const {
  frontend::Diagnostics diagnostics;
  return frontend::load_litmus(file_, text, diagnostics, context_);
}
std::optional<bool> TestJudge::refutes(std::size_t execution, std::string const& text) {
  auto const test = read(text);
  return test ? std::optional(refutes(against_[execution], *test)) : std::nullopt;
}

Tried TestJudge::with(std::string const& text) {
  if (!read(text)) return {Tried::Kind::NoProgram};
  auto const claim = asked_.changed(text, claim_);
  keep(claim);
  switch (claim.kind) {
  case Kind::Holds: return {claim.is_bounded ? Tried::Kind::Bounded : Tried::Kind::Holds};
  case Kind::Broken: return {Tried::Kind::Broken};
  case Kind::Unknown: break;
  }
  return {claim.is_bounded ? Tried::Kind::Bounded : Tried::Kind::Unknown, claim.why};
}

std::vector<std::string> TestJudge::comments(std::string const& text, std::vector<std::size_t> const& at) {
  std::vector<std::string> out(at.size());
  auto const whole = asked_.as_it_is(text);
  if (whole.kind != Kind::Holds) return out;
  auto const sites = patch::sites_of(text);
  auto study = study_barriers(
      text, sites, parts_of(model_),
      [&](std::string const& changed) {
        auto const claim = std::make_shared<ClaimOfText const>(asked_.changed(changed, whole));
        return Said{claim->kind, claim->why, {}, claim};
      },
      [](patch::Site const&) {});
  find_pairs(study, *whole.test, asked_);
  for (auto const& f : study.findings)
    for (std::size_t i = 0; i < at.size(); ++i)
      if (f.site.at == at[i] && f.is_paired()) out[i] = pair_comment(study, f);
  return out;
}

} // namespace barrister::cli
