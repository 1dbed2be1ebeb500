// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/uri.hpp"
#include <cctype>

namespace barrister::lsp {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

int digit(char c) {
  auto const at = digits.find(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return at == digits.npos ? -1 : static_cast<int>(at);
}

} // namespace

std::optional<std::string> path_of(std::string_view uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  auto const slash = uri.find('/');
  auto const host = uri.substr(0, slash);
  if (slash == uri.npos || !(host.empty() || host == "localhost")) return std::nullopt;
  uri.remove_prefix(slash);
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      path += uri[i];
      continue;
    }
    int const high = i + 2 < uri.size() ? digit(uri[i + 1]) : -1,
              low = i + 2 < uri.size() ? digit(uri[i + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) return std::nullopt; // a path has no NUL
    path += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return path;
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "-._~/";
  std::string out = "file://";
  for (char const c : path) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) || plain.find(c) != plain.npos)) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[byte / 16];
    out += digits[byte % 16];
  }
  return out;
}

} // namespace barrister::lsp
