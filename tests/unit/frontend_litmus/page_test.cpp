// SPDX-License-Identifier: BSD-2-Clause
// The examples of spec/litmus.md: run by both engines and, where that is not too much, by brute force.
#include "cli/recheck.hpp"
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/parse.hpp"
#include "solver/verify.hpp"
#include "tests/support/enumerate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/printed.hpp"
#include "tests/support/summary.hpp"
#include <fstream>
#include <gtest/gtest.h>

namespace barrister {
namespace {

struct Example {
  std::string verdict, text;
  std::size_t line = 0;
};

std::vector<Example> examples() {
  std::vector<Example> out;
  std::ifstream in(std::string(BARRISTER_SOURCE) + "/spec/litmus.md");
  std::string const fence = "```", opening = fence + "litmus ";
  std::optional<Example> open;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (open && line == fence) {
      out.push_back(*open);
      open.reset();
    } else if (open) {
      open->text += line + "\n";
    } else if (line.starts_with(opening)) {
      open = Example{line.substr(opening.size()), "", number};
    }
  }
  EXPECT_FALSE(open) << "an example without end";
  return out;
}

std::string verdict(LitmusResult const& result) {
  if (!result.unknown.empty() || result.thin_air) return "unknown";
  if (!result.faults.empty()) return "fault";
  switch (observation(result)) {
  case Observation::Never: return "never";
  case Observation::Sometimes: return "sometimes";
  case Observation::Always: return "always";
  }
  return "";
}

void run_all(MemoryModel const& model) {
  auto const all = examples();
  EXPECT_GT(all.size(), 20u);
  for (auto const& example : all) {
    SCOPED_TRACE("litmus.md:" + std::to_string(example.line));
    frontend::Diagnostics diagnostics;
    auto const test = frontend::load_litmus("litmus.md", example.text, diagnostics);
    for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
    if (!test) continue;
    solver::Options options;
    options.engine = solver::Engine::Both;
    auto result = solver::verify(*test, model, options);
    EXPECT_EQ(verdict(result), example.verdict) << result.unknown;
    EXPECT_EQ(changed_by_printing(example.text), "");
    for (auto const& complaint : cli::recheck(*test, model, result, options.unroll))
      ADD_FAILURE() << complaint;
    if (!result.unknown.empty()) continue;
    if (auto const slow = enumerate(*test, model, options.unroll, {.candidates = 20'000, .runs = 2'000})) {
      EXPECT_EQ(to_string(summary(*slow), *test), to_string(summary(result), *test));
    }
  }
}

TEST(Page, SaysWhatIsTrue) { run_all(load_shipped_model("lkmm")); }

TEST(Page, SaysWhatIsTrueWithTheLocksOfHerd7) {
  auto const load = [](std::string const& name) {
    auto const path = std::string(BARRISTER_SOURCE) + "/spec/" + name;
    return frontend::LoadedFile{name, frontend::read_file(path).value_or("")};
  };
  frontend::Diagnostics diagnostics;
  auto const model = frontend::load_model("lkmm", load("models/lkmm.cat"),
                                          [&](auto const& name) { return load("library/" + name); },
                                          diagnostics, {std::nullopt, {"herd7-locks"}});
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->locks, LockSemantics::ByModel);
  run_all(*model);
}

} // namespace
} // namespace barrister
