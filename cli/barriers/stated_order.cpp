// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/stated_order.hpp"
#include "patch/code.hpp"
#include <algorithm>
#include <cctype>
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
// "READ_ONCE(*x)", "the load of x"; "smp_store_release(x, 1)", "the write of x".
struct Said {
  bool reads = false, writes = false;
};
Said said_in(std::string_view words) {
  Said out;
  for (std::size_t i = 0; i < words.size();) {
    std::string word;
    for (; i < words.size() && std::isalpha(static_cast<unsigned char>(words[i])) != 0; ++i)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(words[i])));
    if (word.empty()) ++i;
    out.reads = out.reads || word == "read" || word == "load" || word == "dereference";
    out.writes = out.writes || word == "write" || word == "store" || word == "assign";
  }
  return out;
}
// One reads, and the other one writes. What says neither, or both, may be any access.
bool are_other_accesses(std::string_view a, std::string_view b) {
  auto const one = said_in(a), other = said_in(b);
  return (one.reads && !one.writes && other.writes && !other.reads) ||
         (one.writes && !one.reads && other.reads && !other.writes);
}
bool may_be_same(std::string_view stated, std::string_view found) {
  return share(names_in(stated), names_in(found)) && !are_other_accesses(stated, found);
}
Names both(Names const& a, Names const& b) {
  Names out;
  std::ranges::set_intersection(a, b, std::inserter(out, out.end()));
  return out;
}

} // namespace

bool is_found(patch::PairComment::Order const& stated, Finding const& f) {
  constexpr std::string_view before = " before ";
  if (f.orders == stated.first + std::string(before) + stated.second) return true;
  if (auto const middle = f.orders.find(before); middle != f.orders.npos)
    return may_be_same(stated.first, f.orders.substr(0, middle)) &&
           may_be_same(stated.second, f.orders.substr(middle + before.size()));
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
