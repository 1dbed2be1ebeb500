// SPDX-License-Identifier: BSD-2-Clause
// Protocols on the command line: each verdict, its trace, and the exit status.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace barrister {
namespace {

using nlohmann::json;

// A flag and a message, one variant without the reader's barrier; `expect` lines go behind it.
std::string handshake(Folder const& folder, std::string const& rest) {
  return folder.write("handshake.protocol", R"(protocol handshake "a flag and a message";
world {
	cpu 0, 1;
	task sender on 0;
	task receiver on 1;
}
int message, ready;
ghost bool saw_flag;
ghost bool saw_message;
task sender {
	WRITE_ONCE(message, 1);
	smp_wmb();
	WRITE_ONCE(ready, 1);
}
task receiver {
	saw_flag = READ_ONCE(ready);
	smp_rmb();
	saw_message = READ_ONCE(message);
}
property SEEN "who sees the flag sees the message": never saw_flag && !saw_message;
cover flag "the flag is seen": saw_flag;
variant GOOD;
variant NO_RMB of GOOD { replace receiver(): "smp_rmb();" with ""; }
)" + rest);
}
// A task that sends interrupts until somebody stops it; one that is stopped from the start.
std::string livelock(Folder const& folder) {
  return folder.write("live.protocol", R"(protocol live;
world {
	cpu 0, 1;
	task waiter on 0;
}
int stop, seen;
spinlock_t a;
interrupt poke { WRITE_ONCE(seen, 1); }
task waiter {
	while (!READ_ONCE(stop)) {
		spin_lock(&a);
		raise(poke, 1);
		spin_unlock(&a);
	}
}
start on "nobody stops it" { stop == 0; }
start off "it is stopped" { stop == 1; }
property ENDS "the waiter ends": waiter terminates;
expect live: violated ENDS by livelock from on;
)");
}

TEST(Protocol, AsExpectedIsGood) {
  Folder const folder;
  auto const ran = barrister_with({handshake(folder, "expect NO_RMB: violated SEEN;\n"), "--check=none"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, R"(handshake GOOD under lkmm
  SEEN  holds
  flag  reached

handshake NO_RMB under lkmm
  SEEN  violated  as expected
  flag  reached

SEEN is violated: who sees the flag sees the message

    CPU 0                      CPU 1

    sender:
      WRITE_ONCE(message, 1);
      smp_wmb();
      WRITE_ONCE(ready, 1);
                               receiver:
                                 saw_flag = READ_ONCE(ready);
                                   // 1: from sender line 13
                                 saw_message = READ_ONCE(message);
                                   // still 0: sender's store is not yet
                                   // visible

finally: saw_flag = 1, saw_message = 0
violates: never saw_flag && !saw_message

smp_rmb() in receiver, between
    line 16: saw_flag = READ_ONCE(ready);
    line 18: saw_message = READ_ONCE(message);
would forbid it, by happens-before (lkmm.cat:108: acyclic hb as
    happens-before):
    receiver: saw_flag = READ_ONCE(ready)
      --rmb--> receiver: saw_message = READ_ONCE(message)
      --fr-->  sender: WRITE_ONCE(message, 1)
      --wmb--> sender: WRITE_ONCE(ready, 1)
      --rfe--> receiver: saw_flag = READ_ONCE(ready)
)");
}
TEST(Protocol, HoldsIsExpectedOfAClaimWithoutExpectation) {
  Folder const folder;
  auto const ran = barrister_with({handshake(folder, ""), "--quiet"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(
      ran.out.starts_with("handshake NO_RMB under lkmm\n  SEEN  violated  unexpected: expected holds\n"))
      << ran.out;
}
TEST(Protocol, ALoopThatTakesNoStepIsALivelock) {
  Folder const folder;
  auto const file = folder.write("still.protocol", R"(protocol still;
world { cpu 0; task t on 0; }
int x;
task t { int r = 1; WRITE_ONCE(x, 1); while (r) ; }
property ENDS: t terminates;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("ENDS  violated by livelock"), ran.out.npos) << ran.out;
}
TEST(Protocol, TheOnlyStartMayBeNamedByAClaim) {
  Folder const folder;
  auto const file = folder.write("one.protocol", R"(protocol one;
world { cpu 0; task t on 0; }
int x;
start set "" { x == 1; }
task t { WRITE_ONCE(x, 2); }
property TWO: finally x == 2 from set;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("  TWO  holds  from set\n"), ran.out.npos) << ran.out;
}

TEST(Protocol, HoldsWhereAViolationIsExpectedIsViolated) {
  Folder const folder;
  auto const file = handshake(folder, "expect NO_RMB: violated SEEN;\n");
  EXPECT_EQ(barrister_with({file, "--model", "sc"}).status, 1);
  EXPECT_EQ(barrister_with({file, "--model", "sc", "--variant", "GOOD"}).status, 0);
}
TEST(Protocol, ACoverThatNothingReachesIsAFailure) {
  Folder const folder;
  auto const file = handshake(folder, "cover early \"the message alone\": saw_message && !saw_message;\n");
  auto const ran = barrister_with({file, "--variant", "GOOD", "--property", "early", "--check=none"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, "handshake GOOD under lkmm\n  early  not reached  unexpected: expected reached\n");
}
TEST(Protocol, ALivelockIsAStemAndACycle) {
  Folder const folder;
  auto const ran = barrister_with({livelock(folder), "--check=none"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, R"(live under lkmm: from 2 starts
  ENDS  violated by livelock  from on  as expected
  ENDS  holds                 from off

ENDS is violated by livelock: the waiter ends
start on: nobody stops it

    CPU 0                       CPU 1

    waiter:
      while (!READ_ONCE(stop))  // 0: initial value

--- again and again: ---

    waiter:
      spin_lock(&a);  // lock free: initial value
      raise(poke, 1);
      spin_unlock(&a);
      while (!READ_ONCE(stop))  // 0: initial value
                                poke (interrupt):
                                  WRITE_ONCE(seen, 1);
)");
}
// What disturbs a round is an act; `murmur` is not heard.
std::string disturbed(Folder const& folder, std::string const& circumstances) {
  return folder.write("disturbed.protocol", R"(protocol disturbed;
world {
	cpu 0, 1;
	task a on 0;
	agent noise times 2 on cpu 1 { WRITE_ONCE(n, 1); }
	agent murmur times 3 on cpu 1 { WRITE_ONCE(unread, 1); }
}
int n, unread;
task a {
	do
		WRITE_ONCE(n, 0);
	while (READ_ONCE(n));
}
property ENDS "a ends": a terminates )" + circumstances +
                                                R"(;
)");
}
TEST(Protocol, ActsOfACycleAreInIt) {
  Folder const folder;
  auto const file = disturbed(folder, "without murmur with noise times any");
  auto const ran = barrister_with({file, "--check=none"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, R"(disturbed under lkmm: for at most 2 noise, 3 murmur
  ENDS  violated by livelock  without murmur; with any number of noise  unexpected: expected holds

ENDS is violated by livelock: a ends

    CPU 0                   CPU 1


--- again and again: ---

    a:
      WRITE_ONCE(n, 0);
                            noise 3 (act):
                              WRITE_ONCE(n, 1);
      while (READ_ONCE(n))  // 1: from noise 3 (act) line 5
)");
  auto const lines = barrister_with({file, "--format", "json"});
  EXPECT_NE(lines.out.find(R"("text":"for any number of noise","acts":{"noise":"any"})"), lines.out.npos)
      << lines.out;
}
TEST(Protocol, AnyNumberOfActsIsNeverProved) {
  Folder const folder;
  auto const ran = barrister_with({disturbed(folder, "with murmur times any"), "--check=none"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, R"(disturbed under lkmm: for at most 2 noise, 3 murmur
  ENDS  holds with so many acts  with any number of murmur  unexpected: expected holds
    because at most 5 acts of murmur were tried
)");
}
TEST(Protocol, ABoundThatIsReachedIsUnknown) {
  Folder const folder;
  auto const file = folder.write("spin.protocol", R"(protocol spin;
world {
	cpu 0, 1;
	task waiter on 0;
	task other on 1;
}
int stop;
atomic_t rounds;
task waiter {
	while (!READ_ONCE(stop))
		atomic_inc(&rounds);
}
task other { WRITE_ONCE(stop, 1); }
property ENDS: waiter terminates;
)");
  auto const grown = barrister_with({file});
  EXPECT_EQ(grown.status, 3);
  EXPECT_NE(grown.out.find("ENDS  holds within 5 rounds  unexpected: expected holds\n    because "),
            grown.out.npos)
      << grown.out;
  auto const fixed = barrister_with({file, "--unroll", "3"});
  EXPECT_EQ(fixed.status, 3);
  EXPECT_NE(fixed.out.find("holds within 3 rounds"), fixed.out.npos) << fixed.out;
}
TEST(Protocol, WhatIsNotThereIsBadInput) {
  Folder const folder;
  auto const file = handshake(folder, "");
  for (auto const& [arguments, said] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--variant", "GOO"},
            "barrister: " + file + " has no variant 'GOO'\n    hint: did you mean 'GOOD'?\n"},
           {{"--property", "x"},
            "barrister: " + file + " has no property 'x'\n    hint: there are SEEN, flag\n"},
           {{"--expect", "never"}, "barrister: --expect is for litmus tests; " + file + " is a protocol\n"},
           {{"--model", "lkm"},
            "lkm: error: cannot read this file: there is no such file\n    hint: did you mean 'lkmm'?\n"}}) {
    auto command = arguments;
    command.insert(command.begin(), {"check", file});
    auto const ran = barrister_with(command);
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.err, said);
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(barrister_with({"check", (folder.path() / "none.protocol").string()}).status, 2);
  EXPECT_EQ(barrister_with({"variants", (folder.path() / "none.protocol").string()}).status, 2);
}
TEST(Protocol, AModelTakesWhatTheFileAdds) {
  Folder const folder;
  auto const file = handshake(folder, "model lkmm with { acyclic po | rf | co | (rf^-1; co) as in-order }\n");
  auto const ran = barrister_with({file, "--quiet"});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  auto const wrong = barrister_with({handshake(folder, "model lkmm with { acyclic po | nothing }\n")});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(wrong.err.starts_with(file + ":24:")) << wrong.err;
}
TEST(Protocol, VariantsAreATable) {
  Folder const folder;
  auto const file = handshake(folder, "expect NO_RMB: violated SEEN;\n");
  auto const ran = barrister_with({"variants", file, "--check=none"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, R"(handshake under lkmm

        SEEN  flag  time
GOOD    ok    ok    <1 s
NO_RMB  X     ok    <1 s

  ok  holds; of a cover, reached
  X   violated

What is claimed:
  SEEN  who sees the flag sees the message
  flag  the flag is seen

Traces of what is violated:
barrister check )" + file +
                         R"( --variant NO_RMB --property SEEN --model lkmm
)");
}
TEST(Protocol, ManyCoversAreOneColumnOfTheTable) {
  Folder const folder;
  auto const file = folder.write("c.protocol", R"(protocol many;
model sc;
world { cpu 0; task a on 0; }
int x;
task a { x = 1; }
property LAST: finally x == 1;
cover c0: x == 1;
cover c1: x == 1;
cover c2: x == 1;
cover c3: x == 1;
cover c4: x == 2;
)");
  auto const ran = barrister_with({"variants", file});
  EXPECT_TRUE(ran.out.starts_with(R"(many under sc

      LAST  covers             time
many  ok    4 of 5 ok, c4 - !  <1 s
)")) << ran.out;
}
TEST(Protocol, AFolderIsProved) {
  Folder const folder;
  handshake(folder, "expect NO_RMB: holds SEEN under sc;\n");
  auto const ran = barrister_with({"prove", folder.path().string()});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(ran.out.ends_with("\n! NO_RMB SEEN under lkmm: expected holds, found violated\n"
                                "4 verdicts: 3 as expected, 1 not.\n"))
      << ran.out;
}
TEST(Protocol, JsonHasTheFieldsOfTheDesign) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--format", "json", livelock(folder),
                                   std::string(BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus")});
  EXPECT_EQ(ran.status, 0);
  auto const results = json::parse(ran.out).at("results");
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].at("kind"), "litmus");
  auto const& violated = results[1];
  for (auto const* field : {"file", "name", "kind", "model", "verdict", "bound", "reason", "seconds", "flags",
                            "witness", "variant", "property", "start", "environment", "lasso"})
    EXPECT_TRUE(violated.contains(field)) << field;
  EXPECT_EQ(violated.at("kind"), "protocol");
  EXPECT_EQ(violated.at("verdict"), "violated");
  EXPECT_EQ(violated.at("start"), "on");
  EXPECT_EQ(violated.at("lasso").at("stem").size(), 1u);
  EXPECT_EQ(violated.at("lasso").at("cycle").size(), 5u);
  EXPECT_EQ(violated.at("lasso").at("cycle")[1].at("text"), "raise(poke, 1);");
  EXPECT_FALSE(violated.at("witness").at("events").empty());
  EXPECT_EQ(results[2].at("verdict"), "holds");
  EXPECT_TRUE(results[2].at("lasso").is_null());
  EXPECT_EQ(results[2].at("environment").at("starts"), json::array({"off"}));
}

} // namespace
} // namespace barrister
