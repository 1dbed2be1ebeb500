// SPDX-License-Identifier: BSD-2-Clause
// README.md shows what barrister prints: word for word.
#include "tests/program/readme.hpp"
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <iostream>

namespace barrister {
namespace {

// The command with the built program in place of `barrister` or `build/release/barrister`, or one that shows
// a file; nothing if it is another's.
std::optional<std::string> runnable(std::string const& command) {
  for (std::string const name : {"build/release/barrister ", "barrister "})
    if (command.starts_with(name)) return BARRISTER_PROGRAM " " + command.substr(name.size());
  return command.starts_with("cat ") ? std::optional(command) : std::nullopt;
}
std::string output_of(std::string const& command) {
  return run({"/bin/sh", "-c", "cd '" BARRISTER_SOURCE "' && { " + command + "; } 2>&1"}).out;
}
// A page need not show the empty line that ends a trace.
std::string without_last_lines(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

TEST(Readme, CommandsPrintWhatItShows) {
  std::size_t compared = 0;
  for (auto const& shown : shown_commands(read_text(BARRISTER_SOURCE "/README.md"))) {
    auto const command = runnable(shown.command);
    if (!command) continue;
    EXPECT_EQ(without_last_lines(output_of(*command)), without_last_lines(shown.output))
        << "README.md:" << shown.line << ": " << shown.command;
    ++compared;
  }
  std::cout << compared << " commands of README.md compared\n";
}

TEST(Readme, BlocksAreFoundAndWrongOnesFail) {
  auto const commands = shown_commands("text\n```console\n$ barrister --version\nbarrister 9\n$ ./dev\n```\n"
                                       "```\n$ barrister no block\n```\n");
  ASSERT_EQ(commands.size(), 2u);
  EXPECT_EQ(commands[0].line, 3u);
  EXPECT_EQ(commands[0].output, "barrister 9\n");
  EXPECT_NE(output_of(*runnable(commands[0].command)), commands[0].output);
  EXPECT_FALSE(runnable(commands[1].command));
}

} // namespace
} // namespace barrister
