// SPDX-License-Identifier: BSD-2-Clause
// Whether what the comments of a litmus test say of barriers that pair is so.
#pragma once
#include "cli/barriers/barrier_study.hpp"

namespace barrister::cli {

struct CommentsChecked {
  std::vector<std::string> lines; // one a comment
  bool is_any_wrong = false, is_any_unknown = false;
};
// `sites`: all that there are. `broken`: why the claim does not hold as it is; or empty, and there is a study
// of it.
CommentsChecked check_comments(std::string const& text, std::vector<patch::Site> const& sites,
                               std::string const& broken, Study const&);

} // namespace barrister::cli
