// SPDX-License-Identifier: BSD-2-Clause
// Of each call of an ordering primitive: whether what is claimed needs it, and what would do in its place.
// Each answer is that of a text which is changed there.
#pragma once
#include "cli/claim_of_text.hpp"
#include "patch/sites.hpp"
#include <functional>

namespace barrister::cli {

// What is claimed of a text.
struct Said {
  ClaimOfText::Kind kind = ClaimOfText::Kind::Unknown;
  std::string why;                                 // it is broken: in words; or unknown
  std::function<std::string(std::size_t)> trace{}; // of what is broken: in lines of at most so many bytes
  std::shared_ptr<ClaimOfText const> test{};       // of a litmus test
};

struct Finding {
  patch::Site site;
  Said weakest;                        // with the weakest form in its place
  std::optional<std::size_t> would_do; // the weakest form that is enough; none: as it is
  std::vector<std::string> unknown;    // forms of which it is not known
  std::vector<std::size_t> pairs_with; // findings on other CPUs, where that is known
  std::string orders;                  // "WRITE_ONCE(*x, 1) before READ_ONCE(*y)", or empty
  bool is_needed() const { return weakest.kind == ClaimOfText::Kind::Broken; }
};

struct Study {
  std::vector<Finding> findings;
  // Smallest sets of those that are not needed one by one, of which not all can be weaker.
  std::vector<std::vector<std::size_t>> not_together;
  bool are_sets_known = true;
};

using AskText = std::function<Said(std::string const& text)>;
// `begins` is told what is looked at.
Study study_barriers(std::string const& text, std::vector<patch::Site> const&, AskText const&,
                     std::function<void(patch::Site const&)> const& begins);

// What they pair with: what stands with them in the cycle for which the model forbids what their absence
// allows.
void find_pairs(Study&, LitmusTest const&, AskedTexts const&);
// It is known that no final state against the claim is reached without the one, and without the other, too.
bool are_apart(Finding const&, Finding const&);

// `claim`: "the exists clause is unreachable under lkmm".
std::string report_barriers(Study const&, std::string const& claim, std::size_t width, bool with_traces);

} // namespace barrister::cli
