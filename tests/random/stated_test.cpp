// SPDX-License-Identifier: BSD-2-Clause
// Questions that are stated as a whole, of litmus tests made by chance: as enumeration and search say.
#include "solver/question/state_question.hpp"
#include "solver/verify.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/stated.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(RandomQuestions, HaveTheAnswersOfTheEngines) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    models.push_back(load_shipped_model(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_QUESTIONS", 400);
  std::size_t compared = 0, some = 0, faults = 0;
  std::map<std::string, std::size_t> not_stated;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const text = to_text(generate(seed));
    auto const test = load_test(text);
    auto const& model = models[seed % models.size()];
    solver::Options options;
    options.steps = 20'000;
    auto const answer = solver::verify(test, model, options);
    // Where not all values out of thin air were tried, one of them may have a fault, and the question says
    // so.
    if (answer.thin_air || (!answer.unknown.empty() && answer.faults.empty())) continue;
    for (auto const asked : {solver::AskedOf::Satisfies, solver::AskedOf::Falsifies}) {
      auto const question = solver::state_question(test, asked, model, options.unroll);
      if (auto const* no = std::get_if<solver::NotStated>(&question)) {
        ++not_stated[no->why];
        continue;
      }
      auto const found = asked == solver::AskedOf::Satisfies ? answer.positive : answer.negative;
      bool const is_there = found > 0 || !answer.faults.empty();
      ++compared;
      some += is_there;
      faults += !answer.faults.empty();
      ASSERT_EQ(is_satisfiable(std::get<StatedQuestion>(question)), is_there)
          << "BARRISTER_SEED=" << seed << " under " << model.name
          << (asked == solver::AskedOf::Satisfies ? ", satisfied\n" : ", falsified\n") << text;
    }
  }
  std::cout << compared << " questions compared, " << some << " of them with an execution, " << faults
            << " with a fault\n";
  for (auto const& [why, number] : not_stated) std::cout << number << " not stated: " << why << "\n";
  EXPECT_GT(compared, count);
}

} // namespace
} // namespace barrister
