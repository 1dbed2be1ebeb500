// SPDX-License-Identifier: BSD-2-Clause
#include "cli/output_path.hpp"
#include <filesystem>

namespace barrister::cli {

std::optional<std::string> output_path(std::string const& wish, OutputName const& of, char const* ending) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (of.is_only_one && !fs::is_directory(wish, error)) return wish;
  fs::create_directories(wish, error);
  if (!fs::is_directory(wish, error)) return std::nullopt;
  return (fs::path(wish) / (of.name + ending)).string();
}

} // namespace barrister::cli
