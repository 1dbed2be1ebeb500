// SPDX-License-Identifier: BSD-2-Clause
// Refuting texts by executions of others leaves the answer as it is: against asking about each of them.
#include "cli/monotone.hpp"
#include "cli/repair/accesses_in.hpp"
#include "cli/repair/changed_texts.hpp"
#include "cli/repair/repair_tests.hpp"
#include "cli/repair/repair_variants.hpp"
#include "cli/repair/repaired_text.hpp"
#include "solver/verify.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>

namespace barrister::cli {
namespace {

ChangedTexts::Judges alone(std::unique_ptr<RepairJudge> judge) {
  ChangedTexts::Judges out;
  out.push_back(std::move(judge));
  return out;
}
Repair found_by(std::unique_ptr<RepairJudge> judge, std::string const& text,
                std::vector<patch::Change> const& changes, std::size_t most) {
  RepairSpace space{changes, {}, most};
  patch::Costs const costs;
  for (auto const& c : changes) space.costs.push_back(costs.of(c.is) - costs.of(c.was));
  auto const judges = alone(std::move(judge));
  ChangedTexts changed(text, changes, judges);
  return find_repair(space, [&](std::vector<std::size_t> const& chosen) { return changed.with(chosen); });
}
void expect_same(Repair const& pruned, Repair const& all, std::string const& what) {
  EXPECT_EQ(pruned.changes, all.changes) << what;
  EXPECT_EQ(pruned.cost, all.cost) << what;
  EXPECT_EQ(pruned.texts, all.texts) << what;
  EXPECT_EQ(pruned.unknown, all.unknown) << what;
  EXPECT_EQ(all.refuted, 0u) << what;
}

std::string test_of(std::vector<std::string> const& bodies, std::string const& condition) {
  std::string out = "C t\n{}\n";
  for (std::size_t i = 0; i < bodies.size(); ++i)
    out += "P" + std::to_string(i) + "(int *x, int *y) { " + bodies[i] + " }\n";
  return out + condition + "\n";
}
std::vector<std::string> tests() {
  return {
      test_of({"WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x);"},
              "exists (0:r0=0 /\\ 1:r0=0)"),
      test_of({"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);", "int r0 = READ_ONCE(*y); int r1 = READ_ONCE(*x);"},
              "exists (1:r0=1 /\\ 1:r1=0)"),
      test_of({"int r0 = READ_ONCE(*x); WRITE_ONCE(*y, 1);", "int r0 = READ_ONCE(*y); WRITE_ONCE(*x, 1);"},
              "forall (0:r0=0 \\/ 1:r0=0)"),
      test_of({"WRITE_ONCE(*x, 1); int r0 = xchg_relaxed(y, 1);",
               "int r0 = xchg_relaxed(y, 2); int r1 = READ_ONCE(*x);"},
              "exists (1:r0=1 /\\ 1:r1=0)"),
      test_of({"WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1);",
               "int r0 = READ_ONCE(*y); int r1 = 1; if (r0) r1 = READ_ONCE(*x);"},
              "exists (1:r0=1 /\\ 1:r1=0)"),
      test_of({"WRITE_ONCE(*x, 1);", "WRITE_ONCE(*x, 2);"}, "exists (x=1)"),
      test_of({"*x = 1; WRITE_ONCE(*y, 1);", "int r1 = 1; int r0 = READ_ONCE(*y); if (r0) r1 = *x;"},
              "exists (1:r0=1 /\\ 1:r1=0)")};
}

TEST(RepairOfTests, IsTheSameWithoutRefuting) {
  std::size_t found = 0, none = 0, refuted = 0;
  for (auto const* name : {"lkmm", "tso"})
    for (auto const& text : tests()) {
      auto const model = load_shipped_model(name);
      frontend::LitmusContext const context;
      auto const changes = patch::changes_of(
          text, accesses_in(barrister::load_test(text, std::string("t.litmus")).program, "t.litmus", text));
      auto const judge = [&](Pruning pruning) {
        return std::make_unique<TestJudge>("t.litmus", text, context, model, solver::Options{}, pruning);
      };
      if (judge(Pruning::None)->as_it_is().kind != ClaimOfText::Kind::Broken) continue;
      auto const repair = found_by(judge(Pruning::ByExecutions), text, changes, 2);
      expect_same(repair, found_by(judge(Pruning::None), text, changes, 2), text + name);
      ++(repair.changes.empty() ? none : found);
      refuted += repair.refuted;
    }
  EXPECT_GT(found, 5u);
  EXPECT_GT(none, 0u);
  EXPECT_GT(refuted, 100u);
}

// Some of the changes, at most one of each place; and of these, some more.
std::pair<std::vector<patch::Change>, std::vector<patch::Change>>
some_and_more(std::vector<patch::Change> const& changes, Chance& chance) {
  std::pair<std::vector<patch::Change>, std::vector<patch::Change>> out;
  for (std::size_t from = 0, to = 0; from < changes.size(); from = to) {
    while (to < changes.size() && changes[to].place == changes[from].place) ++to;
    auto const kind = chance.below(4);
    auto const& change = changes[from + chance.below(to - from)];
    if (kind > 0) out.second.push_back(change);
    if (kind > 2) out.first.push_back(change);
  }
  return out;
}
// What the shipped models are taken for (cli/monotone.hpp), on tests made by chance: with more changes there
// is no final state that was not there, no flag, and not one execution more.
TEST(RepairOfTests, MoreBarriersForbidMore) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "tso", "sc", "lkmm-v4.17", "strong", "weak"})
    models.push_back(load_shipped_model(name));
  frontend::LitmusContext const context;
  auto const first = first_seed(), count = number_from_environment("BARRISTER_MONOTONE", 400);
  solver::Options options;
  options.steps = 20'000;
  std::size_t compared = 0, fewer = 0;
  for (auto seed = first; seed < first + count && !HasFailure(); ++seed) {
    auto const& model = models[seed % models.size()];
    ASSERT_TRUE(more_barriers_forbid_more(model));
    auto const text = to_text(generate(seed));
    auto changes = patch::changes_of(
        text, accesses_in(barrister::load_test(text, "t.litmus").program, "t.litmus", text));
    std::ranges::stable_sort(changes, {}, &patch::Change::place);
    Chance chance(seed);
    auto const [some, more] = some_and_more(changes, chance);
    if (some.size() == more.size()) continue;
    auto const result_with = [&](std::vector<patch::Change> const& made) -> std::optional<LitmusResult> {
      auto const changed = changed_text(text, made);
      frontend::Diagnostics diagnostics;
      auto const test =
          changed ? frontend::load_litmus("t.litmus", *changed, diagnostics, context) : std::nullopt;
      if (!test) return std::nullopt; // smp_load_acquire() of what has no address
      auto result = solver::verify(*test, model, options);
      bool const is_all =
          result.unknown.empty() && !result.capped && !result.thin_air && result.faults.empty();
      return is_all ? std::optional(std::move(result)) : std::nullopt;
    };
    auto const less = result_with(some), most = result_with(more);
    if (!less || !most) continue;
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + " under " + model.name + "\n" +
                 changed_text(text, more).value_or(""));
    ++compared;
    auto const executions = [](LitmusResult const& r) { return r.positive + r.negative; };
    EXPECT_LE(executions(*most), executions(*less));
    fewer += executions(*most) < executions(*less);
    for (auto const& state : most->states)
      EXPECT_TRUE(std::ranges::any_of(
          less->states, [&](ReachedState const& before) { return before.values == state.values; }));
    EXPECT_TRUE(std::ranges::includes(less->flags, most->flags));
  }
  EXPECT_GT(compared, count / 3);
  EXPECT_GT(fewer, count / 100);
  std::cout << compared << " compared, " << fewer << " with fewer executions\n";
}
TEST(RepairOfTests, OfOtherModelsThatIsNotKnown) {
  auto model = load_shipped_model("lkmm");
  model.name = "./lkmm.cat";
  EXPECT_FALSE(more_barriers_forbid_more(model));
}

