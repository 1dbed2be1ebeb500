// SPDX-License-Identifier: BSD-2-Clause
// Of a protocol: each kind of claim from the engine to the checker; and what is not so is not certified,
// whoever asks.
#include "checker/check.hpp"
#include "proofs/certificate/bytes.hpp"
#include "tests/certificate/made.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs_rup/corrupt.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using certificate::Certificate;
using certificate::Claim;
using Kind = Claim::Kind;

std::string const dekker = R"protocol(protocol dekker "each tells that it is there, and looks for the other";
model lkmm, sc;
world { cpu 0, 1; task one on 0; task two on 1; agent busy times 1 on cpu 0 { WRITE_ONCE(z, 1); } }
int x, y, z;
struct mutex l;
ghost bool one_alone;
ghost bool two_alone;
task one {
	WRITE_ONCE(x, 1);
	smp_mb();
	one_alone = !READ_ONCE(y);
	mutex_lock(&l);
	assert(READ_ONCE(x) == 1);
	mutex_unlock(&l);
}
task two {
	WRITE_ONCE(y, 1);
	smp_mb();
	two_alone = !READ_ONCE(x);
	mutex_lock(&l);
	mutex_unlock(&l);
}
start at_rest "nobody has acted" { z == 0; }
start later "somebody has" { z == 2; }
property BOTH "one sees the other": never one_alone && two_alone;
property STORED "both have stored": finally x == 1 && y == 1;
property ENDS "one ends": one terminates;
property FREE "nobody waits for ever": no deadlock;
property QUIET "nobody else stores": never z == 1 from at_rest without busy;
variant GOOD;
variant NO_MB of GOOD { replace one(): "smp_mb();" with ""; }
variant LOST of GOOD { replace one(): "WRITE_ONCE(x, 1);" with "WRITE_ONCE(x, 2);"; }
variant KEPT of GOOD { replace two(): "mutex_unlock(&l);" with ""; }
variant BUSY of GOOD { replace one(): "mutex_lock(&l);" with "while (!READ_ONCE(y)) ; mutex_lock(&l);"; }
)protocol";

Claim against(std::string const& property, std::vector<std::string> from = {}) {
  return {Kind::NothingAgainst, {}, property, std::move(from)};
}
std::vector<Claim> all_claims() {
  std::vector<Claim> out;
  for (auto const* property : {"BOTH", "STORED", "ENDS", "FREE", "QUIET", "assertions"})
    out.push_back(against(property));
  out.push_back({Kind::NoFault, {}, {}, {}});
  out.push_back({Kind::NoBoundReached, {}, {}, {}});
  return out;
}
std::string why_not(Certificate const& c) {
  auto const checked = checker::check(c);
  auto const* invalid = std::get_if<checker::Invalid>(&checked);
  return invalid ? invalid->why : "";
}
Certificate const& good() {
  static auto const made = *certified(dekker, "GOOD", "lkmm", all_claims()).certificate;
  return made;
}
// Which of all claims there is a certificate of.
std::string what_is_certified(std::string const& variant, std::string const& model) {
  auto const made = certified(dekker, variant, model, all_claims());
  if (!made.certificate) return made.missing.empty() ? "" : made.missing.front();
  EXPECT_EQ(why_not(*made.certificate), "");
  EXPECT_EQ(made.certificate->claims.size() + made.missing.size(), all_claims().size());
  return to_text(made.certificate->claims);
}

TEST(CertifyProtocol, EachKindOfClaim) {
  auto const made = certified(dekker, "GOOD", "lkmm", all_claims());
  EXPECT_EQ(made.missing, std::vector<std::string>{});
  ASSERT_TRUE(made.certificate);
  EXPECT_EQ(made.certificate->assumed.size(), 0U);
  EXPECT_EQ(why_not(*made.certificate), "");
}

TEST(CertifyProtocol, NothingThatIsNotSo) {
  auto const rest =
      "nothing against STORED, nothing against ENDS, nothing against FREE, nothing against QUIET, "
      "nothing against assertions, no fault, no loop goes on";
  EXPECT_EQ(what_is_certified("NO_MB", "lkmm"), rest);
  EXPECT_EQ(what_is_certified("NO_MB", "sc"), "nothing against BOTH, " + std::string(rest));
  EXPECT_EQ(
      what_is_certified("LOST", "sc"),
      "nothing against BOTH, nothing against ENDS, nothing against FREE, nothing against QUIET, no fault, no "
      "loop goes on");
  EXPECT_EQ(
      what_is_certified("KEPT", "lkmm"),
      "nothing against BOTH, nothing against STORED, nothing against QUIET, nothing against assertions, no "
      "fault, no loop goes on");
  EXPECT_EQ(
      what_is_certified("BUSY", "sc"),
      "nothing against BOTH, nothing against STORED, nothing against ENDS, nothing against FREE, nothing "
      "against QUIET, nothing against assertions, no fault");
}

