// SPDX-License-Identifier: BSD-2-Clause
// Of a litmus test: see cli/repair/repair_judge.hpp.
#pragma once
#include "cli/repair/repair_judge.hpp"

namespace barrister::cli {

class TestJudge : public RepairJudge {
public:
  // The context and the model have to live as long.
  TestJudge(std::string const& file, std::string const& text, frontend::LitmusContext const&,
            MemoryModel const&, solver::Options const&, Pruning = Pruning::ByExecutions);
  std::string const& model() const override { return model_.name; }
  Base const& as_it_is() const override { return base_; }
  std::string in_words_now() const override;
  Tried with(std::string const& text) override;
  std::size_t executions() const override { return against_.size(); }
  std::optional<bool> refutes(std::size_t execution, std::string const& text) override;
  bool is_monotone(std::size_t) const override { return is_monotone_; }
  bool are_same(std::string const& one, std::string const& other) const override {
    return asked_.are_same(one, other);
  }
  bool shows_to(RepairJudge const&) const override;
  std::vector<std::string> comments(std::string const& text, std::vector<std::size_t> const& at) override;
  LitmusTest const& test() const { return *claim_.test; }

private:
  bool refutes(Execution const&, LitmusTest const&) const;
  std::optional<LitmusTest> read(std::string const& text) const;
  void keep(ClaimOfText const&);

  std::string file_;
  frontend::LitmusContext const& context_;
  MemoryModel const& model_;
  unsigned unroll_;
  Pruning pruning_;
  bool is_monotone_;
  AskedTexts asked_;
  ClaimOfText claim_; // as it is
  Base base_;
  std::vector<Execution> against_;      // that break the claim, of some text
  std::vector<FaultyExecution> faults_; // as it is
};

} // namespace barrister::cli
