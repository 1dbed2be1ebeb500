// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/diagnostic.hpp"
#include "frontend/characters.hpp"
#include <algorithm>
#include <cctype>

namespace barrister::frontend {
namespace {

char const* word(Diagnostic::Severity s) {
  switch (s) {
  case Diagnostic::Severity::Error: return "error";
  case Diagnostic::Severity::Unsupported: return "unsupported";
  case Diagnostic::Severity::Warning: return "warning";
  case Diagnostic::Severity::Note: return "note";
  }
  return "";
}

// A line of a hostile length is cut to a window around the caret.
constexpr std::size_t widest = 80;

struct Shown {
  std::string line, margin, underline;
};
Shown show(std::string_view line, std::size_t column, std::size_t width) {
  Shown out;
  std::size_t from = column > widest ? column - widest / 2 : 0;
  std::size_t to = std::min(line.size(), from + 2 * widest);
  if (from > 0) {
    out.line = "... ";
    out.margin = "    ";
  }
  for (std::size_t at = from; at < to;) {
    auto rest = line.substr(at, to - at);
    auto const n = sequence_length(rest);
    auto const character = rest.substr(0, n);
    bool const is_shown = n > 0 && (character == "\t" || printable(character) == character);
    out.line += is_shown ? std::string(character) : "?";
    if (at < column) out.margin += rest[0] == '\t' ? '\t' : ' ';
    if (at >= column && at < column + width) out.underline += out.underline.empty() ? '^' : '~';
    at += std::max<std::size_t>(n, 1);
  }
  if (to < line.size()) out.line += " ...";
  if (out.underline.empty()) out.underline = "^";
  return out;
}

} // namespace

void Diagnostics::add(Diagnostic::Severity severity, Source const& source, Span span, std::string message,
                      std::string hint, std::string herd7) {
  if (severity == Diagnostic::Severity::Error || severity == Diagnostic::Severity::Unsupported)
    failed_ = true;
  auto line = source.line_at(span.begin);
  auto place = source.place(span.begin);
  std::size_t alike = 0;
  for (last_ = 0; last_ < all_.size(); ++last_) {
    auto const& d = all_[last_];
    bool const is_here =
        d.place.file == place.file && d.place.line == place.line && d.place.column == place.column;
    if (is_here && d.message == message) return;
    alike += d.severity == severity;
  }
  constexpr std::size_t most = 100; // of a kind: nobody reads more
  if (alike >= most) return;
  auto room = line.size() >= place.column ? line.size() - place.column + 1 : 1;
  auto width = std::clamp<std::size_t>(span.end > span.begin ? span.end - span.begin : 1, 1, room);
  all_.push_back({severity,
                  place,
                  std::move(message),
                  std::string(line),
                  static_cast<std::uint32_t>(width),
                  std::move(hint),
                  std::move(herd7),
                  Topic::Other,
                  {}});
}
void Diagnostics::error(Source const& s, Span at, std::string message, std::string hint, std::string herd7) {
  add(Diagnostic::Severity::Error, s, at, std::move(message), std::move(hint), std::move(herd7));
}
void Diagnostics::unsupported(Source const& s, Span at, std::string what, std::string hint) {
  add(Diagnostic::Severity::Unsupported, s, at, std::move(what), std::move(hint));
}
void Diagnostics::warning(Source const& s, Span at, std::string message, std::string hint) {
  add(Diagnostic::Severity::Warning, s, at, std::move(message), std::move(hint));
}
void Diagnostics::note(Source const& s, Span at, std::string message) {
  add(Diagnostic::Severity::Note, s, at, std::move(message), {});
}
void Diagnostics::unreadable(std::string const& file) {
  Diagnostic d;
  d.place.file = std::make_shared<std::string const>(file);
  auto const why = why_unreadable(file);
  d.message = "cannot read this file" + (why.empty() ? "" : ": " + why);
  d.topic = Topic::Unreadable;
  d.subject = file;
  last_ = all_.size();
  all_.push_back(std::move(d));
  failed_ = true;
}

void Diagnostics::about(Topic topic, std::string subject) {
  if (last_ >= all_.size()) return;
  all_[last_].topic = topic;
  all_[last_].subject = std::move(subject);
}

std::string to_string(Diagnostic const& d) {
  std::string out;
  if (d.place.file) out += printable(*d.place.file) + ':';
  if (d.place.line > 0) out += std::to_string(d.place.line) + ':' + std::to_string(d.place.column) + ':';
  if (!out.empty()) out += ' ';
  out += std::string(word(d.severity)) + ": " + printable_lines(d.message) + '\n';
  if (d.place.line > 0) {
    auto shown = show(d.line, d.place.column - 1, d.width);
    out += "    " + shown.line + "\n    " + shown.margin + shown.underline + '\n';
  }
  if (!d.hint.empty()) out += "    hint: " + printable_lines(d.hint) + '\n';
  return out;
}

namespace {

// Optimal string alignment: edits and swaps of neighbours.
std::size_t distance(std::string const& a, std::string const& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}
std::string in_small_letters(std::string word) {
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word;
}

} // namespace

std::optional<std::string> nearest(std::string const& word, std::vector<std::string> const& known) {
  constexpr std::size_t longest = 64; // a longer word is no misspelling, and the table is quadratic
  if (word.size() > longest) return std::nullopt;
  std::optional<std::string> best;
  // Without regard to case first: Read_once is nearer to READ_ONCE than to read_one.
  std::pair<std::size_t, std::size_t> least{std::max<std::size_t>(1, word.size() / 3) + 1, 0};
  for (auto& k : known) {
    if (k.size() > longest || k == word) continue;
    std::pair const here{distance(in_small_letters(word), in_small_letters(k)), distance(word, k)};
    if (here < least) {
      least = here;
      best = k;
    }
  }
  return best;
}

std::string did_you_mean(std::string const& word, std::vector<std::string> const& known) {
  auto const near = nearest(word, known);
  // Names of one or two letters are all near each other: for those there is no guess, but of their case.
  if (!near || (word.size() < 3 && in_small_letters(word) != in_small_letters(*near))) return {};
  return "did you mean '" + *near + "'?";
}

} // namespace barrister::frontend
