// SPDX-License-Identifier: BSD-2-Clause
// Choices of a model, by both engines.
#include "frontend/cat/parse.hpp"
#include "solver/verify.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister::solver {
namespace {

std::uint64_t executions(std::string const& model, Engine engine) {
  frontend::Diagnostics diagnostics;
  auto const nothing = [](std::string const& name) {
    return name == "stdlib.cat" ? std::optional(frontend::LoadedFile{name, "library"}) : std::nullopt;
  };
  auto const loaded = frontend::load_model("m", {"m.cat", model}, nothing, diagnostics);
  EXPECT_TRUE(loaded) << model;
  if (!loaded) return 0;
  Options options;
  options.engine = engine;
  auto const test =
      load_test("C two-fences\n{}\nP0(int *x) { smp_mb(); WRITE_ONCE(*x, 1); smp_wmb(); }\nexists (x=1)\n");
  return verify(test, *loaded, options).positive;
}

TEST(Choices, AnOrderIsChosenInEveryWayThatContainsItsBase) {
  for (auto const engine : {Engine::Enumeration, Engine::Z3}) {
    EXPECT_EQ(executions("with s from linearisations(F, 0)\nempty 0", engine), 2u);
    EXPECT_EQ(executions("with s from linearisations(F, po)\nempty 0", engine), 1u);
    EXPECT_EQ(executions("with s from linearisations(F, po | po^-1)\nempty 0", engine), 0u);
    EXPECT_EQ(executions("with s from linearisations(F, 0)\nacyclic s | po", engine), 1u);
  }
}
TEST(Choices, OneEventHasNoOrderInWhichItComesBeforeItself) {
  for (auto const engine : {Engine::Enumeration, Engine::Z3}) {
    EXPECT_EQ(executions("with s from linearisations(Wmb, 0)\nempty 0", engine), 1u);
    EXPECT_EQ(executions("with s from linearisations(Wmb, [F])\nempty 0", engine), 0u);
  }
}
TEST(Choices, EachEventHasOneEdge) {
  for (auto const engine : {Engine::Enumeration, Engine::Z3}) {
    auto const edges = std::string("let edges e = map (fun p -> {p}) ");
    EXPECT_EQ(executions(edges + "(F * {e})\nwith r from cross(map edges F)\nempty 0", engine), 4u);
    EXPECT_EQ(executions(edges + "((F * {e}) \\ id)\nwith r from cross(map edges F)\nempty 0", engine), 1u);
    EXPECT_EQ(executions(edges + "((F * {e}) & po)\nwith r from cross(map edges F)\nempty 0", engine), 0u);
  }
}

} // namespace
} // namespace barrister::solver
