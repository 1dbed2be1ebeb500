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

void look_for(std::string const& written, MemoryModel const& model, Tally& tally) {
  frontend::Diagnostics diagnostics;
  frontend::Source const text("p.protocol", written);
  auto const file = frontend::parse_protocol(text, cli::library_for("p.protocol"), diagnostics);
  ASSERT_TRUE(file) << written;
  auto const protocol = frontend::resolve(*file, file->variants.front().name, diagnostics);
  ASSERT_TRUE(protocol) << written;
  look_for(*protocol, &model, 20, written, tally);
}

// The last way to call through a pointer is to fail.
TEST(PlainProtocols, WhatNeverHasAValueSaysNothing) {
  auto const lkmm = load_model_for_protocols("lkmm");
  Tally tally;
  look_for("protocol p \"\"; world { cpu 0, 1; task a on 0; task b on 1; }\n"
           "int (*f)(void); int x; ghost int s;\n"
           "static int one(void) { return 1; }\n"
           "task a { int (*r)(void) = f; if (r) s = r(); if (0) f = one; }\n"
           "task b { WRITE_ONCE(x, 1); }\n"
           "property P \"\": never x == 1;\n",
           lkmm, tally);
  EXPECT_EQ(tally.executions, 1u);
  EXPECT_GE(tally.witnesses, 1u);
}

// Tasks that are put aside, and schedulers that could make them current, could not, or could if they were
// let: what is finished is so in the clauses (spec/semantics.md 5.5).
TEST(PlainSchedulers, WhoIsOwedNoTurnIsOwedNone) {
  std::vector<std::string> const schedulers{
      "__schedule(choose(2) ? &a : &b, 0);",
      "__schedule(&a, 0);",
      "__schedule(choose(2) ? &a : NULL, 0);",
      "__schedule(choose(2) ? &a : &b, choose(2));",
      "mutex_lock(&l); __schedule(choose(2) ? &a : &b, 0); mutex_unlock(&l);",
      "assume(mutex_trylock(&l)); __schedule(choose(2) ? &a : &b, 0); mutex_unlock(&l);",
      "assume(atomic_add_return(1, &n) == 3); __schedule(choose(2) ? &a : &b, 0);",
      "assume(atomic_cmpxchg(&n, 1, 2) == 1); __schedule(&b, 0);",
      "WRITE_ONCE(flag, 1); if (READ_ONCE(flag)) __schedule(choose(2) ? &a : &b, 0);",
      "WRITE_ONCE(unset, 1); if (!READ_ONCE(unset)) __schedule(&b, 0);",
      "int i, k = 0; for (i = 0; i < 2; i++) k += READ_ONCE(flag); __schedule(k ? &b : &a, 0);",
      "int i, k = 0; for (i = 0; i < 9; i++) k += i; __schedule(choose(2) ? &a : k == 36 ? &b : NULL, 0);"};
  std::vector<std::string> const tasks{
      "task a { smp_cond_load_relaxed(&flag, VAL); } task b { WRITE_ONCE(flag, 1); }",
      "task a { mutex_lock(&l); smp_cond_load_relaxed(&flag, VAL); } task b { "
      "WRITE_ONCE(flag, 1); }",
      "task a { atomic_inc(&n); __schedule(NULL, 1); WRITE_ONCE(flag, 1); } task b { WRITE_ONCE(flag, 2); }",
      "task a { preempt_disable(); smp_cond_load_relaxed(&flag, VAL); preempt_enable(); } task b { "
      "atomic_inc(&n); }",
      "task a { atomic_inc(&n); } task b { try_to_wake_up(&a, 0); WRITE_ONCE(flag, 1); }"};
  auto const lkmm = load_model_for_protocols("lkmm");
  Tally tally;
  for (auto const& scheduler : schedulers)
    for (auto const& code : tasks) {
      auto const written = "protocol p \"\"; use sched; world { cpu 0; task a on 0; task b on 0; agent "
                           "scheduler times 2 on cpu 0 { " +
                           scheduler + " } }\nint flag, unset; atomic_t n; struct mutex l;\n" + code +
                           "\ninvariant \"\" { rq_agrees(0); }\n"
                           "start a_runs { runs_on(&a, 0) && queued_on(&b, 0); }\n"
                           "start b_sleeps { runs_on(&a, 0) && sleeps_on(&b, 0); }\n"
                           "property A: a terminates; property B: b terminates;\n"
                           "property ALONE: a terminates without scheduler; property FREE: no deadlock;\n";
      look_for(written, lkmm, tally);
    }
  EXPECT_EQ(tally.protocols, schedulers.size() * tasks.size());
  EXPECT_GE(tally.executions, 3 * tally.protocols);
  EXPECT_GE(tally.witnesses, tally.protocols);
}
// A scheduler whose CPU a task keeps from it makes nobody current there.
TEST(PlainSchedulers, WhoseCpuIsKeptSchedulesNobody) {
  auto const lkmm = load_model_for_protocols("lkmm");
  Tally tally;
  for (std::string const keeps :
       {"preempt_disable(); smp_cond_load_relaxed(&flag, VAL); preempt_enable();",
        "local_irq_disable(); smp_cond_load_relaxed(&flag, VAL); local_irq_enable();",
        "smp_cond_load_relaxed(&flag, VAL);"})
    look_for("protocol p \"\"; use sched; world { cpu 0, 1; task a on 1; task b on 0;\n"
             "agent scheduler times 1 on cpu 1 { __schedule(&b, 0); } }\nint flag;\n"
             "task a { " +
                 keeps +
                 " }\ntask b { WRITE_ONCE(flag, 1); }\n"
                 "start b_waits { runs_on(&a, 1) && queued_on(&b, 1) && per_cpu(current_task, 0) == NULL; }\n"
                 "property B: b terminates; property FREE: no deadlock;\n",
             lkmm, tally);
  EXPECT_EQ(tally.protocols, 3u);
  EXPECT_GE(tally.witnesses, 4u);
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
