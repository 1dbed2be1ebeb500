// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/screened_texts.hpp"
#include "spec/joined.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// More make each question slower, for what an access is in one of them stands beside what it is in another.
constexpr std::size_t most_together = 12;

bool can_join(AskedVariants::Result const& a, AskedVariants::Result const& b) {
  std::vector<Protocol const*> const both{a.protocol.get(), b.protocol.get()};
  return joined(both).has_value();
}

} // namespace

void ScreenedTexts::look_at(std::vector<std::string> const& texts, AskedVariants::Result const& as_it_is,
                            AskedVariants const& asked, KeptClaims const& kept, Read const& read) {
  std::vector<std::string> names;
  std::vector<AskedVariants::Result> readings;
  for (auto const& text : texts) {
    auto one = read(text);
    if (!one.problem.empty() || !can_join(as_it_is, one)) continue;
    names.push_back(text);
    readings.push_back(std::move(one));
  }
  if (readings.size() < 2) return; // alone, each is asked as soon by itself
  auto const of_each = kept.claims().size();
  for (std::size_t from = 0; from < readings.size(); from += most_together) {
    auto const to = std::min(from + most_together, readings.size());
    std::vector<AskedVariants::Result> some{as_it_is};
    for (auto i = from; i < to; ++i) some.push_back(readings[i]);
    auto const answer = asked.ask_together(some, kept.claims());
    if (!answer || kept.has_more(*answer)) continue;
    for (auto i = from; i < to; ++i) {
      std::vector<std::size_t> violated;
      bool is_open = false;
      for (std::size_t c = 0; c < of_each; ++c) {
        auto const& verdict = answer->claims.at((i - from) * of_each + c).verdict;
        if (verdict.kind == ClaimVerdict::Kind::Violated)
          violated.push_back(c);
        else
          is_open = is_open || !kept.is_kept(c, verdict);
      }
      if (!is_open || !violated.empty()) violated_.insert_or_assign(names[i], std::move(violated));
    }
  }
}

std::vector<std::size_t> const* ScreenedTexts::violated(std::string const& text) const {
  auto const at = violated_.find(text);
  return at == violated_.end() ? nullptr : &at->second;
}

} // namespace barrister::cli
