// SPDX-License-Identifier: BSD-2-Clause
// The claim of a litmus test that is there as text.
#pragma once
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/standing.hpp"

namespace barrister::cli {

struct ClaimOfText {
  enum class Kind : std::uint8_t { Holds, Broken, Unknown } kind = Kind::Unknown;
  std::string why;                // it is broken: in words; or unknown
  std::optional<LitmusTest> test; // where the text is one
  Answer answer{};
  bool is_bounded = false; // it holds as far as loops were followed
};

class AskedTexts {
public:
  // These have to live as long.
  AskedTexts(std::string file, frontend::LitmusContext const&, MemoryModel const&, solver::Options);
  ClaimOfText as_it_is(std::string const& text) const;
  // Broken, too, where the model flags what it did not flag before; and unknown where it holds for fewer
  // rounds.
  ClaimOfText changed(std::string const& text, ClaimOfText const& before) const;
  bool are_same(std::string const& one, std::string const& other) const; // but for comments and layout
  bool is_never_satisfied(LitmusTest const&) const;                      // of its exists clause: it is known
  // Why this final state is not reached: of a test whose claim holds.
  Answer why_not(LitmusTest, std::vector<Value> const& of_what_is_asked_about) const;

private:
  std::string file_;
  frontend::LitmusContext const& context_;
  MemoryModel const& model_;
  solver::Options options_;
};

} // namespace barrister::cli
