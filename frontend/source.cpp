// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/source.hpp"
#include "frontend/characters.hpp"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace barrister::frontend {

Source::Source(std::string name, std::string text)
    : text_(std::move(text)), pieces_{{0, std::make_shared<std::string const>(std::move(name))}} {
  add_lines(0);
}

void Source::add_lines(std::size_t from) {
  line_starts_.push_back(static_cast<std::uint32_t>(from));
  for (auto at = text_.find('\n', from); at != text_.npos; at = text_.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

// A newline between the pieces keeps the end of one apart from the beginning of the next.
Span Source::append(std::string name, std::string const& text) {
  text_ += '\n';
  auto const begin = static_cast<std::uint32_t>(text_.size());
  pieces_.push_back({begin, std::make_shared<std::string const>(std::move(name)), 0, line_starts_.size()});
  text_ += text;
  add_lines(begin);
  return {begin, static_cast<std::uint32_t>(text_.size())};
}
Span Source::append(std::vector<Span> const& again) {
  text_ += '\n';
  auto const begin = static_cast<std::uint32_t>(text_.size());
  for (auto const& span : again) {
    if (span.begin == span.end) continue;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), nullptr, span.begin});
    text_ += std::string(text(span));
  }
  return {begin, static_cast<std::uint32_t>(text_.size())};
}

Source::Piece const& Source::piece_of(std::uint32_t offset) const {
  return *std::prev(std::ranges::upper_bound(pieces_, offset, {}, &Piece::begin));
}
std::uint32_t Source::original(std::uint32_t offset) const {
  auto at = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  for (auto const* piece = &piece_of(at); !piece->name; piece = &piece_of(at))
    at = piece->origin + (at - piece->begin);
  return at;
}
std::size_t Source::line_index(std::uint32_t offset) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(line_starts_, offset) - line_starts_.begin() - 1);
}

Place Source::place(std::uint32_t offset) const {
  auto const at = original(offset);
  auto const& piece = piece_of(at);
  auto const line = line_index(at);
  return {piece.name, static_cast<std::uint32_t>(line - piece.first_line + 1), at - line_starts_[line] + 1};
}

std::string_view Source::line_at(std::uint32_t offset) const {
  auto const at = original(offset);
  auto const start = line_starts_[line_index(at)];
  auto const end = std::min(text_.find('\n', at), text_.size());
  return text().substr(start, end - start);
}

std::string folded(std::string_view text) {
  std::string out;
  bool gap = false;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return printable(out);
}

namespace {
constexpr std::size_t largest = std::size_t{16} << 20, chunk = std::size_t{16} << 10;
}

std::optional<std::string> read_file(std::string const& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  return in ? read_all(in) : std::nullopt;
}

std::optional<std::string> read_all(std::istream& in) {
  std::string text;
  while (in && text.size() <= largest) {
    auto const before = text.size();
    text.resize(before + chunk);
    in.read(text.data() + before, static_cast<std::streamsize>(chunk));
    text.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || text.size() > largest) return std::nullopt;
  return text;
}

std::string why_unreadable(std::string const& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) return "it is a directory";
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (in) {
    char first = 0;
    in.read(&first, 1);
    if (!in.bad()) return "it has more than 16 MiB";
  }
  switch (errno) {
  case 0: return "";
  case ENOENT: return "there is no such file";
  case EACCES: return "permission is denied";
  default: return std::strerror(errno);
  }
}

} // namespace barrister::frontend
