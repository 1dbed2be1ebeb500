// SPDX-License-Identifier: BSD-2-Clause
// The checker's clauses of a protocol leave no execution out: not those that the plain interpreter comes to,
// nor those that the engine finds.
#include "cli/protocols.hpp"
#include "proofs/replay.hpp"
#include "proofs/sc/simulate.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/protocol/encoded_protocol.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr unsigned rounds = 2;

struct Tally {
  std::size_t protocols = 0, executions = 0, beyond = 0, witnesses = 0;
  std::map<std::string, std::size_t> unsupported;
};

// Adds a failure for each execution that is left out.
void look_for(Protocol const& protocol, MemoryModel const* model, std::size_t runs, std::string const& what,
              Tally& tally) {
  auto made = proofs::plain::Encoding::of(protocol, LockSemantics::Waiting, rounds);
  if (std::holds_alternative<proofs::plain::Unsupported>(made)) // no execution of these comes from itself
    made = proofs::plain::Encoding::of(protocol, LockSemantics::Waiting, rounds,
                                       proofs::plain::Circles::AssumedAway);
  if (auto const* no = std::get_if<proofs::plain::Unsupported>(&made)) {
    ++tally.unsupported[no->what];
    return;
  }
  ++tally.protocols;
  EncodedProtocol const encoded(protocol, std::get<proofs::plain::Encoding>(made), rounds);
  proofs::SimulationLimits limits;
  bool const is_large = std::get<proofs::plain::Encoding>(made).events().size() > 100;
  limits.runs = is_large ? runs / 3 : runs;
  limits.moves = 200 * runs;
  limits.astray = model ? limits.runs : 0;
  for (auto const& x : proofs::simulate(protocol, limits).executions) {
    if (model && !proofs::complaints(protocol, *model, x, 1000).empty()) continue;
    if (encoded.is_beyond(x)) {
      ++tally.beyond;
      continue;
    }
    ++tally.executions;
    ASSERT_EQ(encoded.complaint(x), "") << what;
  }
  if (!model) return;
  solver::ProtocolOptions options;
  options.unroll = rounds;
  options.misuse = solver::LooksForMisuse::Never;
  options.steps = 200'000;
  for (auto const& verdict : solver::verify(protocol, *model, options).claims) {
    if (!verdict.execution || encoded.is_beyond(*verdict.execution)) continue;
    ++tally.witnesses;
    ASSERT_EQ(encoded.complaint(*verdict.execution), "") << what << ", what the engine found";
  }
}

// The last way to call through a pointer is to fail.
TEST(PlainProtocols, WhatNeverHasAValueSaysNothing) {
  frontend::Diagnostics diagnostics;
  frontend::Source const text("p.protocol", "protocol p \"\"; world { cpu 0, 1; task a on 0; task b on 1; }\n"
                                            "int (*f)(void); int x; ghost int s;\n"
                                            "static int one(void) { return 1; }\n"
                                            "task a { int (*r)(void) = f; if (r) s = r(); if (0) f = one; }\n"
                                            "task b { WRITE_ONCE(x, 1); }\n"
                                            "property P \"\": never x == 1;\n");
  auto const file = frontend::parse_protocol(text, cli::library_for("p.protocol"), diagnostics);
  ASSERT_TRUE(file);
  auto const protocol = frontend::resolve(*file, file->variants.front().name, diagnostics);
  ASSERT_TRUE(protocol);
  auto const lkmm = load_model_for_protocols("lkmm");
  Tally tally;
  look_for(*protocol, &lkmm, 10, "p", tally);
  EXPECT_EQ(tally.executions, 1u);
  EXPECT_GE(tally.witnesses, 1u);
}

class PlainShipped : public testing::TestWithParam<std::string> {};

TEST_P(PlainShipped, ProtocolsHaveTheirExecutions) {
  frontend::Diagnostics diagnostics;
  auto const file = cli::load_protocol(BARRISTER_SOURCE + ("/proofs/" + GetParam()), diagnostics);
  ASSERT_TRUE(file);
  auto const lkmm = load_model_for_protocols("lkmm");
  Tally tally;
  for (auto const& variant : file->variants) {
    auto const protocol = frontend::resolve(*file, variant.name, diagnostics);
    ASSERT_TRUE(protocol);
    look_for(*protocol, &lkmm, 10, variant.name, tally);
  }
  for (auto const& [why, how_often] : tally.unsupported) std::cout << how_often << " times: " << why << "\n";
  EXPECT_EQ(tally.protocols, file->variants.size());
  EXPECT_GE(tally.executions, 3 * tally.protocols);
  EXPECT_GE(tally.witnesses, tally.protocols);
}
INSTANTIATE_TEST_SUITE_P(Protocols, PlainShipped,
                         testing::Values("wake-up/wake-up.protocol", "membarrier/membarrier.protocol",
                                         "kernel/calls.protocol", "c-peterz/c-peterz.protocol",
                                         "perf-exit/perf-exit.protocol"),
                         [](auto const& each) {
                           auto name = each.param.substr(0, each.param.find('/'));
                           std::erase(name, '-');
                           return name;
                         });

TEST(PlainRandomProtocols, HaveTheirExecutions) {
  auto const lkmm = load_model_for_protocols("lkmm");
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 4;
  Tally tally;
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    look_for(protocol, seed % 4 == 0 ? &lkmm : nullptr, 6,
             "seed " + std::to_string(seed) + "\n" + to_text(protocol), tally);
    if (HasFailure()) return;
  }
  std::cout << tally.protocols << " protocols, " << tally.executions << " executions of the interpreter and "
            << tally.witnesses << " of the engine, " << tally.beyond << " with more rounds\n";
  for (auto const& [why, how_often] : tally.unsupported) std::cout << how_often << " times: " << why << "\n";
  EXPECT_GT(tally.executions, count);
  EXPECT_GT(tally.witnesses, count / 20);
}

} // namespace
} // namespace barrister
