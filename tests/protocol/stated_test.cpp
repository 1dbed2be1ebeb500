// SPDX-License-Identifier: BSD-2-Clause
// Questions that are stated as a whole have the answers that the engine gives, which learns the model as it
// goes.
#include "solver/protocol/verify.hpp"
#include "solver/question/state_question.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/stated.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using Kind = ClaimVerdict::Kind;

// Nothing where the question is another one: a loop that goes on for ever is not asked about.
std::optional<bool> is_shown(Claim const& claim, ProtocolResult const& result, std::size_t i) {
  auto const& verdict = result.claims[i];
  bool const is_cover = claim.kind == Claim::Kind::Cover;
  if (result.fault) return is_cover ? std::nullopt : std::optional(true);
  if (verdict.lasso || verdict.kind == Kind::Unknown) return std::nullopt;
  return verdict.kind == (is_cover ? Kind::Holds : Kind::Violated);
}

TEST(RandomProtocols, AreDecidedAlikeWhereAllIsStated) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    models.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 10;
  std::size_t compared = 0, shown = 0;
  std::map<std::string, std::size_t> not_stated;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const& model = models[seed % models.size()];
    solver::ProtocolOptions options;
    options.steps = 1'000'000;
    options.unroll = 2;
    auto const result = solver::verify(protocol, model, options);
    if (!result.unknown.empty()) continue;
    for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
      auto const expected = is_shown(protocol.claims[i], result, i);
      if (!expected) continue;
      auto const question = solver::state_question(protocol, i, model, options.unroll);
      if (auto const* no = std::get_if<solver::NotStated>(&question)) {
        ++not_stated[no->why];
        continue;
      }
      ++compared;
      shown += *expected;
      ASSERT_EQ(is_satisfiable(std::get<StatedQuestion>(question)), *expected)
          << "seed " << seed << ", " << protocol.claims[i].name << " under " << model.name << "\n"
          << to_text(protocol);
    }
  }
  std::cout << compared << " claims compared, of " << shown << " there is what shows them\n";
  for (auto const& [why, number] : not_stated) std::cout << number << " not stated: " << why << "\n";
  EXPECT_GT(compared, count);
}

} // namespace
} // namespace barrister
