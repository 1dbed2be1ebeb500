// SPDX-License-Identifier: BSD-2-Clause
#include "patch/apply_diff.hpp"
#include "patch/line_ends.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace barrister::patch {
namespace {

using Kind = DiffLine::Kind;
using Lines = std::vector<std::string_view>;

FileDiff reversed(FileDiff diff) {
  std::swap(diff.before, diff.after);
  for (auto& hunk : diff.hunks) {
    std::swap(hunk.before, hunk.after);
    for (auto& line : hunk.lines)
      if (line.kind != Kind::Both) line.kind = line.kind == Kind::New ? Kind::Gone : Kind::New;
  }
  return diff;
}

bool has_crlf(FileDiff const& diff) {
  return std::ranges::any_of(diff.hunks, [](Hunk const& h) {
    return std::ranges::any_of(h.lines, [](DiffLine const& l) { return ends_as_crlf(l.text); });
  });
}

// All of it, as a mail program makes it; where lines differ, that is what the diff is about.
bool is_crlf(FileDiff const& diff) {
  return has_crlf(diff) && std::ranges::all_of(diff.hunks, [](Hunk const& h) {
           return std::ranges::all_of(
               h.lines, [](DiffLine const& l) { return ends_as_crlf(l.text) || !l.text.ends_with('\n'); });
         });
}

bool is_lf(Lines const& text) {
  return !text.empty() && text.front().ends_with('\n') && std::ranges::none_of(text, ends_as_crlf);
}

// The places where `part` is in `text` from `from` on, in order (Knuth, Morris, Pratt: a hostile text costs
// no more than another).
std::vector<std::size_t> places_of(Lines const& part, Lines const& text, std::size_t from) {
  std::vector<std::size_t> fallback(part.size(), 0), out;
  for (std::size_t i = 1, k = 0; i < part.size(); ++i) {
    while (k > 0 && part[i] != part[k]) k = fallback[k - 1];
    if (part[i] == part[k]) ++k;
    fallback[i] = k;
  }
  for (std::size_t i = from, k = 0; i < text.size(); ++i) {
    while (k > 0 && (k == part.size() || text[i] != part[k])) k = fallback[k - 1];
    if (text[i] == part[k]) ++k;
    if (k == part.size()) out.push_back(i + 1 - k);
  }
  return out;
}

std::string shown(std::string_view line) {
  bool const has_end = line.ends_with('\n');
  if (has_end) line.remove_suffix(1);
  std::string out;
  for (char const c : line)
    out += static_cast<unsigned char>(c) < ' ' && c != '\t' ? '?' : c; // no terminal is driven by a diff
  return out + (has_end ? "" : " (without a newline)");
}

class Application {
public:
  Application(FileDiff const& diff, std::string_view text) : diff_(diff), text_(lines_of(text)) {}

  std::variant<Applied, DiffProblem> run() {
    if (diff_.before.empty() && !text_.empty())
      return DiffProblem{
          DiffProblem::Kind::DoesNotApply, diff_.line, "the diff makes this file anew, and it is there", {}};
    for (std::size_t i = 0; i < diff_.hunks.size(); ++i) {
      auto const& hunk = diff_.hunks[i];
      auto const place = place_of(hunk);
      if (!place) return does_not_apply(hunk, i + 1);
      auto const offset = static_cast<std::ptrdiff_t>(*place) - stated(hunk);
      if (offset != 0) {
        auto const far = offset < 0 ? -offset : offset;
        out_.moved.push_back(fmt::format("hunk {} applies {} line{} further {}, at line {}", i + 1, far,
                                         far == 1 ? "" : "s", offset < 0 ? "up" : "down", *place + 1));
      }
      offset_ = offset;
      copy_up_to(*place);
      for (auto const& line : hunk.lines) {
        if (line.kind != Kind::New) ++at_;
        if (line.kind != Kind::Gone) out_.text += line.text;
      }
    }
    copy_up_to(text_.size());
    return std::move(out_);
  }

private:
  static Lines expected(Hunk const& hunk) {
    Lines out;
    for (auto const& line : hunk.lines)
      if (line.kind != Kind::New) out.push_back(line.text);
    return out;
  }
  // From 0. Of no lines, a hunk names the line before it.
  static std::ptrdiff_t stated(Hunk const& hunk) {
    return static_cast<std::ptrdiff_t>(hunk.before) - (expected(hunk).empty() ? 0 : 1);
  }

