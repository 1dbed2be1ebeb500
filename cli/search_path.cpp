// SPDX-License-Identifier: BSD-2-Clause
#include "cli/search_path.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace barrister::cli {
namespace {

using frontend::LoadedFile;

std::optional<LoadedFile> on_disk(std::string const& path) {
  auto text = frontend::read_file(path);
  return text ? std::optional(LoadedFile{path, std::move(*text)}) : std::nullopt;
}

} // namespace

std::optional<LoadedFile> shipped_file(std::string const& name) {
  auto const& files = shipped_files();
  auto const found = std::ranges::find(files, name, &ShippedFile::name);
  return found == files.end() ? std::nullopt : std::optional(LoadedFile{name, std::string(found->text)});
}

bool is_explicit(std::string const& path) {
  return path.starts_with("/") || path.starts_with("./") || path.starts_with("../");
}

std::optional<LoadedFile> SearchPath::find(std::string const& name) const {
  namespace fs = std::filesystem;
  if (is_explicit(name)) return on_disk(name);
  std::vector<fs::path> places = {{}};
  for (auto const& given : include)
    if (!given.starts_with("+"))
      places.emplace_back(given);
    else if (!folder.empty())
      places.push_back(fs::path(folder) / given.substr(1));
  auto const found_in = [&](std::vector<fs::path> const& folders) -> std::optional<LoadedFile> {
    for (auto const& place : folders)
      if (auto file = on_disk((place / name).string())) return file;
    return std::nullopt;
  };
  if (auto file = found_in(places)) return file;
  // herd7's own library says by `match` on events what ours says by what is built in.
  if (auto file = shipped_file(name)) return file;
  std::vector<fs::path> library;
  if (auto const* herdlib = std::getenv("HERDLIB")) library.emplace_back(herdlib);
  if (!folder.empty()) library.emplace_back(folder);
  return found_in(library);
}

} // namespace barrister::cli
