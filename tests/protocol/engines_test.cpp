// SPDX-License-Identifier: BSD-2-Clause
// CaDiCaL and Z3 give the same verdicts.
#include "solver/protocol/verify.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(RandomProtocols, AreDecidedAlikeByBothEngines) {
  std::vector<MemoryModel> models;
  for (auto const* name : {"lkmm", "lkmm-v4.17", "strong", "weak", "sc", "tso"})
    models.push_back(load_model_for_protocols(name));
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 10;
  std::size_t compared = 0;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const& model = models[seed % models.size()];
    solver::ProtocolOptions options;
    options.steps = 1'000'000;
    auto const cadical = solver::verify(protocol, model, options);
    options.engine = solver::SatSolver::Kind::Z3;
    auto const z3 = solver::verify(protocol, model, options);
    EXPECT_EQ(z3.engine, "z3");
    if (!cadical.unknown.empty() || !z3.unknown.empty()) continue;
    EXPECT_EQ(cadical.fault.has_value(), z3.fault.has_value()) << "seed " << seed << "\n"
                                                               << to_text(protocol);
    for (std::size_t i = 0; i < protocol.claims.size(); ++i) {
      auto const &one = cadical.claims[i], &other = z3.claims[i];
      if (one.kind == ClaimVerdict::Kind::Unknown || other.kind == ClaimVerdict::Kind::Unknown) continue;
      ++compared;
      EXPECT_EQ(one.kind, other.kind) << "seed " << seed << ", " << protocol.claims[i].name << "\n"
                                      << to_text(protocol);
    }
  }
  EXPECT_GT(compared, count);
  std::cout << compared << " claims compared\n";
}

} // namespace
} // namespace barrister
