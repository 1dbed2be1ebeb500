// SPDX-License-Identifier: BSD-2-Clause
// Where a piece ends cannot be told by its brackets, which may be what is wrong. But people begin at the left
// margin what stands at the top, and indent what is in it: so do the kernel, and all that ships.
#include "lsp/mended.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

constexpr int most_tries = 8;

bool begins_piece(std::string_view text, std::size_t at) {
  if (at >= text.size() || (at > 0 && text[at - 1] != '\n')) return false;
  char const c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '#';
}

// Where the piece around `offset` begins, and the next one.
frontend::Span piece_around(std::string_view text, std::size_t offset) {
  auto begin = std::min(offset, text.size());
  while (begin > 0 && (begin == text.size() || !begins_piece(text, begin))) --begin;
  // A label stands at the margin, too: it is no beginning.
  auto end = std::max(begin + 1, std::min(offset, text.size()));
  while (end < text.size()) {
    if (begins_piece(text, end)) {
      auto const line = text.substr(end, text.find('\n', end) - end);
      bool const is_label = line.find(':') != line.npos && line.find_first_of(" (\"") == line.npos;
      if (!is_label) break;
    }
    ++end;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(end, text.size()))};
}

} // namespace

std::optional<Mended> mended(frontend::Source const& source, TriesToRead const& read) {
  Mended out{std::string(source.text()), {}};
  for (int tries = 0; tries < most_tries; ++tries) {
    frontend::Source const now(source.name(), out.text);
    frontend::Diagnostics diagnostics;
    if (read(now, diagnostics)) return out;
    if (diagnostics.all().empty()) return std::nullopt;
    auto const& place = diagnostics.all().front().place;
    if (place.line == 0) return std::nullopt;
    std::size_t offset = 0;
    for (auto line = place.line; line > 1; --line) offset = out.text.find('\n', offset) + 1;
    offset += place.column - 1;
    auto piece = piece_around(out.text, offset);
    bool const is_blank = out.text.find_first_not_of(" \t\r\n", piece.begin) >= piece.end;
    if (is_blank && piece.begin > 0) piece = piece_around(out.text, piece.begin - 1);
    for (auto i = piece.begin; i < piece.end; ++i)
      if (out.text[i] != '\n') out.text[i] = ' ';
    out.gone.push_back(piece);
  }
  return std::nullopt;
}

} // namespace barrister::lsp
