// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/characters.hpp"
#include "frontend/litmus/token.hpp"
#include <algorithm>
#include <array>

namespace barrister::frontend::litmus {
namespace {

struct Spelling {
  std::string_view text;
  Kind kind;
};
constexpr Spelling c_words[] = {{"if", Kind::If},
                                {"else", Kind::Else},
                                {"while", Kind::While},
                                {"for", Kind::For},
                                {"do", Kind::Do},
                                {"switch", Kind::Switch},
                                {"case", Kind::Case},
                                {"default", Kind::Default},
                                {"break", Kind::Break},
                                {"continue", Kind::Continue},
                                {"goto", Kind::Goto},
                                {"return", Kind::Return},
                                {"sizeof", Kind::Sizeof},
                                {"typeof", Kind::Typeof},
                                {"__typeof__", Kind::Typeof},
                                {"__typeof", Kind::Typeof},
                                {"__load", Kind::Internal},
                                {"__store", Kind::Internal},
                                {"__fence", Kind::Internal},
                                {"__xchg", Kind::Internal},
                                {"__cmpxchg", Kind::Internal},
                                {"__lock", Kind::Internal},
                                {"__unlock", Kind::Internal},
                                {"__trylock", Kind::Internal},
                                {"__islocked", Kind::Internal},
                                {"__srcu", Kind::Internal},
                                {"__atomic_op", Kind::Internal},
                                {"__atomic_op_return", Kind::Internal},
                                {"__atomic_fetch_op", Kind::Internal},
                                {"__atomic_add_unless", Kind::Internal},
                                {"struct", Kind::Tag},
                                {"union", Kind::Tag},
                                {"enum", Kind::Tag},
                                {"volatile", Kind::Qualifier},
                                {"const", Kind::Qualifier},
                                {"static", Kind::Qualifier},
                                {"register", Kind::Qualifier},
                                {"restrict", Kind::Qualifier},
                                {"inline", Kind::Qualifier},
                                {"__always_inline", Kind::Qualifier},
                                {"_Atomic", Kind::Qualifier},
                                {"__auto_type", Kind::TypeWord},
                                {"void", Kind::TypeWord},
                                {"char", Kind::TypeWord},
                                {"short", Kind::TypeWord},
                                {"int", Kind::TypeWord},
                                {"long", Kind::TypeWord},
                                {"signed", Kind::TypeWord},
                                {"unsigned", Kind::TypeWord},
                                {"bool", Kind::TypeWord},
                                {"_Bool", Kind::TypeWord},
                                {"u8", Kind::TypeWord},
                                {"u16", Kind::TypeWord},
                                {"u32", Kind::TypeWord},
                                {"u64", Kind::TypeWord},
                                {"s8", Kind::TypeWord},
                                {"s16", Kind::TypeWord},
                                {"s32", Kind::TypeWord},
                                {"s64", Kind::TypeWord},
                                {"__u8", Kind::TypeWord},
                                {"__u16", Kind::TypeWord},
                                {"__u32", Kind::TypeWord},
                                {"__u64", Kind::TypeWord},
                                {"__s8", Kind::TypeWord},
                                {"__s16", Kind::TypeWord},
                                {"__s32", Kind::TypeWord},
                                {"__s64", Kind::TypeWord},
                                {"atomic_int", Kind::TypeWord}};
// What the kernel writes for compilers, linkers and checkers. A protocol means the same without it.
constexpr std::string_view no_words[] = {
    "__always_unused", "__cold",    "__exit",           "__force",    "__init",         "__initdata",
    "__iomem",         "__kernel",  "__latent_entropy", "__lockfunc", "__maybe_unused", "__must_check",
    "__percpu",        "__private", "__pure",           "__rcu",      "__read_mostly",  "__ro_after_init",
    "__sched",         "__used",    "__user",           "__visible",  "__weak"};
// The same, in front of a type or a name: elsewhere, they are names as others are.
constexpr std::string_view no_words_before_names[] = {"asmlinkage", "noinline", "noinstr", "notrace"};
// The same, with something in brackets behind it.
constexpr std::string_view no_calls[] = {
    "EXPORT_SYMBOL", "EXPORT_SYMBOL_GPL", "__acquire",   "__acquires",      "__cond_acquires",
    "__counted_by",  "__guarded_by",      "__must_hold", "__must_not_hold", "__printf",
    "__release",     "__releases",        "__section"};
constexpr std::string_view alignments[] = {
    "____cacheline_aligned", "____cacheline_aligned_in_smp", "____cacheline_internodealigned_in_smp",
    "__cacheline_aligned",   "__cacheline_aligned_in_smp",   "__packed"};
constexpr Spelling condition_words[] = {{"exists", Kind::Exists}, {"forall", Kind::Forall},
                                        {"final", Kind::Final},   {"locations", Kind::Locations},
                                        {"filter", Kind::Filter}, {"with", Kind::With},
                                        {"not", Kind::Not},       {"true", Kind::True},
                                        {"false", Kind::False}};

// Longer ones before their own beginnings.
constexpr Spelling c_marks[] = {{"<<=", Kind::ShiftLeftAssign},
                                {">>=", Kind::ShiftRightAssign},
                                {"->", Kind::Arrow},
                                {"++", Kind::PlusPlus},
                                {"--", Kind::MinusMinus},
                                {"<<", Kind::ShiftLeft},
                                {">>", Kind::ShiftRight},
                                {"==", Kind::EqualEqual},
                                {"!=", Kind::NotEqual},
                                {"<=", Kind::LessEqual},
                                {">=", Kind::GreaterEqual},
                                {"&&", Kind::AndAnd},
                                {"||", Kind::OrOr},
                                {"+=", Kind::PlusAssign},
                                {"-=", Kind::MinusAssign},
                                {"*=", Kind::StarAssign},
                                {"/=", Kind::SlashAssign},
                                {"%=", Kind::PercentAssign},
                                {"&=", Kind::AmpersandAssign},
                                {"|=", Kind::BarAssign},
                                {"^=", Kind::CaretAssign},
                                {"(", Kind::LeftParen},
                                {")", Kind::RightParen},
                                {"{", Kind::LeftBrace},
                                {"}", Kind::RightBrace},
                                {"[", Kind::LeftBracket},
                                {"]", Kind::RightBracket},
                                {",", Kind::Comma},
                                {";", Kind::Semicolon},
                                {":", Kind::Colon},
                                {"?", Kind::Question},
                                {".", Kind::Dot},
                                {"=", Kind::Assign},
                                {"+", Kind::Plus},
                                {"-", Kind::Minus},
                                {"*", Kind::Star},
                                {"/", Kind::Slash},
                                {"%", Kind::Percent},
                                {"&", Kind::Ampersand},
                                {"|", Kind::Bar},
                                {"^", Kind::Caret},
                                {"~", Kind::Tilde},
                                {"!", Kind::Bang},
                                {"<", Kind::Less},
                                {">", Kind::Greater}};
constexpr Spelling condition_marks[] = {
    {"/\\", Kind::Conjunction}, {"\\/", Kind::Disjunction}, {"=>", Kind::Implies},  {"->", Kind::Arrow},
    {".", Kind::Dot},           {"!=", Kind::NotEqual},     {"<>", Kind::NotEqual}, {"==", Kind::Assign},
    {"(", Kind::LeftParen},     {")", Kind::RightParen},    {"{", Kind::LeftBrace}, {"}", Kind::RightBrace},
    {"[", Kind::LeftBracket},   {"]", Kind::RightBracket},  {",", Kind::Comma},     {";", Kind::Semicolon},
    {":", Kind::Colon},         {"=", Kind::Assign},        {"-", Kind::Minus},     {"*", Kind::Star},
    {"&", Kind::Ampersand},     {"~", Kind::Tilde}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
// Of GCC, which the kernel's code is written for; herd7 has no such words.
bool is_of_gcc(Spelling const& w) { return w.kind == Kind::Typeof || w.text == "__auto_type"; }
bool continues_name(char c) { return starts_name(c) || is_digit(c); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

Kind word_kind(std::string_view word, Section section) {
  auto const among = [&](auto const& words) {
    auto const found = std::ranges::find(words, word, &Spelling::text);
    return found == std::end(words) ? Kind::Identifier : found->kind;
  };
  if (section == Section::Condition) return among(condition_words);
  auto const kind = among(c_words);
  if (is_of_gcc({word, kind}) && section != Section::Protocol) return Kind::Identifier;
  if (section == Section::Protocol && (word == "min_t" || word == "max_t")) return Kind::Identifier;
  return kind == Kind::Identifier && word.size() > 2 && word.ends_with("_t") ? Kind::TypeWord : kind;
}

class Lexer {
public:
  Lexer(Source const& source, Span section, Section kind)
      : source_(source), text_(source.text().substr(0, section.end)), at_(section.begin), section_(kind) {}

  std::vector<Token> run() {
    tokens_.reserve((text_.size() - at_) / 4 + 2);
    while (skip_space_and_comments()) one();
    if (tokens_.empty() || tokens_.back().kind != Kind::OpenComment) finish();
    return std::move(tokens_);
  }

private:
  std::string_view rest() const { return text_.substr(at_); }
  void take(Kind kind, std::size_t length) {
    auto const begin = static_cast<std::uint32_t>(at_), end = static_cast<std::uint32_t>(at_ + length);
    tokens_.push_back({kind, {begin, end}, text_.substr(at_, length)});
    at_ += length;
  }
  void finish() {
    if (text_.size() < source_.text().size()) { // on the bracket that closes the section
      auto const end = static_cast<std::uint32_t>(text_.size());
      tokens_.push_back({Kind::End, {end, end + 1}, source_.text().substr(end, 1)});
    } else {
      auto const end = tokens_.empty() ? static_cast<std::uint32_t>(text_.size()) : tokens_.back().span.end;
      tokens_.push_back({Kind::End, {end, end}, source_.text().substr(end, 0)});
    }
  }

  // False at the end of the section. A comment that never ends becomes a token, and is the last.
  bool skip_space_and_comments() {
    while (at_ < text_.size()) {
      if (in_define_ && text_[at_] == '\n') {
        in_define_ = false;
        take(Kind::EndOfLine, 1);
      } else if (in_define_ && (rest().starts_with("\\\n") || rest().starts_with("\\\r\n"))) {
        at_ += rest()[1] == '\r' ? 3 : 2;
      } else if (is_space(text_[at_])) {
        ++at_;
      } else if (section_ != Section::Condition && rest().starts_with("//")) {
        at_ = end_of_line_comment();
      } else if (auto const opening = rest().substr(0, 2); begins_comment(opening)) {
        auto const length = opening == "/*" ? c_comment_length() : ml_comment_length();
        if (length == 0) {
          take(Kind::OpenComment, 2);
          at_ = text_.size();
          auto const end = tokens_.back().span;
          tokens_.push_back({Kind::End, end, source_.text().substr(end.end, 0)});
          return false;
        }
        at_ += length;
      } else {
        return true;
      }
    }
    return false;
  }
  // Of a line that ends with a backslash, the next one is a part; herd7 knows of no such thing.
  std::size_t end_of_line_comment() const {
    auto end = std::min(text_.find('\n', at_), text_.size());
    while (section_ == Section::Protocol && end < text_.size()) {
      auto const last = text_.find_last_not_of(" \t\r", end - 1);
      if (text_[last] != '\\') break;
      end = std::min(text_.find('\n', end + 1), text_.size());
    }
    return end;
  }
  bool begins_comment(std::string_view opening) const {
    bool const is_c = section_ == Section::C || section_ == Section::Protocol || section_ == Section::Macros;
    if (opening == "/*") return is_c;
    if (opening != "(*") return false;
    return !is_c || (section_ == Section::Macros && at_ + 2 < text_.size() && is_space(text_[at_ + 2]));
  }
  // From the opening on; 0 when it is never closed.
  std::size_t c_comment_length() const {
    auto const close = text_.find("*/", at_ + 2);
    return close == text_.npos ? 0 : close + 2 - at_;
  }
  std::size_t ml_comment_length() const {
    std::size_t depth = 0;
    for (auto at = at_; at + 1 < text_.size(); ++at) {
      auto const pair = text_.substr(at, 2);
      if (pair == "(*")
        ++depth, ++at;
      else if (pair == "*)") {
        ++at;
        if (--depth == 0) return at + 1 - at_;
      }
    }
    return 0;
  }

  // The brackets behind the word, what is in them, and the word; 0 where no bracket follows, or none closes.
  std::size_t length_with_brackets(std::size_t word) const {
    auto const text = rest();
    auto at = text.find_first_not_of(" \t\r\n", word);
    if (at == text.npos || text[at] != '(') return 0;
    for (std::size_t depth = 0; at < text.size(); ++at) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')' && --depth == 0) return at + 1;
    }
    return 0;
  }
  // The words in __attribute__((...)) are all harmless ones; of cleanup(f) nobody could say so.
  static bool is_harmless(std::string_view attribute) {
    constexpr std::string_view known[] = {
        "__attribute__", "aligned", "packed",  "noinline",    "always_inline",
        "unused",        "used",    "cold",    "hot",         "pure",
        "const",         "weak",    "noclone", "fallthrough", "warn_unused_result"};
    for (std::size_t at = 0; at < attribute.size();) {
      if (!starts_name(attribute[at])) {
        ++at;
        continue;
      }
      auto end = at;
      while (end < attribute.size() && continues_name(attribute[end])) ++end;
      auto word = attribute.substr(at, end - at);
      if (at > 0 && word.starts_with("__") && word.ends_with("__") && word.size() > 4)
        word = word.substr(2, word.size() - 4);
      if (std::ranges::find(known, word) == std::end(known)) return false;
      at = end;
    }
    return true;
  }
  // Of __attribute__((...)) it is enough to know whether it moves things.
  bool take_attribute(std::string_view word) {
    auto const is_in = [&](auto const& words) { return std::ranges::find(words, word) != std::end(words); };
    if (is_in(alignments)) return take(Kind::Alignment, word.size()), true;
    auto const next = text_.find_first_not_of(" \t\r\n", at_ + word.size());
    auto const after = next == text_.npos ? '\0' : text_[next];
    if (is_in(no_words) || (is_in(no_words_before_names) && starts_name(after)) ||
        (word == "fallthrough" && after == ';'))
      return at_ += word.size(), true;
    bool const is_attribute = word == "__attribute__";
    if (!is_attribute && word != "__aligned" && !is_in(no_calls)) return false;
    auto const length = length_with_brackets(word.size());
    if (length == 0) return false;
    auto const whole = rest().substr(0, length);
    if (is_attribute && !is_harmless(whole)) return false;
    bool const moves =
        word == "__aligned" ||
        (is_attribute && (whole.find("aligned") != whole.npos || whole.find("packed") != whole.npos));
    moves ? take(Kind::Alignment, length) : void(at_ += length);
    return true;
  }

  // Of `#define`, `#  ifdef` and so on; 0 of anything else.
  std::size_t directive_length(std::string_view text) const {
    constexpr std::string_view known[] = {"define", "undef", "include", "if",   "ifdef",
                                          "ifndef", "elif",  "else",    "endif"};
    if (section_ != Section::Protocol || text[0] != '#') return 0;
    auto const begin = std::min(text.find_first_not_of(" \t", 1), text.size());
    auto end = begin;
    while (end < text.size() && continues_name(text[end])) ++end;
    return std::ranges::find(known, text.substr(begin, end - begin)) == std::end(known) ? 0 : end;
  }
  // `&rq->__lock`, in a protocol: the kernel has members of these names.
  bool is_applied(std::size_t length) const {
    auto const next = text_.find_first_not_of(" \t\r\n", at_ + length);
    return section_ != Section::Protocol ||
           (next != text_.npos && (text_[next] == '{' || text_[next] == '('));
  }
  // `continue = 1; if (continue)`: herd7 knows neither word, and tests use them as names.
  bool ends_here(std::size_t length) const {
    auto const next = text_.find_first_not_of(" \t\r\n", at_ + length);
    return next == text_.npos || (text_[next] != '=' && text_[next] != ')');
  }

  void one() {
    auto const text = rest();
    if (starts_name(text[0])) {
      auto const n = static_cast<std::size_t>(std::ranges::find_if_not(text, continues_name) - text.begin());
      if (section_ == Section::Protocol && take_attribute(text.substr(0, n))) return;
      auto const kind = word_kind(text.substr(0, n), section_);
      bool const jumps = kind == Kind::Break || kind == Kind::Continue;
      bool const is_tag = kind == Kind::TypeWord && section_ == Section::Protocol && !tokens_.empty() &&
                          tokens_.back().kind == Kind::Tag; // struct foo_t
      bool const is_name = is_tag || (jumps && !ends_here(n)) || (kind == Kind::Internal && !is_applied(n));
      return take(is_name ? Kind::Identifier : kind, n);
    }
    if (section_ == Section::Protocol && text[0] == '"')
      if (auto const end = text.find('"', 1); end != text.npos) return take(Kind::String, end + 1);
    if (auto const n = directive_length(text); n > 0) {
      in_define_ = true;
      return take(text.substr(0, n).ends_with("define") ? Kind::Define : Kind::Directive, n);
    }
    if (is_digit(text[0])) {
      auto const n = static_cast<std::size_t>(std::ranges::find_if_not(text, continues_name) - text.begin());
      return take(Kind::Number, n);
    }
    auto const mark = [&](auto const& marks) {
      for (auto const& m : marks)
        if (text.starts_with(m.text)) return take(m.kind, m.text.size());
      take(Kind::Error, character_length(text));
    };
    section_ == Section::Condition ? mark(condition_marks) : mark(c_marks);
  }

  Source const& source_;
  std::string_view text_;
  std::size_t at_;
  Section section_;
  bool in_define_ = false;
  std::vector<Token> tokens_;
};

} // namespace

std::string describe(Kind kind) {
  switch (kind) {
  case Kind::End: return "end of file";
  case Kind::Identifier: return "a name";
  case Kind::Number: return "a number";
  case Kind::Alignment: return "an attribute that aligns";
  case Kind::String: return "a text in quotes";
  case Kind::Define: return "'#define'";
  case Kind::Directive: return "'#if'";
  case Kind::EndOfLine: return "the end of the line";
  case Kind::TypeWord: return "a type";
  case Kind::Internal: return "an internal primitive such as '__load'";
  default: break;
  }
  auto const among = [&](auto const& table) -> std::string_view {
    auto const found = std::ranges::find(table, kind, &Spelling::kind);
    return found == std::end(table) ? std::string_view() : found->text;
  };
  for (auto const text : {among(c_words), among(condition_words), among(c_marks), among(condition_marks)})
    if (!text.empty()) return "'" + std::string(text) + "'";
  return "a token";
}

std::vector<std::string> spelled_words(Section section) {
  std::vector<std::string> out;
  auto const add = [&](auto const& words) {
    for (auto const& w : words)
      if (w.kind != Kind::Internal && (section == Section::Protocol || !is_of_gcc(w)))
        out.emplace_back(w.text);
  };
  section == Section::Condition ? add(condition_words) : add(c_words);
  return out;
}

std::vector<Token> lex(Source const& source, Span span, Section section) {
  return Lexer(source, span, section).run();
}

} // namespace barrister::frontend::litmus
