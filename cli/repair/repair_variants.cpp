// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/repair_variants.hpp"
#include "cli/flags.hpp"
#include "cli/inputs.hpp"
#include "cli/monotone.hpp"
#include "proofs/carried_over.hpp"
#include "proofs/lasso.hpp"
#include "proofs/races.hpp"
#include "proofs/replay.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <iterator>
#include <set>

namespace barrister::cli {
namespace {

using Stands = ClaimOfText::Kind;

bool is_of(std::vector<std::size_t> const& all, std::size_t one) {
  return std::ranges::find(all, one) != all.end();
}
ProtocolEffort without_smaller(ProtocolEffort effort) {
  effort.smaller = effort.smaller_covers = 0;
  return effort;
}
void list(std::string& out, std::string const& name) { out += (out.empty() ? "" : ", ") + name; }

} // namespace

VariantJudge::VariantJudge(std::string const& file, std::string text, std::string variant,
                           ProtocolModel const& model, ProtocolEffort const& effort, Pruning pruning,
                           Covers covers)
    : file_(shown_name(file)), text_(std::move(text)), model_(model), pruning_(pruning),
      asked_(file, variant, model, without_smaller(effort)), explained_(file, variant, model, effort),
      is_monotone_(more_barriers_forbid_more(model.memory)) {
  auto const claims = asked_.of_properties(text_, effort.properties, covers);
  auto const base = asked_.ask(text_, claims);
  if (!base.problem.empty())
    problem_ = asked_.problem_in_words(base);
  else {
    claims_ = claims;
    look_at(base);
  }
}

void VariantJudge::look_at(Result const& base) {
  auto const& answer = base.answer;
  for (auto const& f : answer.flags) flags_.push_back(f.name);
  flags_.insert(flags_.end(), answer.open_flags.begin(), answer.open_flags.end());
  if (!answer.unknown.empty() || answer.claims.size() != claims_.size()) {
    base_.words = answer.unknown.empty() ? "not all claims were asked" : answer.unknown;
    return;
  }
  auto const all = std::exchange(claims_, {});
  std::string broken, open, hopeless, bounded;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const& a = answer.claims[i];
    auto const& name = a.question.claim.name;
    bool const is_cover = a.question.claim.kind == Claim::Kind::Cover;
    auto const now = answer.fault ? Standing::Violated : standing(a.verdict);
    // What is not reached no barrier makes reached; what is not known to be reached is not asked for.
    if (is_cover && now != Standing::Holds && !answer.fault) continue;
    claims_.push_back(all[i]);
    if (!is_cover) list(names_, name);
    switch (now) {
    case Standing::Violated:
      broken_.push_back(all[i]);
      if (is_cover) break;
      list(broken, name);
      broken_names_.push_back(name);
      break;
    case Standing::Vacuous: list(hopeless, name); break;
    case Standing::Unknown:
      bounded_.push_back(all[i]);
      list(open, name);
      break;
    case Standing::Bounded:
      bounded_.push_back(all[i]);
      list(bounded, name);
      break;
    case Standing::Holds: break;
    }
  }
  auto const verb = [](std::string const& names, char const* one, char const* many) {
    return names + (names.find(',') == names.npos ? one : many);
  };
  base_.is_bounded = !bounded.empty();
  base_.is_hopeless = !hopeless.empty();
  base_.kind = !broken.empty() ? Stands::Broken : !open.empty() ? Stands::Unknown : Stands::Holds;
  base_.words = answer.fault        ? "what has no meaning can happen"
                : !hopeless.empty() ? verb(hopeless, " is vacuous", " are vacuous")
                : !broken.empty()   ? verb(broken, " is violated", " are violated")
                : !open.empty()     ? "whether " + verb(open, " holds", " hold")
                                    : in_words_now();
  if (base_.is_hopeless) base_.kind = Stands::Broken;
  fault_ = answer.fault;
  if (answer.fault) return;
  keep(base, all);
  for (auto const& a : answer.claims)
    if (a.verdict.kind == ClaimVerdict::Kind::Violated && a.verdict.lasso) livelocks_.push_back(a);
  for (auto const& against : against_) as_it_is_.push_back(against.shown);
}

unsigned VariantJudge::rounds_that_break() const {
  unsigned out = fault_ ? fault_->unroll : 0;
  for (auto const& shown : as_it_is_) out = std::max(out, shown.unroll);
  for (auto const& a : livelocks_) out = std::max(out, a.unroll);
  return out;
}

