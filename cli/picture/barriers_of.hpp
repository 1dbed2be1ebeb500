// SPDX-License-Identifier: BSD-2-Clause
// The barriers of a text as a page has them.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "cli/picture/sheet.hpp"

namespace barrister::cli {

// What is drawn of a text that breaks the claim, and what is said below it.
struct DrawnRun {
  std::optional<Drawing> drawing;
  std::string below;
};
// Adds each of these calls to the group, and what is said of all of them. Lines keep their numbers in texts
// that are asked.
void add_barriers(Sheet::Group&, std::string const& text, std::vector<patch::Site>, Parts, AskText const&,
                  std::function<DrawnRun(Said const&)> const& draw,
                  std::vector<std::string> const& not_looked_at);

} // namespace barrister::cli
