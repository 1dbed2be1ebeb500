// SPDX-License-Identifier: BSD-2-Clause
// What a study of barriers says, for programs and for code review.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "cli/barriers/check_comments.hpp"
#include "cli/formats/gathered.hpp"

namespace barrister::cli {

struct Studied {
  std::string file, name, variant, model; // no variant: of a litmus test
  std::string claim;                      // how it stands: "the exists clause is unreachable"
  Place asked{};                          // where it is asked
  Exit exit = Exit::Good;
};
// Remarks are about what is not needed, and what is not known; where there is nothing to study, about why.
void gather(Studied const&, Study const&, CommentsChecked const&, Gathered& to);

} // namespace barrister::cli
