// SPDX-License-Identifier: BSD-2-Clause
#include "cli/ingredients.hpp"
#include "cli/herd7_config.hpp"
#include <filesystem>
#include <ostream>

namespace barrister::cli {

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
  }
  if (!o.bell.empty()) common.bell = o.bell;
  if (!o.macros.empty()) common.macros = o.macros;
  common.variants.insert(common.variants.end(), o.variants.begin(), o.variants.end());

  std::vector<Ingredients> all(models.empty() ? 1 : models.size(), common);
  for (std::size_t i = 0; i < models.size(); ++i) all[i].model = models[i];
  return all;
}

} // namespace barrister::cli
