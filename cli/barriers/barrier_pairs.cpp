// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/alternatives.hpp"
#include "cli/barriers/other_partners.hpp"
#include "cli/wording.hpp"
#include "patch/bodies.hpp"
#include "proofs/explain.hpp"
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
    auto const own = static_cast<std::size_t>(&f - study_.findings.data());
    std::vector<Stands> all;
    std::set<std::size_t> alternatives; // where none stands that is needed
    EventId last = 0;                   // where the step before ends that it is in
    for (auto const& link : answer.explanation->steps) {
      auto const &from = x.events[link.from], &to = x.events[link.to];
      if (from.is_initial() || from.cpu != to.cpu) continue;
      if (from.cpu != f.site.thread && f.site.thread != patch::no_thread)
        if (auto other =
                other_partner(link.relation, statement(test_.program, from), fmt::format("P{}", from.cpu)))
          add_other(f, std::move(*other));
      auto standing = within(x, link);
      auto const are_not_needed = std::stable_partition(
          standing.begin(), standing.end(), [this](std::size_t i) { return study_.findings[i].is_needed(); });
      if (are_not_needed == standing.begin() && from.cpu != f.site.thread)
        alternatives.insert(standing.begin(), standing.end());
      standing.erase(are_not_needed, standing.end());
      for (auto const i : standing) {
        all.push_back({i, from.cpu});
        if (i != own) continue;
        bool const goes_on = !f.orders.empty() && last == link.from && from.kind == EventKind::Fence;
        f.orders = goes_on ? f.orders.substr(0, f.orders.find(" before ")) + " before " + told(to)
                           : fmt::format("{} before {}", told(from), told(to));
        last = link.to;
      }
    }
    for (auto const& [i, cpu] : all)
      if (is_of_another_cpu(f, own, cpu, all) && std::ranges::find(f.pairs_with, i) == f.pairs_with.end())
        f.pairs_with.push_back(i);
    add_sets(study_, f, alternatives);
  }

private:
  struct Stands { // a finding, in a cycle
    std::size_t finding = 0;
    CpuId cpu = 0;
  };
  // What is in a function is of the threads that call it.
  static bool is_of_another_cpu(Finding const& f, std::size_t own, CpuId cpu,
                                std::vector<Stands> const& all) {
    if (f.site.thread != patch::no_thread) return f.site.thread != cpu;
    return std::ranges::any_of(all,
                               [&](Stands const& mine) { return mine.finding == own && mine.cpu != cpu; });
  }
  std::string told(Event const& e) const { return access_in_words(statement(test_.program, e), e.kind); }

  // A fence is between the two; what orders by itself is one of them.
  std::vector<std::size_t> within(Execution const& x, proofs::Link const& link) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < study_.findings.size(); ++i) {
      auto const& f = study_.findings[i];
      bool const is_fence = f.site.weaker[0].words.empty();
      if (!f.is_needed() && !is_alternative(study_, i)) continue;
      for (EventId e = 0; e < x.events.size(); ++e) {
        bool const is_end = (e == link.from && may_order_first(x.events[e].tags)) ||
                            (e == link.to && may_order_last(x.events[e].tags));
        bool const is_between =
            is_fence && x.po.contains(link.from, e) && x.po.contains(e, link.to) &&
            may_be_fence_of(x.events[e].tags, x.events[link.from], x.events[link.to], link.relation);
        if ((!is_end && !is_between) || !is_at(x.events[e], f.site)) continue;
        out.push_back(i);
        break;
      }
    }
    return out;
  }
  bool is_at(Event const& e, patch::Site const& site) const {
    if (e.is_initial() || (site.thread != patch::no_thread && site.thread != e.cpu)) return false;
    auto const& place = test_.program.threads[e.cpu].instructions[e.instruction].place;
    return Position(place.line, place.column) == statement_at(e.cpu, site);
  }
  Position statement_at(CpuId cpu, patch::Site const& site) const {
    Position out;
    for (auto const& i : test_.program.threads[cpu].instructions)
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
  leave_out_orders_of_one(study);
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
