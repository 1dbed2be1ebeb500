// SPDX-License-Identifier: BSD-2-Clause
#include "cli/useless_options.hpp"
#include "cli/inputs.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {

std::string useless_option(CheckOptions const& o, std::string const& test) {
  if (!o.protocol.properties.empty())
    return fmt::format("barrister: --property is for protocols; {} is a litmus test\n", printed_name(test));
  auto const& from = o.ingredients;
  bool const ships = std::ranges::none_of(o.models, [](std::string const& model) {
    return model.find('/') != model.npos || model.ends_with(".cat");
  });
  auto const is_ours = [](std::string const& variant) {
    return variant.starts_with("lkmmv") || variant == "herd7-locks" || variant == "grace-periods";
  };
  if (std::ranges::all_of(from.variants, is_ours) || !ships || !from.conf.empty() || !from.bell.empty() ||
      !from.macros.empty())
    return "";
  return fmt::format(
      "barrister: --variant {} is nothing that {} asks about; of a protocol it names a variant, and "
      "{} is a litmus test\n",
      from.variants.front(), o.models.empty() ? "lkmm" : o.models.front(), printed_name(test));
}

} // namespace barrister::cli
