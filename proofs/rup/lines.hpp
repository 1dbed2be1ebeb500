// SPDX-License-Identifier: BSD-2-Clause
// Text, line by line and word by word.
#pragma once
#include "proofs/rup/read_fault.hpp"
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace barrister::rup {

using Words = std::vector<std::string_view>;

template <class T> std::optional<T> number(std::string_view word) {
  T n{};
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return n;
}

inline Words words(std::string_view line) {
  constexpr std::string_view space = " \t\r";
  Words out;
  for (auto start = line.find_first_not_of(space); start != line.npos;) {
    auto const end = std::min(line.find_first_of(space, start), line.size());
    out.push_back(line.substr(start, end - start));
    start = line.find_first_not_of(space, end);
  }
  return out;
}

// Line by line, until one has a fault.
template <class Take> std::optional<ReadFault> each_line(std::string_view text, Take take) {
  std::size_t line = 0;
  while (!text.empty()) {
    ++line;
    auto const end = std::min(text.find('\n'), text.size());
    if (auto why = take(words(text.substr(0, end)))) return ReadFault{line, std::move(*why)};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::nullopt;
}

inline std::string quoted(std::string_view word) {
  constexpr std::size_t enough = 40;
  return "'" + std::string(word.substr(0, enough)) + (word.size() > enough ? "…" : "") + "'";
}

inline std::size_t last_line(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n')) + (text.empty() || text.back() != '\n');
}

} // namespace barrister::rup
