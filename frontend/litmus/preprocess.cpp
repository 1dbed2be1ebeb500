// SPDX-License-Identifier: BSD-2-Clause
// In C, what a line means depends on the lines above. Variants read parts of a file once more, so here
// nothing may depend on how far one has come: a macro is defined above all that has its name, and never
// again.
#include "frontend/litmus/preprocess.hpp"
#include "frontend/litmus/asked_if.hpp"
#include "frontend/litmus/expand_text.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

class Preprocessor {
public:
  Preprocessor(std::vector<Token> const& tokens, Vocabulary& vocabulary, Source const& source,
               Diagnostics& diagnostics)
      : in_(tokens), vocabulary_(vocabulary), source_(source), diagnostics_(diagnostics),
        expander_(vocabulary, source, diagnostics), depth_(vocabulary.is_in_code ? 1 : 0) {}

  bool run() {
    while (in_[at_].kind != Kind::End)
      if (!one()) return false;
    if (!open_.empty()) return error(open_.back().span, "this is never closed", "'#endif' closes it");
    out_.push_back(in_[at_]);
    return answer_is_enabled();
  }
  std::vector<Token> take() { return std::move(out_); }

private:
  struct Open { // #if
    Span span;
    bool is_active, was_taken; // of the branch here; of one up to it
    bool is_in_active;         // what is around it is
    bool has_else = false;
    std::string undefined{}; // what the condition asked for, and nothing defines
  };

  bool error(Span span, std::string message, std::string hint = {}) {
    diagnostics_.error(source_, span, std::move(message), std::move(hint));
    return false;
  }
  bool is_in_variant() const { return is_variant_ && depth_ > 0; }
  bool is_active() const { return open_.empty() || open_.back().is_active; }
  std::vector<Token> rest_of_line() {
    std::vector<Token> out;
    while (in_[at_].kind != Kind::EndOfLine && in_[at_].kind != Kind::End) out.push_back(in_[at_++]);
    if (in_[at_].kind == Kind::EndOfLine) ++at_;
    return out;
  }

  bool one() {
    auto const& t = in_[at_];
    if (t.kind == Kind::Directive) return directive();
    if (!is_active()) {
      if (auto const name = std::exchange(open_.back().undefined, {}); !name.empty())
        diagnostics_.warning(source_, open_.back().span, "'" + name + "' is not defined: this is left out",
                             "'#define " + name + "' defines it");
      return ++at_, true;
    }
    if (t.kind == Kind::Define) return define();
    begin_declaration();
    if (!kept_from_ && expander_.used_at(in_, at_)) return use();
    if (t.kind == Kind::Identifier) vocabulary_.seen.emplace(t.text);
    keep(t);
    if (kept_from_ == depth_ && (t.kind == Kind::Semicolon || t.kind == Kind::RightBrace)) kept_from_.reset();
    return ++at_, true;
  }
  void keep(Token const& t) {
    depth_ += t.kind == Kind::LeftBrace ? 1 : t.kind == Kind::RightBrace ? -1 : 0;
    out_.push_back(t);
  }
  // Of models and replacements, the text itself is meant.
  void begin_declaration() {
    auto const last = out_.empty() ? Kind::Semicolon : out_.back().kind;
    bool const begins = last == Kind::Semicolon || last == Kind::LeftBrace || last == Kind::RightBrace ||
                        last == Kind::EndOfLine;
    if (!begins || kept_from_) return;
    auto const& t = in_[at_];
    auto const next = t.kind == Kind::Identifier ? in_[at_ + 1].kind : t.kind;
    bool const is_word = next == Kind::Identifier || next == Kind::String;
    if (is_word && (t.text == "model" || t.text == "replace")) kept_from_ = depth_;
    if (depth_ == 0) is_variant_ = is_word && t.text == "variant";
  }

  bool use() {
    auto const name = in_[at_];
    std::vector<Token> text;
    auto const behind = expander_.use(in_, at_, text);
    if (!behind) return false;
    auto const is_brace = [](Token const& t) {
      return t.kind == Kind::LeftBrace || t.kind == Kind::RightBrace;
    };
    if (depth_ == 0 && std::ranges::any_of(text, is_brace))
      return error(name.span, "a macro with braces in it is used in code alone");
    for (auto const& t : text) {
      if (t.kind == Kind::Identifier) vocabulary_.seen.emplace(t.text);
      keep(t);
    }
    at_ = *behind;
    return true;
  }

