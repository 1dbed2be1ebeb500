// SPDX-License-Identifier: BSD-2-Clause
// A text with some of the changes that could be made to it, judged under each model. It is not asked about
// where an execution that is known already shows that it would not do.
#pragma once
#include "cli/repair/refuted_sets.hpp"
#include "cli/repair/repair_judge.hpp"
#include "patch/changes.hpp"
#include <map>

namespace barrister::cli {

class ChangedTexts {
public:
  using Judges = std::vector<std::unique_ptr<RepairJudge>>;
  // These have to live as long.
  ChangedTexts(std::string const& text, std::vector<patch::Change> const& changes, Judges const& judges)
      : text_(text), changes_(changes), judges_(judges), refuted_(judges.size()) {}

  Tried with(std::vector<std::size_t> const& changes);
  // Each is asked.
  static Tried judged(Judges const&, std::string const& text);

private:
  std::optional<std::string> text_with(std::vector<std::size_t> const&) const;
  bool is_refuted(std::vector<std::size_t> const&);

  std::string const& text_;
  std::vector<patch::Change> const& changes_;
  Judges const& judges_;
  std::vector<std::map<std::size_t, RefutedSets>> refuted_; // by judge, by execution
};

} // namespace barrister::cli
