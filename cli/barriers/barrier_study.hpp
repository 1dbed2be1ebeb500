// SPDX-License-Identifier: BSD-2-Clause
// Of each call of an ordering primitive: whether what is claimed needs it, and what would do in its place.
// Each answer is that of a text which is changed there.
#pragma once
#include "cli/barriers/claim_of_text.hpp"
#include "cli/barriers/claims_of_variant.hpp"
#include "cli/monotone.hpp"
#include "cli/progress.hpp"
#include "patch/costs.hpp"
#include "patch/sites.hpp"
#include <functional>

namespace barrister::cli {

// What is claimed of a text.
struct Said {
  ClaimOfText::Kind kind = ClaimOfText::Kind::Unknown;
  std::string why{};                               // it is broken: in words; or unknown
  std::function<std::string(std::size_t)> trace{}; // of what is broken: in lines of at most so many bytes
  std::shared_ptr<ClaimOfText const> test{};       // of a litmus test
  std::shared_ptr<AskedVariants::Result const> variant{}; // of a protocol
  std::shared_ptr<Protocol const> protocol{};             // of a variant that breaks a claim:
  std::shared_ptr<ClaimAnswer const> violated{};          // the first that is violated, and what shows it
};

struct Finding {
  patch::Site site;
  Said weakest;                        // with the weakest form in its place
  std::optional<std::size_t> would_do; // the weakest form that is enough; none: as it is
  std::string cost{};                  // of what would do, against what is there; or empty
  std::vector<std::string> unknown;    // forms of which it is not known
  // Findings on other CPUs, where that is known: in every execution that was looked at, and in some alone.
  std::vector<std::size_t> pairs_with, pairs_in_some{};
  // And what is no barrier: a dependency, a reader.
  struct Other {
    std::string primitive, where; // "rcu_dereference()", "P1"
    std::string words;            // "the control dependency on READ_ONCE(*x) in P1"
    std::string dependency{};     // "control"; or empty
    friend bool operator==(Other const&, Other const&) = default;
  };
  std::vector<Other> others{};
  // With one of each of these sets of Study::not_together.
  std::vector<std::size_t> with_one_of{};
  bool is_paired() const { return !pairs_with.empty() || !others.empty() || !with_one_of.empty(); }
  std::string orders{};      // "WRITE_ONCE(*x, 1) before READ_ONCE(*y)", or empty
  std::string file{};        // of the library, that it is in; or empty
  bool is_unreached = false; // no execution comes to it
  bool is_needed() const { return weakest.kind == ClaimOfText::Kind::Broken; }
};

struct Study {
  std::vector<Finding> findings;
  // Smallest sets of those that are not needed one by one, of which not all can be weaker.
  std::vector<std::vector<std::size_t>> not_together;
  bool are_sets_known = true;
  ClaimOfText::Kind all_weaker = ClaimOfText::Kind::Unknown; // where sets are not known: all at once
  std::vector<std::string> not_looked_at{};       // what else is called that may order
  std::vector<std::string> parts_not_looked_at{}; // of the library, that call ordering primitives
};

// Tries the cheapest forms first, once the weakest would not do.
void sort_by_cost(std::vector<patch::Site>&, patch::Costs const&);
// "costs 2, not 6: lwsync for sync"
void say_costs(Study&, patch::Costs const&);

bool is_open(Study const&); // not all of it is known
std::string sets_in_words(Study const&); // of sets that are not known: what is
std::function<void(patch::Site const&)> shown_on(Progress&);

using AskText = std::function<Said(std::string const& text)>;
// `begins` is told what is looked at.
Study study_barriers(std::string const& text, std::vector<patch::Site> const&, Parts, AskText const&,
                     std::function<void(patch::Site const&)> const& begins);

// What they pair with: what stands with them in the cycle for which the model forbids what their absence
// allows.
void find_pairs(Study&, LitmusTest const&, AskedTexts const&);
// An execution of a protocol that a claim is violated by.
struct ShownAgainst {
  Claim claim;
  std::shared_ptr<Protocol const> protocol;
  ProtocolExecution execution;
  unsigned unroll = 0;
};
// Of a protocol of which the claims hold; `file`: the name of its text in places. `without`: what happens
// without a barrier that is needed.
using ShowWithout = std::function<std::vector<ShownAgainst>(Finding const&)>;
void find_pairs(Study&, Protocol const&, MemoryModel const&, std::string const& file,
                ShowWithout const& without);
// It is known that no final state against the claim is reached without the one, and without the other, too.
bool are_apart(Finding const&, Finding const&);

// "/* Pairs with smp_mb() in P1: orders WRITE_ONCE(*x, 1) before READ_ONCE(*y). */"
std::string pair_comment(Study const&, Finding const&);
// In lines of at most so many bytes: all but the first have this before them.
std::string comment_in_lines(std::string const& comment, std::size_t most, std::string const& indent);
// "READ_ONCE(*x)" of "int r0 = READ_ONCE(*x);"; of "*x = *y;", which has two, "*y" where it is the read, else
// "*x"
std::string access_in_words(std::string statement, EventKind);
std::string name_of(patch::Site const&);      // "smp_mb() in P0"
std::string verdict_in_words(Finding const&); // "needed: without it, the exists clause is reachable"

// `claim`: "the exists clause is unreachable under lkmm".
std::string report_barriers(Study const&, std::string const& claim, std::size_t width, bool with_traces);

} // namespace barrister::cli
