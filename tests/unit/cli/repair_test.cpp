// SPDX-License-Identifier: BSD-2-Clause
// Refuting texts by executions of others leaves the answer as it is: against asking about each of them.
#include "cli/repair/accesses_in.hpp"
#include "cli/repair/repair_tests.hpp"
#include "cli/repair/repair_variants.hpp"
#include "cli/repair/repaired_text.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

Repair found_by(RepairJudge& judge, std::string const& text, std::vector<patch::Change> const& changes,
                std::size_t most) {
  RepairSpace space{changes, {}, most};
  patch::Costs const costs;
  for (auto const& c : changes) space.costs.push_back(costs.of(c.is) - costs.of(c.was));
  return find_repair(space, [&](std::vector<std::size_t> const& chosen) -> Tried {
    std::vector<patch::Change> made;
    for (auto i : chosen) made.push_back(changes[i]);
    auto const changed = changed_text(text, made);
    return changed ? judge.with(*changed) : Tried{Tried::Kind::NoProgram};
  });
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
      TestJudge pruning("t.litmus", text, context, model, {});
      TestJudge plain("t.litmus", text, context, model, {}, Pruning::None);
      if (pruning.as_it_is().kind != ClaimOfText::Kind::Broken) continue;
      auto const repair = found_by(pruning, text, changes, 2);
      expect_same(repair, found_by(plain, text, changes, 2), text + name);
      ++(repair.changes.empty() ? none : found);
      refuted += repair.refuted;
    }
  EXPECT_GT(found, 5u);
  EXPECT_GT(none, 0u);
  EXPECT_GT(refuted, 100u);
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
    VariantJudge pruning(file, text, variant, model, {});
    VariantJudge plain(file, text, variant, model, {}, Pruning::None);
    ASSERT_EQ(pruning.problem(), "");
    ASSERT_EQ(pruning.as_it_is().kind, ClaimOfText::Kind::Broken) << property;
    auto const changes = patch::changes_of_protocol(text, {});
    auto const repair = found_by(pruning, text, changes, 2);
    expect_same(repair, found_by(plain, text, changes, 2), property);
    EXPECT_GT(repair.refuted, 10u);
  }
}

} // namespace
} // namespace barrister::cli
