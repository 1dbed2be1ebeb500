// SPDX-License-Identifier: BSD-2-Clause
// Small protocols made by chance: the engine says what all states say.
#include "tests/protocol/agree.hpp"
#include "tests/support/generate_protocol.hpp"
#include "tests/support/load.hpp"
#include "tests/support/print_protocol.hpp"
#include "tests/support/protocol_parts.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(RandomProtocols, AreDecidedAsTheirStatesSay) {
  auto const sc = load_model_for_protocols("sc");
  std::size_t compared = 0, within = 0, vacuous = 0, faults = 0;
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000);
  for (auto seed = first; seed < first + count; ++seed) {
    auto const protocol = generate_protocol(seed);
    auto const agreement = compare(protocol, sc, 4);
    compared += agreement.is_compared;
    within += agreement.within;
    vacuous += agreement.vacuous;
    faults += agreement.has_fault;
    ASSERT_EQ(agreement.difference, "") << "seed " << seed << "\n" << to_text(protocol);
  }
  std::cout << compared << " compared, " << within << " claims within the bound, " << vacuous << " vacuous, "
            << faults << " faults\n";
  EXPECT_TRUE(count < 100 || compared > count * 9 / 10);
}

// What is taken to be in order: interrupts that one run raises are alike.
TEST(InterruptsThatOneRunRaises, ComeAsTheStatesSay) {
  using namespace protocol_parts;
  auto const sc = load_model_for_protocols("sc");
  for (CpuId const cpu : {0u, 1u})
    for (bool const is_declined : {false, true}) { // after the first
      Builder p(2);
      auto const n = p.word("n"), seen = p.word("seen");
      Block handler{load(0, n), store(n, compute(use(0), Operator::Add, constant(1)))};
      if (is_declined)
        handler.insert(handler.begin(), wait_until(1, n, compute(use(1), Operator::Less, constant(1))));
      auto const irq = p.interrupt("irq", handler);
      p.task("raiser", {0},
             {raise(irq, constant(cpu)), store(seen, 1), raise(irq, constant(cpu)), load(0, n)});
      p.task("other", {1}, {load(0, n), load(1, seen), store(seen, compute(use(0), Operator::Add, use(1)))});
      for (auto i = 0; i <= 3; ++i) {
        p.claim(Claim::Kind::Cover, "n", {load(1, n), assign(0, equal(1, i))});
        p.claim(Claim::Kind::Cover, "seen", {load(1, seen), assign(0, equal(1, i))});
      }
      p.claim(Claim::Kind::NoDeadlock, "deadlock");
      auto const agreement = compare(p.finished(), sc, 2);
      EXPECT_TRUE(agreement.is_compared);
      EXPECT_EQ(agreement.difference, "") << cpu << is_declined;
    }
}

// Who waits for a flag that goes up and down may miss it each time.
TEST(Waiting, ForAFlagThatGoesUpAndDownMayTakeForEver) {
  using namespace protocol_parts;
  auto const sc = load_model_for_protocols("sc");
  Builder p(2);
  auto const flag = p.word("flag"), done = p.word("done"), turn = p.word("turn");
  p.task("waiter", {0}, {wait_until(0, flag, use(0)), store(done, 1)});
  p.task("setter", {1},
         {loop({load(0, done)}, logical_not(use(0)),
               {store(flag, 0), exchange(1, turn, constant(1)), store(flag, 1)})});
  p.terminates(1);
  auto const protocol = p.finished();
  auto const agreement = compare(protocol, sc, 4);
  EXPECT_TRUE(agreement.is_compared);
  EXPECT_EQ(agreement.difference, "");
}

// Until x is the same twice; an act flips x, or y, and both under a lock or not.
TEST(ActsThatRecur, KeepThoseLoopsGoingThatTheStatesSay) {
  using namespace protocol_parts;
  auto const sc = load_model_for_protocols("sc");
  for (bool const is_read : {true, false})
    for (bool const is_locked : {false, true}) {
      Builder p(2);
      auto const x = p.word("x"), y = p.word("y"), l = p.lock_word("l");
      auto const flipped = is_read ? x : y;
      Block const locks = is_locked ? Block{lock(l)} : Block{},
                  unlocks = is_locked ? Block{unlock(l)} : Block{};
      for (auto i = 0; i < 2; ++i)
        p.act("agent", {1},
              together({locks, {load(0, flipped), store(flipped, logical_not(use(0)))}, unlocks}));
      auto const a = p.task("a", {0},
                            {loop(together({locks, {load(0, x), load(1, x)}, unlocks}),
                                  logical_not(equal(use(0), use(1))), {})});
      p.terminates(a);
      p.terminates(a).any_times = {"agent"};
      auto const agreement = compare(p.finished(), sc, 2);
      EXPECT_TRUE(agreement.is_compared);
      EXPECT_EQ(agreement.difference, "");
      EXPECT_EQ(agreement.kept_going, is_read && !is_locked ? 1u : 0u);
    }
}

TEST(ActsThatRecur, HideNoFaultOfTheWorldAsItIsDeclared) {
  using namespace protocol_parts;
  Builder p(2);
  auto const x = p.word("x");
  p.act("agent", {1}, {store(x, compute(constant(1), Operator::Divide, constant(0)))});
  auto const a = p.task("a", {0}, {loop({load(0, x)}, use(0), {})});
  p.terminates(a).any_times = {"agent"};
  auto const agreement = compare(p.finished(), load_model_for_protocols("sc"), 2);
  EXPECT_TRUE(agreement.has_fault);
  EXPECT_EQ(agreement.difference, "");
}

// A loop that an agent may disturb for ever goes on for ever in the states, too.
TEST(RandomProtocols, AgentsThatActAnyNumberOfTimesKeepOnlyThoseLoopsGoingThatTheyCan) {
  auto const sc = load_model_for_protocols("sc");
  std::size_t compared = 0, within = 0, kept_going = 0; // the world is larger, and so are fewer
  auto const first = first_seed(), count = number_from_environment("BARRISTER_PROTOCOLS", 1000) / 50;
  for (auto seed = first; seed < first + count; ++seed) {
    auto protocol = generate_protocol(seed);
    auto const act = std::ranges::find(protocol.contexts, Context::Kind::Act, &Context::kind);
    if (act == protocol.contexts.end()) continue;
    std::erase_if(protocol.claims, [](Claim const& c) { return c.kind != Claim::Kind::Terminates; });
    for (auto& claim : protocol.claims) {
      claim.without.clear();
      claim.any_times = {act->agent};
    }
    auto const agreement = compare(protocol, sc, 2);
    compared += agreement.is_compared;
    within += agreement.within;
    kept_going += agreement.kept_going;
    ASSERT_EQ(agreement.difference, "") << "seed " << seed << "\n" << to_text(protocol);
  }
  std::cout << compared << " compared, " << within << " claims within the bound, " << kept_going
            << " loops kept going by acts\n";
}

} // namespace
} // namespace barrister
