// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/kept_claims.hpp"
#include "cli/flags.hpp"
#include "cli/report_trace.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace barrister::cli {

using Kind = ClaimOfText::Kind;
using Holds = ClaimVerdict::Kind;

namespace {

std::string are_violated(std::vector<std::string> const& names) {
  return fmt::format("{} {} violated", fmt::join(names, ", "), names.size() == 1 ? "is" : "are");
}
// Of so many that are kept.
std::string then_hold(std::vector<std::string> const& names, std::size_t of_all) {
  auto const which =
      names.size() == of_all && of_all > 2 ? "they" : fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("whether {} then {}", which, names.size() == 1 ? "holds" : "hold");
}
std::string for_more_than(unsigned rounds) {
  return fmt::format(" for more than {} rounds of loops", rounds);
}

} // namespace

bool may_be_kept(Question const& q) {
  using Expected = frontend::Expectation::Verdict;
  return !q.expected || q.expected->verdict == Expected::Holds || q.expected->verdict == Expected::Within;
}

KeptClaims::KeptClaims(AskedVariants const& asked, std::vector<std::size_t> const& claims,
                       ProtocolAnswer const& as_it_is)
    : asked_(asked), flags_(as_it_is.open_flags) {
  for (auto const& f : as_it_is.flags) flags_.push_back(f.name);
  for (std::size_t i = 0; i < as_it_is.claims.size(); ++i) {
    auto const& a = as_it_is.claims[i];
    bool const is_kept = a.verdict.kind == Holds::Holds || a.verdict.kind == Holds::HoldsWithin;
    (is_kept ? names_ : a.verdict.kind == Holds::Unknown ? unknown_ : open_).push_back(a.question.claim.name);
    if (!is_kept) continue;
    claims_.push_back(claims[i]);
    bounds_.push_back(a.verdict.kind == Holds::HoldsWithin ? a.unroll : 0);
    rounds_ = std::max(rounds_, bounds_.back());
  }
}

Said KeptClaims::said(std::string const& text) const {
  return said(std::make_shared<AskedVariants::Result const>(asked_.ask(text, claims_)));
}

Said KeptClaims::said(std::shared_ptr<AskedVariants::Result const> const& result) const {
  return said(result, places());
}
std::string KeptClaims::unknown_in_words() const {
  return fmt::format("it is not known whether {} {}", fmt::join(unknown_, ", "),
                     unknown_.size() == 1 ? "holds" : "hold");
}
std::string KeptClaims::in_words() const {
  std::vector<std::string> whole, bounded;
  for (std::size_t i = 0; i < names_.size(); ++i) (bounds_[i] ? bounded : whole).push_back(names_[i]);
  auto const hold = [](std::vector<std::string> const& all) {
    return all.empty() ? "" : fmt::format("{} {}", fmt::join(all, ", "), all.size() == 1 ? "holds" : "hold");
  };
  auto const within = fmt::format(" within {} rounds", rounds_);
  return hold(whole) + (whole.empty() || bounded.empty() ? "" : "; ") + hold(bounded) +
         (bounded.empty() ? "" : within);
}
std::vector<Claim> KeptClaims::questions(AskedVariants::Result const& as_it_is) const {
  std::vector<Claim> out;
  for (auto const i : claims_) out.push_back(as_it_is.questions.at(i).claim);
  return out;
}
std::vector<std::size_t> KeptClaims::places() const {
  std::vector<std::size_t> all(claims_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

Said KeptClaims::broken(std::vector<std::size_t> const& some) const {
  std::vector<std::string> violated;
  for (auto const i : some) violated.push_back(names_[i]);
  return {Kind::Broken, are_violated(violated)};
}

Said KeptClaims::bounded(std::vector<std::size_t> const& some, unsigned rounds) const {
  std::vector<std::string> names;
  for (auto const i : some) names.push_back(names_[i]);
  return {Kind::Unknown, then_hold(names, names_.size()) + for_more_than(rounds)};
}

bool KeptClaims::is_kept(std::size_t claim, ClaimAnswer const& a) const {
  return a.verdict.kind == Holds::Holds ||
         (a.verdict.kind == Holds::HoldsWithin && bounds_[claim] > 0 && a.unroll >= bounds_[claim]);
}
bool KeptClaims::has_more(ProtocolAnswer const& answer) const {
  return answer.fault || !answer.unknown.empty() ||
         std::ranges::any_of(answer.flags, [this](RaisedFlag const& f) { return is_new(f.name); }) ||
         std::ranges::any_of(answer.open_flags, [this](std::string const& f) { return is_new(f); });
}

Said KeptClaims::said(std::shared_ptr<AskedVariants::Result const> const& result,
                      std::vector<std::size_t> const& some) const {
  auto const& answer = result->answer;
  if (!result->problem.empty()) return {Kind::Unknown, result->problem};
  if (answer.fault) return {Kind::Broken, "what has no meaning can happen"};
  for (auto const& f : answer.flags)
    if (is_new(f.name)) return {Kind::Broken, flag_in_words(f.name)};
  if (answer.claims.size() != some.size()) return {Kind::Unknown, "not all claims were asked"};
  std::vector<std::string> violated, unknown;
  std::optional<unsigned> rounds = 0; // for which all that are unknown do hold
  ClaimAnswer const* first = nullptr;
  for (std::size_t i = 0; i < answer.claims.size(); ++i) {
    auto const& a = answer.claims[i];
    if (a.verdict.kind == Holds::Violated) {
      violated.push_back(a.question.claim.name);
      if (!first) first = &a;
    } else if (!is_kept(some[i], a)) {
      unknown.push_back(a.question.claim.name);
      rounds = rounds && a.verdict.kind == Holds::HoldsWithin ? std::optional(a.unroll) : std::nullopt;
    }
  }
  if (!answer.unknown.empty()) return {Kind::Unknown, answer.unknown};
  if (first) {
    Said out{Kind::Broken, are_violated(violated)};
    out.variant = result;
    out.protocol = result->protocol;
    out.violated = std::shared_ptr<ClaimAnswer const>(result, first);
    out.trace = [result, first](std::size_t width) { return report_trace(*result->protocol, *first, width); };
    return out;
  }
  if (!unknown.empty())
    return {Kind::Unknown, then_hold(unknown, names_.size()) + (rounds ? for_more_than(*rounds) : "")};
  for (auto const& f : answer.open_flags)
    if (is_new(f)) return {Kind::Unknown, flag_in_words(f)};
  return {Kind::Holds, ""};
}

bool KeptClaims::is_bounded() const { return rounds_ > 0; }
bool KeptClaims::is_new(std::string const& flag) const { return std::ranges::count(flags_, flag) == 0; }

bool is_other_code(AskedVariants::Result const& changed, std::string const& program) {
  return !changed.is_replaced && changed.program != program;
}
std::vector<patch::Site> sites_of_variant(AskedVariants const& asked, std::string const& text,
                                          std::string const& program) {
  std::vector<patch::Site> out;
  for (auto& site : patch::sites_of_protocol(text)) {
    auto const changed = patch::edited(text, {site.weaker[0].edit});
    if (changed && is_other_code(asked.read(*changed), program)) out.push_back(std::move(site));
  }
  return out;
}

} // namespace barrister::cli
