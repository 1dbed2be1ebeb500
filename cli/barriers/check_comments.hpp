// SPDX-License-Identifier: BSD-2-Clause
// Whether what the comments of a litmus test, or of a protocol, say of barriers that pair is so.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "patch/bodies.hpp"

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
// Where comments are, and barriers.
struct Commented {
  std::string const& text;
  std::vector<patch::Body> bodies;       // what stands outside of them is prose about the whole
  std::vector<patch::Site> sites;        // all of the text
  std::vector<std::size_t> others{};     // of these, by their offset, what is not in this variant
  std::vector<patch::Site> of_library{}; // that it uses
  bool is_library_unknown = false;       // it uses some that is not looked at
  // Each of the bodies is run by one CPU, once: of a litmus test. No barrier pairs with itself there.
  bool is_each_run_once = false;
  // Another of the models that are asked, under which it is needed; or empty.
  std::function<std::string(patch::Site const&)> needed_under{};
};
// `broken`: why the claim does not hold as it is; or empty, and there is a study of it. Of what is above a
// barrier of another variant nothing is said.
CommentsChecked check_comments(Commented const&, std::string const& broken, Study const&);
std::string report_comments(CommentsChecked const&, std::size_t width);
Exit exit_of(CommentsChecked const&);

} // namespace barrister::cli
