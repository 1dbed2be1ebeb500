// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/frame.hpp"
#include <algorithm>
#include <cctype>
#include <charconv>
#include <istream>
#include <optional>
#include <ostream>

namespace barrister::lsp {
namespace {

constexpr std::size_t longest_line = 1024; // of a header; those that we know have some thirty bytes

// Without its end; cut to `longest_line`. Nothing at the end of the input.
std::optional<std::string> header_line(std::istream& in) {
  std::string line;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    if (c == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    if (line.size() < longest_line) line += static_cast<char>(c);
  }
  return std::nullopt;
}

struct Length {
  enum class Kind : std::uint8_t { Other, Known, Wrong } kind = Kind::Other; // Other: another header
  std::uint64_t bytes = 0;
};
Length length_in(std::string_view line) {
  constexpr std::string_view name = "content-length";
  auto const is_same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  auto const colon = line.find(':');
  if (colon == line.npos || !std::ranges::equal(line.substr(0, colon), name, is_same)) return {};
  auto value = line.substr(colon + 1);
  while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
  while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
  Length out{Length::Kind::Known};
  auto const* const end = value.data() + value.size();
  auto const [rest, problem] = std::from_chars(value.data(), end, out.bytes);
  if (problem == std::errc::result_out_of_range)
    out.bytes = ~std::uint64_t{0};
  else if (problem != std::errc{} || rest != end)
    out.kind = Length::Kind::Wrong;
  return out;
}

// Not by ignore(), which looks at the byte behind, and so waits for it.
void pass_by(std::istream& in, std::uint64_t bytes) {
  char some[16384];
  while (bytes > 0 && in) {
    auto const wanted = std::min<std::uint64_t>(bytes, sizeof some);
    in.read(some, static_cast<std::streamsize>(wanted));
    bytes -= wanted;
  }
}

// A length that is claimed is not believed: the text grows as it comes.
bool read_bytes(std::istream& in, std::uint64_t bytes, std::string& out) {
  constexpr std::uint64_t chunk = std::uint64_t{64} << 10;
  while (out.size() < bytes) {
    auto const before = out.size();
    auto const wanted = std::min(chunk, bytes - before);
    out.resize(before + wanted);
    in.read(out.data() + before, static_cast<std::streamsize>(wanted));
    if (static_cast<std::uint64_t>(in.gcount()) < wanted) return false;
  }
  return true;
}

} // namespace

Frame read_frame(std::istream& in) {
  std::optional<std::uint64_t> length;
  bool is_wrong = false, is_begun = false;
  for (;;) {
    auto const line = header_line(in);
    if (!line) return {};
    if (line->empty()) {
      if (!is_begun) continue; // an empty line too many
      break;
    }
    is_begun = true;
    auto const found = length_in(*line);
    if (found.kind == Length::Kind::Known) length = found.bytes;
    is_wrong = is_wrong || found.kind == Length::Kind::Wrong;
  }
  if (is_wrong || !length)
    return {Frame::Kind::Wrong,
            is_wrong ? "Content-Length is no number of bytes" : "a message without Content-Length"};
  if (*length > largest_message) {
    pass_by(in, *length);
    return {Frame::Kind::Wrong, "a message of more than 32 MiB"};
  }
  Frame out{Frame::Kind::Message, {}};
  if (!read_bytes(in, *length, out.text)) return {};
  return out;
}

void write_frame(std::ostream& out, std::string_view text) {
  out << "Content-Length: " << text.size() << "\r\n\r\n" << text << std::flush;
}

} // namespace barrister::lsp