  bool define() {
    auto const begin = at_++;
    if (in_[at_].kind != Kind::Identifier) { // the parser says so
      at_ = begin;
      return whole_line();
    }
    auto const name = in_[at_++];
    std::string const spelled(name.text);
    TextMacro macro;
    macro.has_parameters = in_[at_].kind == Kind::LeftParen && in_[at_].span.begin == name.span.end;
    if (macro.has_parameters && !parameters(macro)) return false;
    auto const body = rest_of_line();
    constexpr Kind no_expression[] = {Kind::Do,     Kind::LeftBrace, Kind::TypeWord, Kind::Qualifier,
                                      Kind::Tag,    Kind::If,        Kind::For,      Kind::While,
                                      Kind::Return, Kind::Goto,      Kind::Else};
    bool const is_declaration =
        !macro.has_parameters && !body.empty() &&
        std::ranges::find(no_expression, body.front().kind) == std::end(no_expression) &&
        std::ranges::find(body, Kind::Semicolon, &Token::kind) == body.end();
    if (is_declaration) {
      if (vocabulary_.macros.contains(spelled)) return twice(name.span, spelled);
      if (!is_asked_for_too_late(name.span, spelled)) return false;
      bool const is_number = body.size() == 1 && body.front().kind == Kind::Number;
      vocabulary_.defined[spelled] = is_number ? std::string(body.front().text) : "";
      if (is_in_variant()) vocabulary_.of_variants.insert(spelled);
      at_ = begin;
      return whole_line();
    }
    for (auto const& t : body) {
      if (t.text == "#") return error(t.span, "unsupported: '#' and '##' in the text of a macro");
      macro.body.push_back({t.kind, std::string(t.text)});
    }
    if (auto const at = vocabulary_.macros.find(spelled); at != vocabulary_.macros.end())
      return *at->second == macro || twice(name.span, spelled);
    if (vocabulary_.defined.contains(spelled)) return twice(name.span, spelled);
    if (is_in_variant())
      return error(name.span,
                   "unsupported: a macro that is not an expression, or has parameters, in a variant",
                   "a function may be defined there");
    if (vocabulary_.seen.contains(spelled))
      return error(name.span, "'" + spelled + "' is used before it is defined", "put its #define above");
    if (!is_asked_for_too_late(name.span, spelled)) return false;
    vocabulary_.macros.emplace(spelled, std::make_shared<TextMacro const>(std::move(macro)));
    return true;
  }
  bool twice(Span span, std::string const& name) {
    return error(span, "'" + name + "' is defined twice", "give one of them another name");
  }
  bool is_asked_for_too_late(Span span, std::string const& name) {
    return !vocabulary_.asked_in_code.contains(name) ||
           error(span, "'" + name + "' is asked for before it is defined", "put its #define above");
  }
  bool parameters(TextMacro& macro) {
    ++at_;
    while (in_[at_].kind != Kind::RightParen) {
      bool const is_next = !macro.parameters.empty() && in_[at_].kind == Kind::Comma;
      if (is_next) ++at_;
      if (in_[at_].kind == Kind::Dot)
        return error(in_[at_].span, "unsupported: a macro with any number of arguments");
      if (!macro.parameters.empty() && !is_next) return error(in_[at_].span, "expected ',' or ')'");
      if (in_[at_].kind != Kind::Identifier) return error(in_[at_].span, "expected the name of a parameter");
      std::string const name(in_[at_].text);
      if (std::ranges::find(macro.parameters, name) != macro.parameters.end())
        return error(in_[at_].span, "there are two parameters '" + name + "'");
      macro.parameters.push_back(name);
      ++at_;
    }
    ++at_;
    return true;
  }
  // `#define NAME expression` is read with the rest.
  bool whole_line() {
    out_.push_back(in_[at_++]);
    if (in_[at_].kind == Kind::Identifier) out_.push_back(in_[at_++]);
    while (in_[at_].kind != Kind::EndOfLine && in_[at_].kind != Kind::End) {
      if (expander_.used_at(in_, at_)) {
        if (!use()) return false;
      } else {
        if (in_[at_].kind == Kind::Identifier) vocabulary_.seen.emplace(in_[at_].text);
        out_.push_back(in_[at_++]);
      }
    }
    if (in_[at_].kind == Kind::EndOfLine) out_.push_back(in_[at_++]);
    return true;
  }

