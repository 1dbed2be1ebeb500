// SPDX-License-Identifier: BSD-2-Clause
#include "patch/read_diff.hpp"
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace barrister::patch {
namespace {

using Kind = DiffLine::Kind;

constexpr std::size_t most_lines = 100'000'000; // what a hunk may say of itself; no sum of two overflows

std::string_view without_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::size_t> number(std::string_view& text) {
  std::size_t n = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || n > most_lines) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return n;
}
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

struct Range {
  std::size_t first = 0, count = 1;
};
std::optional<Range> range(std::string_view& text) {
  Range out;
  auto const first = number(text);
  if (!first) return std::nullopt;
  out.first = *first;
  if (take(text, ",")) {
    auto const count = number(text);
    if (!count) return std::nullopt;
    out.count = *count;
  }
  return out.first == 0 && out.count > 0 ? std::nullopt : std::optional(out);
}
std::optional<std::pair<Range, Range>> ranges(std::string_view header) {
  if (!take(header, "@@ -")) return std::nullopt;
  auto const before = range(header);
  if (!before || !take(header, " +")) return std::nullopt;
  auto const after = range(header);
  if (!after || !take(header, " @@")) return std::nullopt;
  return std::pair(*before, *after);
}

// Between quotes, as git writes a name with letters of its own.
std::string unquoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    char const c = text[++i];
    if (c < '0' || c > '7') {
      out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      continue;
    }
    unsigned code = 0;
    auto const end = std::min(i + 3, text.size());
    for (; i < end && text[i] >= '0' && text[i] <= '7'; ++i)
      code = code * 8 + static_cast<unsigned>(text[i] - '0');
    --i;
    out += static_cast<char>(static_cast<unsigned char>(code));
  }
  return out;
}
std::string name_in(std::string_view line, std::string_view prefix) {
  auto const text = without_end(line).substr(4);
  auto name = text.starts_with('"') ? unquoted(text) : std::string(text.substr(0, text.find('\t')));
  if (name == "/dev/null") return "";
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

bool is_start(std::vector<std::string_view> const& lines, std::size_t at) {
  return at + 1 < lines.size() && lines[at].starts_with("--- ") && lines[at + 1].starts_with("+++ ");
}

class Reader {
public:
  explicit Reader(std::string_view text) : lines_(lines_of(text)) {}

  std::variant<std::vector<FileDiff>, DiffProblem> run() {
    while (at_ < lines_.size()) {
      if (lines_[at_].starts_with("@@@ ")) return problem("a diff of a merge has more than two sides");
      if (lines_[at_].starts_with("@@ "))
        return problem("this hunk is of no file: no '---' and '+++' before it");
      if (!is_start(lines_, at_)) {
        ++at_;
        continue;
      }
      if (!file()) return *problem_;
    }
    if (out_.empty()) return problem("this is no unified diff", 0);
    return std::move(out_);
  }

private:
  DiffProblem problem(std::string message) { return problem(std::move(message), at_ + 1); }
  DiffProblem problem(std::string message, std::size_t line) {
    return {DiffProblem::Kind::NotADiff, static_cast<std::uint32_t>(line), std::move(message)};
  }
  bool fail(std::string message) {
    problem_ = problem(std::move(message));
    return false;
  }

  bool file() {
    FileDiff diff{
        name_in(lines_[at_], "a/"), name_in(lines_[at_ + 1], "b/"), {}, static_cast<std::uint32_t>(at_ + 1)};
    // As patch(1): what is sent with its lines ended as in CRLF has them so throughout.
    strips_ = lines_[at_ + 1].ends_with("\r\n");
    at_ += 2;
    while (at_ < lines_.size() && lines_[at_].starts_with("@@ "))
      if (!hunk(diff)) return false;
    if (diff.hunks.empty()) return fail("a hunk is due here: @@ -1,3 +1,4 @@");
    out_.push_back(std::move(diff));
    return true;
  }

  bool hunk(FileDiff& diff) {
    auto const header = ranges(lines_[at_]);
    if (!header) return fail("this is no hunk's header, or its numbers are no lines: @@ -1,3 +1,4 @@");
    auto const [before, after] = *header;
    if (!diff.hunks.empty() && !is_behind(diff.hunks.back(), before, after))
      return fail("this hunk is not behind the one before it");
    Hunk hunk{before.first, after.first, {}, static_cast<std::uint32_t>(at_ + 1)};
    auto old_left = before.count, new_left = after.count;
    ++at_;
    for (; old_left > 0 || new_left > 0; ++at_) {
      if (at_ == lines_.size())
        return fail(fmt::format("the diff ends within the hunk of line {}, of which more is due", hunk.line));
      auto const kind = kind_of(lines_[at_]);
      if (!kind)
        return fail(fmt::format("a line of the hunk of line {} starts with ' ', '-' or '+'", hunk.line));
      if ((*kind != Kind::New && old_left == 0) || (*kind != Kind::Gone && new_left == 0))
        return fail(fmt::format("the hunk of line {} has other lines than its header counts", hunk.line));
      old_left -= *kind != Kind::New;
      new_left -= *kind != Kind::Gone;
      hunk.lines.push_back({*kind, text_of(lines_[at_]), static_cast<std::uint32_t>(at_ + 1)});
      if (at_ + 1 < lines_.size() && lines_[at_ + 1].starts_with("\\")) {
        ++at_;
        if (hunk.lines.back().text.ends_with('\n')) hunk.lines.back().text.pop_back();
      }
    }
    if (at_ < lines_.size() && is_left_over(at_))
      return fail(fmt::format("the hunk of line {} has more lines than its header counts", hunk.line));
    if (std::ranges::all_of(hunk.lines, [](auto const& l) { return l.kind == Kind::Both; }))
      return at_ = hunk.line - 1, fail("this hunk changes nothing");
    diff.hunks.push_back(std::move(hunk));
    return true;
  }

  static bool is_behind(Hunk const& last, Range before, Range after) {
    auto const count = [&](Kind other) {
      return static_cast<std::size_t>(
          std::ranges::count_if(last.lines, [&](auto const& l) { return l.kind != other; }));
    };
    // Of no lines: behind the line that is named.
    auto const begin = [](Range r) { return r.first + (r.count == 0 ? 1 : 0); };
    auto const end = [](std::size_t first, std::size_t n) { return n == 0 ? first + 1 : first + n; };
    return begin(before) >= end(last.before, count(Kind::New)) &&
           begin(after) >= end(last.after, count(Kind::Gone));
  }

  std::optional<Kind> kind_of(std::string_view line) const {
    if (line.starts_with(' ') || line == "\n" || line == "\r\n") return Kind::Both; // mailers cut spaces
    if (line.starts_with('-')) return Kind::Gone;
    if (line.starts_with('+')) return Kind::New;
    return std::nullopt;
  }
  std::string text_of(std::string_view line) const {
    if (line != "\n" && line != "\r\n") line.remove_prefix(1);
    if (!strips_ || !line.ends_with("\r\n")) return std::string(line);
    return std::string(line.substr(0, line.size() - 2)) + "\n";
  }
  // "-- " is what git ends a mail with.
  bool is_left_over(std::size_t at) const {
    auto const line = lines_[at];
    if (is_start(lines_, at) || without_end(line) == "-- " || without_end(line) == "--") return false;
    return line.starts_with('+') || line.starts_with('-') || line.starts_with(' ');
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  bool strips_ = false;
  std::vector<FileDiff> out_;
  std::optional<DiffProblem> problem_;
};

std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    auto const end = path.find('/');
    if (auto const one = path.substr(0, end); !one.empty() && one != ".") out.push_back(one);
    path = end == path.npos ? "" : path.substr(end + 1);
  }
  return out;
}
// How many of the last parts of both paths are the same.
std::size_t likeness(std::string_view a, std::string_view b) {
  auto const x = components(a), y = components(b);
  auto const [end, other] = std::mismatch(x.rbegin(), x.rend(), y.rbegin(), y.rend());
  return static_cast<std::size_t>(end - x.rbegin());
}

} // namespace

