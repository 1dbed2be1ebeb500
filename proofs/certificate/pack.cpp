// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/pack.hpp"
#include "proofs/rup/bytes.hpp"
#include <algorithm>
#include <array>
#include <zlib.h>

namespace barrister::certificate {
namespace {

// Of a certificate, and not of what is behind it. Takes memory for what comes out, not for what is said to.
std::variant<Bytes, std::string> inflated(std::span<std::uint8_t const> from, std::size_t size) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return "there is no memory to read it";
  auto input = Bytes(from.begin(), from.end()); // zlib's pointer is not const
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  Bytes out;
  std::array<std::uint8_t, 65536> piece;
  auto status = Z_OK;
  while (status == Z_OK && out.size() <= size) {
    stream.next_out = piece.data();
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.insert(out.end(), piece.begin(), piece.end() - stream.avail_out);
  }
  auto const left = stream.avail_in;
  inflateEnd(&stream);
  if (out.size() > size) return "it is longer than it says";
  if (status == Z_BUF_ERROR) return "it ends too early";
  if (status != Z_STREAM_END) return "it is damaged";
  if (out.size() != size) return "it is shorter than it says";
  if (left > 0) return "it goes on behind its end";
  return out;
}

} // namespace

Bytes pack(std::span<std::uint8_t const> bytes) {
  rup::Writer out;
  out.bytes.assign(first_line.begin(), first_line.end());
  out.size(bytes.size());
  auto size = compressBound(bytes.size());
  Bytes packed(size);
  compress2(packed.data(), &size, bytes.data(), bytes.size(), Z_BEST_COMPRESSION);
  out.bytes.insert(out.bytes.end(), packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
  return std::move(out.bytes);
}

bool begins_as_certificate(std::span<std::uint8_t const> file) {
  auto const any = first_line.substr(0, first_line.find_last_of(' ') + 1);
  auto const begins = static_cast<std::ptrdiff_t>(std::min(file.size(), any.size()));
  return std::equal(file.begin(), file.begin() + begins, any.begin());
}

std::variant<Bytes, std::string> unpack(std::span<std::uint8_t const> file) {
  if (file.empty()) return "it is empty";
  if (file.size() > most_bytes) return "it is too long";
  auto const begins = std::min(file.size(), first_line.size());
  if (!begins_as_certificate(file)) return "it is no certificate";
  if (!std::equal(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(begins), first_line.begin()))
    return "it is of another version: its first line is not '" +
           std::string(first_line.substr(0, first_line.size() - 1)) + "'";
  if (begins < first_line.size()) return "it ends too early";
  rup::Reader in(file.subspan(begins));
  auto const size = in.number();
  if (!size) return "its length " + in.fault().why;
  if (*size > most_bytes) return "it would be too long";
  return inflated(in.rest(), *size);
}

} // namespace barrister::certificate