// Whether a task is owed a turn is asked of what schedulers could do.
TEST(CertifyProtocol, WhoWaitsToBeScheduled) {
  std::string const text = R"protocol(protocol turns "two tasks of one CPU";
model lkmm;
use sched;
world { cpu 0; task a on 0; task b on 0; agent scheduler times 2 on cpu 0 { schedule_some(); } }
int flag;
static void schedule_some(void) { __schedule(choose(2) ? &a : &b, 0); }
task a { smp_cond_load_relaxed(&flag, VAL); }
task b { WRITE_ONCE(flag, 1); }
invariant "" { rq_agrees(0); }
start a_runs "a runs, b waits for its turn" { runs_on(&a, 0) && queued_on(&b, 0); }
property ENDS "b ends": b terminates;
property FREE "nobody waits for ever": no deadlock;
property ALONE "a ends though nobody schedules": a terminates without scheduler;
variant GOOD;
variant NOT_B of GOOD { replace schedule_some(): "&b" with "NULL"; }
)protocol";
  std::vector<Claim> const claims{against("ENDS"), against("FREE"), against("ALONE")};
  auto const good = certified(text, "GOOD", "lkmm", claims);
  ASSERT_TRUE(good.certificate);
  EXPECT_EQ(to_text(good.certificate->claims), "nothing against ENDS, nothing against FREE");
  EXPECT_EQ(why_not(*good.certificate), "");
  EXPECT_FALSE(certified(text, "NOT_B", "lkmm", claims).certificate);
  auto other = *good.certificate; // of a text in which it is not so
  auto& written = other.test.text;
  written.replace(written.find("choose(2) ? &a : &b"), 19, "choose(2) ? &a : &a");
  EXPECT_NE(why_not(other), "");
}

// semantics 2.9: by a branch, by what is waited for, by another handler, and by turns; and what could be is
// not certified.
TEST(CertifyProtocol, NoHandlerMakesItselfBeRaised) {
  std::string const text = R"protocol(protocol causes "handlers of CPU 1";
model lkmm;
world { cpu 0, 1; task a on 0; task b on 1; }
int x, y, z;
ghost count n;
interrupt k { n++; WRITE_ONCE(x, 1); }
interrupt h { WRITE_ONCE(y, 1); }
task a { if (READ_ONCE(x)) raise(k, 1); }
task b { READ_ONCE(z); }
property NONE "it never runs": finally n == 0;
variant BRANCH;
variant WAIT of BRANCH { replace a(): "if (READ_ONCE(x))" with "smp_cond_load_relaxed(&x, VAL);"; }
variant VALUE of BRANCH { replace a(): "if (READ_ONCE(x)) raise(k, 1)" with "raise(k, READ_ONCE(x)); if (READ_ONCE(z)) raise(k, 0)"; }
variant OTHER of BRANCH {
	replace a(): "READ_ONCE(x)" with "READ_ONCE(y)";
	replace b(): "READ_ONCE(z);" with "if (READ_ONCE(x)) raise(h, 0);";
}
variant MEANT of BRANCH { replace b(): "READ_ONCE(z)" with "WRITE_ONCE(x, 1)"; }
variant BEFORE of BRANCH { replace a(): "if (READ_ONCE(x)) raise(k, 1);" with "raise(k, 1); READ_ONCE(x);"; }
)protocol";
  auto const is_certified = [&](std::string const& variant) {
    auto const made = certified(text, variant, "lkmm", {against("NONE")});
    EXPECT_TRUE(!made.certificate || why_not(*made.certificate).empty());
    return made.certificate.has_value();
  };
  for (auto const* variant : {"BRANCH", "WAIT", "OTHER"}) EXPECT_TRUE(is_certified(variant)) << variant;
  for (auto const* variant : {"VALUE", "MEANT", "BEFORE"}) EXPECT_FALSE(is_certified(variant)) << variant;
  auto other =
      *certified(text, "WAIT", "lkmm", {against("NONE")}).certificate; // of a text in which it is not so
  auto& written = other.test.text;
  written.replace(written.find("READ_ONCE(z);"), 13, "xchg(&x, 1); ");
  EXPECT_NE(why_not(other), "");
}

