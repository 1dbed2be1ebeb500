// SPDX-License-Identifier: BSD-2-Clause
#include "patch/line_ends.hpp"
#include "patch/unified_diff.hpp"
#include <algorithm>

namespace barrister::patch {

bool ends_as_crlf(std::string_view line) { return line.ends_with("\r\n"); }
bool is_crlf(std::string_view text) {
  auto const lines = lines_of(text);
  return !lines.empty() && ends_as_crlf(lines.front()) && std::ranges::all_of(lines, [](auto line) {
    return ends_as_crlf(line) || !line.ends_with('\n'); // the last
  });
}
std::string without_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i, 2) != "\r\n") out += text[i];
  return out;
}
std::string with_crlf(std::string_view text) {
  std::string out;
  for (char const c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}
std::string with_ends_of(std::string_view original, std::string text) {
  if (!is_crlf(original)) return text;
  return with_crlf(without_crlf(text));
}

} // namespace barrister::patch
