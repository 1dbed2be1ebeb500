// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/uri.hpp"
#include <cctype>
#include <fmt/format.h>
#include <string_view>

namespace barrister::cli {

std::string uri_of(std::string const& path) {
  constexpr std::string_view plain = "-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (auto const c : path) {
    auto const byte = static_cast<unsigned char>(c);
    bool const is_plain = byte < 0x80 && (std::isalnum(byte) || plain.find(c) != plain.npos);
    out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

} // namespace barrister::cli
