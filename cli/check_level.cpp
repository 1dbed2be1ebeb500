// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_level.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

constexpr std::size_t most_told = 4, most_work = 4'000'000'000;

} // namespace

bool Evaluated::may_take(Execution const& x) {
  auto const n = x.events.size();
  work_ += n * n * n;
  return work_ <= most_work;
}

std::string Checked::in_words() const {
  std::string out;
  auto const ordered = executions - weak;
  if (ordered > 0) out = "none of " + count_of(ordered, "sequentially consistent execution");
  if (weak > 0)
    out += fmt::format("{} {}", out.empty() ? "none of" : " and", count_of(weak, "weaker execution"));
  if (executions > 0) out += " is left out";
  if (executions == 0 && longer == 0 && refused > 0)
    out = "nothing, as the model allows none of " + count_of(refused, "execution") + " that were looked for";
  if (states > 0)
    out += fmt::format("{}all {} compared", out.empty() ? "" : "; ",
                       count_of(states, "sequentially consistent state"));
  return out;
}

bool is_sequentially_consistent(Execution const& x) {
  auto const reads_before = x.rf.inverse().then(x.co) - Relation::identity(x.events.size());
  return (x.po | x.rf | x.co | reads_before).acyclic();
}

std::vector<std::string> first_of(std::vector<std::string> complaints) {
  if (complaints.size() <= most_told) return complaints;
  auto const others = complaints.size() - most_told;
  complaints.resize(most_told);
  complaints.push_back(fmt::format("and {} more", others));
  return complaints;
}

} // namespace barrister::cli
