// SPDX-License-Identifier: BSD-2-Clause
#include "cli/models.hpp"
#include "cli/shipped.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using frontend::LoadedFile;

bool is_path(std::string const& name) {
  return name.find('/') != std::string::npos || name.ends_with(".cat");
}

std::optional<LoadedFile> on_disk(std::string const& path) {
  auto text = frontend::read_file(path);
  return text ? std::optional(LoadedFile{path, std::move(*text)}) : std::nullopt;
}

std::optional<LoadedFile> shipped(std::string const& file) {
  auto const& files = shipped_files();
  auto const found = std::ranges::find(files, file, &ShippedFile::name);
  return found == files.end() ? std::nullopt : std::optional(LoadedFile{file, std::string(found->text)});
}

frontend::FileReader reader(std::string const& model_path, std::vector<std::string> const& include) {
  std::vector<std::filesystem::path> folders = {std::filesystem::path(model_path).parent_path(), {}};
  folders.insert(folders.end(), include.begin(), include.end());
  return [folders](std::string const& name) {
    for (auto const& folder : folders)
      if (auto file = on_disk((folder / name).string())) return file;
    return shipped(name);
  };
}

} // namespace

std::optional<Model> load_model(std::string const& name, std::vector<std::string> const& include,
                                frontend::Diagnostics& diagnostics) {
  auto file = is_path(name) ? on_disk(name) : shipped(name + ".cat");
  bool const own = file && is_path(name);
  if (!file) file = shipped(name);
  if (!file) {
    diagnostics.unreadable(name);
    return std::nullopt;
  }
  auto memory =
      frontend::load_model(name, *file, own ? reader(name, include) : reader("", include), diagnostics);
  if (!memory) return std::nullopt;
  return Model{std::move(*memory), own || name == "lkmm" || name == "lkmm.cat"};
}

std::string model_hint(std::string const& name) {
  if (is_path(name)) return "";
  std::vector<std::string> known;
  for (auto const& model : shipped_models()) known.push_back(model.name);
  auto const meant = frontend::nearest(name, known);
  return fmt::format("    hint: {}\n",
                     meant ? fmt::format("did you mean '{}'?", *meant)
                           : "`barrister models` lists the models; a file's name ends in .cat");
}

std::string list_models() {
  std::size_t width = 0;
  for (auto const& model : shipped_models()) width = std::max(width, model.name.size());
  std::string text;
  for (auto const& [name, title, about] : shipped_models()) {
    text += fmt::format("{:{}}  {}\n", name, width, title);
    if (!about.empty()) text += fmt::format("{:{}}  {}\n", "", width, about);
  }
  return text;
}

} // namespace barrister::cli
