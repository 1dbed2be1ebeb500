// SPDX-License-Identifier: BSD-2-Clause
#include "checker/load.hpp"
#include "proofs/certificate/pack.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>

namespace barrister::checker {
namespace {

using certificate::Bytes;

// At most so many bytes that it is seen to be too long; what is no certificate is not read to its end.
std::optional<Bytes> read_bytes(std::string const& path) {
  if (std::filesystem::is_directory(path)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  Bytes out(certificate::first_line.size());
  auto const read = [&](std::size_t from) {
    in.read(reinterpret_cast<char*>(out.data() + from), static_cast<std::streamsize>(out.size() - from));
    out.resize(from + static_cast<std::size_t>(in.gcount()));
  };
  read(0);
  if (!std::ranges::equal(out, certificate::first_line)) return out;
  constexpr std::size_t piece = 1 << 20;
  while (in && out.size() <= certificate::most_bytes) {
    auto const before = out.size();
    out.resize(before + piece);
    read(before);
  }
  return out;
}

} // namespace

std::variant<certificate::Certificate, std::string> load(std::string const& path) {
  auto const packed = read_bytes(path);
  if (!packed) return "cannot read it";
  auto unpacked = certificate::unpack(*packed);
  if (auto const* why = std::get_if<std::string>(&unpacked)) return *why;
  auto read = certificate::read(std::get<Bytes>(unpacked));
  if (auto const* fault = std::get_if<rup::ReadFault>(&read))
    return "byte " + std::to_string(fault->at) + ", unpacked: " + fault->why;
  return std::get<certificate::Certificate>(std::move(read));
}

} // namespace barrister::checker
