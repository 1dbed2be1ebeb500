// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/two_models.hpp"
#include <ostream>

namespace barrister::cli {

std::optional<TwoModels> two_models(DiffOptions const& o, std::ostream& err) {
  auto const wrong = [&](char const* why) {
    err << "barrister diff: " << why << "\n";
    return std::nullopt;
  };
  if (!o.models.empty()) return wrong("--models names both models, and --model is not for it");
  auto const comma = o.two_models.find(',');
  auto const first = o.two_models.substr(0, comma);
  auto const second = comma == std::string::npos ? "" : o.two_models.substr(comma + 1);
  if (o.two_models.empty()) return wrong("--search needs two models: --search --models sc,lkmm");
  if (first.empty() || second.empty() || second.find(',') != std::string::npos)
    return wrong("--models names two models: --models sc,lkmm");
  if (first == second) return wrong("--models names one model twice");
  if (o.search && !o.files.empty()) return wrong("--search makes its tests, and takes no file");
  if (!o.search && o.files.empty())
    return wrong("--models needs a litmus test or a protocol to ask under both, or --search");
  return TwoModels{first, second};
}

} // namespace barrister::cli