TEST(CertifyProtocol, FlagsThatAreNotRaised) {
  std::string const plain = R"protocol(protocol plain "a plain store, handed on";
model lkmm;
world { cpu 0, 1; task one on 0; task two on 1; }
int x, y;
task one { x = 1; smp_store_release(&y, 1); }
task two { if (smp_load_acquire(&y)) x = 2; }
property ENDS "both end": no deadlock;
variant GOOD;
variant RACES of GOOD { replace two(): "if (smp_load_acquire(&y))" with "if (READ_ONCE(x) < 2)"; }
)protocol";
  std::vector<Claim> const claims{{Kind::FlagNotRaised, "data-race", {}, {}}};
  auto const made = certified(plain, "GOOD", "lkmm", claims);
  ASSERT_TRUE(made.certificate) << made.missing.front();
  EXPECT_EQ(why_not(*made.certificate), "");
  EXPECT_FALSE(certified(plain, "RACES", "lkmm", claims).certificate);
}

// Each two of them are asked about.
TEST(CertifyProtocol, FlagsOfManyEvents) {
  std::string many;
  for (int i = 0; i < 40; ++i) many += "WRITE_ONCE(z, 1); ";
  auto const protocol = [&](std::string const& store) {
    return "protocol many \"plain stores, handed on behind many others\";\nmodel lkmm;\n"
           "world { cpu 0, 1; task one on 0; task two on 1; }\nint x, y, z;\n"
           "task one { x = 1; " +
           many + store +
           " }\n"
           "task two { if (smp_load_acquire(&y)) x = 2; " +
           many +
           "}\n"
           "property ENDS \"both end\": no deadlock;\nvariant GOOD;\n";
  };
  std::vector<Claim> const claims{{Kind::FlagNotRaised, "data-race", {}, {}}};
  auto const made = certified(protocol("smp_store_release(&y, 1);"), "GOOD", "lkmm", claims);
  ASSERT_TRUE(made.certificate) << made.missing.front();
  EXPECT_EQ(why_not(*made.certificate), "");
  EXPECT_FALSE(certified(protocol("WRITE_ONCE(y, 1);"), "GOOD", "lkmm", claims).certificate);
}

TEST(CertifyProtocol, FaultsAreNoProof) {
  std::string const fault = R"protocol(protocol fault "a NULL is followed where the flag is seen";
model sc;
world { cpu 0, 1; task one on 0; task two on 1; }
int x, y;
int *p;
task one { WRITE_ONCE(p, &x); WRITE_ONCE(y, 1); }
task two { if (READ_ONCE(y)) WRITE_ONCE(*p, 2); }
property ENDS "both end": no deadlock;
variant GOOD;
variant EARLY of GOOD { replace one(): "WRITE_ONCE(p, &x); WRITE_ONCE(y, 1);" with "WRITE_ONCE(y, 1); WRITE_ONCE(p, &x);"; }
)protocol";
  std::vector<Claim> const claims{{Kind::NoFault, {}, {}, {}}};
  auto const made = certified(fault, "GOOD", "sc", claims);
  ASSERT_TRUE(made.certificate) << made.missing.front();
  EXPECT_FALSE(certified(fault, "EARLY", "sc", claims).certificate);
}

// A claim says from which starts, and nothing else is claimed.
TEST(CertifyProtocol, WhatIsClaimedIsWhatIsShown) {
  auto const of = [](std::vector<Claim> const& claims) {
    auto c = good();
    c.claims = claims;
    return why_not(c);
  };
  EXPECT_EQ(of({against("NONE")}), "the protocol has no property NONE");
  EXPECT_EQ(of({against("BOTH", {"nowhere"})}), "the protocol has no start nowhere");
  EXPECT_EQ(of({{Kind::NeverSatisfied, {}, {}, {}}}), "a protocol has no condition");
  EXPECT_EQ(of({}), "it claims nothing");
  EXPECT_TRUE(certified(dekker, "GOOD", "sc", {against("BOTH", {"later"})}).certificate);
}