std::string VariantJudge::in_words_now() const {
  return names_ + (names_.find(',') == names_.npos ? " holds" : " hold");
}

void VariantJudge::keep(Result const& result, std::vector<std::size_t> const& claims) {
  if (pruning_ == Pruning::None) return;
  for (std::size_t i = 0; i < result.answer.claims.size(); ++i) {
    auto const& a = result.answer.claims[i];
    if (a.verdict.kind == ClaimVerdict::Kind::Violated && a.verdict.execution && !a.verdict.lasso)
      against_.push_back(
          {claims[i], {a.question.claim, result.protocol, *a.verdict.execution, a.unroll}, {}});
  }
}

bool VariantJudge::breaks(Claim const& claim, Protocol const& world, ProtocolExecution const& x,
                          unsigned unroll) const {
  if (!proofs::complaints(world, model_.memory, x, unroll).empty()) return false;
  switch (claim.kind) {
  case Claim::Kind::NoRaces:
    return proofs::speaks_of(claim, world, x) && !proofs::races(model_.memory, x.execution).empty();
  case Claim::Kind::Never: return proofs::answers(world, x, claim) == true;
  case Claim::Kind::Finally:
  case Claim::Kind::Terminates:
  case Claim::Kind::NoDeadlock: return proofs::answers(world, x, claim) == false;
  case Claim::Kind::Cover: break;
  }
  return false;
}

// Texts of which it makes the same events are one to it.
bool VariantJudge::refutes(Against& against, Result const& text) const {
  auto const& question = text.questions.at(against.claim);
  auto const& [origin, protocol, execution, unroll] = against.shown;
  auto const from = world_of(*protocol, question.claim), to = world_of(*text.protocol, question.claim);
  auto const x = proofs::carried_over(execution, from, to, unroll);
  if (!x) return false;
  auto events = x->execution.events;
  for (auto& e : events) e.instruction = 0; // its number differs from text to text
  auto const known = std::ranges::find(against.known, events, [](auto const& k) { return k.first; });
  if (known != against.known.end()) return known->second;
  auto const out = breaks(question.claim, to, *x, unroll);
  against.known.emplace_back(std::move(events), out);
  return out;
}

AskedVariants::Result const& VariantJudge::reading(std::string const& text) {
  auto const found = readings_.find(text);
  return found != readings_.end() ? found->second : readings_.emplace(text, asked_.read(text)).first->second;
}
std::optional<bool> VariantJudge::refutes(std::size_t execution, std::string const& text) {
  auto const& read = reading(text);
  return read.problem.empty() ? std::optional(refutes(against_[execution], read)) : std::nullopt;
}
bool VariantJudge::is_monotone(std::size_t execution) const {
  auto const& shown = against_[execution].shown;
  return is_monotone_ && is_of_states(shown.claim, *shown.protocol);
}
bool VariantJudge::are_same(std::string const& one, std::string const& other) const {
  auto const a = asked_.read(one), b = asked_.read(other);
  return a.problem.empty() && b.problem.empty() && a.program == b.program;
}

bool VariantJudge::shows_to(RepairJudge const& other) const {
  auto const* judge = dynamic_cast<VariantJudge const*>(&other);
  if (!judge) return false;
  auto const text = judge->asked_.read(judge->text_);
  auto const& model = judge->model_.memory;
  auto const is_livelock = [&](ClaimAnswer const& a) {
    auto const& claim = a.question.claim;
    auto const world = world_of(*text.protocol, claim);
    return proofs::complaints(world, model, *a.verdict.lasso, a.unroll).empty() &&
           proofs::answers(world, *a.verdict.lasso, claim) == false;
  };
  return std::ranges::any_of(
             against_,
             [&](Against a) { return is_of(judge->claims_, a.claim) && judge->refutes(a, text); }) ||
         std::ranges::any_of(livelocks_, is_livelock) ||
         (fault_ && proofs::complaints_as_faulty(*text.protocol, model, *fault_, fault_->unroll).empty());
}

Tried VariantJudge::with(std::string const& text) {
  using T = Tried::Kind;
  // What is broken is asked first: mostly that is all.
  std::vector<std::size_t> others;
  std::ranges::copy_if(claims_, std::back_inserter(others), [&](auto c) { return !is_of(broken_, c); });
  Tried out{T::Unknown, "nothing is asked"};
  for (auto const* claims : {&broken_, &others}) {
    if (claims->empty()) continue;
    auto const result = asked_.ask(text, *claims);
    auto const tried = said(result, *claims);
    keep(result, *claims);
    if (tried.kind != T::Holds && tried.kind != T::Bounded) return tried;
    if (out.kind != T::Bounded)
      out = tried;
    else if (tried.kind == T::Bounded)
      list(out.why, tried.why);
  }
  return out;
}

