// SPDX-License-Identifier: BSD-2-Clause
// Certificates in which something is wrong are not valid, and it is said what. Some changes leave one that is
// as true as before: what is claimed, and of which texts, is then the same, and the proof another one. Those
// are told apart by what was changed, and never by what the checker says.
#include "checker/check.hpp"
#include "cli/check_test.hpp"
#include "proofs/certificate/bytes.hpp"
#include "proofs/rup/binary.hpp"
#include "tests/certificate/made.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs_rup/corrupt.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using certificate::Certificate;
using certificate::Claim;

struct Changed {
  Certificate certificate;
  bool is_false; // what it says is not so, or is not shown
  std::string what;
};

std::vector<Certificate> const& examples() {
  static auto const made = [] {
    std::vector<Certificate> out;
    for (auto const& [test, model] :
         {std::pair(store_buffering_with_barriers, "lkmm"), std::pair(store_buffering, "sc"),
          std::pair(message_in_a_loop, "lkmm"), std::pair(store_buffering_with_barriers, "tso")})
      out.push_back(*certified(test, model).certificate);
    return out;
  }();
  return made;
}

// A lemma has no facts that it does not need.
Changed with_a_fact_less(Chance& chance, Certificate c) {
  auto& lemma = c.lemmas[chance.below(c.lemmas.size())];
  if (lemma.facts.empty()) return {std::move(c), false, ""};
  lemma.facts.erase(lemma.facts.begin() + static_cast<std::ptrdiff_t>(chance.below(lemma.facts.size())));
  return {std::move(c), true, "a fact less"};
}
Changed with_a_fact_of_others(Chance& chance, Certificate c) {
  auto& lemma = c.lemmas[chance.below(c.lemmas.size())];
  if (lemma.facts.empty()) return {std::move(c), false, ""};
  auto& fact = lemma.facts[chance.below(lemma.facts.size())];
  fact.a = static_cast<EventId>(lemma.events.size() + chance.below(3));
  return {std::move(c), true, "a fact of no event"};
}
Changed with_another_proof(Chance& chance, Certificate c) {
  c.proof = formulas::corrupted(chance, c.proof, static_cast<Literal>(c.proof.given()));
  return {std::move(c), false, "another proof"};
}
// Of a clause that is added, or of a target.
Changed with_a_literal_flipped(Chance& chance, Certificate c) {
  auto steps = formulas::loose(c.proof);
  auto& clause = steps[chance.below(steps.size())].clause;
  if (clause.empty()) return {std::move(c), false, ""};
  clause[chance.below(clause.size())] *= -1;
  c.proof = formulas::together(c.proof.given(), steps);
  return {std::move(c), false, "a literal flipped"};
}
// Every step of a trimmed proof is needed.
Changed with_a_step_less(Chance& chance, Certificate c) {
  auto steps = formulas::loose(c.proof);
  steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(chance.below(steps.size())));
  c.proof = formulas::together(c.proof.given(), steps);
  return {std::move(c), true, "a step less"};
}
Changed with_a_lemma_less(Chance& chance, Certificate c) {
  if (c.lemmas.empty()) return {std::move(c), false, ""};
  c.lemmas.erase(c.lemmas.begin() + static_cast<std::ptrdiff_t>(chance.below(c.lemmas.size())));
  return {std::move(c), true, "a lemma less"}; // the proof is of more clauses
}
Changed with_more_claimed(Chance&, Certificate c) {
  c.claims.front().kind = c.claims.front().kind == Claim::Kind::NeverSatisfied ? Claim::Kind::NeverFalsified
                                                                               : Claim::Kind::NeverSatisfied;
  return {std::move(c), true, "another claim"};
}
Changed with_another_test(Chance&, Certificate c) {
  bool const is_loop = c.test.text == message_in_a_loop;
  c.test.text = is_loop                                        ? store_buffering_with_barriers
                : c.test.text == store_buffering_with_barriers ? store_buffering
                                                               : message_in_a_loop;
  return {std::move(c), true, "another test"};
}
// Under which the condition can be true.
Changed with_another_model(Chance&, Certificate c) {
  if (c.test.text != store_buffering) return {std::move(c), false, ""};
  c.cat = examples().back().cat;
  c.included = examples().back().included;
  return {std::move(c), true, "another model"};
}
Changed with_another_bound(Chance& chance, Certificate c) {
  if (c.test.text != message_in_a_loop) return {std::move(c), false, ""};
  c.rounds += 1 + static_cast<std::uint32_t>(chance.below(3));
  return {std::move(c), true, "another bound"};
}
Changed with_other_bytes(Chance& chance, Certificate const& c) {
  auto bytes = certificate::to_bytes(c);
  for (auto n = 1 + chance.below(3); n > 0; --n)
    bytes[chance.below(bytes.size())] ^= static_cast<std::uint8_t>(1 << chance.below(8));
  auto read = certificate::read(bytes);
  auto* changed = std::get_if<Certificate>(&read);
  if (!changed) return {c, false, ""}; // which is an error, and tested elsewhere
  return {std::move(*changed), false, "other bytes"};
}

