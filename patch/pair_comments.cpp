// SPDX-License-Identifier: BSD-2-Clause
#include "patch/pair_comments.hpp"
#include "patch/code.hpp"
#include "patch/primitives.hpp"
#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

namespace barrister::patch {
namespace {

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The words of a comment, those that are called with their "(", and without what they are called with; and
// full stops, commas, colons, semicolons, ampersands.
std::vector<std::string> words_of(std::string_view comment) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < comment.size();) {
    if (std::string_view(".,:;&").find(comment[i]) != std::string_view::npos) out.emplace_back(1, comment[i]);
    if (!is_of_word(comment[i])) {
      ++i;
      continue;
    }
    auto const from = i;
    while (i < comment.size() && is_of_word(comment[i])) ++i;
    bool const is_called = i < comment.size() && comment[i] == '(';
    out.emplace_back(comment.substr(from, i + (is_called ? 1 : 0) - from));
    if (is_called) i = closing(comment, i).value_or(i) + 1;
  }
  return out;
}
std::string without_bracket(std::string word) {
  if (word.ends_with('(')) word.pop_back();
  return word;
}
std::string lower(std::string word) {
  for (auto& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return word;
}

// "control" of "control dependency"
std::string dependency_in(std::string const& first, std::string const& second) {
  constexpr std::array kinds{std::pair{"address", "address"}, std::pair{"addr", "address"},
                             std::pair{"data", "data"}, std::pair{"control", "control"},
                             std::pair{"ctrl", "control"}};
  auto const* kind = std::ranges::find(kinds, first, &decltype(kinds)::value_type::first);
  return kind == kinds.end() || second != "dependency" ? "" : kind->second;
}
bool says_what_it_is(std::string const& word) {
  constexpr std::array words{"task", "function", "thread", "process", "interrupt", "handler", "act", "agent"};
  return std::ranges::find(words, word) != words.end();
}

// "the full memory barrier", "the store-release"
bool says_how(std::string const& word) {
  constexpr std::array words{"full", "memory", "store", "load", "matching", "corresponding"};
  return std::ranges::find(words, word) != words.end();
}
bool is_kind(std::string const& word) { return word == "acquire" || word == "release"; }
bool is_any(std::string const& word) {
  constexpr std::array words{"barrier", "barriers", "fence"};
  return std::ranges::find(words, word) != words.end();
}

bool is_one_of(std::string const& word, std::initializer_list<char const*> words) {
  return std::ranges::find(words, word) != words.end();
}
bool is_number(std::string const& word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Reads on behind "pairs with".
class Partners {
public:
  explicit Partners(std::string_view comment) : words_(words_of(comment)) {}

  std::vector<PairComment::Partner> all() {
    for (std::size_t i = 0; i + 2 < words_.size(); ++i)
      if (says(i) && !is_denied(i)) list(i + 2);
    return std::move(out_);
  }

private:
  std::string word(std::size_t i) const {
    if (i >= words_.size()) return {};
    return words_[i] == "&" ? "and" : lower(words_[i]);
  }
  bool is_called(std::size_t i) const { return i < words_.size() && words_[i].ends_with('('); }
  bool is_name(std::size_t i) const { return i < words_.size() && is_of_word(words_[i][0]); }
  // "pairs with", "pairs w/"
  bool says(std::size_t i) const {
    return is_one_of(word(i), {"pairs", "paired", "pair"}) && is_one_of(word(i + 1), {"with", "w"});
  }
  // "does not pair with", "doesn't pair with", "no longer pairs with", "used to pair with"
  bool is_denied(std::size_t i) const {
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
      auto const& before = word(i - back);
      if (!is_name(i - back)) return false;
      if (is_one_of(before, {"never", "not", "cannot", "longer", "used", "t"})) return true;
    }
    return false;
  }

  void list(std::size_t at) {
    bool is_first = true;
    while (at < words_.size()) {
      if (is_one_of(word(at), {"the", "a", "an", "and", "or", "with", "both"}) ||
          (is_first && word(at) == ":")) {
        ++at;
        continue;
      }
      if (is_one_of(word(at), {"one", "either"}) && word(at + 1) == "of") {
        at += 2;
        continue;
      }
      if (!is_name(at) || !take(at, is_first)) return;
      is_first = false;
      while (take_place_too(at)) {
      }
      if (word(at) == "as" && word(at + 1) == "well" && word(at + 2) == "as") {
        at += 3;
        continue;
      }
      auto const next = word(at) == "," ? at + 1 : at;
      bool const is_listed = next != at && is_called(next) && may_order(without_bracket(words_[next]));
      if (!is_one_of(word(next), {"and", "or"}) && !is_listed) return;
      at = next;
    }
  }
  // No: "... and orders x before y".
  bool take(std::size_t& at, bool is_first) {
    std::string owner; // "P1's smp_wmb()"
    if (word(at + 1) == "s" && at + 2 < words_.size()) {
      owner = without_bracket(words_[at]);
      at += 2;
    }
    while (says_how(word(at)) && at + 1 < words_.size()) ++at;
    auto dependency = dependency_in(word(at), word(at + 1));
    if (!is_first && !is_called(at) && dependency.empty()) return false;
    PairComment::Partner partner;
    if (!dependency.empty()) {
      at += 2;
      if (word(at) == "on") at += word(at + 1) == "the" ? 2 : 1;
      if (is_called(at)) partner.primitive = without_bracket(words_[at++]);
    } else {
      if (!is_any(words_[at])) partner.primitive = without_bracket(words_[at]);
      at += is_kind(words_[at]) && (is_any(word(at + 1)) || says_how(word(at + 1))) ? 2 : 1;
    }
    partner.dependency = std::move(dependency);
    partner.where = std::move(owner);
    if (is_one_of(word(at), {"in", "of", "from", "inside", "within"})) take_place(++at, partner);
    out_.push_back(std::move(partner));
    return true;
  }
  // "P1", "the task reader", "thread 1", "kernel/foo.c:look()"
  void take_place(std::size_t& at, PairComment::Partner& partner) const {
    if (word(at) == "the") ++at;
    bool const is_thread = is_one_of(word(at), {"thread", "process"});
    if (says_what_it_is(word(at))) ++at;
    for (auto i = at; i + 3 < words_.size() && (is_name(i) || words_[i] == "."); ++i)
      if (words_[i] == "." && is_one_of(word(i + 1), {"c", "h"}) && words_[i + 2] == ":" &&
          is_called(i + 3)) {
        at = i + 3;
        break;
      }
    if (!is_name(at)) return;
    partner.is_function = is_called(at);
    partner.where = without_bracket(words_[at++]);
    if (is_thread && is_number(partner.where)) partner.where = "P" + partner.where;
  }
  // "smp_rmb() in P1 and P2", "smp_rmb() in look() and in wait()": the same in another place.
  bool take_place_too(std::size_t& at) {
    if (out_.back().where.empty() || !is_one_of(word(at), {"and", "or"})) return false;
    bool const is_in = is_one_of(word(at + 1), {"in", "from", "inside", "within"});
    bool const is_thread = word(at + 1).starts_with("p") && is_number(word(at + 1).substr(1));
    if (!is_in && !is_thread) return false;
    at += is_in ? 2 : 1;
    auto other = out_.back();
    take_place(at, other);
    out_.push_back(std::move(other));
    return true;
  }

  std::vector<std::string> words_;
  std::vector<PairComment::Partner> out_;
};

// Without what makes it a comment, spaces one by one.
std::string prose_of(std::string_view comment) {
  if (comment.starts_with("/*")) {
    comment.remove_prefix(2);
    if (comment.ends_with("*/")) comment.remove_suffix(2);
  } else {
    comment.remove_prefix(2);
  }
  std::string out;
  bool begins_line = false;
  for (char c : comment) {
    if (begins_line && (is_space(c) || c == '*')) continue;
    begins_line = c == '\n';
    if (!is_space(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return trimmed(out);
}

// Up to what ends a sentence, or goes on with another: "t.on_cpu" does not, nor what is in brackets.
std::string clause_of(std::string_view prose) {
  std::size_t end = 0;
  for (; end < prose.size(); ++end) {
    if (prose[end] == '(') end = closing(prose, end).value_or(end);
    bool const is_last = end + 1 == prose.size() || is_space(prose[end + 1]);
    if (prose[end] == ';' || (is_last && (prose[end] == '.' || prose[end] == ','))) break;
  }
  return trimmed(prose.substr(0, end));
}

std::vector<PairComment::Order> orders_in(std::string_view comment) {
  constexpr std::string_view orders = "orders ", before = " before ";
  std::vector<PairComment::Order> out;
  auto const prose = prose_of(comment);
  for (auto at = prose.find(orders); at != prose.npos; at = prose.find(orders, at + 1)) {
    if (at > 0 && goes_on(prose[at - 1])) continue;
    auto const from = at + orders.size(), middle = prose.find(before, from);
    if (middle == prose.npos || middle > prose.find("; ", from)) continue;
    PairComment::Order one{trimmed(prose.substr(from, middle - from)),
                           clause_of(std::string_view(prose).substr(middle + before.size()))};
    if (!one.first.empty() && !one.second.empty()) out.push_back(std::move(one));
  }
  return out;
}

} // namespace

bool PairComment::Partner::is_of_a_kind() const { return is_kind(primitive); }
bool PairComment::Partner::may_be(std::string_view called) const {
  if (called.ends_with("()")) called.remove_suffix(2);
  return is_of_a_kind() ? called.ends_with("_" + primitive) : primitive.empty() || primitive == called;
}
bool PairComment::Partner::may_be_in(std::string_view place) const {
  if (place.ends_with("()")) place.remove_suffix(2);
  auto const space = place.rfind(' ');
  return where.empty() || where == place || (space != place.npos && where == place.substr(space + 1));
}

std::vector<PairComment> pair_comments(std::string_view text) {
  std::vector<PairComment> out;
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < text.size();) {
    auto const two = text.substr(i, 2);
    std::optional<std::size_t> end;
    if (two == "//") end = std::min(text.find('\n', i), text.size());
    if (two == "/*") {
      auto const found = text.find("*/", i + 2);
      end = found == text.npos ? text.size() : found + 2;
    }
    if (!end) {
      line += text[i++] == '\n';
      continue;
    }
    auto const comment = text.substr(i, *end - i);
    auto const lines = static_cast<std::uint32_t>(std::ranges::count(comment, '\n'));
    if (auto partners = Partners(comment).all(); !partners.empty())
      out.push_back({line, line + lines, std::move(partners), orders_in(comment), i, *end});
    line += lines;
    i = *end;
  }
  return out;
}

} // namespace barrister::patch
