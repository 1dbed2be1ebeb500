// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/screened_texts.hpp"
#include "spec/joined.hpp"
#include <algorithm>
#include <iterator>

namespace barrister::cli {
namespace {

using Kind = ClaimVerdict::Kind;

// More make each question slower, for what an access is in one of them stands beside what it is in another.
constexpr std::size_t most_together = 12;

bool can_join(AskedVariants::Result const& a, AskedVariants::Result const& b) {
  std::vector<Protocol const*> const both{a.protocol.get(), b.protocol.get()};
  return joined(both).has_value();
}
bool is_known(ClaimAnswer const& a) {
  return a.verdict.kind == Kind::Holds || a.verdict.kind == Kind::Violated ||
         a.verdict.kind == Kind::HoldsWithin;
}

} // namespace

ScreenedTexts::ScreenedTexts(AskedVariants const& asked, AskedVariants::Result as_it_is,
                             std::vector<std::string> const& texts, Read const& read, unsigned jobs)
    : asked_(asked), jobs_(jobs), as_it_is_(std::move(as_it_is)) {
  for (auto const& text : texts) {
    auto one = read(text);
    if (!one.problem.empty() || !can_join(as_it_is_, one)) continue;
    texts_.push_back(text);
    readings_.push_back(std::move(one));
  }
}

std::optional<ProtocolAnswer> ScreenedTexts::ask(std::size_t group, Claims const& as_it_is,
                                                 Claims const& of_others, OnFeedback on_feedback) const {
  auto const from = group * most_together, to = std::min(from + most_together, readings_.size());
  std::vector<AskedVariants::Result> some{as_it_is_};
  for (auto i = from; i < to; ++i) some.push_back(readings_[i]);
  return asked_.ask_together(some, as_it_is, of_others, on_feedback, jobs_);
}

// What holds within a bound as it is has to be asked within that bound of the others, too.
std::optional<ProtocolAnswer> ScreenedTexts::settle(Claims const& claims) {
  bool const is_any_number =
      std::ranges::any_of(as_it_is_.protocol->contexts, &barrister::Context::is_unbounded);
  if (readings_.empty() || claims.empty() || is_any_number) return std::nullopt;
  Claims some;
  std::ranges::copy_if(claims, std::back_inserter(some),
                       [this](std::size_t i) { return may_be_kept(as_it_is_.questions.at(i)); });
  for (auto const on_feedback : {OnFeedback::Stops, OnFeedback::MoreRounds}) {
    auto answer = ask(0, claims, some, on_feedback);
    bool const is_clean = answer && !answer->fault && answer->unknown.empty() && answer->flags.empty() &&
                          answer->open_flags.empty();
    if (!is_clean) return std::nullopt;
    auto out = *answer;
    out.claims.resize(claims.size());
    bool const is_bounded = std::ranges::any_of(
        out.claims, [](ClaimAnswer const& a) { return a.verdict.kind == Kind::HoldsWithin; });
    if (is_bounded && on_feedback == OnFeedback::Stops) continue;
    if (!std::ranges::all_of(out.claims, is_known)) return std::nullopt;
    answer->claims.erase(answer->claims.begin(), answer->claims.begin() + std::ssize(claims));
    of_first_group_ = {std::move(some), std::move(*answer)};
    return out;
  }
  return std::nullopt;
}

void ScreenedTexts::look_at(KeptClaims const& kept) {
  auto const is_asked = [&](std::size_t i) { return std::ranges::count(of_first_group_->claims, i) > 0; };
  bool const is_first_known = of_first_group_ && std::ranges::all_of(kept.claims(), is_asked);
  if (readings_.size() < 2 && !is_first_known) return; // alone, it is asked as soon by itself
  auto const on_feedback = kept.is_bounded() ? OnFeedback::MoreRounds : OnFeedback::Stops;
  for (std::size_t group = 0; group * most_together < readings_.size(); ++group) {
    bool const is_known = group == 0 && is_first_known;
    auto const& claims = is_known ? of_first_group_->claims : kept.claims();
    auto const answer =
        is_known ? std::optional(of_first_group_->answer) : ask(group, {}, claims, on_feedback);
    if (!answer || kept.has_more(*answer)) continue;
    for (std::size_t i = 0; i < most_together && group * most_together + i < readings_.size(); ++i)
      note(texts_[group * most_together + i],
           std::span(answer->claims).subspan(i * claims.size(), claims.size()), claims, kept);
  }
}

void ScreenedTexts::note(std::string const& text, std::span<ClaimAnswer const> answers, Claims const& of,
                         KeptClaims const& kept) {
  Known known;
  bool is_open = false;
  for (std::size_t c = 0; c < kept.claims().size(); ++c) {
    auto const& answer =
        answers[static_cast<std::size_t>(std::ranges::find(of, kept.claims()[c]) - of.begin())];
    if (answer.verdict.kind == Kind::Violated) {
      known.violated.push_back(c);
    } else if (!kept.is_kept(c, answer)) {
      known.bounded.push_back(c);
      known.rounds = answer.unroll;
      is_open = is_open || answer.verdict.kind != Kind::HoldsWithin;
    }
  }
  if (!is_open || !known.violated.empty()) known_.insert_or_assign(text, std::move(known));
}

ScreenedTexts::Known const* ScreenedTexts::of(std::string const& text) const {
  auto const at = known_.find(text);
  return at == known_.end() ? nullptr : &at->second;
}

} // namespace barrister::cli
