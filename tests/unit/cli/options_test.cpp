// SPDX-License-Identifier: BSD-2-Clause
#include "cli/options.hpp"
#include <gtest/gtest.h>

namespace barrister::cli {
namespace {

template <class Options> Options parsed(std::vector<char const*> arguments) {
  auto const command = parse_command_line(arguments);
  auto const* options = std::get_if<Options>(&command);
  EXPECT_TRUE(options) << arguments.back();
  return options ? *options : Options{};
}

TEST(Options, FilesAloneAreChecked) {
  auto const o = parsed<CheckOptions>({"barrister", "a.litmus", "b.litmus"});
  EXPECT_EQ(o.files, (std::vector<std::string>{"a.litmus", "b.litmus"}));
  EXPECT_TRUE(o.models.empty());
  EXPECT_EQ(o.solver.unroll, 2u);
}

TEST(Options, EachModelTakesOneName) {
  auto const o =
      parsed<CheckOptions>({"/usr/bin/barrister", "check", "--model", "sc", "a.litmus", "--model", "x.cat"});
  EXPECT_EQ(o.files, std::vector<std::string>{"a.litmus"});
  EXPECT_EQ(o.models, (std::vector<std::string>{"sc", "x.cat"}));
}

TEST(Options, CheckHasItsOptions) {
  auto const o = parsed<CheckOptions>({"barrister", "--unroll", "5",       "--timeout", "1.5",    "--solver",
                                       "both",      "--format", "json",    "--trace",   "--dot",  "f.dot",
                                       "--expect",  "never",    "--quiet", "--color",   "always", "-I",
                                       "d",         "--jobs",   "3",       "a.litmus"});
  EXPECT_EQ(o.solver.unroll, 5u);
  EXPECT_EQ(o.solver.timeout.count(), 1500);
  EXPECT_EQ(o.solver.engine, solver::Engine::Both);
  EXPECT_TRUE(o.solver.want_forbidden && o.solver.want_deadlocks);
  EXPECT_EQ(o.format, Format::Json);
  EXPECT_TRUE(o.trace && o.quiet);
  EXPECT_EQ(o.dot, "f.dot");
  EXPECT_EQ(o.expect, "never");
  EXPECT_EQ(o.colour, Colour::Always);
  EXPECT_EQ(o.ingredients.include, std::vector<std::string>{"d"});
  EXPECT_EQ(o.jobs, 3u);
}

TEST(Options, ProtocolsHaveABoundOfTheirOwnWhenItIsGiven) {
  EXPECT_FALSE(parsed<CheckOptions>({"barrister", "a.protocol"}).protocol.unroll);
  auto const check = parsed<CheckOptions>(
      {"barrister", "a.protocol", "--unroll", "4", "--timeout", "2", "--property", "S", "--variant", "V"});
  EXPECT_EQ(check.protocol.unroll, 4u);
  EXPECT_EQ(check.protocol.timeout.count(), 2000);
  EXPECT_EQ(check.protocol.properties, std::vector<std::string>{"S"});
  EXPECT_EQ(check.ingredients.variants, std::vector<std::string>{"V"});
  auto const table = parsed<VariantsOptions>(
      {"barrister", "variants", "a.protocol", "--variant", "V", "--model", "sc", "--jobs", "1"});
  EXPECT_EQ(table.file, "a.protocol");
  EXPECT_EQ(table.variants, std::vector<std::string>{"V"});
  EXPECT_EQ(table.models, std::vector<std::string>{"sc"});
  EXPECT_EQ(table.jobs, 1u);
}

TEST(Options, MistakesAreBadInput) {
  for (auto const& arguments :
       std::vector<std::vector<char const*>>{{"barrister", "check"},
                                             {"barrister", "--expect", "often", "a.litmus"},
                                             {"barrister", "--nonsense", "a.litmus"},
                                             {"barrister", "a.litmus", "--unroll", "-1"}}) {
    auto const f = parsed<Finished>(arguments);
    EXPECT_EQ(f.exit, Exit::BadInput);
    EXPECT_FALSE(f.err.empty());
  }
}

TEST(Options, HelpAndVersion) {
  EXPECT_NE(parsed<Finished>({"barrister", "--help"}).out.find("Examples:"), std::string::npos);
  EXPECT_NE(parsed<Finished>({"barrister", "check", "--help"}).out.find("--trace"), std::string::npos);
  EXPECT_EQ(parsed<Finished>({"barrister", "--version"}).out, std::string("barrister ") + version + "\n");
}

TEST(Options, ProveChecksWithBothEngines) {
  auto const o = parsed<ProveOptions>({"barrister", "prove", "proofs/c-peterz"});
  EXPECT_EQ(o.folder, "proofs/c-peterz");
  EXPECT_EQ(o.solver.engine, solver::Engine::Both);
}

TEST(Options, AsALitmusTest) {
  auto const o = parsed<ShowOptions>({"barrister", "show", "--stage=litmus", "--property", "P", "--start",
                                      "s", "--short-names", "--variant", "V", "f.protocol"});
  EXPECT_EQ(o.stage, ShowOptions::Stage::Litmus);
  EXPECT_EQ(o.wish.property, "P");
  EXPECT_EQ(o.wish.start, "s");
  EXPECT_EQ(o.wish.names, frontend::as_litmus::Names::Short);
  EXPECT_EQ(o.ingredients.variants, std::vector<std::string>{"V"});
}

} // namespace
} // namespace barrister::cli
