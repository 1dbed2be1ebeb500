// SPDX-License-Identifier: BSD-2-Clause
// Checks that clauses follow from clauses: the propositional rest of a certificate. This file, check.cpp,
// range.hpp, assignment.hpp, propagator.*, spec/derivation.hpp and spec/rows.hpp are all that has to be
// believed.
//
// Why it may be believed. A clause C follows from clauses F if F cannot be true where C is false. So let all
// literals of C be false, and draw the simplest of conclusions only: where a clause of F has all its literals
// false but one, that one is true. If this *unit propagation* ends in a conflict, a clause of F with all
// literals false, then C cannot be false and F true: C follows, by *reverse unit propagation* (RUP). Where it
// ends without a conflict, C may follow even so: then the proof has to say a clause between first.
//
// A proof is a sequence of such C, each of which joins F for those that come later. F starts as the clauses
// that are given and gains only what follows from it; so, by induction, all that is ever in F follows from
// these.
//
// - *Deleting* makes F smaller. From less, less can be derived, and never anything else: a wrong deletion can
// make
//   a true proof fail, and can make no false one pass.
// - *Hints* name the clauses that propagate, in order. They spare the search for these and are not trusted:
// each
//   has to be there, and has to do what it is named for.
// - *RAT* steps, which the DRAT format allows, are refused. They add clauses that do not follow, but keep F
//   satisfiable if it was: enough to refute F, and not to say of a certain clause that it follows from F.
// - A *target* is a clause that has to be derived at its place in the proof: "not a, or not b", where a
// solver
//   found that a and b cannot both be assumed. The proof may have any; the answer is about those asked for.
#pragma once
#include "spec/derivation.hpp"
#include <optional>
#include <string>

namespace barrister::rup {

// The first step that is not as it should be.
struct Refusal {
  std::size_t step = 0; // from 1; 0: it is not about a step, but about what is given or asked for
  std::optional<std::vector<Literal>> clause{}; // that the step adds or has as target
  std::string why{};
};
// "step 7, clause 1 -2: does not follow by unit propagation"
std::string to_text(Refusal const&);

// None: each of `targets` follows from `given`, as the proof says. A target of the proof serves for each that
// is asked for and has all its literals. What has hints is checked in time that is linear in the length of
// the clauses that these name; the rest by propagation over all clauses.
std::optional<Refusal> check(Clauses const& given, Derivation const& proof, Clauses const& targets);

} // namespace barrister::rup
