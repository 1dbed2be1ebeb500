// SPDX-License-Identifier: BSD-2-Clause
// Which lemmas follow from their facts.
#include "proofs/brackets.hpp"
#include "proofs/evaluate.hpp"
#include "proofs/lemma.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/proofs/build.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace build;
using proofs::breaks;
using Kind = LemmaFact::Kind;

LemmaEvent const read{EventKind::Read, false, true}, write{EventKind::Write, false, true},
    initial{EventKind::Write, true, true}, fence{EventKind::Fence, false, false};

// Whether they are enough, and each of them is needed.
void expect_exactly(MemoryModel const& model, Lemma const& lemma) {
  EXPECT_TRUE(breaks(model, lemma)) << to_text(lemma);
  for (std::size_t i = 0; i < lemma.facts.size(); ++i) {
    auto less = lemma;
    less.facts.erase(less.facts.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(breaks(model, less)) << to_text(less);
  }
}

TEST(Lemma, StoreBufferingIsForbiddenUnderSc) {
  expect_exactly(sc(), {0,
                        {write, read, write, read},
                        {{Kind::ProgramOrder, 0, 1},
                         {Kind::FromReads, 1, 2},
                         {Kind::ProgramOrder, 2, 3},
                         {Kind::FromReads, 3, 0}}});
}
// A write that a release and an acquire order before a read does not race with it.
TEST(Lemma, AFlagThatFactsRuleOutIsNotRaised) {
  Model m;
  auto const ordered = m.node(NodeKind::Closure, false, m.either(m.base("po"), m.base("rf")));
  auto const race = m.node(NodeKind::Difference, false, m.both(m.base("ext"), m.base("loc")), ordered);
  m.check(Is::Empty, race, "data-race", Role::Flag, true);
  Lemma lemma{0,
              {write, write, read, read},
              {{Kind::ProgramOrder, 0, 1}, {Kind::ReadsFrom, 1, 2}, {Kind::ProgramOrder, 2, 3}}};
  lemma.absent = {0, 3};
  for (auto e : {0U, 3U}) lemma.facts.push_back({Kind::Executed, e, e});
  expect_exactly(m, lemma);
  lemma.absent = {3, 0}; // which nothing orders
  EXPECT_FALSE(breaks(m, lemma));
  lemma.absent.reset();
  EXPECT_FALSE(breaks(m, lemma));
  EXPECT_FALSE(breaks(m, {0, {write, read}, {{Kind::SameCell, 0, 1}}, std::pair{0U, 1U}, {}}));
  EXPECT_TRUE(breaks(m, {0, {write, read}, {{Kind::NotSameCell, 0, 1}}, std::pair{0U, 1U}, {}}));
}
TEST(Lemma, AReadOfTheInitialWriteComesBeforeTheOthers) {
  Lemma const lemma{
      0,
      {initial, write, read},
      {{Kind::ReadsFrom, 0, 2}, {Kind::SameCell, 1, 2}, {Kind::Executed, 1, 1}, {Kind::ProgramOrder, 1, 2}}};
  expect_exactly(sc(), lemma);
}
TEST(Lemma, WhatIsNotThereHasToBeSaid) {
  Model m;
  auto const paired = m.both(m.base("po"), m.base("rmw"));
  auto const lone = m.node(NodeKind::Difference, true, m.base("R"), m.node(NodeKind::Domain, true, paired));
  m.check(Is::Empty, lone, "lone");
  expect_exactly(m, {0, {read}, {{Kind::Executed, 0, 0}, {Kind::NotHalfOfRmw, 0, 0}}});
  Model unused;
  unused.check(Is::Empty,
               unused.node(NodeKind::Difference, true, unused.base("R"),
                           unused.node(NodeKind::Domain, true, unused.base("data"))),
               "unused");
  expect_exactly(unused, {0, {read}, {{Kind::Executed, 0, 0}, {Kind::NoData, 0, 0}}});
  Model tagged;
  tagged.check(Is::Empty, tagged.node(NodeKind::Difference, true, tagged.base("R"), tagged.base("ONCE")),
               "once");
  expect_exactly(tagged, {0, {read}, {{Kind::Executed, 0, 0}, {Kind::NotTagged, 0, 0, "ONCE"}}});
}
// Some other event may be between.
TEST(Lemma, NothingIsKnownOfOtherEvents) {
  Model m;
  auto const po = m.base("po");
  m.check(Is::Empty, m.relation(NodeKind::Difference, po, m.then(po, po)), "next");
  EXPECT_FALSE(breaks(
      m, {0, {write, read}, {{Kind::ProgramOrder, 0, 1}, {Kind::Executed, 0, 0}, {Kind::Executed, 1, 1}}}));
}
// The write that is read may be any that is named.
TEST(Lemma, AWriteThatIsReadMayBeOneOfTheOthers) {
  Model m;
  auto const sources = m.relation(NodeKind::Inverse, m.base("rf"));
  m.check(Is::Empty, m.relation(NodeKind::Difference, m.then(sources, m.base("co")), m.base("co")), "fr");
  Lemma const fr{0, {read, write}, {{Kind::FromReads, 0, 1}}};
  EXPECT_TRUE(breaks(m, fr)); // co never starts at a read
  Model other;
  auto const from = other.then(other.base("rf"), other.relation(NodeKind::Inverse, other.base("rf")));
  other.check(Is::Empty, other.both(from, other.relation(NodeKind::Complement, other.base("id"))), "two");
  EXPECT_FALSE(breaks(other, {0, {read, write, read}, {{Kind::FromReads, 0, 1}, {Kind::FromReads, 2, 1}}}));
}
TEST(Lemma, AxiomsThatAreNegatedAndFlagsAreNotBroken) {
  for (auto const role : {Role::Flag, Role::Requirement, Role::Axiom}) {
    Model m;
    m.check(Is::Empty, m.base("po"), "none", role, role == Role::Axiom);
    EXPECT_FALSE(breaks(
        m, {0, {write, read}, {{Kind::ProgramOrder, 0, 1}, {Kind::Executed, 0, 0}, {Kind::Executed, 1, 1}}}));
  }
}
TEST(Lemma, OfAWholeExecutionIsTrueIfItBreaksTheAxiom) {
  Model m;
  m.check(Is::Empty, m.base("R"), "no reads");
  Execution x;
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(1);
  x.events.push_back({EventKind::Write, 0, 0, address(0), number(0), {}});
  EXPECT_FALSE(breaks(m, {0, {}, {}, {}, x}));
  x.events[0].kind = EventKind::Read;
  EXPECT_TRUE(breaks(m, {0, {}, {}, {}, x}));
}

MemoryModel model_of(std::string const& text) {
  Folder const folder;
  return load_shipped_model(folder.write("model.cat", "\"model\"\n" + text));
}
std::string const matched = R"(let rec unmatched-locks = Rcu-lock \ domain(matched)
    and unmatched-unlocks = Rcu-unlock \ range(matched)
    and unmatched = unmatched-locks | unmatched-unlocks
    and unmatched-po = [unmatched] ; po ; [unmatched]
    and locks-to-unlocks = [unmatched-locks] ; po ; [unmatched-unlocks]
    and matched = matched | (locks-to-unlocks \ (unmatched-po ; unmatched-po))
)";
std::optional<NodeId> brackets_of(MemoryModel const& model) {
  for (NodeId n = 0; n < model.nodes.size(); ++n)
    if (proofs::matches_brackets(model, n)) return n;
  return std::nullopt;
}

