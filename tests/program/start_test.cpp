// SPDX-License-Identifier: BSD-2-Clause
// What the program needs to start, and what it says when something is not there.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// The folder's libz3 is none.
Ran without_z3(Folder const& folder, std::vector<std::string> const& arguments) {
  folder.write(BARRISTER_Z3_FILE, "no library\n");
  std::vector<std::string> command = {"/usr/bin/env", "LD_LIBRARY_PATH=" + folder.path().string(),
                                      BARRISTER_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

TEST(Start, NeedsZ3OnlyWhenItIsAskedFor) {
  Folder const folder;
  EXPECT_EQ(without_z3(folder, {"check", peterz}).status, 0);
  EXPECT_EQ(without_z3(folder, {"herd7", peterz}).status, 0);
  EXPECT_EQ(without_z3(folder, {"check", "--engine", "cadical", peterz}).status, 0);
}

TEST(Start, SaysThatThereIsNoZ3) {
  Folder const folder;
  for (auto const* engine : {"z3", "both"}) {
    auto const ran = without_z3(folder, {"check", "--engine", engine, peterz});
    EXPECT_EQ(ran.status, 3);
    EXPECT_NE(ran.out.find("Z3 cannot be loaded: " + (folder.path() / BARRISTER_Z3_FILE).string()),
              ran.out.npos)
        << ran.out << ran.err;
  }
}

} // namespace
} // namespace barrister
