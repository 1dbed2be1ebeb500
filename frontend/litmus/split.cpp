// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/split.hpp"
#include "frontend/characters.hpp"
#include <algorithm>
#include <filesystem>

namespace barrister::frontend::litmus {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\f' || c == '\v'; }
bool is_printable(char c) { return c > ' ' && c <= '~'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }
Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}
std::string_view trimmed(std::string_view s) {
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return s;
}

// The word of the line `(* Result: Never` or ` * Result: Never`, which the kernel's judgelitmus.sh looks for.
std::string expected_result(std::string_view text) {
  constexpr std::string_view mark = "* Result: ";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    if (at == 0 || (text[at - 1] != '(' && text[at - 1] != ' ')) continue;
    if (at > 1 && text[at - 2] != '\n') continue;
    auto const rest = text.substr(at + mark.size());
    for (std::string_view const word : {"Never", "Sometimes", "Always", "Maybe", "DEADLOCK"})
      if (rest.starts_with(word)) return std::string(word);
  }
  return {};
}

class Splitter {
public:
  Splitter(Source const& source, Diagnostics& diagnostics)
      : source_(source), text_(source.text()), diagnostics_(diagnostics) {}

  std::optional<Sections> run() {
    if (!header()) return unsplit("first line");
    if (!information()) return unsplit("find init section");
    if (!init()) return unsplit("inside init section");
    while (auto const more = function())
      if (*more == Next::Condition) {
        out_.question = span(at_, std::min(text_.find("<<", at_), text_.size()));
        out_.expected = expected_result(text_);
        return std::move(out_);
      }
    diagnostics_.about(in_order_ ? Topic::Syntax : Topic::ThreadsNotInOrder, "prog");
    return std::nullopt;
  }

private:
  enum class Next : std::uint8_t { Function, Condition };

  std::nullopt_t fail(Span at, std::string message, std::string hint = {}) {
    if (process_before_init_) {
      at = *process_before_init_;
      message = "the initial state goes before '" + std::string(source_.text(at)) + "'";
      hint = "'{}' is one in which all is 0";
    }
    diagnostics_.error(source_, at, std::move(message), std::move(hint));
    return std::nullopt;
  }
  std::nullopt_t unsplit(char const* where) {
    diagnostics_.about(Topic::Unsplit, where);
    return std::nullopt;
  }
  std::string_view rest() const { return text_.substr(at_); }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  std::string_view word_at(std::size_t at) const {
    auto end = at;
    while (end < text_.size() && is_name(text_[end])) ++end;
    return text_.substr(at, end - at);
  }

  // `C name` and whatever else its line says.
  bool header() {
    if (rest().starts_with(byte_order_mark))
      return fail(span(0, byte_order_mark.size()), "a character that has no place here",
                  meant_by_character(rest())),
             false;
    skip_space();
    while (rest().starts_with("(*")) {
      if (!skip_comment()) return false;
      skip_space();
    }
    if (at_ == text_.size()) return fail(span(at_, at_), "the file is empty"), false;
    auto const language = word_at(at_);
    auto const after = at_ + language.size();
    if (language.empty() || after >= text_.size() || !is_blank(text_[after]))
      return fail(span(at_, at_ + 1), "not a litmus test: its first line should be 'C <name>'",
                  first_line_hint()),
             false;
    if (language != "C") {
      diagnostics_.unsupported(source_, span(at_, after),
                               "litmus tests in '" + std::string(language) + "', only those in C");
      return false;
    }
    auto const end = std::min(text_.find('\n', at_), text_.size());
    auto const name = trimmed(text_.substr(after, end - after));
    out_.name = name.substr(0, static_cast<std::size_t>(std::ranges::find_if(name, is_space) - name.begin()));
    if (out_.name.empty()) return fail(span(at_, after), "this test has no name"), false;
    for (std::string_view const tail : {";", ".litmus"})
      if (out_.name.ends_with(tail) && out_.name.size() > tail.size())
        out_.name.erase(out_.name.size() - tail.size());
    if (out_.name == "--") out_.name = std::filesystem::path(source_.name()).stem().string();
    out_.name = printable(out_.name); // it is for people, and their terminals are not to obey it
    at_ = end;
    bool const is_open = std::ranges::count(text_.substr(after, end - after), '"') == 1;
    return skip_doc(is_open ? text_.find('"', after) : text_.find_first_not_of(" \t\r\n", end));
  }
  // A text in quotes behind the name may hold braces.
  bool skip_doc(std::size_t quote) {
    if (quote >= text_.size() || text_[quote] != '"') return true;
    auto const close = text_.find('"', quote + 1);
    if (close == text_.npos)
      return fail(span(quote, quote + 1), "this text in quotes is never closed"), false;
    at_ = close + 1;
    return true;
  }

  // Nested (* *): at_ goes behind it.
  bool skip_comment() {
    auto const begin = at_;
    for (std::size_t depth = 0; at_ + 1 < text_.size();) {
      auto const pair = text_.substr(at_, 2);
      at_ += pair == "(*" || pair == "*)" ? 2 : 1;
      if (pair == "(*") ++depth;
      if (pair == "*)" && --depth == 0) return true;
    }
    fail(span(begin, begin + 2), "this comment is never closed");
    return false;
  }

