// SPDX-License-Identifier: BSD-2-Clause
// RCU readers of tasks, and in them those of acts and handlers of their CPU: which are pairs, and what is
// said of those that are none.
#include "proofs/lemma.hpp"
#include "proofs/replay.hpp"
#include "solver/protocol/verify.hpp"
#include "tests/protocol/verdicts.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

struct Said {
  std::vector<std::string> verdicts, raised, open; // the last two: flags
};
std::ostream& operator<<(std::ostream& out, Said const& said) {
  for (auto const* list : {&said.verdicts, &said.raised, &said.open}) {
    for (auto const& one : *list) out << one << " ";
    out << "; ";
  }
  return out;
}
bool operator==(Said const& a, Said const& b) {
  return a.verdicts == b.verdicts && a.raised == b.raised && a.open == b.open;
}
Said said(std::string const& text) {
  auto const protocol = protocol_of(text);
  auto const model = load_model_for_protocols("lkmm");
  solver::ProtocolOptions options;
  options.accepts = [&](MemoryModel const&, Lemma const& lemma) { return proofs::breaks(model, lemma); };
  auto const result = solver::verify(protocol, model, options);
  Said out;
  for (auto const& claim : result.claims) {
    out.verdicts.push_back(claim.kind == ClaimVerdict::Kind::Holds      ? "holds"
                           : claim.kind == ClaimVerdict::Kind::Violated ? "violated"
                                                                        : "unknown");
    if (claim.execution) {
      EXPECT_EQ(proofs::complaints(protocol, model, *claim.execution, 5), std::vector<std::string>{});
    }
  }
  for (auto const& flag : result.flags) {
    out.raised.push_back(flag.name);
    EXPECT_EQ(proofs::complaints(protocol, model, flag.execution, 5), std::vector<std::string>{});
  }
  out.open = result.open_flags;
  return out;
}

std::string reader_beside(std::string const& world, std::string const& others) {
  return "world { cpu 0, 1; task reader on 0; " + world +
         " }\nint x;\nint y;\nghost int a;\nghost int b;\n"
         "static void update(void) { WRITE_ONCE(x, 1); synchronize_rcu(); WRITE_ONCE(y, 1); }\n" +
         others +
         "task reader { rcu_read_lock(); a = READ_ONCE(y); b = READ_ONCE(x); rcu_read_unlock(); }\n"
         "property A \"a\": never a == 1 && b == 0;\n";
}
std::string beside_handler(std::string const& handler) {
  return reader_beside("task updater on 1;",
                       "interrupt tick { " + handler + " }\ntask updater { raise(tick, 0); update(); }\n");
}
Said const all_is_well{{"holds"}, {}, {}};

