// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/shelf.hpp"
#include "frontend/source.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace barrister::lsp {
namespace {

namespace fs = std::filesystem;

std::optional<ShippedFile> shipped(std::string const& name) {
  constexpr std::string_view kernel = "spec/kernel/";
  bool const is_protocol = name.starts_with(kernel);
  auto const& files = is_protocol ? shipped_protocols() : shipped_files();
  auto const wanted = is_protocol ? name.substr(kernel.size()) : name;
  auto const at = std::ranges::find(files, wanted, &ShippedFile::name);
  return at == files.end() ? std::nullopt : std::optional(*at);
}

// Whole or not at all: another server may look for it now. Not to be written, since nothing reads it back.
bool write(fs::path const& path, std::string_view text) {
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  auto const part = path.string() + "." + std::to_string(std::hash<std::string_view>{}(text)) + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << text << std::flush;
    if (!out) return false;
  }
  fs::permissions(part, fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read, problem);
  fs::rename(part, path, problem);
  return !problem;
}

} // namespace

std::optional<std::string> Shelf::path_of(std::string const& name) const {
  auto const file = shipped(name);
  if (!file) return std::nullopt;
  constexpr std::array folders{"kernel", "models", "library"};
  if (!installed_.empty())
    for (auto const* folder : folders)
      if (auto const path = (fs::path(installed_) / folder / file->name).string();
          frontend::read_file(path) == std::string(file->text))
        return path;
  if (copies_.empty()) return std::nullopt;
  auto const copy = fs::path(copies_) / file->name;
  bool const is_there = frontend::read_file(copy.string()) == std::string(file->text);
  return is_there || write(copy, file->text) ? std::optional(copy.string()) : std::nullopt;
}

} // namespace barrister::lsp
