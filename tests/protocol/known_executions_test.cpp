// SPDX-License-Identifier: BSD-2-Clause
// What the plain interpreter comes to, proofs accepts, and the encoding has.
#include "cli/protocols.hpp"
#include "proofs/replay.hpp"
#include "proofs/sc/simulate.hpp"
#include "solver/protocol/allows.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

using Allowed = solver::Allowance::Kind;

constexpr unsigned enough_rounds = 1000;

struct Counts {
  std::size_t found = 0, astray = 0, yes = 0, beyond = 0;
};

// Adds a failure for each that is refused, here or there.
void look_for(Protocol const& protocol, MemoryModel const& model, std::size_t runs, std::string const& what,
              Counts& counts) {
  solver::LemmaStore none;
  solver::Search search(protocol, model, 3, solver::SatSolver::Kind::Cadical, std::nullopt, none);
  if (!search.problem().empty()) return;
  proofs::SimulationLimits limits;
  limits.runs = runs;
  limits.astray = runs;
  limits.moves = 200 * runs;
  auto simulation = proofs::simulate(protocol, limits);
  auto const in_order = simulation.executions.size() - simulation.astray;
  for (std::size_t i = 0; i < simulation.executions.size(); ++i) {
    auto& x = simulation.executions[i];
    auto const complaints = proofs::complaints(protocol, model, x, enough_rounds);
    if (i < in_order) {
      EXPECT_EQ(complaints, std::vector<std::string>()) << what;
    }
    if (!complaints.empty()) continue;
    ++counts.found;
    counts.astray += i >= in_order;
    std::vector<std::optional<bool>> answers;
    auto const state = proofs::final_state(protocol, x, proofs::run_again(protocol, x, enough_rounds));
    for (auto const& claim : protocol.claims) {
      bool const asks = claim.kind != Claim::Kind::Terminates && claim.kind != Claim::Kind::NoDeadlock;
      answers.push_back(asks ? std::optional(says_yes(claim.probe, proofs::probed(state))) : std::nullopt);
    }
    auto const allowance = solver::allows(search, protocol, {std::move(x), std::move(answers)});
    counts.yes += allowance.kind == Allowed::Yes;
    counts.beyond += allowance.kind == Allowed::Beyond;
    EXPECT_TRUE(allowance.kind == Allowed::Yes || allowance.kind == Allowed::Beyond)
        << what << ": " << allowance.why;
  }
}

// In the language, no handler owns what its runs would share, and acts of an agent have locals of the same
// types.
bool is_of_language(Protocol const& protocol) {
  bool const has_handler = std::ranges::find(protocol.contexts, Context::Kind::Interrupt, &Context::kind) !=
                           protocol.contexts.end();
  bool const owns = std::ranges::find(protocol.owned, OwnedVariable::Owner::Context, &OwnedVariable::owner) !=
                    protocol.owned.end();
  if (has_handler && owns) return false;
  auto const types = [&](ContextId c) {
    std::vector<std::tuple<unsigned, bool, bool>> out;
    for (auto const& local : protocol.program.threads[c].locals)
      out.emplace_back(local.type.bits, local.type.is_signed, local.type.wraps);
    return out;
  };
  for (ContextId c = 1; c < protocol.contexts.size(); ++c)
    if (!protocol.contexts[c].agent.empty() && protocol.contexts[c].agent == protocol.contexts[c - 1].agent &&
        types(c) != types(c - 1))
      return false;
  return true;
}

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, ExecutionsAreAllowedUnderEachModel) {
  frontend::Diagnostics diagnostics;
  auto const file = cli::load_protocol(BARRISTER_SOURCE + ("/proofs/" + GetParam()), diagnostics);
  ASSERT_TRUE(file);
  auto const protocol = frontend::resolve(*file, file->variants.front().name, diagnostics);
  ASSERT_TRUE(protocol);
  for (auto const* model : {"lkmm", "lkmm-v4.17", "strong", "weak", "tso", "sc"}) {
    Counts counts;
    look_for(*protocol, load_model_for_protocols(model), 20, GetParam() + " under " + model, counts);
    EXPECT_GE(counts.yes, 2u) << model << ", of " << counts.found << ", " << counts.beyond << " beyond";
  }
}
INSTANTIATE_TEST_SUITE_P(Protocols, Shipped,
                         testing::Values("wake-up/wake-up.protocol", "membarrier/membarrier.protocol",
                                         "kernel/calls.protocol", "c-peterz/c-peterz.protocol"),
                         [](auto const& each) {
                           auto name = each.param.substr(0, each.param.find('/'));
                           std::erase(name, '-');
                           return name;
                         });

TEST(RandomProtocols, HaveWhatThePlainInterpreterComesTo) {
  auto const lkmm = load_model_for_protocols("lkmm"), sc = load_model_for_protocols("sc");
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 2;
  Counts counts;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    if (!is_of_language(protocol)) continue;
    look_for(protocol, seed % 2 == 0 ? lkmm : sc, 10,
             "seed " + std::to_string(seed) + "\n" + to_text(protocol), counts);
    if (HasFailure()) return;
  }
  EXPECT_GT(counts.yes, 4 * count);
  std::cout << counts.found << " executions, " << counts.astray << " of them astray, " << counts.yes
            << " allowed, " << counts.beyond << " with more rounds\n";
}

} // namespace
} // namespace barrister
