// SPDX-License-Identifier: BSD-2-Clause
// What is decided in seconds of proofs/perf-install: the livelock that 63cae12bce98 mends, that it is mended,
// what each barrier and lock is for, and that every path of the library is there. Each answer is replayed.
#include "cli/protocols.hpp"
#include "proofs/lasso.hpp"
#include "proofs/replay.hpp"
#include "solver/protocol/verify.hpp"
#include "spec/world_of.hpp"
#include "tests/support/load.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr unsigned rounds = 2;

Protocol load(std::string const& variant) {
  frontend::Diagnostics diagnostics;
  auto const path = std::string(BARRISTER_SOURCE) + "/proofs/perf-install/perf-install.protocol";
  auto const file = cli::load_protocol(path, diagnostics);
  auto protocol = file ? frontend::resolve(*file, variant, diagnostics) : std::nullopt;
  if (!protocol) throw std::runtime_error("cannot load " + path);
  return std::move(*protocol);
}

// "holds", "violated", "livelock", "within", "vacuous" or "unknown"; or what the replay complains of.
std::string verdict(Protocol const& protocol, std::string const& model, std::string const& claim) {
  auto const at = std::ranges::find(protocol.claims, claim, &Claim::name);
  if (at == protocol.claims.end()) return "no such claim";
  auto const index = static_cast<std::size_t>(at - protocol.claims.begin());
  auto const memory = load_model_for_protocols(model);
  solver::ProtocolOptions options;
  options.unroll = rounds;
  options.claims = {index};
  auto const result = solver::verify(protocol, memory, options);
  if (!result.unknown.empty()) return result.unknown;
  auto const& found = result.claims[index];
  auto const world = world_of(protocol, *at);
  std::vector<std::string> complaints;
  if (found.lasso) complaints = proofs::complaints(world, memory, *found.lasso, rounds);
  if (found.execution) complaints = proofs::complaints(world, memory, *found.execution, rounds);
  if (!complaints.empty()) return complaints.front();
  switch (found.kind) {
  case ClaimVerdict::Kind::Holds: return "holds";
  case ClaimVerdict::Kind::HoldsWithin: return "within";
  case ClaimVerdict::Kind::Violated: return found.lasso ? "livelock" : "violated";
  case ClaimVerdict::Kind::Vacuous: return "vacuous";
  case ClaimVerdict::Kind::Unknown: return "unknown";
  }
  return "";
}

TEST(PerfInstall, ItsParentGoesRoundForEverWhereTheCpuIsOffline) {
  auto const parent = load("V49");
  EXPECT_EQ(verdict(parent, "lkmm", "L1"), "livelock");
  EXPECT_EQ(verdict(parent, "lkmm", "L3_OFFLINE"), "livelock");
}
TEST(PerfInstall, EndsWithTheCommit) {
  auto const commit = load("V410");
  for (auto const* claim : {"L1", "L2", "L3_ONLINE", "L3_OFFLINE"})
    EXPECT_EQ(verdict(commit, "lkmm", claim), "holds") << claim;
}
TEST(PerfInstall, GoesRoundForEverWhereTheTaskIsSwitchedInEveryRound) {
  EXPECT_EQ(verdict(load("V410"), "lkmm", "L4_ANY"), "livelock");
}
TEST(PerfInstall, HasEveryPath) {
  auto const commit = load("V410");
  for (auto const& claim : commit.claims) {
    if (claim.kind == Claim::Kind::Cover) {
      EXPECT_EQ(verdict(commit, "lkmm", claim.name), "holds") << claim.name;
    }
  }
}
// The whole argument of the commit, for all that the world of the file can do: no loop is cut short.
TEST(PerfInstall, HoldsWithEveryLoopUnrolled) {
  auto const commit = load("V410");
  solver::ProtocolOptions options;
  options.unroll = 5;
  for (std::size_t i = 0; i < commit.claims.size(); ++i)
    if (commit.claims[i].any_times.empty() && commit.claims[i].kind != Claim::Kind::Cover)
      options.claims.push_back(i);
  auto const result = solver::verify(commit, load_model_for_protocols("lkmm"), options);
  EXPECT_EQ(result.unknown, "");
  for (auto const i : options.claims)
    EXPECT_EQ(result.claims[i].kind, ClaimVerdict::Kind::Holds) << commit.claims[i].name;
}
TEST(PerfInstall, LosesTheEventWithoutTheBarrier) {
  EXPECT_EQ(verdict(load("M1"), "lkmm", "S1"), "violated");
}
TEST(PerfInstall, DeadlocksWithTheContextLockedDuringTheCall) {
  EXPECT_EQ(verdict(load("M15"), "lkmm", "S5"), "violated");
}

} // namespace
} // namespace barrister