std::string sleeper(std::string const& property) {
  return "protocol p \"s\";\nworld { cpu 0, 1; task a on 0; task b on 1; agent m times 1 on any cpu { act(); "
         "} }\n"
         "int state, condition, other;\nghost bool early;\nstatic void act(void) { WRITE_ONCE(other, 1); }\n"
         "task a { WRITE_ONCE(state, 1); if (!READ_ONCE(condition)) smp_cond_load_acquire(&state, VAL == 0); "
         "}\n"
         "task b { WRITE_ONCE(condition, 1); early = !READ_ONCE(state); if (READ_ONCE(state)) "
         "WRITE_ONCE(state, 0); }\n" +
         property + "\n";
}
TEST(RepairOfProtocols, IsTheSameWithoutRefuting) {
  auto model = ProtocolModel{"lkmm", load_shipped_model("lkmm")};
  for (auto const* property :
       {"property ENDS \"s\": a terminates;", "property STATE \"s\": finally state == 0;"}) {
    auto const text = sleeper(property);
    std::string const file = "t.protocol";
    std::string const variant = "p";
    auto const judge = [&](Pruning pruning) {
      return std::make_unique<VariantJudge>(file, text, variant, model, ProtocolEffort{}, pruning);
    };
    ASSERT_EQ(judge(Pruning::None)->problem(), "");
    ASSERT_EQ(judge(Pruning::None)->as_it_is().kind, ClaimOfText::Kind::Broken) << property;
    auto const changes = patch::changes_of_protocol(text, {});
    auto const repair = found_by(judge(Pruning::ByExecutions), text, changes, 2);
    expect_same(repair, found_by(judge(Pruning::None), text, changes, 2), property);
    EXPECT_GT(repair.refuted, 10u);
  }
}

} // namespace
} // namespace barrister::cli