// One CPU's fences: '(' and ')' are a reader's ends, '.' is another.
Execution fences_of(std::string const& word) {
  Execution x;
  for (auto* r : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *r = Relation(word.size());
  for (EventId e = 0; e < word.size(); ++e) {
    x.events.push_back({EventKind::Fence, 0, e, {}, number(0), Tag::Mb});
    if (word[e] == '(') x.events[e].tags = Tag::RcuLock;
    if (word[e] == ')') x.events[e].tags = Tag::RcuUnlock;
    for (EventId before = 0; before < e; ++before) x.po.insert(before, e);
  }
  return x;
}
Relation matched_brackets(std::string const& word) {
  Relation out(word.size());
  std::vector<EventId> open;
  for (EventId e = 0; e < word.size(); ++e) {
    if (word[e] == '(') open.push_back(e);
    if (word[e] != ')' || open.empty()) continue;
    out.insert(open.back(), e);
    open.pop_back();
  }
  return out;
}
TEST(Brackets, AreWhatTheFixpointsMatchThatAreTakenForThem) {
  std::vector<MemoryModel> models{model_of(matched + "empty matched & id")};
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak"})
    models.push_back(load_shipped_model(name));
  for (auto const* name : {"sc", "tso"}) models.push_back(load_model_for_protocols(name));
  for (auto const& model : models) {
    auto const pairs = brackets_of(model);
    ASSERT_TRUE(pairs) << model.name;
    std::vector<std::string> words{""};
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].size() < 5)
        for (char c : {'(', ')', '.'}) words.push_back(words[i] + c);
    for (auto const& word : words) {
      auto const evaluation = proofs::evaluate(model, fences_of(word));
      ASSERT_EQ(std::get<Relation>(evaluation.nodes[*pairs]), matched_brackets(word)) << model.name << word;
    }
  }
}
TEST(Brackets, AreNotTakenForOtherFixpoints) {
  EXPECT_FALSE(brackets_of(model_of("let rec path = (po & (Rcu-lock * Rcu-unlock)) | (path ; co ; path)\n"
                                    "empty path & id")));
  auto other = matched;
  other.replace(other.find("domain(matched)"), 15, "range(matched) ");
  EXPECT_FALSE(brackets_of(model_of(other + "empty matched & id")));
  auto wider = matched; // of the round before: others than those that are matched now
  wider.replace(wider.find("unmatched-po ;"), 14, "matched ;     ");
  EXPECT_FALSE(brackets_of(model_of(wider + "empty matched & id")));
}
TEST(Lemma, ReadersAreKnownToModelsThatMatchThem) {
  auto const readers = [](std::string const& axiom) { return model_of(matched + axiom); };
  Lemma const reader{0, {fence, fence}, {{Kind::Reader, 0, 1}}};
  EXPECT_TRUE(breaks(readers("empty matched"), reader));
  EXPECT_FALSE(breaks(readers("empty matched ; matched"), reader));
  EXPECT_FALSE(breaks(model_of("let rec path = (po & (Rcu-lock * Rcu-unlock)) | (path ; path)\n"
                               "empty path ; [R]"),
                      reader));
  Lemma const endless{
      0, {fence}, {{Kind::Executed, 0, 0}, {Kind::Tagged, 0, 0, "Rcu-lock"}, {Kind::NoEnd, 0, 0}}};
  expect_exactly(readers("empty Rcu-lock \\ domain(matched)"), endless);
}
TEST(Lemma, AFixpointIsLeastOverWhatMustBe) {
  auto const model = model_of("let rec path = po | (path ; rf ; path)\nirreflexive path ; fr");
  expect_exactly(model, {0,
                         {write, write, read, read},
                         {{Kind::ProgramOrder, 0, 1},
                          {Kind::ReadsFrom, 1, 2},
                          {Kind::ProgramOrder, 2, 3},
                          {Kind::FromReads, 3, 0}}});
}
TEST(Lemma, NothingFollowsFromAFixpointThatDoesNotSettle) {
  auto const model = model_of("let rec flip = po \\ flip\nempty flip");
  EXPECT_FALSE(breaks(
      model,
      {0, {write, read}, {{Kind::ProgramOrder, 0, 1}, {Kind::Executed, 0, 0}, {Kind::Executed, 1, 1}}}));
}

