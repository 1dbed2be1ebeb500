// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cache/kept_files.hpp"
#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace barrister::cli {
namespace {

namespace fs = std::filesystem;

void delete_oldest(fs::path const& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> all;
  std::error_code none; // what others have deleted meanwhile
  for (fs::directory_iterator at(folder, none), end; at != end; at.increment(none))
    all.emplace_back(at->last_write_time(none), at->path());
  if (all.size() <= KeptFile::most_kept) return;
  std::ranges::sort(all);
  all.resize(all.size() - KeptFile::most_kept / 4 * 3);
  for (auto const& [when, path] : all) fs::remove(path, none);
}

} // namespace

KeptFile::KeptFile(fs::path folder, std::string name) : folder_(std::move(folder)), name_(std::move(name)) {}

std::string KeptFile::read() const {
  std::ostringstream text;
  std::ifstream file(folder_ / name_, std::ios::binary);
  if (file) text << file.rdbuf();
  return text.str();
}

void KeptFile::write(std::string const& text) const {
  static std::atomic<unsigned> count = 0;
  std::error_code none;
  if (fs::create_directories(folder_, none)) fs::permissions(folder_, fs::perms::owner_all, none);
  auto const whole = folder_ / name_;
  auto const made = folder_ / fmt::format("{}.{}.{}", name_, getpid(), count++);
  std::ofstream file(made, std::ios::binary);
  file << text << std::flush;
  file.close();
  if (!file) {
    fs::remove(made, none);
    return;
  }
  fs::rename(made, whole, none);
  delete_oldest(folder_);
}

} // namespace barrister::cli
