// SPDX-License-Identifier: BSD-2-Clause
#include "cli/picture/barriers_of.hpp"
#include "cli/progress.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::ptrdiff_t lines_in(std::string_view text) { return std::ranges::count(text, '\n'); }

void keep_lines(std::string const& text, std::vector<patch::Site>& sites) {
  for (auto& site : sites)
    for (auto& form : site.weaker) {
      auto& edit = form.edit;
      auto const before = lines_in(std::string_view(text).substr(edit.begin, edit.end - edit.begin));
      auto const lost = before - lines_in(edit.with);
      edit.with += std::string(static_cast<std::size_t>(std::max<std::ptrdiff_t>(lost, 0)), '\n');
    }
}

// Of a text that is changed there, the line in which the change begins.
std::pair<std::uint32_t, std::string> changed_line(std::string const& text, patch::Edit const& edit) {
  auto const now = patch::edited(text, {edit}).value_or(text);
  auto const begin = edit.begin == 0 ? 0 : now.rfind('\n', edit.begin - 1) + 1; // npos + 1 is 0
  auto const end = now.find('\n', begin);
  auto const number = lines_in(std::string_view(now).substr(0, begin)) + 1;
  auto line = now.substr(begin, end - begin);
  if (line.find_first_not_of(" \t;\r") == line.npos) line.clear();
  return {static_cast<std::uint32_t>(number), line};
}

Sheet::Barrier barrier(std::string const& text, Finding const& f,
                       std::function<DrawnRun(Said const&)> const& draw) {
  Sheet::Barrier out;
  out.name = fmt::format("line {}: {}", f.site.line, name_of(f.site));
  out.finding = verdict_in_words(f);
  if (!f.is_needed() || !f.weakest.trace) return out;
  auto const& form = f.site.weaker.front();
  auto& run = out.run.emplace(Sheet::Run{});
  run.title = form.words.empty()
                  ? fmt::format("without {}, line {}", name_of(f.site), f.site.line)
                  : fmt::format("with {} for {}, line {}", form.words, name_of(f.site), f.site.line);
  run.title += ": " + f.weakest.why;
  auto drawn = draw(f.weakest);
  run.drawing = std::move(drawn.drawing);
  run.below = std::move(drawn.below);
  run.text = filled(run.title, page_width, "    ") + "\n\n" + f.weakest.trace(page_width);
  std::tie(run.changed, run.is_now) = changed_line(text, form.edit);
  return out;
}

} // namespace

void add_barriers(Sheet::Group& group, std::string const& text, std::vector<patch::Site> sites, Parts parts,
                  AskText const& ask, std::function<DrawnRun(Said const&)> const& draw,
                  std::vector<std::string> const& not_looked_at) {
  keep_lines(text, sites);
  Study study;
  {
    Progress progress(1);
    study = study_barriers(text, sites, parts, ask, shown_on(progress));
  }
  for (auto const& f : study.findings) group.barriers.push_back(barrier(text, f, draw));
  for (auto const& set : study.not_together) {
    group.remark += group.remark.empty() ? "Not all of these at once can be weaker: " : " Nor these: ";
    for (auto const i : set)
      group.remark += fmt::format("{}line {}", i == set.front() ? "" : ", ", study.findings[i].site.line);
    group.remark += ".";
  }
  if (!study.are_sets_known)
    group.remark += " " + sets_in_words(study);
  if (study.findings.empty() && not_looked_at.empty())
    group.remark = "It calls no ordering primitive that could be weaker.";
  if (!not_looked_at.empty())
    group.remark +=
        fmt::format("{}Not looked at: {}.", group.remark.empty() ? "" : " ", fmt::join(not_looked_at, ", "));
}

} // namespace barrister::cli
