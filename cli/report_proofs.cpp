// SPDX-License-Identifier: BSD-2-Clause
#include "cli/prove.hpp"
#include "cli/table.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string counts(Observation o, std::uint64_t positive, std::uint64_t negative) {
  return fmt::format("{} {} {}", word(o), positive, negative);
}

std::string found(LitmusResult const& r) {
  return r.unknown.empty() ? counts(observation(r), r.positive, r.negative) : "unknown";
}

using Names = std::vector<std::string>;

Names distinct(std::vector<Proved> const& proved, std::string LitmusClaim::*part) {
  Names names;
  for (auto const& p : proved)
    if (std::ranges::find(names, p.claim.*part) == names.end()) names.push_back(p.claim.*part);
  return names;
}

std::string cell(std::vector<Proved> const& proved, std::string const& file, std::string const& model) {
  for (auto const& p : proved)
    if (p.claim.file == file && p.claim.model == model) return found(p.result) + (p.as_claimed() ? "" : " !");
  return "-";
}

} // namespace

bool Proved::as_claimed() const {
  return result.unknown.empty() && !result.capped && observation(result) == claim.observation &&
         result.positive == claim.positive && result.negative == claim.negative;
}

std::string report_proofs(std::vector<Proved> const& proved) {
  auto const files = distinct(proved, &LitmusClaim::file), models = distinct(proved, &LitmusClaim::model);
  std::vector<Names> rows = {{""}};
  rows[0].insert(rows[0].end(), models.begin(), models.end());
  for (auto const& file : files) {
    rows.push_back({file});
    for (auto const& model : models) rows.back().push_back(cell(proved, file, model));
  }

  std::string differences;
  std::size_t differing = 0;
  for (auto const& p : proved) {
    if (p.as_claimed()) continue;
    ++differing;
    auto const& r = p.result;
    differences += fmt::format("! {} under {}: claimed {}, found {}{}\n", p.claim.file, p.claim.model,
                               counts(p.claim.observation, p.claim.positive, p.claim.negative), found(r),
                               r.unknown.empty() ? (r.capped ? ", or more" : "") : ": " + r.unknown);
  }
  auto const all = fmt::format("{} about {} under {}", count_of(proved.size(), "claim"),
                               count_of(files.size(), "test"), count_of(models.size(), "model"));
  auto const summary =
      differing == 0 ? all + ": every one holds.\n"
                     : fmt::format("{}: {} as claimed, {} not.\n", all, proved.size() - differing, differing);
  return aligned(rows) + "\n" + differences + summary;
}

} // namespace barrister::cli
