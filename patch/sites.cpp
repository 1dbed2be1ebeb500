// SPDX-License-Identifier: BSD-2-Clause
#include "patch/sites.hpp"
#include "patch/primitives.hpp"
#include <algorithm>
#include <optional>

namespace barrister::patch {
namespace {

bool starts_a_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool goes_on(char c) { return starts_a_word(c) || (c >= '0' && c <= '9'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The text with comments and strings blanked, byte for byte.
std::string code_of(std::string_view text) {
  std::string out(text);
  auto const blank = [&](std::size_t from, std::size_t to) {
    for (auto i = from; i < std::min(to, out.size()); ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  for (std::size_t i = 0; i < text.size();) {
    auto const end_at = [&](std::string_view mark) {
      auto const found = text.find(mark, i + 2);
      return found == text.npos ? text.size() : found + mark.size();
    };
    auto const two = text.substr(i, 2);
    std::size_t next = i + 1;
    if (two == "/*") blank(i, next = end_at("*/"));
    else if (two == "(*" && text.substr(i, 3) != "(*)" && i + 2 < text.size() && is_space(text[i + 2])) blank(i, next = end_at("*)"));
    else if (two == "//") blank(i, next = std::min(text.find('\n', i), text.size()));
    else if (text[i] == '"') {
      auto const found = text.find('"', i + 1);
      blank(i, next = found == text.npos ? text.size() : found + 1);
    }
    i = next;
  }
  return out;
}

class Finder {
public:
  explicit Finder(std::string_view text) : text_(text), code_(code_of(text)) {}

  std::vector<Site> run() {
    for (std::size_t i = 0; i < code_.size();) {
      if (!starts_a_word(code_[i])) {
        ++i;
        continue;
      }
      auto const end = end_of_word(i);
      auto const thread = number_of_thread(std::string_view(code_).substr(i, end - i));
      auto const open = behind_space(end);
      i = end;
      if (!thread || open >= code_.size() || code_[open] != '(') continue;
      auto const parameters = closing(open);
      auto const body = parameters ? behind_space(*parameters + 1) : code_.size();
      if (body >= code_.size() || code_[body] != '{') continue;
      auto const close = closing(body);
      look_into(*thread, body + 1, close.value_or(code_.size()));
      i = close.value_or(code_.size());
    }
    return std::move(out_);
  }

private:
  std::size_t end_of_word(std::size_t i) const {
    while (i < code_.size() && goes_on(code_[i])) ++i;
    return i;
  }
  std::size_t behind_space(std::size_t i) const {
    while (i < code_.size() && is_space(code_[i])) ++i;
    return i;
  }
  static std::optional<unsigned> number_of_thread(std::string_view word) {
    if (word.size() < 2 || word.size() > 6 || word[0] != 'P') return std::nullopt;
    unsigned out = 0;
    for (char c : word.substr(1)) {
      if (c < '0' || c > '9') return std::nullopt;
      out = 10 * out + static_cast<unsigned>(c - '0');
    }
    return out;
  }
  // Of the bracket at `open`, whichever it is.
  std::optional<std::size_t> closing(std::size_t open) const {
    std::size_t depth = 0;
    for (auto i = open; i < code_.size(); ++i) {
      depth += code_[i] == '(' || code_[i] == '{';
      if ((code_[i] == ')' || code_[i] == '}') && --depth == 0) return i;
    }
    return std::nullopt;
  }

  void look_into(unsigned thread, std::size_t from, std::size_t to) {
    for (auto i = from; i < to;) {
      if (!starts_a_word(code_[i]) || goes_on(code_[i - 1])) {
        ++i;
        continue;
      }
      auto const end = end_of_word(i);
      auto const open = behind_space(end);
      if (open < to && code_[open] == '(')
        if (auto const close = closing(open)) add(thread, i, end, open, *close);
      i = end;
    }
  }
  void add(unsigned thread, std::size_t begin, std::size_t end, std::size_t open, std::size_t close) {
    auto const name = text_.substr(begin, end - begin);
    auto const forms = weaker_forms(name);
    if (forms.empty()) return;
    Site site{std::string(name) + "()", thread, begin, 1, 1, {}};
    for (std::size_t i = 0; i < begin; ++i) {
      site.line += text_[i] == '\n';
      site.column = text_[i] == '\n' ? 1 : site.column + 1;
    }
    auto const arguments = split(open, close);
    auto const semicolon = behind_space(close + 1);
    bool const is_statement = semicolon < code_.size() && code_[semicolon] == ';' && begins_statement(begin);
    for (auto const& form : forms)
      if (auto made = make(form, begin, open, close, semicolon, is_statement, arguments))
        site.weaker.push_back(std::move(*made));
    if (!site.weaker.empty()) out_.push_back(std::move(site));
  }
  bool begins_statement(std::size_t begin) const {
    auto i = begin;
    while (i > 0 && is_space(code_[i - 1])) --i;
    return i > 0 && (code_[i - 1] == ';' || code_[i - 1] == '{' || code_[i - 1] == '}' || code_[i - 1] == ')');
  }
  std::vector<std::string> split(std::size_t open, std::size_t close) const {
    std::vector<std::string> out;
    std::size_t depth = 0, from = open + 1;
    for (auto i = open + 1; i <= close; ++i) {
      if (i == close || (code_[i] == ',' && depth == 0)) {
        out.push_back(trimmed(text_.substr(from, i - from)));
        from = i + 1;
      }
      depth += code_[i] == '(';
      depth -= code_[i] == ')' && i < close;
    }
    return out;
  }
  static std::string trimmed(std::string_view s) {
    while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
    return std::string(s);
  }
  static std::string pointed_to(std::string const& pointer) {
    if (pointer.starts_with('&')) return pointer.substr(1);
    bool const is_word = std::ranges::all_of(pointer, goes_on);
    return is_word ? "*" + pointer : "*(" + pointer + ")";
  }
  std::optional<Site::Form> make(WeakerForm const& form, std::size_t begin, std::size_t open, std::size_t close,
                                 std::size_t semicolon, bool is_statement,
                                 std::vector<std::string> const& arguments) const {
    using How = WeakerForm::How;
    auto const count = arguments.size();
    auto const here = [&](std::string words, std::string with) {
      return Site::Form{std::move(words), {begin, close + 1, std::move(with)}};
    };
    switch (form.how) {
    case How::Gone:
      if (!is_statement) return std::nullopt;
      return here("", "");
    case How::Renamed: return Site::Form{form.name + "()", {begin, open, form.name}};
    case How::Load:
      if (count != 1) return std::nullopt;
      return here("READ_ONCE()", "READ_ONCE(" + pointed_to(arguments[0]) + ")");
    case How::Store:
      if (count != 2) return std::nullopt;
      return here("WRITE_ONCE()", "WRITE_ONCE(" + pointed_to(arguments[0]) + ", " + arguments[1] + ")");
    case How::StoreOfLvalue:
      if (count != 2) return std::nullopt;
      return here("WRITE_ONCE()", "WRITE_ONCE(" + arguments[0] + ", " + arguments[1] + ")");
    case How::FenceAndStore:
      if (count != 2 || !is_statement) return std::nullopt;
      return Site::Form{"smp_wmb() and WRITE_ONCE()",
                        {begin, semicolon + 1,
                         "{ smp_wmb(); WRITE_ONCE(" + pointed_to(arguments[0]) + ", " + arguments[1] + "); }"}};
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::string code_;
  std::vector<Site> out_;
};

} // namespace

std::vector<Site> sites_of(std::string_view litmus_test) { return Finder(litmus_test).run(); }

std::string edited(std::string_view text, std::vector<Edit> edits) {
  std::ranges::sort(edits, {}, &Edit::begin);
  std::string out;
  std::size_t from = 0;
  for (auto const& e : edits) {
    out += text.substr(from, e.begin - from);
    out += e.with;
    from = e.end;
  }
  return out += text.substr(from);
}

} // namespace barrister::patch
