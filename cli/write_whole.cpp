// SPDX-License-Identifier: BSD-2-Clause
#include "cli/write_whole.hpp"
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace barrister::cli {
namespace {

namespace fs = std::filesystem;

bool may_be_replaced(fs::path const& path, std::string_view begins_like) {
  std::error_code none;
  if (!fs::is_regular_file(path, none) || fs::file_size(path, none) == 0) return true;
  std::ifstream in(path, std::ios::binary);
  std::string start(begins_like.size(), '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  return start == begins_like;
}
bool is_written(fs::path const& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  return out.good();
}

} // namespace

std::string write_whole(std::string const& name, std::string_view text, std::string_view begins_like) {
  std::error_code error;
  auto const lost = fmt::format("cannot write {}", name);
  if (fs::is_directory(name, error)) return lost + ": it is a folder";
  if (!may_be_replaced(name, begins_like)) return lost + ", which is there and is something else";
  if (fs::exists(name, error) && !fs::is_regular_file(name, error)) // a device, or a pipe
    return is_written(name, text) ? "" : lost;
  auto const path = fs::weakly_canonical(name, error); // a link stays one
  if (error) return lost;
  auto const part = path.string() + fmt::format(".{}.part", ::getpid());
  if (is_written(part, text))
    fs::rename(part, path, error);
  else
    error = std::make_error_code(std::errc::io_error);
  if (!error) return "";
  std::error_code none;
  fs::remove(part, none);
  return lost;
}

} // namespace barrister::cli
