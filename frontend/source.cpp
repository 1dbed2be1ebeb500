// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/source.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>

namespace barrister::frontend {

Source::Source(std::string name, std::string text)
    : name_(std::make_shared<std::string const>(std::move(name))), text_(std::move(text)) {}

Place Source::place(std::uint32_t offset) const {
  auto at = std::min<std::size_t>(offset, text_.size());
  auto before = text().substr(0, at);
  auto line = 1 + std::count(before.begin(), before.end(), '\n');
  auto start = before.rfind('\n') + 1; // npos + 1 is 0
  return {name_, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(at - start + 1)};
}

std::string_view Source::line_at(std::uint32_t offset) const {
  auto at = std::min<std::size_t>(offset, text_.size());
  auto start = text().substr(0, at).rfind('\n') + 1;
  auto end = std::min(text_.find('\n', at), text_.size());
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
  return out;
}

std::optional<std::string> read_file(std::string const& path) {
  constexpr std::size_t largest = std::size_t{16} << 20;
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(largest + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > largest) return std::nullopt;
  return text;
}

} // namespace barrister::frontend
