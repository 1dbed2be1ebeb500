// SPDX-License-Identifier: BSD-2-Clause
// Whether what the comments of a litmus test say of barriers that pair is so.
#pragma once
#include "cli/barriers/barrier_study.hpp"

namespace barrister::cli {

struct CheckedComment {
  enum class Kind : std::uint8_t { Right, Wrong, Unknown } kind = Kind::Right;
  std::uint32_t line = 0;
  std::string words; // "comment "Pairs with smp_mb() in P1": right"
};
struct CommentsChecked {
  std::vector<CheckedComment> comments;
  bool is_any(CheckedComment::Kind) const;
};
// `sites`: all that there are. `broken`: why the claim does not hold as it is; or empty, and there is a study
// of it.
CommentsChecked check_comments(std::string const& text, std::vector<patch::Site> const& sites,
                               std::string const& broken, Study const&);
std::string report_comments(CommentsChecked const&, std::size_t width);
Exit exit_of(CommentsChecked const&);

} // namespace barrister::cli