bool VariantJudge::is_new(std::string const& flag) const {
  return std::ranges::find(flags_, flag) == flags_.end();
}

Tried VariantJudge::said(Result const& result, std::vector<std::size_t> const& claims) const {
  using T = Tried::Kind;
  auto const& answer = result.answer;
  if (!result.problem.empty()) return {T::NoProgram};
  if (answer.fault) return {T::Broken};
  for (auto const& f : answer.flags)
    if (is_new(f.name)) return {T::Broken};
  std::string unknown, bounded;
  for (std::size_t i = 0; i < answer.claims.size(); ++i) {
    auto const& a = answer.claims[i];
    auto const now = standing(a.verdict);
    if (now == Standing::Violated || now == Standing::Vacuous) return {T::Broken};
    if (now == Standing::Unknown) list(unknown, a.question.claim.name);
    // What held for good and now does within a bound is known less of.
    if (now == Standing::Bounded)
      list(is_of(bounded_, claims[i]) || is_of(broken_, claims[i]) ? bounded : unknown,
           a.question.claim.name);
  }
  if (!answer.unknown.empty()) return {T::Unknown, answer.unknown};
  if (answer.claims.size() != claims.size()) return {T::Unknown, "not all claims were asked"};
  if (!unknown.empty()) return {T::Unknown, "whether " + unknown + " then holds"};
  for (auto const& f : answer.open_flags)
    if (is_new(f)) return {T::Unknown, flag_in_words(f)};
  return bounded.empty() ? Tried{T::Holds} : Tried{T::Bounded, bounded};
}

// What is so without it, all else as repaired.
VariantJudge::Result VariantJudge::without(std::string const& repaired, patch::Site const& site) const {
  auto const text = patch::edited(repaired, {site.weaker.front().edit});
  return text ? explained_.ask(*text, broken_) : Result{};
}
bool VariantJudge::is_needed(std::string const& repaired, patch::Site const& site) const {
  auto const result = without(repaired, site);
  return result.answer.claims.empty() || std::ranges::any_of(result.answer.claims, [](ClaimAnswer const& a) {
           return standing(a.verdict) != Standing::Holds && standing(a.verdict) != Standing::Bounded;
         });
}

// What stands with it in the cycles for which the model forbids what happens without it, and is needed
// itself.
std::vector<std::string> VariantJudge::comments(std::string const& text, std::vector<std::size_t> const& at) {
  std::vector<std::string> out(at.size());
  auto const repaired = asked_.read(text);
  if (!repaired.problem.empty()) return out;
  auto const is_new = [&](Finding const& f) { return std::ranges::find(at, f.site.at) != at.end(); };
  std::map<std::size_t, std::vector<ShownAgainst>> shown; // by where it stands
  auto const without_it = [&](Finding const& f) {
    if (!is_new(f)) return std::vector<ShownAgainst>{};
    auto const [known, is_first] = shown.try_emplace(f.site.at);
    if (is_first)
      for (auto const& result = without(text, f.site); auto const& a : result.answer.claims)
        if (a.verdict.kind == ClaimVerdict::Kind::Violated && a.verdict.execution && !a.verdict.lasso)
          known->second.push_back({a.question.claim, result.protocol, *a.verdict.execution, a.unroll});
    return known->second;
  };
  std::set<std::size_t> looked_at, needless; // of those that may be partners
  for (bool changed = true; changed;) {
    changed = false;
    Study study;
    for (auto& site : patch::sites_of_protocol(text)) {
      auto& f = study.findings.emplace_back();
      f.weakest.kind = needless.contains(site.at) ? Stands::Holds : Stands::Broken;
      f.site = std::move(site);
    }
    find_pairs(study, *repaired.protocol, model_.memory, file_, without_it);
    for (auto const& f : study.findings)
      for (auto const* partners : {&f.pairs_with, &f.pairs_in_some})
        for (auto i : *partners)
          if (auto const& p = study.findings[i];
              is_new(f) && !is_new(p) && looked_at.insert(p.site.at).second && !is_needed(text, p.site))
            changed = needless.insert(p.site.at).second;
    for (auto const& f : study.findings)
      for (std::size_t i = 0; i < at.size(); ++i)
        if (f.site.at == at[i]) out[i] = f.is_paired() ? pair_comment(study, f) : "";
  }
  return out;
}

} // namespace barrister::cli