TEST(Readers, OfActsOfTheirCpuAreWholeAndInside) {
  for (std::string const cpu : {"0", "1"})
    EXPECT_EQ(
        said(reader_beside(
            "agent poker times 1 on cpu 0 { poke(); } agent waiter times 1 on cpu " + cpu + " { update(); }",
            "static void poke(void) { rcu_read_lock(); WRITE_ONCE(y, 2); rcu_read_unlock(); }\n")),
        all_is_well);
}
TEST(Readers, OfHandlersAre) {
  EXPECT_EQ(said(beside_handler("rcu_read_lock(); WRITE_ONCE(y, 2); rcu_read_unlock();")), all_is_well);
}
// As the kernel counts, it ends the reader that it comes in, which is then shorter than it is taken for.
TEST(Readers, OfAHandlerThatEndsAnotherAreNot) {
  auto const ends = said(beside_handler("rcu_read_unlock();"));
  EXPECT_EQ(ends.verdicts, std::vector<std::string>{"unknown"});
  EXPECT_EQ(ends.raised, std::vector<std::string>{"unmatched-rcu-unlock"});
}
TEST(Readers, OfAHandlerThatLeavesOneOpenAreNot) {
  auto const open = said(beside_handler("rcu_read_lock();"));
  EXPECT_EQ(open.raised, std::vector<std::string>{"unmatched-rcu-lock"});
}
// So the states say, too: the handler's has no end, be it that the task ends its own; and what a handler ends
// that it has not begun, is not known.
TEST(Readers, AreBracketsOfTheirRunInStates) {
  auto const text = [](std::string const& handler) {
    return "world { cpu 0, 1; task a on 0; task b on 1; agent g times 1 on cpu 1 { raise(k, 0); } }\n"
           "int x, y, z; ghost bool inside; ghost bool late;\n"
           "interrupt k { " +
           handler +
           " WRITE_ONCE(z, 1); }\n"
           "task a { rcu_read_lock(); WRITE_ONCE(x, 1); inside = READ_ONCE(z); rcu_read_unlock(); }\n"
           "task b { late = READ_ONCE(x); synchronize_rcu(); WRITE_ONCE(y, 1); }\n"
           "property D \"\": no deadlock;\nproperty B \"\": b terminates;\n"
           "property WAITS \"\": never inside && late && y == 1;\n";
  };
  EXPECT_EQ(verdicts(text("")), "holds holds violated");
  EXPECT_EQ(verdicts(text("rcu_read_lock();")), "deadlock deadlock violated");
  EXPECT_EQ(verdicts(text("rcu_read_unlock();")), "unknown unknown violated");
}
// Two tasks of a CPU that are put aside for each other in their readers.
std::string beside_task(std::string const& other) {
  return reader_beside("task other on 0; task updater on 1;",
                       "struct mutex m;\ntask other { " + other + " }\ntask updater { update(); }\n");
}
TEST(Readers, OfTasksThatAlternateAreTheirOwn) {
  for (auto const* other :
       {"rcu_read_lock(); WRITE_ONCE(y, 2); rcu_read_unlock();", "rcu_read_lock(); WRITE_ONCE(y, 2);"}) {
    auto const two = said(beside_task(other));
    EXPECT_EQ(two.raised.size(), std::string(other).ends_with("unlock();") ? 0u : 1u);
    EXPECT_EQ(two.verdicts, all_is_well.verdicts) << other;
  }
}
TEST(Readers, OfTasksThatDoNotCrossAre) {
  EXPECT_EQ(
      said(beside_task(
          "preempt_disable(); rcu_read_lock(); WRITE_ONCE(y, 2); rcu_read_unlock(); preempt_enable();")),
      all_is_well);
  auto text =
      beside_task("mutex_lock(&m); rcu_read_lock(); WRITE_ONCE(y, 2); rcu_read_unlock(); mutex_unlock(&m);");
  text.insert(text.find("a = READ_ONCE(y)") - std::string("rcu_read_lock(); ").size(), "mutex_lock(&m); ");
  text.insert(text.find(" }\nproperty"), " mutex_unlock(&m);");
  EXPECT_EQ(said(text).verdicts, all_is_well.verdicts);
}
// Each begins in the other's: a grace period need not wait for both to end.
TEST(Readers, ThatCrossAreNotLongerThanTheyAre) {
  auto const crossed =
      said("world { cpu 0, 1; task a on 0; task c on 0; task b on 1; }\n"
           "int x, y, in_c, out_a, f;\nghost int s = 2;\nghost int t = 2;\n"
           "task a { rcu_read_lock(); s = READ_ONCE(x); smp_store_release(&f, 1); "
           "smp_cond_load_acquire(&in_c, VAL); "
           "rcu_read_unlock(); smp_store_release(&out_a, 1); }\n"
           "task c { smp_cond_load_acquire(&f, VAL); rcu_read_lock(); smp_store_release(&in_c, 1); "
           "smp_cond_load_acquire(&out_a, VAL); t = READ_ONCE(y); rcu_read_unlock(); }\n"
           "task b { WRITE_ONCE(x, 1); synchronize_rcu(); WRITE_ONCE(y, 1); }\n"
           "property P \"\": finally !(s == 0 && t == 1);\n");
  EXPECT_EQ(crossed.verdicts, std::vector<std::string>{"violated"});
}

} // namespace
} // namespace barrister
