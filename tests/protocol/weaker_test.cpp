// SPDX-License-Identifier: BSD-2-Clause
// What is learned of a weak model is nowhere too strong: whatever can be under sc, whose executions every
// other model has, can be under that, with several tasks on a CPU, too. Loops and agents are among it, so
// what is learned of twins is tried, too. And what is said to be possible is replayed.
#include "cli/monotone.hpp"
#include "proofs/replay.hpp"
#include "solver/protocol/verify.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/world_of.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <array>
#include <gtest/gtest.h>

namespace barrister {
namespace {

void replay(Protocol const& protocol, MemoryModel const& model, ProtocolResult const& result) {
  auto const none = std::vector<std::string>();
  if (result.fault) {
    EXPECT_EQ(proofs::complaints_as_faulty(protocol, model, *result.fault, result.fault->unroll), none);
  }
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    auto const& claim = protocol.claims[i];
    auto const& execution = result.claims[i].execution;
    if (!execution) continue;
    EXPECT_EQ(proofs::complaints(world_of(protocol, claim), model, *execution, result.unroll), none)
        << claim.name;
  }
}

TEST(RandomProtocols, WhatCanBeUnderScCanBeUnderEveryModel) {
  auto const sc = load_model_for_protocols("sc");
  std::vector<MemoryModel> weaker;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso"})
    weaker.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  std::size_t shown = 0, faults = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const& model = seed % 2 == 0 ? weaker.front() : weaker[seed / 2 % weaker.size()];
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + " under " + model.name + "\n" +
                 to_text(protocol));
    solver::ProtocolOptions options;
    options.steps = 1'000'000;
    auto const strong = solver::verify(protocol, sc, options),
               weak = solver::verify(protocol, model, options);
    if (!strong.unknown.empty() || !weak.unknown.empty()) continue;
    replay(protocol, model, weak);
    faults += strong.fault.has_value();
    ASSERT_LE(strong.fault.has_value(), weak.fault.has_value());
    if (HasFailure()) return;
    if (weak.fault) continue;
    for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
      if (!strong.claims[i].execution || weak.claims[i].kind == ClaimVerdict::Kind::Unknown) continue;
      ++shown;
      ASSERT_TRUE(weak.claims[i].execution) << protocol.claims[i].name;
    }
  }
  EXPECT_GT(shown, count / 4);
  std::cout << shown << " claims with an execution under sc, " << faults << " faults\n";
}

// Before some of the statements.
void add_fences(Block& block, Chance& chance) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    for (auto* inner : inner_blocks(block[i])) add_fences(*inner, chance);
    if (chance.below(3) > 0) continue;
    auto const tag = std::array{Tag::Mb, Tag::Rmb, Tag::Wmb}[chance.below(3)];
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(i), {Fence{{tag}, {}}, block[i].instruction});
    ++i;
  }
}

// Whoever studies barriers relies on it (cli/monotone.hpp): what breaks a claim with more fences breaks it
// with fewer.
TEST(RandomProtocols, MoreBarriersForbidMore) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "sc", "tso", "lkmm-v4.17", "strong", "weak"})
    models.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 300);
  std::size_t shown = 0, fewer = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const less = generate_protocol(seed);
    auto more = less;
    for (ContextId c = 0; c < more.contexts.size(); ++c) {
      auto const& agent = more.contexts[c].agent; // whose acts have the same code
      Chance chance(seed * 100 + (agent.empty() ? c : agent.size() + 50));
      add_fences(more.program.threads[c].body, chance);
    }
    auto const& model = models[seed % models.size()];
    SCOPED_TRACE("BARRISTER_SEED=" + std::to_string(seed) + " under " + model.name + "\n" + to_text(more));
    solver::ProtocolOptions options;
    options.steps = 1'000'000;
    auto const with = solver::verify(more, model, options), without = solver::verify(less, model, options);
    if (!with.unknown.empty() || !without.unknown.empty()) continue;
    ASSERT_LE(with.fault.has_value(), without.fault.has_value());
    if (without.fault) continue;
    for (std::size_t i = 0; i < less.claims.size(); ++i) {
      auto const kind = without.claims[i].kind;
      if (kind == ClaimVerdict::Kind::Unknown || !cli::is_of_states(less.claims[i], less)) continue;
      bool const is_violated = with.claims[i].kind == ClaimVerdict::Kind::Violated;
      shown += is_violated;
      fewer += kind == ClaimVerdict::Kind::Violated && !is_violated;
      ASSERT_LE(is_violated, kind == ClaimVerdict::Kind::Violated) << less.claims[i].name;
    }
  }
  EXPECT_GT(shown, count / 10);
  std::cout << shown << " claims are violated with more barriers, " << fewer << " with fewer alone\n";
}

} // namespace
} // namespace barrister