bool is_diff(std::string_view text) {
  auto const lines = lines_of(text);
  for (std::size_t i = 0; i + 2 < lines.size(); ++i)
    if (is_start(lines, i) && lines[i + 2].starts_with("@@")) return true;
  return false;
}

std::variant<std::vector<FileDiff>, DiffProblem> read_diff(std::string_view text) {
  return Reader(text).run();
}

std::variant<std::vector<FileDiff>, DiffProblem> parts_for(std::vector<FileDiff> const& all,
                                                           std::string const& file) {
  auto const name = [](FileDiff const& d) { return d.after.empty() ? d.before : d.after; };
  std::size_t best = 0;
  for (auto const& d : all) best = std::max({best, likeness(d.before, file), likeness(d.after, file)});
  std::vector<FileDiff> out;
  if (best > 0)
    std::ranges::copy_if(all, std::back_inserter(out), [&](FileDiff const& d) {
      return std::max(likeness(d.before, file), likeness(d.after, file)) == best;
    });
  auto const of_other = [&](std::string message) {
    DiffProblem problem{DiffProblem::Kind::OtherFile, all.front().line, std::move(message)};
    for (auto const& d : best > 0 ? out : all) problem.details.push_back("it changes " + name(d));
    return problem;
  };
  if (out.empty()) return of_other("this diff does not change " + file);
  for (auto const& d : out)
    if (name(d) != name(out.front())) return of_other("which of its files is " + file + " cannot be told");
  return out;
}

} // namespace barrister::patch