  // Free text up to the brace of the init section. Of its `key = value` lines only the hash matters here.
  bool information() {
    bool fresh_line = true;
    while (at_ < text_.size() && text_[at_] != '{') {
      if (rest().starts_with("(*")) {
        if (!skip_comment()) return false;
        continue;
      }
      if (fresh_line && rest().starts_with("Hash")) note_hash();
      if (fresh_line && begins_process() && !process_before_init_)
        process_before_init_ = span(at_, at_ + word_at(at_).size());
      fresh_line = text_[at_++] == '\n';
    }
    if (at_ < text_.size()) return true;
    return fail(span(at_, at_), "expected '{' of the initial state, found end of file"), false;
  }
  bool begins_process() const {
    auto const word = word_at(at_);
    return is_process(word) && at_ + word.size() < text_.size() && text_[at_ + word.size()] == '(';
  }
  void note_hash() {
    auto const line = rest().substr(0, std::min(rest().find('\n'), rest().size()));
    auto const equal = line.find('=');
    if (equal != line.npos && trimmed(line.substr(0, equal)) == "Hash")
      out_.hash = trimmed(line.substr(equal + 1));
  }

  bool init() {
    auto const open = at_++;
    for (std::size_t depth = 1; at_ < text_.size();) {
      if (rest().starts_with("(*")) {
        if (!skip_comment()) return false;
        continue;
      }
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}' && --depth == 0) {
        out_.init = span(open + 1, at_++);
        return true;
      }
      ++at_;
    }
    return fail(span(open, open + 1), "this '{' is never closed"), false;
  }

  bool skip_between_functions() {
    for (;;) {
      skip_space();
      if (rest().starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest().starts_with("/*")) {
        auto const close = text_.find("*/", at_ + 2);
        if (close == text_.npos) return fail(span(at_, at_ + 2), "this comment is never closed"), false;
        at_ = close + 2;
      } else if (rest().starts_with("(*")) {
        if (!skip_comment()) return false;
      } else {
        return true;
      }
    }
  }

  // From `open` to its match; every bracket counts, also one in a comment, as the hash counts them.
  std::optional<Span> bracketed(char open, char close) {
    auto const begin = at_;
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == open) ++depth;
      if (text_[at_] == close && --depth == 0) return span(begin + 1, at_++);
    }
    return fail(span(begin, begin + 1), std::string("this '") + open + "' is never closed");
  }

  std::optional<Next> function() {
    if (!skip_between_functions()) return std::nullopt;
    auto const begin = at_;
    auto word = word_at(at_);
    if (begins_question(word)) return no_functions() ? std::nullopt : std::optional(Next::Condition);
    if (rest().starts_with("#")) return define();
    if (word == "struct" && is_declaration()) return structure();
    if (auto const name = helper_name()) return helper(*name);
    if (word == "regions") { // of litmus7: where variables are to lie
      at_ = std::min(text_.find('\n', at_), text_.size());
      return Next::Function;
    }
    while (word == "void" || word == "static") {
      at_ += word.size();
      while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == '*')) ++at_;
      word = word_at(at_);
    }
    if (word.empty()) return unexpected(begin);
    auto const name = span(at_, at_ + word.size());
    at_ = name.end;
    skip_space();
    if (at_ == text_.size() || text_[at_] != '(') return unexpected(begin);
    if (word != "P" + std::to_string(out_.functions.size())) return wrong_name(name);
    auto const parameters = bracketed('(', ')');
    if (!parameters || !skip_between_functions()) return std::nullopt;
    if (at_ == text_.size() || text_[at_] != '{')
      return fail(span(at_, at_), "expected '{' of the body of " + std::string(word));
    auto const body = bracketed('{', '}');
    if (!body) return std::nullopt;
    out_.functions.push_back({static_cast<CpuId>(out_.functions.size()), name, *parameters, *body});
    return Next::Function;
  }
  // Of a file whose first line is lost, or that is no test.
  std::string first_line_hint() const {
    auto const text = rest();
    auto const language = word_at(at_);
    if (language == "c") return "did you mean 'C'?";
    if (text.starts_with("{") || begins_process() || text_.find("\nP0(") != text_.npos)
      return "put 'C " + std::filesystem::path(source_.name()).stem().string() + "' before it";
    return language == "protocol" || text.starts_with("//")
               ? "is this a protocol? Those are in files NAME.protocol"
               : "";
  }
  static bool is_process(std::string_view word) {
    return word.size() > 1 && word[0] == 'P' && std::ranges::all_of(word.substr(1), is_digit);
  }
  // The end of `struct name`, if a brace follows.
  bool is_declaration() {
    auto const begin = at_;
    at_ += 6;
    skip_space();
    at_ += word_at(at_).size();
    skip_space();
    auto const brace = at_ < text_.size() && text_[at_] == '{';
    at_ = begin;
    return brace;
  }
  // Words and stars, then a name and '(': the name, unless it is that of a process.
  std::optional<Span> helper_name() const {
    std::optional<Span> name;
    std::size_t words = 0;
    for (auto at = at_; at < text_.size();) {
      if (is_space(text_[at]) || text_[at] == '*') {
        ++at;
      } else if (auto const word = word_at(at); !word.empty()) {
        name = span(at, at + word.size());
        at += word.size();
        ++words;
      } else {
        return text_[at] == '(' && words > 1 && !is_process(source_.text(*name)) ? name : std::nullopt;
      }
    }
    return std::nullopt;
  }
  std::optional<Next> helper(Span name) {
    auto const type = span(at_, name.begin);
    at_ = name.end;
    skip_space();
    auto const parameters = bracketed('(', ')');
    if (!parameters || !skip_between_functions()) return std::nullopt;
    if (at_ == text_.size() || text_[at_] != '{')
      return fail(span(at_, at_), "expected '{' of the body of " + std::string(source_.text(name)));
    auto const body = bracketed('{', '}');
    if (!body) return std::nullopt;
    out_.helpers.push_back({type, name, *parameters, *body});
    out_.beyond.push_back(span(type.begin, at_));
    return Next::Function;
  }
  std::optional<Next> structure() {
    auto const begin = at_;
    at_ += 6;
    skip_space();
    auto const name = span(at_, at_ + word_at(at_).size());
    at_ = name.end;
    skip_space();
    auto const body = bracketed('{', '}');
    if (!body) return std::nullopt;
    skip_space();
    if (at_ == text_.size() || text_[at_] != ';')
      return fail(span(at_, at_), "expected ';' behind the declaration of a struct");
    ++at_;
    out_.structs.push_back({name, *body});
    out_.beyond.push_back(span(begin, at_));
    return Next::Function;
  }
  std::optional<Next> define() {
    auto const begin = at_;
    auto const end = std::min(text_.find('\n', at_), text_.size());
    auto const skip_blanks = [&] {
      while (at_ < end && is_blank(text_[at_])) ++at_;
    };
    ++at_;
    skip_blanks();
    auto const directive = word_at(at_);
    at_ += directive.size();
    skip_blanks();
    auto const name = span(at_, at_ + word_at(at_).size());
    at_ = name.end;
    if (directive != "define" || name.begin == name.end || (at_ < end && text_[at_] == '(')) {
      diagnostics_.unsupported(source_, span(begin, end), "preprocessor lines but '#define NAME value'",
                               "a function 'static inline int f(int x) {...}' can take arguments");
      return std::nullopt;
    }
    out_.defines.push_back({name, span(at_, end)});
    out_.beyond.push_back(span(begin, end));
    at_ = end;
    return Next::Function;
  }
  bool begins_question(std::string_view word) const {
    if (at_ == text_.size() || text_[at_] == '~' || text_[at_] == '(' || rest().starts_with("<<"))
      return true;
    return word == "exists" || word == "forall" || word == "final" || word == "locations" ||
           word == "filter" || word == "with" || word == "not";
  }
  bool no_functions() {
    if (!out_.functions.empty()) return false;
    fail(span(at_, at_), "expected a function 'P0(...) {...}'");
    return true;
  }
  std::nullopt_t unexpected(std::size_t at) {
    if (text_[at] == '{') {
      diagnostics_.unsupported(source_, span(at, at + 1),
                               "blocks between functions, which litmus7 alone takes");
      return std::nullopt;
    }
    auto const word = word_at(at);
    auto const width = std::max<std::size_t>(word.size(), 1);
    auto const character = text_.substr(at, std::max(width, character_length(text_.substr(at))));
    return fail(span(at, at + character.size()),
                is_printable(character[0])
                    ? "expected a function or a condition, found '" + std::string(character) + "'"
                    : "a character that has no place here",
                word.empty()
                    ? meant_by_character(character)
                    : did_you_mean(std::string(word), {"exists", "forall", "locations", "filter", "final"}));
  }
  std::nullopt_t wrong_name(Span name) {
    auto const word = source_.text(name);
    auto const digits = word.substr(1);
    in_order_ = false;
    if (word[0] == 'P' && !digits.empty() && std::ranges::all_of(digits, is_digit))
      return fail(name, "expected function 'P" + std::to_string(out_.functions.size()) + "', found '" +
                            std::string(word) + "'");
    if (auto const hint = did_you_mean(std::string(word), {"exists", "forall", "filter", "final"});
        !hint.empty())
      return fail(name, "expected a function or a condition, found '" + std::string(word) + "'", hint);
    return fail(name, "the function '" + std::string(word) + "' says no type",
                "'static void " + std::string(word) + "(...)'");
  }

  Source const& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  bool in_order_ = true;                    // the functions so far
  std::optional<Span> process_before_init_; // whatever goes wrong then is due to that
  Sections out_;
};

} // namespace

std::optional<Sections> split(Source const& source, Diagnostics& diagnostics) {
  return Splitter(source, diagnostics).run();
}

} // namespace barrister::frontend::litmus
