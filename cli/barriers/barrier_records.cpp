// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barrier_records.hpp"
#include "cli/formats/spots.hpp"
#include "cli/wording.hpp"
#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

std::string as_clause(std::string sentence) {
  sentence.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(sentence.front())));
  sentence.pop_back();
  return sentence;
}

using Json = nlohmann::ordered_json;
using Kind = ClaimOfText::Kind;
using Level = Remark::Level;

bool is_known(Finding const& f) { return f.weakest.kind != Kind::Unknown && f.unknown.empty(); }
// It may go, or be less.
bool is_needless(Finding const& f) {
  return f.weakest.kind == Kind::Holds || (f.is_needed() && f.would_do.has_value());
}
std::string const& file_of(Studied const& about, Finding const& f) {
  return f.file.empty() ? about.file : f.file;
}

class Recorded {
public:
  Recorded(Studied const& about, Study const& study) : about_(about), study_(study) {}

  Record record(CommentsChecked const& comments) {
    Record out{about_.file, about_.name};
    out.variant = about_.variant;
    out.model = about_.model;
    out.claim = "barriers";
    out.sentence = about_.claim;
    out.exit = about_.exit;
    auto const needed = std::ranges::count_if(study_.findings, &Finding::is_needed);
    out.found = fmt::format("{} of {} needed", needed, count_of(study_.findings.size(), "barrier"));
    if (study_.findings.empty() && about_.exit != Exit::Good) add_claim(out);
    for (auto const& f : study_.findings) add(out, f);
    for (auto const& c : comments.comments) add(out, c);
    if (!study_.are_sets_known || !study_.not_looked_at.empty()) add_open(out);
    return out;
  }

private:
  Spot asked_at() {
    return about_.asked.line > 0 ? spots_.of(about_.file, about_.asked.line, about_.asked.column)
                                 : Spots::beginning_of(about_.file);
  }
  void add_claim(Record& out) {
    bool const is_open = about_.exit == Exit::Unknown;
    out.remarks.push_back({is_open ? Level::Warning : Level::Error, is_open ? Rule::Unknown : Rule::Violated,
                           subject(out) + ": " + about_.claim + ": there is nothing that its barriers keep",
                           asked_at()});
  }
  void add(Record& out, Finding const& f) {
    if (is_known(f) && !is_needless(f)) return;
    auto const rule = is_known(f) ? Rule::NeedlessBarrier : Rule::Unknown;
    Remark remark{is_known(f) ? Level::Note : Level::Warning, rule};
    remark.message = fmt::format("{}: {}", name_of(f.site), verdict_in_words(f));
    remark.spot = spots_.of(file_of(about_, f), f.site.line, f.site.column);
    out.remarks.push_back(std::move(remark));
  }
  void add(Record& out, CheckedComment const& c) {
    if (c.kind == CheckedComment::Kind::Right) return;
    bool const is_wrong = c.kind == CheckedComment::Kind::Wrong;
    out.remarks.push_back({is_wrong ? Level::Error : Level::Warning,
                           is_wrong ? Rule::WrongComment : Rule::Unknown, c.words,
                           spots_.of(about_.file, c.line, 1)});
  }
  void add_open(Record& out) {
    std::string why;
    if (!study_.are_sets_known) why = as_clause(sets_in_words(study_));
    if (!study_.not_looked_at.empty())
      why +=
          fmt::format("{}not looked at: {}", why.empty() ? "" : "; ", fmt::join(study_.not_looked_at, ", "));
    out.remarks.push_back({Level::Warning, Rule::Unknown, subject(out) + ": " + why, asked_at()});
  }

  Studied const& about_;
  Study const& study_;
  Spots spots_;
};

Json or_null(std::string const& text) { return text.empty() ? Json() : Json(text); }

Json of_finding(Studied const& about, Study const& study, Finding const& f) {
  Json pairs = Json::array(), in_some = Json::array(), unknown = Json::array();
  for (auto const i : f.pairs_with) pairs.push_back(i);
  for (auto const i : f.pairs_in_some) in_some.push_back(i);
  for (auto const& words : f.unknown) unknown.push_back(words);
  auto const known = f.weakest.kind != Kind::Unknown;
  bool const has_comment = f.is_paired();
  return {{"file", file_of(about, f)},
          {"line", f.site.line},
          {"column", f.site.column},
          {"primitive", f.site.primitive},
          {"in", f.site.where},
          {"needed", known ? Json(f.is_needed()) : Json()},
          {"weakest", or_null(f.site.weaker[0].words)},
          {"why", or_null(f.weakest.why)},
          {"would_do", f.would_do ? Json(f.site.weaker[*f.would_do].words) : Json()},
          {"not_known", unknown},
          {"cost", or_null(f.cost)},
          {"pairs_with", pairs},
          {"pairs_in_some", in_some},
          {"pairs_with_one_of", f.with_one_of},
          {"orders", or_null(f.orders)},
          {"comment", has_comment ? Json(pair_comment(study, f)) : Json()}};
}

// Why it is not known which are needed.
Json why_open(Studied const& about, Study const& study) {
  if (about.exit != Exit::Unknown) return nullptr;
  if (study.findings.empty()) return about.claim;
  std::vector<std::string> why;
  if (std::ranges::any_of(study.findings, [](Finding const& f) { return !is_known(f); }))
    why.emplace_back("of some barriers it is not known");
  if (!study.are_sets_known) why.push_back(as_clause(sets_in_words(study)));
  if (!study.not_looked_at.empty()) why.emplace_back("some calls that may order were not looked at");
  if (why.empty())
    why.emplace_back("loops were followed for some rounds alone, or a comment is not known to be right");
  return fmt::format("{}", fmt::join(why, "; "));
}

Json of_study(Studied const& about, Study const& study, CommentsChecked const& comments) {
  Json barriers = Json::array(), checked = Json::array();
  for (auto const& f : study.findings) barriers.push_back(of_finding(about, study, f));
  for (auto const& c : comments.comments)
    checked.push_back({{"line", c.line},
                       {"verdict", c.kind == CheckedComment::Kind::Right   ? "right"
                                   : c.kind == CheckedComment::Kind::Wrong ? "wrong"
                                                                           : "unknown"},
                       {"text", c.words}});
  return {{"kind", "barriers"},
          {"file", about.file},
          {"name", about.name},
          {"variant", or_null(about.variant)},
          {"model", about.model},
          {"claim", about.claim},
          {"exit", static_cast<int>(about.exit)},
          {"barriers", barriers},
          {"not_together", study.not_together},
          {"are_sets_known", study.are_sets_known},
          {"not_looked_at", study.not_looked_at},
          {"reason", why_open(about, study)},
          {"comments", checked}};
}

} // namespace

void gather(Studied const& about, Study const& study, CommentsChecked const& comments, Gathered& to) {
  if (to.takes_records()) to.add(Recorded(about, study).record(comments));
  if (to.takes_json())
    to.add_result(of_study(about, study, comments).dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace barrister::cli
