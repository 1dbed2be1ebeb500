// SPDX-License-Identifier: BSD-2-Clause
#include "cli/ingredients.hpp"
#include "cli/herd7_config.hpp"
#include <filesystem>
#include <ostream>

namespace barrister::cli {
namespace {

// Where a .cfg file says `key value`, last; all of it when it does not.
frontend::Span said_at(std::string const& text, std::string const& key, std::string const& value) {
  frontend::Span out;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto const line = text.substr(at, end - at);
    if (auto const found = line.find(value); line.starts_with(key) && found != line.npos)
      out = {static_cast<std::uint32_t>(at + found), static_cast<std::uint32_t>(at + found + value.size())};
    at = end + 1;
  }
  return out;
}

// Says which of the files that a .cfg names are not there, and where it names them.
bool names_what_is_there(frontend::LoadedFile const& config, Ingredients const& from, std::ostream& err) {
  frontend::Diagnostics diagnostics;
  frontend::Source const source(config.name, config.text);
  auto const look = [&](std::string const& key, std::string const& file) {
    if (file.empty() || from.search.find(file)) return;
    diagnostics.error(source, said_at(config.text, key, file),
                      "cannot find the " + key + " file '" + file + "'",
                      "it is looked for in the current folder, in those of -I, and beside this file");
  };
  if (from.model != Ingredients{}.model) look("model", from.model);
  look("bell", from.bell);
  look("macros", from.macros);
  for (auto const& d : diagnostics.all()) err << to_string(d);
  return !diagnostics.failed();
}

} // namespace

std::optional<std::vector<Ingredients>> ingredients(std::vector<std::string> const& models,
                                                    IngredientOptions const& o, std::ostream& err) {
  Herd7Options from;
  auto& common = from.ingredients;
  common.search.include = o.include;
  if (!o.conf.empty()) {
    auto const file = common.search.find(o.conf);
    auto const problem = file ? read_config(from, *file) : std::nullopt;
    if (!file || problem) {
      err << (file ? *problem : o.conf + ": error: cannot read this file") << "\n";
      return std::nullopt;
    }
    common.search.include.push_back(std::filesystem::path(file->name).parent_path().string());
    if (!names_what_is_there(*file, common, err)) return std::nullopt;
  }
  if (!o.bell.empty()) common.bell = o.bell;
  if (!o.macros.empty()) common.macros = o.macros;
  common.variants.insert(common.variants.end(), o.variants.begin(), o.variants.end());

  std::vector<Ingredients> all(models.empty() ? 1 : models.size(), common);
  for (std::size_t i = 0; i < models.size(); ++i) all[i].model = models[i];
  return all;
}

} // namespace barrister::cli
