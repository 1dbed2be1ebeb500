// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/patched.hpp"
#include "cli/inputs.hpp"
#include "frontend/diagnostic.hpp"
#include "patch/apply_diff.hpp"
#include "patch/read_diff.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

using patch::DiffProblem;

class Patching {
public:
  Patching(std::string file, std::string const& diff, std::string text, std::ostream& err)
      : file_(std::move(file)), source_(shown_name(diff), std::move(text)), err_(err) {}

  std::optional<std::string> run(std::string text) {
    auto out = patch_all(std::move(text));
    for (auto const& d : diagnostics_.all()) err_ << to_string(d);
    return out;
  }

private:
  std::optional<std::string> patch_all(std::string text) {
    auto const files = patch::read_diff(source_.text());
    if (auto const* problem = std::get_if<DiffProblem>(&files)) return wrong(*problem);
    auto const& all = std::get<0>(files);
    // What comes from standard input has no name.
    auto const parts = file_ == "-" && all.size() == 1 ? files : patch::parts_for(all, file_);
    if (auto const* problem = std::get_if<DiffProblem>(&parts)) return wrong(*problem);
    auto const& ours = std::get<0>(parts);
    for (auto const& diff : ours) {
      auto const done = patch::apply_diff(diff, text);
      if (auto const* problem = std::get_if<DiffProblem>(&done)) return wrong(*problem);
      auto const& applied = std::get<patch::Applied>(done);
      for (auto const& moved : applied.moved) diagnostics_.note(source_, line(diff.line), moved);
      text = applied.text;
    }
    for (auto const& other : all)
      if (std::ranges::find(ours, other.line, &patch::FileDiff::line) == ours.end())
        diagnostics_.note(source_, line(other.line), "another file is changed here, and not looked at");
    return text;
  }

  std::nullopt_t wrong(DiffProblem const& problem) {
    auto const is_place_in_file = problem.kind == DiffProblem::Kind::DoesNotApply && !problem.details.empty();
    auto const message = problem.message + (is_place_in_file ? " of " + shown_name(file_) : "");
    diagnostics_.error(source_, line(problem.line), message, hint(problem));
    return std::nullopt;
  }

  static std::string hint(DiffProblem const& problem) {
    if (problem.kind == DiffProblem::Kind::AlreadyApplied)
      return "give the file as it was before: `patch -R` takes a diff back";
    // What is expected is in the line of the diff that is shown.
    return problem.kind == DiffProblem::Kind::DoesNotApply && !problem.details.empty()
               ? problem.details.back()
               : fmt::format("{}", fmt::join(problem.details, "; "));
  }

  frontend::Span line(std::uint32_t number) const {
    auto const text = source_.text();
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < number; ++i) begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    auto const end = std::min(text.find_first_of("\r\n", begin), text.size());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::string file_;
  frontend::Source source_;
  std::ostream& err_;
  frontend::Diagnostics diagnostics_;
};

} // namespace

bool is_named_as_diff(std::string const& file) { return file.ends_with(".diff") || file.ends_with(".patch"); }
bool is_diff_file(std::string const& file) {
  auto const text = read_input(file);
  return text && patch::is_diff(*text);
}

std::optional<std::string> patched(std::string const& file, std::string const& diff, std::ostream& err) {
  auto text = read_input(file), changes = read_input(diff);
  for (auto const& [name, read] : {std::pair(&file, &text), std::pair(&diff, &changes)}) {
    if (*read) continue;
    frontend::Diagnostics diagnostics;
    diagnostics.unreadable(shown_name(*name));
    for (auto const& d : diagnostics.all()) err << to_string(d);
    return std::nullopt;
  }
  return Patching(file, diff, std::move(*changes), err).run(std::move(*text));
}

std::string patched_name(std::string const& file, std::string const& diff) {
  return shown_name(file) + " + " + std::filesystem::path(shown_name(diff)).filename().string();
}

} // namespace barrister::cli