bool claims_the_same(Certificate const& a, Certificate const& b) {
  return a.claims == b.claims && a.rounds == b.rounds && a.test.text == b.test.text && a.cat == b.cat &&
         a.included == b.included && a.variants == b.variants;
}

// By trying every execution: of a text that is another one.
bool is_so(Certificate const& c) {
  auto const read = checker::read_question(c);
  auto const& question = std::get<checker::Question>(read);
  solver::Options options;
  options.engine = solver::Engine::Enumeration;
  options.unroll = c.rounds;
  auto const r = cli::check_test(std::get<LitmusTest>(question.subject), question.model, options, "").result;
  return r.unknown.empty() && std::ranges::all_of(c.claims, [&](Claim const& claim) {
           switch (claim.kind) {
           case Claim::Kind::NeverSatisfied: return r.positive == 0;
           case Claim::Kind::NeverFalsified: return r.negative == 0;
           case Claim::Kind::NoFault: return r.faults.empty();
           case Claim::Kind::NoBoundReached: return !r.bound_reached;
           case Claim::Kind::FlagNotRaised: return std::ranges::find(r.flags, claim.flag) == r.flags.end();
           case Claim::Kind::NothingAgainst: break;
           }
           return false;
         });
}

// How many come of this, tests/README.md says.
TEST(Corrupted, AreNotValid) {
  constexpr std::array changes{with_a_fact_less,      with_a_fact_of_others, with_another_proof,
                               with_a_step_less,      with_a_lemma_less,     with_more_claimed,
                               with_another_test,     with_another_model,    with_another_bound,
                               with_a_literal_flipped};
  struct Count {
    std::size_t refused = 0;
    std::size_t same_claims = 0;  // valid: what is claimed, and of what, is as before, and shown another way
    std::size_t other_claims = 0; // valid: another text or bound, of which all executions say the same
  };
  std::map<std::string, Count> counts;
  std::size_t all_refused = 0;
  auto const count = number_from_environment("BARRISTER_CORRUPTED", 2000);
  for (auto seed = first_seed(); all_refused < count; ++seed) {
    Chance chance(seed);
    auto const& good = examples()[chance.below(examples().size())];
    auto const kind = chance.below(changes.size() + 1);
    auto const [c, is_false, what] =
        kind < changes.size() ? changes[kind](chance, good) : with_other_bytes(chance, good);
    if (what.empty() || certificate::to_bytes(c) == certificate::to_bytes(good)) continue;
    auto const checked = checker::check(c);
    if (auto const* invalid = std::get_if<checker::Invalid>(&checked)) {
      ++counts[what].refused;
      ++all_refused;
      bool const is_of_lemma = what.starts_with("a fact"), is_of_step = what == "a step less";
      EXPECT_TRUE(!is_of_lemma || invalid->why.starts_with("lemma ")) << invalid->why;
      EXPECT_TRUE(!is_of_step || invalid->why.starts_with("the proof: ")) << invalid->why;
      bool const is_of_number =
          invalid->why.starts_with("lemma ") || invalid->why.starts_with("the proof: step ");
      EXPECT_TRUE(what != "a literal flipped" || is_of_number ||
                  invalid->why.find("not shown") != std::string::npos)
          << invalid->why;
      EXPECT_NE(invalid->why, "") << what;
      continue;
    }
    ASSERT_FALSE(is_false) << what << ", seed " << seed;
    bool const is_same = claims_the_same(c, good);
    ASSERT_TRUE(is_same || is_so(c)) << what << ", seed " << seed;
    ++(is_same ? counts[what].same_claims : counts[what].other_claims);
  }
  for (auto const& [what, n] : counts)
    std::cout << what << ": " << n.refused << " refused; valid, and true: " << n.same_claims
              << " that claim what they did, " << n.other_claims << " that claim something else\n";
}

} // namespace
} // namespace barrister