  std::optional<std::size_t> place_of(Hunk const& hunk) const {
    auto const part = expected(hunk);
    auto const guess = stated(hunk) + offset_;
    auto const end = static_cast<std::ptrdiff_t>(text_.size());
    if (part.empty())
      return guess >= static_cast<std::ptrdiff_t>(at_) && guess <= end
                 ? std::optional(static_cast<std::size_t>(guess))
                 : std::nullopt;
    // Fewer lines around it on one side than on the other: the text begins there, or ends.
    auto const is_both = [](DiffLine const& l) { return l.kind == Kind::Both; };
    auto const head = std::ranges::find_if_not(hunk.lines, is_both) - hunk.lines.begin();
    auto const tail = std::find_if_not(hunk.lines.rbegin(), hunk.lines.rend(), is_both) - hunk.lines.rbegin();
    std::optional<std::size_t> nearest;
    auto const distance = [&](std::size_t at) {
      auto const d = static_cast<std::ptrdiff_t>(at) - guess;
      return std::pair(d < 0 ? -d : d, d < 0); // of two that are as near, the one further down, as patch(1)
    };
    for (auto const at : places_of(part, text_, at_)) {
      if (head < tail && hunk.before <= 1 && at != 0) continue;
      if (tail < head && at + part.size() != text_.size()) continue;
      if (!nearest || distance(at) < distance(*nearest)) nearest = at;
    }
    return nearest;
  }

  DiffProblem does_not_apply(Hunk const& hunk, std::size_t number) const {
    DiffProblem out{DiffProblem::Kind::DoesNotApply, hunk.line, "", {}};
    auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(stated(hunk) + offset_, 0));
    out.message = fmt::format("hunk {} does not apply", number);
    for (auto const& line : hunk.lines) {
      if (line.kind == Kind::New) continue;
      bool const is_there = at < text_.size();
      if (is_there && text_[at] == line.text) {
        ++at;
        continue;
      }
      out.line = line.line;
      out.message += fmt::format(" at line {}", at + 1);
      out.details = {"expected: " + shown(line.text),
                     "there is: " + (is_there ? shown(text_[at]) : "the end")};
      return out;
    }
    out.message += fmt::format(" at line {}", at + 1);
    if (at < text_.size()) out.details = {"expected: the end", "there is: " + shown(text_[at])};
    return out;
  }

  void copy_up_to(std::size_t end) {
    for (; at_ < end; ++at_) out_.text += text_[at_];
  }

  FileDiff const& diff_;
  Lines text_;
  std::size_t at_ = 0;        // lines of the text that are behind us
  std::ptrdiff_t offset_ = 0; // of the last hunk
  Applied out_;
};

// It has lines that are looked for in the text: without any around it (-U0), what is put in fits everywhere.
bool says_where(FileDiff const& diff) {
  return std::ranges::any_of(diff.hunks, [](Hunk const& h) {
    return std::ranges::any_of(h.lines, [](DiffLine const& l) { return l.kind != Kind::New; });
  });
}

std::variant<Applied, DiffProblem> applied_or_already(FileDiff const& diff, std::string_view text) {
  auto out = Application(diff, text).run();
  auto const* const applied = std::get_if<Applied>(&out);
  if (applied && applied->moved.empty() && says_where(diff)) return out;
  auto const other_way = reversed(diff);
  if (!says_where(other_way)) return out; // that what is taken out is not there says nothing
  auto const undone = Application(other_way, text).run();
  auto const* const back = std::get_if<Applied>(&undone);
  // What fits elsewhere, and is at its place the other way round, was applied there.
  if (back && (!applied || back->moved.empty()))
    return DiffProblem{DiffProblem::Kind::AlreadyApplied, diff.line, "the diff is applied already", {}};
  return out;
}

} // namespace

std::variant<Applied, DiffProblem> apply_diff(FileDiff const& given, std::string_view text,
                                              Direction direction) {
  auto diff = direction == Direction::Reverse ? reversed(given) : given;
  if (is_crlf(text) && !has_crlf(diff)) {
    auto out = applied_or_already(diff, without_crlf(text));
    if (auto* const applied = std::get_if<Applied>(&out)) applied->text = with_crlf(applied->text);
    return out;
  }
  if (is_lf(lines_of(text)) && is_crlf(diff))
    for (auto& hunk : diff.hunks)
      for (auto& line : hunk.lines) line.text = without_crlf(line.text);
  return applied_or_already(diff, text);
}

} // namespace barrister::patch