// Some of what is true in an execution.
Lemma some_facts(Execution const& x, Chance& chance) {
  Lemma out;
  std::vector<EventId> chosen;
  for (EventId e = 0; e < x.events.size(); ++e) {
    if (!chance.once_in(4)) chosen.push_back(e);
  }
  for (auto e : chosen)
    out.events.push_back({x.events[e].kind, x.events[e].is_initial(), x.events[e].address.has_value()});
  auto const fact = [&](Kind kind, EventId a, EventId b, std::string set = "") {
    if (!chance.once_in(5)) out.facts.push_back({kind, a, b, std::move(set)});
  };
  auto const fr = x.rf.inverse().then(x.co);
  for (EventId i = 0; i < chosen.size(); ++i) {
    auto const& one = x.events[chosen[i]];
    fact(Kind::Executed, i, i);
    for (auto const* set : {"Rcu-lock", "Rcu-unlock", "Sync-rcu", "ONCE", "MB", "RMW", "ACQUIRE", "RELEASE",
                            "Wmb", "Rmb", "NORETURN", "LKR", "LKW", "UL", "Deref"}) {
      auto const tag = x.tag_names.find(set);
      fact(tag && one.tags.has(*tag) ? Kind::Tagged : Kind::NotTagged, i, i, set);
    }
    bool const is_half = x.rmw.domain().contains(chosen[i]) || x.rmw.range().contains(chosen[i]);
    if (!is_half) fact(Kind::NotHalfOfRmw, i, i);
    if (!x.data.domain().contains(chosen[i])) fact(Kind::NoData, i, i);
    for (EventId j = 0; j < chosen.size(); ++j) {
      auto const a = chosen[i], b = chosen[j];
      auto const& other = x.events[b];
      fact(x.rf.contains(a, b) ? Kind::ReadsFrom : Kind::NotReadsFrom, i, j);
      fact(x.co.contains(a, b) ? Kind::Before : Kind::NotBefore, i, j);
      fact(x.po.contains(a, b) ? Kind::ProgramOrder : Kind::NotProgramOrder, i, j);
      fact(x.rmw.contains(a, b) ? Kind::Rmw : Kind::NotRmw, i, j);
      fact(one.cpu == other.cpu ? Kind::SameCpu : Kind::OtherCpu, i, j);
      if (fr.contains(a, b)) fact(Kind::FromReads, i, j);
      if (x.addr.contains(a, b)) fact(Kind::Address, i, j);
      if (x.data.contains(a, b)) fact(Kind::Data, i, j);
      if (x.ctrl.contains(a, b)) fact(Kind::Control, i, j);
      if (one.address && other.address)
        fact(one.address == other.address ? Kind::SameCell : Kind::NotSameCell, i, j);
      if (one.kind != EventKind::Fence && other.kind != EventKind::Fence)
        fact(one.value == other.value ? Kind::SameValue : Kind::NotSameValue, i, j);
    }
  }
  return out;
}
TEST(RandomLemmas, OfWhatIsTrueInAnExecutionThatIsAllowedNoneIsAccepted) {
  auto const first = first_seed();
  std::size_t compared = 0;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"}) {
    auto const model = load_model_for_protocols(name);
    for (auto seed = first; seed < first + 25; ++seed) {
      auto const found = enumerate(load_test(to_text(generate(seed))), model, 2, {2000, 2000});
      if (!found) continue;
      Chance chance(seed);
      for (std::size_t i = 0; i < std::min<std::size_t>(found->executions.size(), 3); ++i) {
        auto lemma = some_facts(found->executions[i], chance);
        for (lemma.check = 0; lemma.check < model.checks.size(); ++lemma.check)
          ASSERT_FALSE(breaks(model, lemma)) << name << ", BARRISTER_SEED=" << seed << "\n"
                                             << model.checks[lemma.check].text << "\n"
                                             << to_text(lemma);
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 100u);
}

} // namespace
} // namespace barrister
