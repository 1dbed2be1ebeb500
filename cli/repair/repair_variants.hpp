// SPDX-License-Identifier: BSD-2-Clause
// Of a variant of a protocol: see cli/repair/repair_judge.hpp.
#pragma once
#include "cli/barriers/claims_of_variant.hpp"
#include "cli/repair/repair_judge.hpp"

namespace barrister::cli {

class VariantJudge : public RepairJudge {
public:
  // The model has to live as long. `properties`: of these; of all, where none is named. Covers that are
  // reached have to be reached with a repair, too, where they are asked.
  using Covers = AskedVariants::Covers;
  VariantJudge(std::string const& file, std::string text, std::string variant, ProtocolModel const&,
               ProtocolEffort const&, Pruning = Pruning::ByExecutions, Covers = Covers::Too);
  std::string const& model() const override { return model_.name; }
  Base const& as_it_is() const override { return base_; }
  std::string in_words_now() const override;
  Tried with(std::string const& text) override;
  std::size_t executions() const override { return against_.size(); }
  std::optional<bool> refutes(std::size_t execution, std::string const& text) override;
  bool is_monotone(std::size_t execution) const override;
  bool are_same(std::string const& one, std::string const& other) const override;
  bool shows_to(RepairJudge const&) const override;
  std::vector<std::string> comments(std::string const& text, std::vector<std::size_t> const& at) override;
  // Why there is nothing to ask, as it is printed; or empty.
  std::string const& problem() const { return problem_; }
  bool claims_anything() const { return !claims_.empty(); }
  std::vector<std::string> const& broken() const { return broken_names_; } // properties, as it is
  unsigned rounds_that_break() const; // of loops: with so many it was shown

private:
  struct Against { // an execution that breaks a claim, of some text
    std::size_t claim = 0;
    ShownAgainst shown;
    // What it came to on other texts, by its events there.
    std::vector<std::pair<std::vector<Event>, bool>> known{};
  };
  using Result = AskedVariants::Result;
  void look_at(Result const& base);
  void keep(Result const&, std::vector<std::size_t> const& claims);
  bool refutes(Against&, Result const& text) const;
  bool breaks(Claim const&, Protocol const&, ProtocolExecution const&, unsigned unroll) const;
  Result const& reading(std::string const& text);
  Tried said(Result const&, std::vector<std::size_t> const& claims) const;
  bool is_new(std::string const& flag) const;
  Result without(std::string const& repaired, patch::Site const&) const;
  bool is_needed(std::string const& repaired, patch::Site const&) const;

  std::string file_, text_;
  ProtocolModel const& model_;
  Pruning pruning_;
  AskedVariants asked_;
  AskedVariants explained_; // with as little in what is shown as can be found
  std::string problem_;
  std::vector<std::size_t> claims_, broken_; // that have to hold; that do not, as it is
  std::vector<std::size_t> bounded_;         // that hold as far as loops were followed, or are not known
  std::vector<std::string> flags_;           // that are raised, or may be, as it is
  std::string names_;
  bool is_monotone_;
  std::map<std::string, Result> readings_; // by text
  std::vector<std::string> broken_names_;
  Base base_;
  std::vector<Against> against_;
  std::vector<ShownAgainst> as_it_is_; // of the text as it is
  // That cannot be carried over to another text, of the text as it is.
  std::vector<ClaimAnswer> livelocks_;
  std::optional<ProtocolFault> fault_;
};

} // namespace barrister::cli
