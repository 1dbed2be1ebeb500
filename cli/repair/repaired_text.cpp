// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/repaired_text.hpp"
#include "cli/barriers/barrier_study.hpp"
#include "patch/pair_comments.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// As wide as a kernel developer's editor, with tabs of 8.
constexpr std::size_t source_width = 80, tab = 8, least_comment = 40;

std::vector<patch::Edit> edits_of(std::vector<patch::Change> const& changes) {
  std::vector<patch::Edit> out;
  for (auto const& c : changes) out.insert(out.end(), c.edits.begin(), c.edits.end());
  return out;
}

std::size_t width_of(std::string const& indent) {
  std::size_t out = 0;
  for (char c : indent) out += c == '\t' ? tab : 1;
  return out;
}
std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    auto const end = std::min(text.find('\n', from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}
// A comment stands so far above what it speaks of, or nearer.
constexpr std::uint32_t most_lines_above = 3;
bool has_comment(std::string const& text, patch::Change const& change) {
  return !change.is_added() &&
         std::ranges::any_of(patch::pair_comments(text), [&](patch::PairComment const& c) {
           return change.line >= c.line && change.line <= c.last_line + most_lines_above;
         });
}
std::vector<std::string> in_lines(std::string const& comment, patch::Change::Comment const& place) {
  if (comment.empty() || !place.indent) return {}; // in the line of other code it would be in the way
  auto const taken = std::min(width_of(*place.indent), source_width - least_comment);
  return lines_of(comment_in_lines(comment, source_width - taken, ""));
}

// In comments that say that something pairs with what is replaced: its name.
std::vector<patch::Edit> renamed_partners(std::string const& text,
                                          std::vector<patch::Change> const& changes) {
  std::vector<patch::Edit> out;
  auto const starts = [&] {
    std::vector<std::size_t> lines{0};
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines.push_back(i + 1);
    return lines;
  }();
  for (auto const& comment : patch::pair_comments(text))
    for (auto const& partner : comment.partners)
      for (auto const& c : changes) {
        if (c.is_added() || c.was != partner.primitive || !partner.may_be_in(c.where)) continue;
        auto const begin = starts[comment.line - 1];
        auto const end = comment.last_line < starts.size() ? starts[comment.last_line] : text.size();
        auto const at = text.find(c.was + "(", begin);
        bool const is_new = std::ranges::find(out, at, &patch::Edit::begin) == out.end();
        if (at < end && is_new) out.push_back({at, at + c.was.size(), c.is});
      }
  return out;
}

} // namespace

std::optional<std::string> changed_text(std::string const& text, std::vector<patch::Change> const& changes) {
  return patch::edited(text, edits_of(changes));
}

std::vector<std::size_t> called_at(std::vector<patch::Change> const& changes) {
  auto all = edits_of(changes);
  std::vector<std::size_t> order(all.size()), at(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::pair(all[i].begin, all[i].end); });
  std::size_t longer = 0; // so far; it may have wrapped around, and comes back
  for (auto i : order) {
    at[i] = all[i].begin + longer;
    longer += all[i].with.size() - (all[i].end - all[i].begin);
  }
  std::vector<std::size_t> out;
  std::size_t first = 0;
  for (auto const& c : changes) {
    out.push_back(c.is_added() ? at[first + c.comment.edit] + c.comment.at : at[first + c.edits.size() - 1]);
    first += c.edits.size();
  }
  return out;
}

std::optional<std::string> commented_text(std::string const& text, std::vector<patch::Change> const& changes,
                                          std::vector<std::string> const& comments) {
  std::vector<patch::Edit> edits = renamed_partners(text, changes);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto const lines = has_comment(text, changes[i]) ? std::vector<std::string>{}
                                                     : in_lines(comments[i], changes[i].comment);
    auto const own = patch::commented(changes[i], lines);
    edits.insert(edits.end(), own.begin(), own.end());
  }
  return patch::edited(text, edits);
}

} // namespace barrister::cli
