// SPDX-License-Identifier: BSD-2-Clause
// What is learned forbids no execution that the model allows; and what does not follow is not used.
#include "proofs/lemma.hpp"
#include "solver/protocol/readers.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;
using Verdict = ClaimVerdict::Kind;

MemoryModel model_of(std::string const& text) {
  Folder const folder;
  return load_shipped_model(folder.write("model.cat", "\"model\"\n" + text));
}
std::string const coherence = "acyclic po-loc | com as coherence\n";

std::vector<Verdict> verdicts(Protocol const& protocol, MemoryModel const& model) {
  solver::ProtocolOptions options;
  options.accepts = [&](MemoryModel const&, Lemma const& lemma) { return proofs::breaks(model, lemma); };
  std::vector<Verdict> out;
  auto const result = solver::verify(protocol, model, options);
  EXPECT_EQ(result.unknown, "");
  for (auto const& claim : result.claims) {
    EXPECT_EQ(claim.reason, "");
    out.push_back(claim.kind);
  }
  return out;
}

// B stores; A's reader sees that, or it does not.
Protocol reader_that_sees() {
  Builder p(2);
  auto const x = p.word("x"), seen = p.word("seen");
  p.task("a", {0}, {fence(Tag::RcuLock), load(0, x), fence(Tag::RcuUnlock), store(seen, use(0))});
  p.task("b", {1}, {store(x, 1)});
  p.claim(Claim::Kind::Never, "sees", {load(1, seen), assign(0, equal(1, 1))});
  p.claim(Claim::Kind::Cover, "does not see", {load(1, seen), assign(0, equal(1, 0))});
  return p.finished();
}
// From a lock to an unlock, but no matching of them: readers may not read from another CPU.
TEST(Lemmas, ARelationFromLocksToUnlocksIsNotTakenForReaders) {
  auto const model =
      model_of("let rec path = ([Rcu-lock] ; po ; [range([W \\ IW] ; rfe)] ; po ; [Rcu-unlock])\n"
               "  | (path ; path)\n" +
               coherence + "empty path as no-path\n");
  EXPECT_EQ(verdicts(reader_that_sees(), model), (std::vector{Verdict::Holds, Verdict::Holds}));
}
// A write may have another behind it in co only if it has a read behind it in po.
TEST(Lemmas, WhatEndsNoReaderIsNotOutsideOfEveryRelation) {
  auto const model =
      model_of("let rec later = (po & (W * R)) | (later ; later)\nlet alone = W \\ domain(later)\n" +
               coherence + "empty [alone \\ IW] ; co as alone\n");
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y"), chosen = p.word("chosen");
  p.task("a", {0}, {choose(0, 2), store(x, 1), when(use(0), {load(1, y)}), store(chosen, use(0))});
  p.task("b", {1}, {store(x, 2)});
  Block const both{load(1, x), load(2, chosen),
                   assign(0, compute(equal(1, 2), Operator::And, logical_not(use(2))))};
  p.claim(Claim::Kind::Never, "b is last, and a does not read", both);
  p.claim(Claim::Kind::Cover, "b is last", {load(1, x), assign(0, equal(1, 2))});
  EXPECT_EQ(verdicts(p.finished(), model), (std::vector{Verdict::Holds, Verdict::Holds}));
}

Protocol store_buffering() {
  Builder p(2);
  auto const x = p.word("x"), y = p.word("y"), bad = p.word("bad", 1);
  p.task("a", {0}, {store(x, 1), load(0, y), when(use(0), {store(bad, 0)})});
  p.task("b", {1}, {store(y, 1), load(0, x), when(use(0), {store(bad, 0)})});
  p.claim(Claim::Kind::Never, "both old", {load(0, bad)});
  return p.finished();
}
TEST(Lemmas, ThatAreNotAcceptedLeaveTheClaimOpen) {
  auto const sc = load_model_for_protocols("sc");
  solver::ProtocolOptions options;
  EXPECT_EQ(solver::verify(store_buffering(), sc, options).claims[0].kind, Verdict::Holds);
  options.accepts = [](MemoryModel const&, Lemma const&) { return false; };
  auto const result = solver::verify(store_buffering(), sc, options);
  auto const reason = result.unknown.empty() ? result.claims[0].reason : result.unknown;
  EXPECT_EQ(result.claims[0].kind, Verdict::Unknown);
  EXPECT_NE(reason.find("internal disagreement on what breaks the axiom 'sc'"), std::string::npos) << reason;
  EXPECT_NE(reason.find("\nfr e"), std::string::npos) << reason;
}
TEST(Lemmas, AreDerivedAgain) {
  auto const sc = load_model_for_protocols("sc");
  std::size_t derived = 0;
  solver::ProtocolOptions options;
  options.accepts = [&](MemoryModel const&, Lemma const& lemma) {
    ++derived;
    return proofs::breaks(sc, lemma);
  };
  EXPECT_EQ(solver::verify(store_buffering(), sc, options).claims[0].kind, Verdict::Holds);
  EXPECT_GT(derived, 0u);
}
TEST(Lemmas, OfAFixpointThatDoesNotSettleThereAreNone) {
  auto const model = model_of(coherence + "let rec flip = po \\ flip\nempty flip as flips\n");
  auto const result = solver::verify(store_buffering(), model, {});
  auto const reason = result.unknown.empty() ? result.claims[0].reason : result.unknown;
  EXPECT_EQ(result.claims[0].kind, Verdict::Unknown);
  EXPECT_NE(reason.find("model.cat:3: 'let rec' of 'flip' does not settle"), std::string::npos) << reason;
}

TEST(Readers, AreFoundInTheModelsThatAreShipped) {
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"}) {
    auto const model = load_model_for_protocols(name);
    std::size_t found = 0;
    for (NodeId n = 0; n < model.nodes.size(); ++n)
      if (auto const readers = solver::readers_of(model, n)) {
        ++found;
        EXPECT_EQ(model.nodes[readers->starts].name, "Rcu-lock");
        EXPECT_EQ(model.nodes[readers->ends].name, "Rcu-unlock");
      }
    EXPECT_EQ(found, 1u) << name;
  }
}
TEST(Readers, AreNotFoundInWhatOnlyLooksLikeThem) {
  auto const model =
      model_of("let rec a = a | ([Rcu-lock \\ domain(a)] ; po ; [Rcu-unlock \\ range(a)])\n"
               "let rec b = (po & (Rcu-lock * Rcu-unlock)) | (b ; co ; b)\nempty (a | b) & id\n");
  for (NodeId n = 0; n < model.nodes.size(); ++n) EXPECT_FALSE(solver::readers_of(model, n));
}

} // namespace
} // namespace barrister