  bool directive() {
    auto const at = in_[at_].span;
    auto word = in_[at_++].text;
    word.remove_prefix(word.find_first_not_of("# \t"));
    auto const line = rest_of_line();
    if (word == "undef") return !is_active() || undef(at, line);
    if (word == "include") return !is_active() || include(at, line);
    bool const begins = word.starts_with("if");
    if (begins) {
      constexpr std::size_t most = grammar::max_nesting;
      if (open_.size() == most) return error(at, "more than 200 levels of nesting");
      open_.push_back({at, false, false, is_active()});
    } else if (open_.empty()) {
      return error(at, "no '#if' comes before this");
    }
    auto& open = open_.back();
    if (word == "endif" || word == "else") {
      if (!line.empty()) return error(line.front().span, "expected the end of the line");
      if (word == "endif") return open_.pop_back(), true;
    }
    if (open.has_else) return error(at, "an '#else' comes before this");
    open.undefined.clear();
    open.has_else = word == "else";
    open.is_active = false;
    if (!open.is_in_active || open.was_taken) return true;
    auto const answer = open.has_else ? Asked{true, {}, {}, {}} : asked_if(word, at, line, vocabulary_);
    if (answer.wrong) return error(*answer.wrong, answer.message, answer.hint);
    if (depth_ > 0) ask_in_code(answer);
    open.is_active = open.was_taken = answer.holds;
    if (!answer.holds && !answer.undefined.empty()) open.undefined = answer.undefined.front();
    return true;
  }

  // Of what is not defined, as a header may have done it; a name has one meaning.
  bool undef(Span at, std::vector<Token> const& line) {
    if (line.size() != 1 || line.front().kind != Kind::Identifier)
      return error(line.empty() ? at : line.front().span, "expected one name");
    std::string const name(line.front().text);
    return (!vocabulary_.macros.contains(name) && !vocabulary_.defined.contains(name)) ||
           error(line.front().span, "unsupported: '#undef' of what is defined above",
                 "give what is defined next another name");
  }
  // What the kernel's headers have is there, or has no place here.
  bool include(Span at, std::vector<Token> const& line) {
    bool const is_header = !line.empty() && line.front().kind == Kind::Less;
    return is_header ||
           error(line.empty() ? at : line.front().span, "unsupported: '#include' of a file of one's own",
                 "'use NAME;' reads NAME.protocol beside this file");
  }
  void ask_in_code(Asked const& asked) {
    for (auto const& name : asked.undefined) vocabulary_.asked_in_code.insert({name, name + "_MODULE"});
  }
  // IS_ENABLED(CONFIG_...) in code: what #if would say of all that is defined.
  bool answer_is_enabled() {
    std::vector<Token> out;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      auto const& t = out_[i];
      bool const asks = t.kind == Kind::Identifier && (t.text == "IS_ENABLED" || t.text == "IS_BUILTIN") &&
                        i + 3 < out_.size() && out_[i + 1].kind == Kind::LeftParen &&
                        out_[i + 2].kind == Kind::Identifier && out_[i + 3].kind == Kind::RightParen;
      if (!asks) {
        out.push_back(t);
        continue;
      }
      std::vector<Token> const line(out_.begin() + static_cast<std::ptrdiff_t>(i),
                                    out_.begin() + static_cast<std::ptrdiff_t>(i + 4));
      auto const whole = join(t.span, line.back().span);
      auto const answer = asked_if("if", t.span, line, vocabulary_);
      if (answer.wrong) return error(*answer.wrong, answer.message, answer.hint);
      ask_in_code(answer);
      for (auto const& name : answer.undefined)
        diagnostics_.warning(source_, whole, "'" + name + "' is not defined: this is 0",
                             "'#define " + name + " 1' defines it");
      out.push_back({Kind::Number, whole, answer.holds ? "1" : "0"});
      i += 3;
    }
    out_ = std::move(out);
    return true;
  }

  std::vector<Token> const& in_;
  Vocabulary& vocabulary_;
  Source const& source_;
  Diagnostics& diagnostics_;
  TextExpander expander_;
  std::vector<Token> out_;
  std::vector<Open> open_;
  std::size_t at_ = 0;
  int depth_;                    // of braces
  bool is_variant_ = false;      // the declaration here, at the top
  std::optional<int> kept_from_; // the depth of a declaration that is kept as it is written
};

} // namespace

bool preprocess(std::vector<Token>& tokens, Vocabulary& vocabulary, Source const& source,
                Diagnostics& diagnostics) {
  Preprocessor preprocessor(tokens, vocabulary, source, diagnostics);
  if (!preprocessor.run()) return false;
  tokens = preprocessor.take();
  return true;
}

} // namespace barrister::frontend::litmus
