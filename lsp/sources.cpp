// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/sources.hpp"
#include "spec/kernel/shipped_protocols.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace barrister::lsp {

using frontend::LoadedFile;

std::optional<std::string> Sources::text_of(std::string const& path) const {
  auto const at = open_.find(path);
  return at == open_.end() ? frontend::read_file(path) : std::optional(at->second->text.bytes());
}

std::optional<LoadedFile> Sources::kept(std::string name, std::optional<std::string> text, bool is_shipped) {
  if (!text) return std::nullopt;
  read_.insert_or_assign(name, Read{*text, is_shipped});
  return LoadedFile{std::move(name), std::move(*text)};
}

frontend::ProtocolLibrary Sources::library_for(std::string const& path) {
  auto const folder = std::filesystem::path(path).parent_path();
  return [this, folder](std::string const& name) -> std::optional<frontend::Source> {
    auto const& shipped = shipped_protocols();
    auto const at = std::ranges::find(shipped, name + ".protocol", &ShippedFile::name);
    auto const beside = (folder / (name + ".protocol")).string();
    auto const found = at != shipped.end()
                           ? kept("spec/kernel/" + std::string(at->name), std::string(at->text), true)
                           : kept(beside, text_of(beside), false);
    return found ? std::optional(frontend::Source(found->name, found->text)) : std::nullopt;
  };
}

std::optional<LoadedFile> Sources::shipped_model_file(std::string const& name) {
  auto const& files = shipped_files();
  auto const at = std::ranges::find(files, name, &ShippedFile::name);
  return at == files.end() ? std::nullopt : kept(name, std::string(at->text), true);
}

frontend::FileReader Sources::reader_for(std::string const& path) {
  auto const folder = std::filesystem::path(path).parent_path();
  return [this, folder](std::string const& name) -> std::optional<LoadedFile> {
    auto const beside = (folder / name).string();
    if (auto file = kept(beside, text_of(beside), false)) return file;
    if (auto file = shipped_model_file(name)) return file;
    auto const* const herdlib = std::getenv("HERDLIB");
    if (!herdlib) return std::nullopt;
    auto const there = (std::filesystem::path(herdlib) / name).string();
    return kept(there, text_of(there), false);
  };
}

} // namespace barrister::lsp
