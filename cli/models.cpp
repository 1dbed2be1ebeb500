// SPDX-License-Identifier: BSD-2-Clause
#include "cli/models.hpp"
#include "cli/context.hpp"
#include "cli/shipped.hpp"
#include "cli/table.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <ostream>
#include <sstream>

namespace barrister::cli {
namespace {

using frontend::LoadedFile;

bool is_path(std::string const& name) {
  return name.find('/') != std::string::npos || name.ends_with(".cat");
}

// What ships is read with what ships, whatever lies in the current folder.
frontend::FileReader shipped_first(SearchPath search) {
  return [search = std::move(search)](std::string const& name) {
    auto file = shipped_file(name);
    return file ? file : search.find(name);
  };
}

} // namespace

frontend::FileReader reader(SearchPath search, std::string const& file) {
  auto const beside = std::filesystem::path(file).parent_path();
  return [search = std::move(search), beside](std::string const& name) {
    if (!beside.empty())
      if (auto const path = (beside / name).string(); auto text = frontend::read_file(path))
        return std::optional(LoadedFile{path, std::move(*text)});
    return search.find(name);
  };
}

std::optional<LoadedFile> model_file(Ingredients const& from) {
  return is_path(from.model) ? from.search.find(from.model) : shipped_file(from.model + ".cat");
}

std::optional<Model> load_model(Ingredients const& from, frontend::Diagnostics& diagnostics) {
  auto const file = model_file(from);
  if (!file) {
    diagnostics.unreadable(from.model);
    return std::nullopt;
  }
  return load_model(from, *file, diagnostics);
}

std::optional<Model> load_model(Ingredients const& from, LoadedFile const& file,
                                frontend::Diagnostics& diagnostics) {
  auto const& name = from.model;
  frontend::ModelOptions options{std::nullopt, variants(from)};
  options.variants.insert(from.own_variants.begin(), from.own_variants.end());
  if (!from.bell.empty()) {
    options.bell = from.search.find(from.bell);
    if (!options.bell) {
      diagnostics.unreadable(from.bell);
      return std::nullopt;
    }
  }
  auto const library = is_path(name) ? reader(from.search, file.name) : shipped_first(from.search);
  auto memory = frontend::load_model(name, file, library, diagnostics, options);
  if (!memory) return std::nullopt;
  return Model{std::move(*memory), is_path(name) || name == "lkmm"};
}

std::optional<Model> load_model(std::string const& name, std::vector<std::string> const& include,
                                frontend::Diagnostics& diagnostics) {
  Ingredients from;
  from.model = name;
  from.search.include = include;
  return load_model(from, diagnostics);
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
    std::istringstream lines(wrapped(about, terminal_width - width - 2));
    for (std::string line; std::getline(lines, line);) text += fmt::format("{:{}}  {}\n", "", width, line);
  }
  return text;
}

std::optional<std::vector<Model>> load_models(std::vector<Ingredients> const& from, std::ostream& err) {
  std::vector<Model> models;
  for (auto const& one : from) {
    frontend::Diagnostics diagnostics;
    auto model = load_model(one, diagnostics);
    for (auto const& d : diagnostics.all())
      err << to_string(d) << (d.subject == one.model ? model_hint(one.model) : "");
    if (model) models.push_back(std::move(*model));
  }
  return models.size() == from.size() ? std::optional(std::move(models)) : std::nullopt;
}

} // namespace barrister::cli
