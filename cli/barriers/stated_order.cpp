// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/stated_order.hpp"
#include "patch/code.hpp"
#include <algorithm>
#include <set>

namespace barrister::cli {
namespace {

using Names = std::set<std::string>;

// But for what is called: that many accesses have in common.
Names names_in(std::string_view code) {
  Names out;
  for (std::size_t i = 0; i < code.size();) {
    if (!patch::starts_a_word(code[i])) {
      for (; i < code.size() && patch::goes_on(code[i]); ++i) {
      } // a number
      if (i < code.size() && !patch::starts_a_word(code[i])) ++i;
      continue;
    }
    auto const end = patch::end_of_word(code, i), behind = patch::behind_space(code, end);
    if (behind >= code.size() || code[behind] != '(') out.emplace(code.substr(i, end - i));
    i = end;
  }
  return out;
}
bool share(Names const& a, Names const& b) {
  return std::ranges::any_of(a, [&](std::string const& name) { return b.contains(name); });
}
Names both(Names const& a, Names const& b) {
  Names out;
  std::ranges::set_intersection(a, b, std::inserter(out, out.end()));
  return out;
}

} // namespace

bool is_found(patch::PairComment::Order const& stated, Finding const& f) {
  auto const first = names_in(stated.first), second = names_in(stated.second);
  constexpr std::string_view before = " before ";
  if (f.orders == stated.first + std::string(before) + stated.second) return true;
  if (auto const middle = f.orders.find(before); middle != f.orders.npos)
    return share(first, names_in(f.orders.substr(0, middle))) &&
           share(second, names_in(f.orders.substr(middle + before.size())));
  return false;
}

bool is_possible(patch::PairComment::Order const& stated, patch::Site const& site, std::string_view text,
                 patch::Body const& body) {
  auto const code = patch::code_of(text);
  auto const close = std::min(body.close, code.size());
  auto const between = [&](std::size_t from, std::size_t to) {
    return names_in(std::string_view(code).substr(from, to - from));
  };
  auto const all = between(body.open, close);
  // An acquire is the access before, and a release the one behind: both are on either side.
  auto const open = code.find('(', site.at);
  auto const end = open == code.npos ? std::nullopt : patch::closing(code, open);
  auto const first = both(names_in(stated.first), all), second = both(names_in(stated.second), all);
  if (first.empty() || second.empty()) return true; // in words of its own
  return share(first, between(body.open, std::min(end.value_or(close), close))) &&
         share(second, between(std::max(site.at, body.open), close));
}

} // namespace barrister::cli
