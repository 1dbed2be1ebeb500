// SPDX-License-Identifier: BSD-2-Clause
#include "patch/sites.hpp"
#include "patch/primitives.hpp"
#include "patch/replacements.hpp"
#include <algorithm>
#include <iterator>
#include <optional>

namespace barrister::patch {
namespace {

bool starts_a_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool goes_on(char c) { return starts_a_word(c) || (c >= '0' && c <= '9'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t end_of_string(std::string_view text, std::size_t quote) {
  for (auto i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    i += text[i] == '\\';
  }
  return text.size();
}

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
    if (two == "/*")
      blank(i, next = end_at("*/"));
    else if (two == "(*" && text.substr(i, 3) != "(*)" && i + 2 < text.size() && is_space(text[i + 2]))
      blank(i, next = end_at("*)"));
    else if (two == "//")
      blank(i, next = std::min(text.find('\n', i), text.size()));
    else if (text[i] == '"')
      blank(i, next = end_of_string(text, i));
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
      look_into(thread_name(*thread), *thread, body + 1, close.value_or(code_.size()));
      i = close.value_or(code_.size());
    }
    return std::move(out_);
  }

  // Blocks have the name of what they are the body of; those in it, the same one.
  std::vector<Site> run_on_protocol() {
    std::vector<std::string> open;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= code_.size(); ++i) {
      bool const is_edge = i == code_.size() || code_[i] == '{' || code_[i] == '}';
      if (!is_edge) continue;
      if (!open.empty()) look_into(open.back(), 0, from, i);
      if (i < code_.size() && code_[i] == '{') {
        auto name = name_of_block(i);
        open.push_back(name.empty() && !open.empty() ? open.back() : std::move(name));
      } else if (!open.empty()) {
        open.pop_back();
      }
      from = i + 1;
    }
    return std::move(out_);
  }

private:
  static std::string thread_name(unsigned n) { return "P" + std::to_string(n); }
  std::string word_before(std::size_t& i) const { // which it then begins at
    while (i > 0 && is_space(code_[i - 1])) --i;
    auto const end = i;
    while (i > 0 && goes_on(code_[i - 1])) --i;
    return code_.substr(i, end - i);
  }
  // "f()" before `f(…) {`; "task t" before `task t {`; empty before what is of a statement.
  std::string name_of_block(std::size_t brace) const {
    auto i = brace;
    while (i > 0 && is_space(code_[i - 1])) --i;
    if (i > 0 && code_[i - 1] == ')') {
      std::size_t depth = 0;
      while (i > 0) {
        --i;
        depth += code_[i] == ')';
        if (code_[i] == '(' && --depth == 0) break;
      }
      auto const word = word_before(i);
      for (auto const* keyword : {"if", "for", "while", "switch", ""})
        if (word == keyword) return "";
      return word + "()";
    }
    auto const name = word_before(i), kind = word_before(i);
    for (auto const* keyword : {"task", "interrupt"})
      if (kind == keyword) return kind + " " + name;
    return "";
  }

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

  void look_into(std::string const& where, unsigned thread, std::size_t from, std::size_t to) {
    for (auto i = from; i < to;) {
      if (!starts_a_word(code_[i]) || (i > 0 && goes_on(code_[i - 1]))) {
        ++i;
        continue;
      }
      auto const end = end_of_word(i);
      auto const open = behind_space(end);
      if (open < to && code_[open] == '(')
        if (auto const close = closing(open)) add(where, thread, i, end, open, *close);
      i = end;
    }
  }
  void add(std::string const& where, unsigned thread, std::size_t begin, std::size_t end, std::size_t open,
           std::size_t close) {
    auto const name = text_.substr(begin, end - begin);
    auto const forms = weaker_forms(name);
    if (forms.empty()) return;
    Site site{std::string(name) + "()", where, thread, begin, 1, 1, {}};
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
    if (i == 0) return false;
    if (std::string_view(";{})").find(code_[i - 1]) != std::string_view::npos) return true;
    if (code_[i - 1] != ':') {
      auto const word = word_before(i);
      return word == "else" || word == "do";
    }
    // A label, or a case; and not the rest of `a ? b : c`.
    auto from = i - 1;
    while (from > 0 && std::string_view(";{}").find(code_[from - 1]) == std::string_view::npos) --from;
    auto const label = std::string_view(code_).substr(from, i - 1 - from);
    return !trimmed(label).empty() && label.find('?') == std::string_view::npos;
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
    bool const is_place = std::ranges::all_of(pointer, [](char c) {
      return goes_on(c) || std::string_view("&.->[]()* ").find(c) != std::string_view::npos;
    });
    auto const operand = pointer.find_first_of("-", 1); // but for that of `->`
    bool const is_lvalue = is_place && (operand == pointer.npos || pointer.substr(operand, 2) == "->");
    if (pointer.starts_with('&') && is_lvalue) return pointer.substr(1);
    bool const is_word = std::ranges::all_of(pointer, goes_on);
    return is_word ? "*" + pointer : "*(" + pointer + ")";
  }
  std::optional<Site::Form> make(WeakerForm const& form, std::size_t begin, std::size_t open,
                                 std::size_t close, std::size_t semicolon, bool is_statement,
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
      return Site::Form{
          "smp_wmb() and WRITE_ONCE()",
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
std::vector<Site> sites_of_protocol(std::string_view text) {
  auto out = Finder(text).run_on_protocol();
  auto const replacements = replacements_of(text);
  std::ranges::move(Finder(replacements).run_on_protocol(), std::back_inserter(out));
  std::ranges::sort(out, {}, &Site::at);
  return out;
}

std::optional<std::string> edited(std::string_view text, std::vector<Edit> edits) {
  std::ranges::sort(edits, {}, &Edit::begin);
  std::string out;
  std::size_t from = 0;
  for (auto const& e : edits) {
    if (e.begin < from) return std::nullopt;
    out += text.substr(from, e.begin - from);
    out += e.with;
    from = e.end;
  }
  out += text.substr(from);
  return out;
}

} // namespace barrister::patch
