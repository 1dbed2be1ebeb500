// SPDX-License-Identifier: BSD-2-Clause
// JSON line by line: as answers come, in the order of the files, and whole whoever presses Ctrl-C.
#include "tests/program/ask_json.hpp"
#include <algorithm>
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <thread>

namespace barrister {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

std::string litmus(std::string const& body) { return "C t\n{}\n" + body; }
std::string endless() {
  std::string text = "C endless\n{}\n";
  for (int cpu = 0; cpu < 9; ++cpu)
    text += "P" + std::to_string(cpu) + "(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\n";
  return text + "exists (x=2)\n";
}
std::size_t count_lines(std::string const& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

// Each answer is there before the next one is looked for; and Ctrl-C leaves whole lines, pressed once or
// twice.
TEST(JsonLines, ComeOneByOneAndWhole) {
  for (int const presses : {1, 2}) {
    Folder const folder;
    auto const first = folder.write("a.litmus", litmus("P0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n"));
    auto const second = folder.write("b.litmus", endless()), third = folder.write("c.litmus", endless());
    auto const to = (folder.path() / "lines").string();
    auto const ran = run({"/bin/sh", "-c",
                          "exec " BARRISTER_PROGRAM " check --format jsonl --jobs 1 --engine enumeration " +
                              first + " " + second + " " + third + " >" + to},
                         [&](int process) {
                           while (count_lines(read_text(to)) < 2)
                             std::this_thread::sleep_for(std::chrono::milliseconds(1));
                           EXPECT_EQ(count_lines(read_text(to)), 2u); // while the second is looked at
                           for (int i = 0; i < presses; ++i) kill(process, SIGINT);
                         });
    auto const lines = lines_of(read_text(to), "");
    for (auto const& line : lines) expect_valid(line, "", "");
    ASSERT_GE(lines.size(), 2u);
    EXPECT_EQ(lines[1].at("verdict"), "reachable");
    if (presses == 2) continue; // it may have ended anywhere
    EXPECT_EQ(ran.status, 3);
    ASSERT_TRUE(lines.size() == 3 || lines.size() == 4); // the second may have begun, or not
    EXPECT_EQ(lines.back().at("kind"), "summary");
    EXPECT_EQ(lines.back().at("not_checked"), lines.size() == 4 ? 1 : 2);
    if (lines.size() == 4) {
      EXPECT_EQ(lines[2].at("reason"), "interrupted");
    }
  }
}

TEST(JsonLines, AreInTheOrderOfTheFilesWhateverIsReadyFirst) {
  Folder const folder;
  Words words = {"check", "--format", "jsonl", "--jobs", "8"};
  for (int i = 0; i < 24; ++i) {
    std::string text = "C t" + std::to_string(i) + "\n{}\n";
    for (int cpu = 0; cpu < (i % 3 == 0 ? 6 : 1); ++cpu)
      text += "P" + std::to_string(cpu) + "(int *x) { WRITE_ONCE(*x, 1); }\n";
    words.push_back(folder.write("t" + std::to_string(i) + ".litmus", text + "exists (x=1)\n"));
  }
  auto const lines = lines_of(barrister_with(words).out, "");
  ASSERT_EQ(lines.size(), 26u);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(lines[i + 1].at("name"), "t" + std::to_string(i));
}

} // namespace
} // namespace barrister
