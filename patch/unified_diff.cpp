// SPDX-License-Identifier: BSD-2-Clause
// The shortest edit script is Myers' (An O(ND) difference algorithm and its variations, Algorithmica 1986).
#include "patch/unified_diff.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace barrister::patch {
namespace {

using Kind = DiffLine::Kind;
using Lines = std::vector<std::string_view>;

constexpr std::size_t around = 3;
constexpr std::size_t most_changes = 4000; // beyond, the square of it is too much to keep

struct Step {
  Kind kind;
  std::string_view text;
};
using Script = std::vector<Step>;

// Of texts that differ in their first and in their last line. Nothing: beyond the limit.
std::optional<Script> shortest(Lines const& a, Lines const& b) {
  auto const n = static_cast<std::ptrdiff_t>(a.size()), m = static_cast<std::ptrdiff_t>(b.size());
  auto const most = std::min(n + m, static_cast<std::ptrdiff_t>(most_changes));
  auto const at = [&](std::ptrdiff_t k) { return static_cast<std::size_t>(k + most + 1); };
  std::vector<std::ptrdiff_t> reach(static_cast<std::size_t>(2 * most + 3), 0);
  std::vector<std::vector<std::ptrdiff_t>> all; // all[d][(k + d) / 2]: how far of a, after d changes
  auto const line = [](Lines const& of, std::ptrdiff_t i) { return of[static_cast<std::size_t>(i)]; };
  for (std::ptrdiff_t d = 0; d <= most; ++d) {
    all.emplace_back();
    for (auto k = -d; k <= d; k += 2) {
      bool const is_down = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]);
      auto x = is_down ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
      while (x < n && x - k < m && line(a, x) == line(b, x - k)) ++x;
      reach[at(k)] = x;
      all.back().push_back(x);
      if (x < n || x - k < m) continue;
      Script out;
      auto y = x - k;
      for (auto left = d, on = k; left > 0; --left) {
        auto const before = [&](std::ptrdiff_t of) {
          return all[static_cast<std::size_t>(left - 1)][static_cast<std::size_t>((of + left - 1) / 2)];
        };
        bool const down = on == -left || (on != left && before(on - 1) < before(on + 1));
        auto const from = down ? on + 1 : on - 1;
        for (auto const start = before(from) + (down ? 0 : 1); x > start; --y)
          out.push_back({Kind::Both, line(a, --x)});
        if (down)
          out.push_back({Kind::New, line(b, --y)});
        else
          out.push_back({Kind::Gone, line(a, --x)});
        on = from;
      }
      while (x > 0) out.push_back({Kind::Both, line(a, --x)});
      std::ranges::reverse(out);
      return out;
    }
  }
  return std::nullopt;
}

Script script_of(Lines a, Lines b) {
  std::size_t head = 0, tail = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  auto const middle = [&](Lines const& of) {
    return Lines(of.begin() + static_cast<std::ptrdiff_t>(head),
                 of.end() - static_cast<std::ptrdiff_t>(tail));
  };
  Script out;
  for (std::size_t i = 0; i < head; ++i) out.push_back({Kind::Both, a[i]});
  if (auto const steps = shortest(middle(a), middle(b)))
    out.insert(out.end(), steps->begin(), steps->end());
  else {
    for (auto const& text : middle(a)) out.push_back({Kind::Gone, text});
    for (auto const& text : middle(b)) out.push_back({Kind::New, text});
  }
  for (auto i = a.size() - tail; i < a.size(); ++i) out.push_back({Kind::Both, a[i]});
  return out;
}

std::string range(std::size_t before_it, std::size_t count) {
  auto const first = count == 0 ? before_it : before_it + 1;
  return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
}

// As git quotes what would not be read again as it stands.
std::string file_name(char const* prefix, std::string const& name) {
  auto const full = fmt::format("{}{}{}", prefix, name.starts_with('/') ? "" : "/", name);
  if (std::ranges::all_of(full, [](char c) { return c != '"' && c != '\\' && c >= ' ' && c != '\x7f'; }))
    return full + (full.find(' ') == full.npos ? "" : "\t"); // as git ends a name with a space in it
  std::string out = "\"";
  for (char const c : full)
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7f)
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    else
      out += c;
  return out + "\"";
}

} // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Lines out;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size() - 1) + 1;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::string unified_diff(std::string const& name, std::string_view before, std::string_view after) {
  if (before == after) return "";
  auto const script = script_of(lines_of(before), lines_of(after));
  auto out = fmt::format("--- {}\n+++ {}\n", file_name("a", name), file_name("b", name));
  std::size_t line_before = 0, line_after = 0, i = 0; // lines, and steps, behind us
  auto const is_change = [&](std::size_t at) { return script[at].kind != Kind::Both; };
  while (i < script.size()) {
    auto first = i;
    while (first < script.size() && !is_change(first)) ++first;
    if (first == script.size()) break;
    auto const from = first - std::min(first - i, around);
    line_before += from - i;
    line_after += from - i;
    auto end = first + 1; // past the last change of this hunk
    for (auto at = end; at < script.size() && at < end + 2 * around + 1; ++at)
      if (is_change(at)) end = at + 1;
    end = std::min(end + around, script.size());
    std::string lines;
    std::size_t gone = 0, made = 0;
    for (i = from; i < end; ++i) {
      auto const& [kind, text] = script[i];
      gone += kind != Kind::New;
      made += kind != Kind::Gone;
      lines += fmt::format("{}{}{}",
                           kind == Kind::Both   ? ' '
                           : kind == Kind::Gone ? '-'
                                                : '+',
                           text, text.ends_with('\n') ? "" : "\n\\ No newline at end of file\n");
    }
    out += fmt::format("@@ -{} +{} @@\n{}", range(line_before, gone), range(line_after, made), lines);
    line_before += gone;
    line_after += made;
  }
  return out;
}

} // namespace barrister::patch
