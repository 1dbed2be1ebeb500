// SPDX-License-Identifier: BSD-2-Clause
// Time, memory and Ctrl-C end a claim as unknown, and never the program.
#include "run.hpp"
#include <chrono>
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace barrister {
namespace {

using nlohmann::json;

// Each CPU writes to the same two cells: more orders than anybody counts.
std::string endless() {
  std::string text = "C endless\n{}\n";
  for (int cpu = 0; cpu < 9; ++cpu)
    text += "P" + std::to_string(cpu) + "(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\n";
  return text + "exists (x=2)\n";
}
// As many final states as 2 to the power of its CPUs, but for one.
std::string ring(int cpus) {
  std::string text = "C ring\n{}\n", condition;
  for (int i = 0; i < cpus; ++i) {
    auto const own = std::to_string(i), next = std::to_string((i + 1) % cpus);
    text += "P" + own + "(int *x" + own + ", int *x" + next + ") { WRITE_ONCE(*x" + own +
            ", 1); smp_mb(); int r0 = READ_ONCE(*x" + next + "); }\n";
    condition += (i ? " /\\ " : "") + own + ":r0=0";
  }
  return text + "exists (" + condition + ")\n";
}

json the_result(Ran const& ran) {
  EXPECT_TRUE(json::accept(ran.out)) << ran.out;
  return json::parse(ran.out).at("results").at(0);
}

TEST(Patience, NextToNoTimeIsNotAllTheTime) {
  Folder const folder;
  for (auto const* seconds : {"0.0001", "0.001"}) {
    auto const ran = barrister_with({"check", "--format", "json", "--engine", "enumeration", "--timeout",
                                     seconds, folder.write("e.litmus", endless())});
    EXPECT_EQ(ran.status, 3);
    auto const result = the_result(ran);
    EXPECT_EQ(result.at("verdict"), "unknown");
    EXPECT_EQ(result.at("reason"), "timeout");
  }
  auto const ran = barrister_with({"check", "--timeout", "0.0001", "--variant", "V410", "--model", "lkmm",
                                   BARRISTER_SOURCE "/proofs/perf-install/perf-install.protocol"});
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("because timeout"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("ways meet"), std::string::npos)
      << ran.out; // what was left out is no fault of the text
}

TEST(Patience, MemoryEndsAClaimAlone) {
  Folder const folder;
  auto const ran =
      barrister_with({"check", "--format", "json", "--jobs", "1", "--engine", "enumeration", "--memory",
                      "64M", folder.write("a.litmus", ring(13)), folder.write("b.litmus", ring(3))});
  EXPECT_EQ(ran.status, 3) << ran.err;
  ASSERT_TRUE(json::accept(ran.out)) << ran.out;
  auto const results = json::parse(ran.out).at("results");
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].at("verdict"), "unknown");
  EXPECT_EQ(results[0].at("reason"), "out of memory");
  EXPECT_EQ(results[1].at("verdict"), "unreachable");
}

// Until it listens.
void wait_for_handler(int process) {
  for (int i = 0; i < 10'000; ++i) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("SigCgt:") && (std::stoull(line.substr(7), nullptr, 16) >> (SIGINT - 1)) & 1)
        return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  FAIL() << "it does not listen to Ctrl-C";
}

TEST(Patience, CtrlCGivesWhatIsKnown) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--format", "json", "--jobs", "1", "--engine", "enumeration",
                                   folder.write("a.litmus", ring(2)), folder.write("e.litmus", endless()),
                                   folder.write("f.litmus", endless())},
                                  [](int process) {
                                    wait_for_handler(process);
                                    kill(process, SIGINT);
                                  });
  EXPECT_EQ(ran.status, 3) << ran.err;
  ASSERT_TRUE(json::accept(ran.out)) << ran.out;
  EXPECT_NE(ran.err.find("barrister: interrupted: "), std::string::npos) << ran.err;
  for (auto const& result : json::parse(ran.out).at("results"))
    EXPECT_TRUE(result.at("verdict") == "unreachable" || result.at("reason") == "interrupted")
        << result.dump();
}

} // namespace
} // namespace barrister
