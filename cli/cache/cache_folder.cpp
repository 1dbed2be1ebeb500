// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cache/answer_cache.hpp"
#include <cstdlib>

namespace barrister::cli {

std::optional<std::filesystem::path> cache_folder() {
  using std::filesystem::path;
  if (auto const* own = std::getenv("BARRISTER_CACHE")) return *own ? std::optional(path(own)) : std::nullopt;
  // What is not absolute does not count (XDG Base Directory Specification).
  auto const* xdg = std::getenv("XDG_CACHE_HOME");
  if (xdg && path(xdg).is_absolute()) return path(xdg) / "barrister";
  auto const* home = std::getenv("HOME");
  if (home && path(home).is_absolute()) return path(home) / ".cache" / "barrister";
  return std::nullopt;
}

} // namespace barrister::cli
