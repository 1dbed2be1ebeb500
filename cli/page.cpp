// SPDX-License-Identifier: BSD-2-Clause
#include "cli/page.hpp"
#include <algorithm>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace barrister::cli {
namespace {

constexpr std::size_t inset = 4, gap = 2, step_in = 2;
constexpr std::size_t least_step = 7;  // from a column to the next one: "CPU 10 "
constexpr std::size_t least_room = 20; // for a line
constexpr std::size_t last_room = 44;  // that the last column need not have more than

std::string comment(std::string const& note) { return note.empty() ? "" : "// " + note; }

class Page {
public:
  Page(std::vector<std::string> titles, std::vector<PageLine> const& lines, std::size_t width)
      : titles_(std::move(titles)), lines_(lines), width_(std::max(width, least_page_width)) {
    place();
  }
  std::string text() {
    std::string out = heading() + "\n\n";
    for (auto const& line : lines_) out += line.column ? shown(line) : line.text + "\n";
    return out;
  }

private:
  // Of each column, with notes or without.
  std::vector<std::size_t> widest(bool with_notes) const {
    std::vector<std::size_t> out;
    for (auto const& title : titles_) out.push_back(title.size());
    for (auto const& line : lines_) {
      if (!line.column) continue;
      auto size = line.depth + line.text.size() + line.head.size() + (line.head.empty() ? 0 : 1);
      if (with_notes && !line.note.empty()) size += gap + comment(line.note).size();
      out[*line.column] = std::max(out[*line.column], size);
    }
    return out;
  }
  std::size_t one_after_another(std::vector<std::size_t> const& widths) {
    at_.clear();
    auto at = inset;
    for (auto const width : widths) {
      at_.push_back(at);
      at += width + gap;
    }
    return at - gap;
  }
  // Side by side where there is room for all; else for the statements, since a line has one alone and its
  // note may be under columns to the right; else as far to the left as lets the last one have enough.
  void place() {
    if (titles_.empty() || one_after_another(widest(true)) <= width_) return;
    auto const widths = widest(false);
    if (one_after_another(widths) <= width_ || titles_.size() == 1) return;
    auto const steps = titles_.size() - 1;
    auto const room = std::min(widths.back(), last_room);
    auto const step = std::min(least_step, (width_ - inset - least_room) / steps);
    auto const last = std::max(inset + steps * step, width_ - std::min(room, width_));
    auto const wished = at_.back() - inset;
    for (std::size_t i = 1; i < at_.size(); ++i) {
      auto const share = inset + (at_[i] - inset) * (last - inset) / wished;
      at_[i] = std::clamp(share, at_[i - 1] + step, last - (steps - i) * step);
    }
  }
  // In one line; where they have no room there, each one in a line of its own.
  std::string heading() const {
    std::string out;
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      auto const next = i + 1 < titles_.size() ? at_[i + 1] : width_ + 1;
      auto const short_title = titles_[i].substr(0, titles_[i].find(" ("));
      if (at_[i] + short_title.size() >= next) return staggered();
      out += std::string(at_[i] - out.size(), ' ');
      out += at_[i] + titles_[i].size() < next ? titles_[i] : short_title;
    }
    return out;
  }
  std::string staggered() const {
    std::string out;
    for (std::size_t i = 0; i < titles_.size(); ++i)
      out += (i > 0 ? "\n" : "") + std::string(std::min(at_[i], width_ - least_room), ' ') + titles_[i];
    return out;
  }
  std::string shown(PageLine const& line) const {
    auto const at = at_[*line.column];
    auto const most = width_ - std::min(width_, at + least_room);
    auto const margin = std::string(at + std::min(line.depth, most), ' ');
    auto const room = width_ - margin.size();
    auto const note = comment(line.note);
    if (!line.head.empty()) {
      auto const joined = line.head + " " + line.text;
      if (joined.size() <= room) return shown({line.column, line.depth, joined, line.note});
      return shown({line.column, line.depth, line.head}) +
             shown({line.column, line.depth + step_in, line.text, line.note});
    }
    if (line.text.size() + (note.empty() ? 0 : gap + note.size()) <= room)
      return margin + line.text + (note.empty() ? "" : "  " + note) + "\n";
    std::string out;
    for (auto const& part : broken(line.text, room)) out += margin + part + "\n";
    if (note.empty()) return out;
    auto const below = margin + "  // ";
    return out + below + filled(line.note, width_ - below.size(), below) + "\n";
  }

  std::vector<std::string> titles_;
  std::vector<PageLine> const& lines_;
  std::size_t width_;
  std::vector<std::size_t> at_; // where each column starts
};

// How well it can be broken before this byte: the more the better, 0 where it cannot.
int worth(std::string const& text, std::size_t i) {
  auto const before = text[i - 1];
  if (before == ' ') {
    auto const last = i >= 2 ? text[i - 2] : ' ';
    bool const is_logical = (last == '&' || last == '|') && i >= 3 && text[i - 3] == last;
    return last == ',' || last == ';' || is_logical ? 3 : last == '=' || last == ':' ? 2 : 1;
  }
  return before == '(' || before == '[' || text.compare(i, 2, "->") == 0 ? 1 : 0;
}
std::size_t best_break(std::string const& text, std::size_t most) {
  std::size_t best = 0;
  int known = 0;
  for (auto i = most; i > most / 3 && i > 0; --i)
    if (auto const one = worth(text, i); one > known) known = one, best = i;
  return best == 0 ? most : best;
}

} // namespace

std::size_t width_of_output() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return page_width;
  return std::clamp<std::size_t>(size.ws_col, least_page_width, most_page_width);
}

std::string page(std::vector<std::string> titles, std::vector<PageLine> const& lines, std::size_t width) {
  return Page(std::move(titles), lines, width).text();
}

std::vector<std::string> broken(std::string const& statement, std::size_t most) {
  std::vector<std::string> out;
  auto rest = statement;
  std::string margin;
  while (margin.size() + rest.size() > most) {
    auto const end = best_break(rest, most - margin.size());
    auto const text = rest.substr(0, end);
    out.push_back(margin + text.substr(0, text.find_last_not_of(' ') + 1));
    rest = rest.substr(std::min(rest.find_first_not_of(' ', end), rest.size()));
    margin = most > 2 * 12 ? "    " : "  ";
  }
  out.push_back(margin + rest);
  return out;
}

std::string filled(std::string const& text, std::size_t most, std::string const& margin) {
  return filled(text, most, most, margin);
}

std::string filled(std::string const& text, std::size_t first, std::size_t most, std::string const& margin) {
  std::istringstream words(text);
  std::string out, line;
  auto room = first;
  auto const end_line = [&] {
    out += line + "\n" + margin;
    line.clear();
    room = most;
  };
  for (std::string word; words >> word;) {
    if (!line.empty() && line.size() + 1 + word.size() > room) end_line();
    while (word.size() > room) {
      line = word.substr(0, room);
      word.erase(0, room);
      end_line();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + line;
}

std::string hanging(std::string const& text, std::size_t indent, std::size_t further, std::size_t width) {
  std::string const space(indent, ' ');
  return space + filled(text, width - indent, width - indent - further, space + std::string(further, ' ')) +
         "\n";
}

} // namespace barrister::cli
