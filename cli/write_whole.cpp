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

std::string write_whole(std::string const& path, std::string_view text) {
  auto const lost = "cannot write " + path;
  std::error_code error;
  if (fs::is_directory(path, error)) return lost + ": it is a folder";
  bool const is_there = fs::exists(path, error);
  if (is_there && !fs::is_regular_file(path, error)) // a pipe, or a device: nothing of it can be put aside
    return is_written(path, text) ? "" : lost;
  auto const target = fs::weakly_canonical(path, error);                         // a link stays one
  if (error || (is_there && !std::ofstream(target, std::ios::app))) return lost; // it is not to be written to
  auto const aside = target.string() + fmt::format(".{}.part", ::getpid());
  bool const is_aside = is_written(aside, text);
  if (is_aside && is_there) fs::permissions(aside, fs::status(target, error).permissions(), error);
  if (is_aside && !error) fs::rename(aside, target, error);
  if (is_aside && !error) return "";
  std::error_code none;
  fs::remove(aside, none);
  return lost;
}

std::string write_whole(std::string const& path, std::string_view text, std::string_view begins_like) {
  if (!may_be_replaced(path, begins_like))
    return "cannot write " + path + ", which is there and is something else";
  return write_whole(path, text);
}

} // namespace barrister::cli
