// SPDX-License-Identifier: BSD-2-Clause
// The models among the shipped files: those that open with a title; the rest are for inclusion.
#pragma once
#include "spec/models/shipped_models.hpp"
#include <optional>
#include <string>

namespace barrister::cli {

struct ShippedModel {
  std::string name, title, about; // "lkmm"; the string at the top; the first words of comment
};
std::optional<ShippedModel> describe(ShippedFile const&);
std::vector<ShippedModel> shipped_models();

} // namespace barrister::cli