// From one start, or without an agent, a loop may end that goes on elsewhere.
TEST(CertifyProtocol, NoLoopGoesOnWhereAPropertyIsAsked) {
  std::string const loops =
      "protocol loops \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; agent busy times 1 on cpu 1 { "
      "WRITE_ONCE(n, 9); } }\nint n, late;\n"
      "task a { int i = 0; int r0 = READ_ONCE(n); while (i < r0 && !late) i = i + 1; }\n"
      "task b { WRITE_ONCE(n, 1); }\n"
      "start now \"\" { late == 0; }\nstart later \"\" { late == 1; }\n"
      "property SHORT \"\": a terminates from now without busy;\nproperty LATE \"\": a terminates from "
      "later;\n"
      "property ANY \"\": a terminates;\nvariant GOOD;\n";
  auto const none = [](std::string const& property, std::vector<std::string> from = {}) {
    return Claim{Kind::NoBoundReached, {}, property, std::move(from)};
  };
  auto const made = certified(loops, "GOOD", "lkmm",
                              {none("SHORT"), none("LATE"), none("ANY"), none("ANY", {"later"}), none("")});
  ASSERT_TRUE(made.certificate);
  EXPECT_EQ(
      to_text(made.certificate->claims),
      "no loop goes on where SHORT is asked, no loop goes on where LATE is asked, no loop goes on where "
      "ANY is asked from later");
  EXPECT_EQ(made.missing.size(), 2U);
  EXPECT_EQ(why_not(*made.certificate), "");
  auto const of = [&](std::vector<Claim> const& claims) {
    auto c = *made.certificate;
    c.claims = claims;
    return why_not(c);
  };
  EXPECT_NE(of({none("ANY")}), "");
  EXPECT_NE(of({none("ANY", {"now"})}), "");
  EXPECT_NE(of({none("")}), "");
  EXPECT_EQ(of({none("NONE")}), "the protocol has no property NONE");
  EXPECT_EQ(of({none("ANY", {"nowhere"})}), "the protocol has no start nowhere");
}

TEST(CertifyProtocol, NoAnswerOfAnotherVariant) {
  for (auto const* variant : {"NO_MB", "LOST", "KEPT", "BUSY"}) {
    auto c = good();
    c.protocol = {variant};
    EXPECT_NE(why_not(c), "") << variant;
  }
  auto c = good();
  c.protocol = {"NONE"};
  EXPECT_EQ(why_not(c), "its texts cannot be read:\nthe protocol has no variant NONE");
  c.protocol = {"GOOD", "NO_MB"};
  EXPECT_EQ(why_not(c), "its texts cannot be read:\nit names several variants");
  c.protocol = {};
  EXPECT_EQ(why_not(c).find("its texts cannot be read"), 0U);
}

// Who hands on a certificate may have written it.
TEST(CertifyProtocol, NothingThatTakesTheCheckersMemory) {
  auto const why = [](std::string const& body, std::uint32_t rounds) {
    auto c = good();
    c.test.text = "protocol large \"\";\nmodel sc;\nworld { cpu 0; task one on 0; task two on 0; }\nint x;\n"
                  "task one { " +
                  body +
                  " }\ntask two { WRITE_ONCE(x, 1); }\n"
                  "property BOTH \"\": no deadlock;\nvariant GOOD;\n";
    c.rounds = rounds;
    return why_not(c);
  };
  EXPECT_EQ(why("while (READ_ONCE(x)) smp_mb();", 299).substr(0, 21), "more than 600 events,");
  EXPECT_EQ(why("while (READ_ONCE(x)) ;", 1001), "loops of 1001 rounds are too long");
}

// Some that are changed say what is as true as before, by another proof.
TEST(CertifyProtocol, NoneThatIsCorrupted) {
  std::size_t refused = 0, as_true = 0;
  auto const count = number_from_environment("BARRISTER_CORRUPTED", 2000) / 4;
  for (auto seed = first_seed(); refused < count; ++seed) {
    Chance chance(seed);
    auto c = good();
    auto& lemma = c.lemmas[chance.below(c.lemmas.size())];
    auto const kind = chance.below(6);
    if (kind == 0 && !lemma.facts.empty()) {
      lemma.facts.erase(lemma.facts.begin() + static_cast<std::ptrdiff_t>(chance.below(lemma.facts.size())));
    } else if (kind == 1) {
      lemma.events[chance.below(lemma.events.size())].where.thread = 40;
    } else if (kind == 2) {
      c.lemmas.erase(c.lemmas.begin() + static_cast<std::ptrdiff_t>(chance.below(c.lemmas.size())));
    } else if (kind == 3) {
      auto steps = formulas::loose(c.proof);
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(chance.below(steps.size())));
      c.proof = formulas::together(c.proof.given(), steps);
    } else if (kind == 4) {
      c.proof = formulas::corrupted(chance, c.proof, static_cast<Literal>(c.proof.given()));
    } else {
      c.assumed = {certificate::Assumption::NothingFromItself}; // then the clauses are others, or the same
      c.rounds += 1 + static_cast<std::uint32_t>(chance.below(2));
    }
    if (certificate::to_bytes(c) == certificate::to_bytes(good())) continue;
    bool const is_wrong = kind < 4; // what is left out, or named, is needed
    if (why_not(c).empty()) {
      ++as_true;
      ASSERT_FALSE(is_wrong) << "kind " << kind << ", seed " << seed;
    } else {
      ++refused;
    }
  }
  std::cout << refused << " refused, " << as_true << " as true as before\n";
}

} // namespace
} // namespace barrister
