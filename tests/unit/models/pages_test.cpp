// SPDX-License-Identifier: BSD-2-Clause
// The pages of spec/models say what each axiom and flag does, and show it by litmus tests. Here they are run.
#include "cli/models.hpp"
#include "cli/recheck.hpp"
#include "frontend/litmus/parse.hpp"
#include "proofs/check.hpp"
#include "proofs/explain.hpp"
#include "solver/verify.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <utility>

namespace barrister {
namespace {

// Between "```litmus CLAIM" and "```".
struct Block {
  std::string claim, heading, text;
  std::size_t line = 0;
};
struct Page {
  std::vector<std::string> headings; // after "## "
  std::vector<Block> blocks;
};

std::filesystem::path const folder = std::filesystem::path(BARRISTER_SOURCE) / "spec/models";
std::string const fence = "```";

std::optional<std::string> after(std::string const& start, std::string const& text) {
  return text.starts_with(start) ? std::optional(text.substr(start.size())) : std::nullopt;
}

Page read_page(std::string const& model) {
  Page page;
  std::ifstream in(folder / (model + ".md"));
  std::optional<Block> open;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (open && line == fence) {
      page.blocks.push_back(*std::exchange(open, std::nullopt));
    } else if (open) {
      open->text += line + "\n";
    } else if (auto const claim = after(fence + "litmus ", line)) {
      open = Block{*claim, page.headings.empty() ? "" : page.headings.back(), "", number};
    } else if (auto const heading = after("## ", line)) {
      page.headings.push_back(*heading);
    } else if (line.starts_with(fence)) {
      ADD_FAILURE() << model << ".md:" << number << ": not a litmus test";
    }
  }
  EXPECT_FALSE(open) << model << ".md:" << number << ": a test without end";
  return page;
}

// Whatever has a page, and whatever should have one.
std::set<std::string> models() {
  std::set<std::string> names;
  for (auto const& entry : std::filesystem::directory_iterator(folder))
    if (auto const& path = entry.path(); path.extension() == ".md" || path.extension() == ".cat")
      names.insert(path.stem().string());
  return names;
}

MemoryModel load(std::string const& name) {
  frontend::Diagnostics diagnostics;
  auto model = cli::load_model(name, {}, diagnostics);
  EXPECT_TRUE(model) << name;
  return model ? std::move(model->memory) : MemoryModel{};
}
MemoryModel without(MemoryModel model, std::string const& axiom) {
  std::erase_if(model.checks, [&](Check const& check) { return check.name == axiom; });
  return model;
}

solver::Options options() {
  solver::Options out;
  out.want_forbidden = true;
  return out;
}

LitmusResult verified(LitmusTest const& test, MemoryModel const& model) {
  auto result = solver::verify(test, model, options());
  EXPECT_EQ(result.unknown, "");
  for (auto const& complaint : cli::recheck(test, model, result, options().unroll))
    ADD_FAILURE() << complaint;
  return result;
}

std::string broken_axiom(MemoryModel const& model, Execution const& candidate) {
  auto const why = proofs::explain(model, candidate);
  return why ? model.checks[why->check].name : "none";
}

// No execution satisfies the condition, one would if it were not for the axiom, and that one is what it
// breaks.
void expect_forbidden(LitmusTest const& test, MemoryModel const& model, std::string const& axiom) {
  auto const result = verified(test, model);
  EXPECT_EQ(result.positive, 0);
  EXPECT_GT(result.negative, 0);
  ASSERT_TRUE(result.forbidden);
  EXPECT_EQ(broken_axiom(model, *result.forbidden), axiom);

  auto const weakened = verified(test, without(model, axiom));
  ASSERT_TRUE(weakened.satisfying) << "forbidden without " << axiom << ", too";
  auto const& candidate = weakened.states[*weakened.satisfying].execution;
  EXPECT_EQ(broken_axiom(model, candidate), axiom);
  for (auto const& complaint :
       proofs::complaints_as_forbidden(test.program, model, candidate, options().unroll))
    ADD_FAILURE() << complaint;
}

void expect_allowed(LitmusTest const& test, MemoryModel const& model) {
  EXPECT_GT(verified(test, model).positive, 0);
}

void expect_flag(LitmusTest const& test, MemoryModel const& model, std::string const& flag) {
  auto const expected = flag == "none" ? std::vector<std::string>{} : std::vector{flag};
  EXPECT_EQ(verified(test, model).flags, expected);
}

void check_block(Block const& block, MemoryModel const& model) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus(block.heading, block.text, diagnostics);
  for (auto const& diagnostic : diagnostics.all()) ADD_FAILURE() << to_string(diagnostic);
  if (!test) return;
  if (auto const axiom = after("forbidden by=", block.claim)) {
    EXPECT_EQ(*axiom, block.heading);
    expect_forbidden(*test, model, *axiom);
  } else if (auto const flag = after("flag=", block.claim)) {
    EXPECT_TRUE(*flag == "none" || *flag == block.heading);
    expect_flag(*test, model, *flag);
  } else {
    EXPECT_EQ(block.claim, "allowed");
    expect_allowed(*test, model);
  }
}

std::set<std::string> named_checks(MemoryModel const& model) {
  std::set<std::string> names;
  for (auto const& check : model.checks)
    if (!check.name.empty()) names.insert(check.name);
  return names;
}

class ModelPage : public testing::TestWithParam<std::string> {};

TEST_P(ModelPage, HasASectionForEachCheckAndNoOther) {
  auto const page = read_page(GetParam());
  auto const checks = named_checks(load(GetParam()));
  EXPECT_EQ(std::set(page.headings.begin(), page.headings.end()), checks);
  EXPECT_EQ(page.headings.size(), checks.size()) << "a section comes twice";
}

TEST_P(ModelPage, ShowsWhatEachCheckDoes) {
  auto const page = read_page(GetParam());
  for (auto const& check : load(GetParam()).checks) {
    auto const claim = (check.role == Role::Flag ? "flag=" : "forbidden by=") + check.name;
    EXPECT_NE(std::ranges::find(page.blocks, claim, &Block::claim), page.blocks.end()) << claim;
  }
}

TEST_P(ModelPage, SaysWhatIsTrue) {
  auto const model = load(GetParam());
  for (auto const& block : read_page(GetParam()).blocks) {
    SCOPED_TRACE(GetParam() + ".md:" + std::to_string(block.line) + ": " + block.claim);
    check_block(block, model);
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, ModelPage, testing::ValuesIn(models()),
                         [](auto const& model) {
                           auto name = model.param;
                           std::ranges::replace_if(name, [](char c) { return c == '-' || c == '.'; }, '_');
                           return name;
                         });

} // namespace
} // namespace barrister
