// SPDX-License-Identifier: BSD-2-Clause
// What is wrong with the user's text, said at the place, with the line and a caret under it:
//
//   mp.cat:4:16: error: expected an expression, found ')'
//       let x = (po |  ) ; rf
//                      ^
//   mp.cat:4:9: note: inside this '('
//
// A hint, where we can guess, is the last line: "    hint: did you mean 'po-loc'?".
#pragma once
#include "frontend/source.hpp"
#include <vector>

namespace barrister::frontend {

// What it is that is wrong, for those who have their own words for it (cli/herd7_words.hpp).
enum class Topic : std::uint8_t {
  Other,
  Unreadable,   // a file
  Unsplit,      // a test that has not all its sections; subject: "first line" and others of herd7's words
  Syntax,       // subject: "init", "prog", "final" of a litmus test, "model" of a cat file
  NoSuchThread, // subject: "P3"
  ThreadsNotInOrder,
  NotAPointer, // a parameter; subject: "x of function P0"
  UnboundName  // in a model; subject: the name
};

struct Diagnostic {
  enum class Severity : std::uint8_t { Error, Unsupported, Warning, Note } severity = Severity::Error;
  Place place;
  std::string message;
  std::string line;        // the source line; empty when there is none to show (a file that is not there)
  std::uint32_t width = 1; // bytes to underline, at least 1, not past the end of the line
  std::string hint;
  std::string herd7; // what herd7 says of it, where scripts look for that; or empty
  Topic topic = Topic::Other;
  std::string subject;
};

class Diagnostics {
public:
  void error(Source const&, Span, std::string message, std::string hint = {}, std::string herd7 = {});
  // Legal in the language, not yet understood here: worded apart from what is wrong.
  void unsupported(Source const&, Span, std::string what, std::string hint = {});
  void warning(Source const&, Span, std::string message, std::string hint = {});
  void note(Source const&, Span, std::string message);
  void unreadable(std::string const& file); // "error: cannot read this file: why", at no line
  void about(Topic, std::string subject);   // the diagnostic added last
  bool failed() const { return failed_; }
  std::vector<Diagnostic> const& all() const { return all_; }

private:
  void add(Diagnostic::Severity, Source const&, Span, std::string message, std::string hint,
           std::string herd7 = {});
  std::vector<Diagnostic> all_;
  std::size_t last_ = 0; // the one added last; none when it was one too many
  bool failed_ = false;
};

// One diagnostic as text, ending in a newline. The caret stands right under tabs (repeated as they are) and
// under UTF-8 (one column a code point); bytes that are not printable are shown as '?'. In the file's name
// and in the message, control characters are shown as \x1b.
std::string to_string(Diagnostic const&);

// The nearest of `known` to a misspelt `word`, which is none of them: at most a third of its letters wrong,
// swaps counted once, capitals and small letters alike.
std::optional<std::string> nearest(std::string const& word, std::vector<std::string> const& known);
std::string did_you_mean(std::string const& word,
                         std::vector<std::string> const& known); // a hint, or nothing

} // namespace barrister::frontend
