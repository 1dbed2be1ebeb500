// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barrier_study.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace barrister::cli {
namespace {

using Position = std::pair<std::uint32_t, std::uint32_t>; // line and column

class Pairing {
public:
  Pairing(Study& study, LitmusTest const& test, AskedTexts const& asked)
      : study_(study), test_(test), asked_(asked) {}

  void explain(Finding& f) const {
    auto const& without = *f.weakest.test;
    auto const& result = without.answer.result;
    auto const& shown = test_.quantifier == Quantifier::Forall ? result.falsifying : result.satisfying;
    auto const asked = asked_about(test_);
    bool const has_array =
        std::ranges::any_of(asked, [](Observable const& o) { return std::holds_alternative<WholeArray>(o); });
    if (!shown || has_array || asked.empty()) return;
    auto const values = final_values(without.test->program, result.states[*shown].execution, asked);
    auto const answer = asked_.why_not(test_, values);
    if (!answer.explanation || !answer.result.forbidden) return;
    auto const& x = *answer.result.forbidden;
    for (auto const& link : answer.explanation->steps)
      if (auto const& from = x.events[link.from], &to = x.events[link.to];
          !from.is_initial() && from.cpu == to.cpu)
        look_at(f, from, to);
  }

private:
  void look_at(Finding& f, Event const& from, Event const& to) const {
    for (std::size_t i = 0; i < study_.findings.size(); ++i) {
      auto const& other = study_.findings[i];
      if (!other.is_needed() || other.site.thread != from.cpu || !is_within(other.site, from, to)) continue;
      if (&other == &f)
        f.orders = fmt::format("{} before {}", told(from), told(to));
      else if (other.site.thread != f.site.thread && std::ranges::find(f.pairs_with, i) == f.pairs_with.end())
        f.pairs_with.push_back(i);
    }
  }
  std::string told(Event const& e) const { return access_in_words(statement(test_.program, e)); }
  // A fence is between the two; what orders by itself is one of them.
  bool is_within(patch::Site const& site, Event const& from, Event const& to) const {
    auto const at = [&](Event const& e) {
      auto const& place = test_.program.threads[e.cpu].instructions[e.instruction].place;
      return Position(place.line, place.column);
    };
    Position const here(site.line, site.column);
    auto const own = statement_at(site);
    if (own == at(from) || own == at(to)) return true;
    return site.weaker[0].words.empty() && at(from) < here && here < at(to);
  }
  Position statement_at(patch::Site const& site) const {
    Position out;
    for (auto const& i : test_.program.threads[site.thread].instructions)
      if (Position const place(i.place.line, i.place.column); place <= Position(site.line, site.column))
        out = std::max(out, place);
    return out;
  }

  Study& study_;
  LitmusTest const& test_;
  AskedTexts const& asked_;
};

// What it ends with where the claim does not hold; nothing where not all of that is known.
using States = std::set<std::vector<Value>>;
std::optional<States> against(Finding const& f) {
  if (!f.weakest.test || !f.weakest.test->test) return std::nullopt;
  auto const& test = *f.weakest.test->test;
  auto const& result = f.weakest.test->answer.result;
  if (result.capped || !result.unknown.empty()) return std::nullopt;
  States out;
  for (auto const& state : result.states) {
    auto const value = [&](Observable const& o) {
      return final_values(test.program, state.execution, {o}).front();
    };
    if (holds(test.proposition, test.program, value) != (test.quantifier == Quantifier::Forall))
      out.insert(state.values);
  }
  return out.empty() ? std::nullopt : std::optional(std::move(out));
}

} // namespace

void find_pairs(Study& study, LitmusTest const& test, AskedTexts const& asked) {
  Pairing const pairing(study, test, asked);
  auto& all = study.findings;
  for (auto& f : all)
    if (f.is_needed()) pairing.explain(f);
  // Of each, one execution is looked at: there are others, in which it stands with others.
  for (std::size_t i = 0; i < all.size(); ++i)
    for (auto other : all[i].pairs_with)
      if (auto& back = all[other].pairs_with; std::ranges::find(back, i) == back.end()) back.push_back(i);
}

bool are_apart(Finding const& a, Finding const& b) {
  auto const one = against(a), other = against(b);
  return one && other &&
         std::ranges::none_of(*one, [&](auto const& state) { return other->contains(state); });
}

} // namespace barrister::cli
