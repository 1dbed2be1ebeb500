// SPDX-License-Identifier: BSD-2-Clause
#include "patch/statements.hpp"
#include "patch/code.hpp"
#include <algorithm>

namespace barrister::patch {
namespace {

constexpr unsigned most_nested = 100;

class Splitter {
public:
  Splitter(std::string_view code, std::size_t end) : code_(code), end_(end) {}

  StatementBlock block(std::size_t begin, std::size_t end) {
    StatementBlock out{begin, end, true, {}};
    for (auto i = space(begin); i < end; i = space(i)) {
      out.statements.push_back(statement(i));
      i = std::max(out.statements.back().end, i + 1);
    }
    return out;
  }

private:
  std::size_t space(std::size_t i) const { return std::min(behind_space(code_, i), end_); }
  std::string_view word_at(std::size_t i) const {
    if (i >= end_ || !starts_a_word(code_[i])) return "";
    return code_.substr(i, end_of_word(code_, i) - i);
  }
  std::size_t behind_labels(std::size_t i) const {
    for (;;) {
      auto const word = word_at(i);
      if (word.empty()) return i;
      auto const colon = word == "case" ? std::min(code_.find(':', i), end_) : space(i + word.size());
      if (colon >= end_ || code_[colon] != ':') return i;
      i = space(colon + 1);
    }
  }
  std::size_t behind_bracket(std::size_t open) const {
    auto const close = closing(code_, open);
    return close && *close < end_ ? *close + 1 : end_;
  }

  Statement statement(std::size_t begin) {
    Statement out{begin, end_, begin, 0, {}};
    if (++depth_ > most_nested) {
      --depth_;
      return out;
    }
    auto const i = behind_labels(begin);
    out.code = i;
    auto const word = word_at(i);
    auto const open = space(i + word.size());
    bool const has_head =
        word == "if" || word == "while" || word == "for" || word == "switch" || word == "scoped_guard";
    if (i < end_ && code_[i] == '{') {
      add_body(out, i);
    } else if (has_head && open < end_ && code_[open] == '(') {
      add_body(out, space(behind_bracket(open)));
      auto const next = space(out.end);
      if (word == "if" && word_at(next) == "else") add_body(out, space(next + 4));
    } else if (word == "do") {
      add_body(out, open);
      out.end = behind_semicolon(out.end, out);
    } else {
      out.end = behind_semicolon(i, out);
    }
    --depth_;
    return out;
  }
  void add_body(Statement& out, std::size_t begin) {
    if (out.blocks.empty()) out.head = begin;
    if (begin < end_ && code_[begin] == '{') {
      out.end = behind_bracket(begin);
      auto const inside = out.end == end_ && code_[end_ - 1] != '}' ? end_ : out.end - 1;
      out.blocks.push_back(block(begin + 1, inside));
      return;
    }
    auto body = statement(begin);
    out.end = body.end;
    out.blocks.push_back({body.begin, body.end, false, {std::move(body)}});
  }
  // Of a statement that ends with it; a macro with a block behind it, such as for_each_cpu(c) { … }, with
  // that.
  std::size_t behind_semicolon(std::size_t i, Statement& out) {
    auto before = '\0';
    for (; i < end_; ++i) {
      auto const c = code_[i];
      if (c == ';') return i + 1;
      if (c == '}') return i;
      if (c == '{' && before == ')' && out.blocks.empty()) {
        add_body(out, i);
        return out.end;
      }
      if (c == '(' || c == '{') i = behind_bracket(i) - 1;
      if (i < end_ && !is_space(c)) before = code_[i];
    }
    return end_;
  }

  std::string_view code_;
  std::size_t end_;
  unsigned depth_ = 0;
};

} // namespace

StatementBlock statements_of(std::string_view code, std::size_t begin, std::size_t end) {
  auto const last = std::min(end, code.size());
  return Splitter(code.substr(0, last), last).block(begin, last);
}

} // namespace barrister::patch
