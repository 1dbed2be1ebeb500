// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/diff_report.hpp"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(std::string const& text) { return text.empty() ? Json() : Json(text); }
Json side(Compared const& c) {
  return {{"file", c.file}, {"name", c.name}, {"variant", or_null(c.variant)}, {"model", or_null(c.model)}};
}
char const* word(Changes::Kind kind) {
  switch (kind) {
  case Changes::Kind::Fixed: return "fixed";
  case Changes::Kind::Broken: return "broken";
  case Changes::Kind::Unclear: return "unknown";
  case Changes::Kind::Other: return "other";
  }
  return "";
}
std::string why_unknown(Changes const& changes) {
  if (changes.exit() != Exit::Unknown) return "";
  auto const at = std::ranges::find(changes.all, Changes::Kind::Unclear, &Changes::Change::kind);
  return at == changes.all.end() ? "some claims are known within a bound alone" : at->words;
}

} // namespace

void DiffReport::add(std::string const& about, Compared const& before, Compared const& after,
                     Changes const& changes) {
  if (options_.format == Format::Text) out_ << report_changes(changes, about, *options_.width);
  gathered_.add_result(report_diff_json(before, after, changes));
  ++compared_;
  all_.sides = changes.sides;
  all_.unchanged += changes.unchanged;
  all_.is_bounded = all_.is_bounded || changes.is_bounded;
  all_.all.insert(all_.all.end(), changes.all.begin(), changes.all.end());
}
Exit DiffReport::finish() {
  if (options_.format == Format::Text && !options_.quiet && compared_ > 0) out_ << summary_of(all_) << ".\n";
  return all_.exit();
}

std::string report_diff_json(Compared const& before, Compared const& after, Changes const& changes) {
  Json all = Json::array();
  for (auto const& c : changes.all)
    all.push_back({{"kind", word(c.kind)}, {"words", c.words}, {"trace", or_null(c.trace)}});
  Json const out{{"kind", "diff"},
                 {"before", side(before)},
                 {"after", side(after)},
                 {"exit", static_cast<int>(changes.exit())},
                 {"changes", all},
                 {"unchanged", changes.unchanged},
                 {"bounded", changes.is_bounded},
                 {"reason", or_null(why_unknown(changes))}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace barrister::cli
