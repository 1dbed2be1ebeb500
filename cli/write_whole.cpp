// SPDX-License-Identifier: BSD-2-Clause
#include "cli/write_whole.hpp"
#include <filesystem>
#include <fstream>

namespace barrister::cli {
namespace {

bool write(std::string const& path, std::string const& text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  return out.flush().good();
}

} // namespace

std::string write_whole(std::string const& path, std::string const& text) {
  namespace fs = std::filesystem;
  auto const lost = "cannot write " + path;
  std::error_code error;
  bool const is_there = fs::exists(path, error);
  if (is_there && !fs::is_regular_file(path, error)) // a pipe, or a device: nothing of it can be put aside
    return write(path, text) ? "" : lost;
  // Of a link, what it is to.
  auto const target = is_there ? fs::canonical(path, error).string() : path;
  if (error || (is_there && !std::ofstream(target, std::ios::app))) return lost; // it is not to be written to
  auto const aside = target + ".new";
  if (fs::exists(aside, error)) return lost + ": " + aside + " is in the way";
  bool const is_written = write(aside, text);
  if (is_written && is_there) fs::permissions(aside, fs::status(target, error).permissions(), error);
  if (is_written) fs::rename(aside, target, error);
  if (is_written && !error) return "";
  std::error_code none;
  fs::remove(aside, none);
  return lost;
}

} // namespace barrister::cli
