// SPDX-License-Identifier: BSD-2-Clause
// A `let rec` that goes on for ever answers nothing, and the answer says which it is.
#include "litmus.hpp"
#include "proofs/check.hpp"
#include "solver/verify.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

MemoryModel model_of(std::string const& text) {
  Folder const folder;
  return load_shipped_model(folder.write("model.cat", "\"model\"\n" + text));
}
LitmusResult verified(MemoryModel const& model, Engine engine) {
  Options options;
  options.engine = engine;
  return verify(small_test({"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);"}, "exists (0:r0=0)"), model, options);
}

TEST(LetRec, ThatDoesNotSettleIsUnknownInLitmusTests) {
  auto const model = model_of("let rec flip = po \\ flip\nempty flip as flips");
  EXPECT_EQ(model.fixpoints.at(0).names, std::vector<std::string>{"flip"});
  auto const result = verified(model, Engine::Enumeration);
  EXPECT_NE(result.unknown.find("model.cat:2: 'let rec' of 'flip' does not settle"), std::string::npos)
      << result.unknown;
  EXPECT_NE(verified(model, Engine::Z3).unknown, "");
}
TEST(LetRec, ThatDoesNotSettleDoesNotMatterWhereNothingRestsOnIt) {
  auto const model = model_of("let rec flip = po \\ flip\nempty rmw as none");
  EXPECT_EQ(verified(model, Engine::Enumeration).unknown, "");
}
TEST(LetRec, ThatTakesAwayAndSettlesIsUsed) {
  auto const model = model_of("let rec a = po and b = b | (a \\ b)\nempty b \\ po as none");
  EXPECT_EQ(verified(model, Engine::Enumeration).unknown, "");
  EXPECT_EQ(verified(model, Engine::Enumeration).positive, 1u);
}
TEST(LetRec, ThatDoesNotSettleIsComplainedOf) {
  auto const test = small_test({"WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);"}, "exists (0:r0=0)");
  auto const found = verify(test, load_shipped_model("sc"), {});
  ASSERT_EQ(found.states.size(), 1u);
  auto const complaints = proofs::complaints(
      test.program, model_of("let rec flip = po \\ flip\nempty flip as flips"), found.states[0].execution, 2);
  ASSERT_EQ(complaints.size(), 1u);
  EXPECT_NE(complaints[0].find("'flip' does not settle"), std::string::npos) << complaints[0];
}

} // namespace
} // namespace barrister::solver
