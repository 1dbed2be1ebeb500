// SPDX-License-Identifier: BSD-2-Clause
// Protocols of the kinds that kernel developers write: each command has an answer to each, and none falls
// over.
#include "tests/program/run.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister {
namespace {

std::vector<std::string> protocols() {
  std::vector<std::string> out;
  for (auto const& entry : std::filesystem::directory_iterator(BARRISTER_SOURCE "/tests/kernel_code"))
    out.push_back(entry.path().string());
  std::ranges::sort(out);
  return out;
}
std::string name_of(testing::TestParamInfo<std::string> const& info) {
  return std::filesystem::path(info.param).stem().string();
}

class KernelCode : public testing::TestWithParam<std::string> {};

TEST_P(KernelCode, IsAsItSays) {
  auto const ran = barrister_with({"check", GetParam(), "--model", "lkmm"});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}
// Of a variant each, where there are some.
std::vector<std::string> variants(std::string const& file) {
  std::vector<std::string> out;
  std::istringstream text(read_text(file));
  for (std::string line; std::getline(text, line);)
    if (line.starts_with("variant ")) out.push_back(line.substr(8, line.find(' ', 8) - 8));
  return out.empty() ? std::vector<std::string>{""} : out;
}
TEST_P(KernelCode, IsAnsweredByEachCommand) {
  std::vector<std::vector<std::string>> const commands{
      {"barriers"}, {"barriers", "--library", "--check-comments"}, {"why"}};
  for (auto const& variant : variants(GetParam()))
    for (auto command : commands) {
      command.insert(command.end(), {GetParam(), "--model", "lkmm"});
      if (!variant.empty()) command.insert(command.end(), {"--variant", variant});
      auto const ran = barrister_with(command);
      EXPECT_TRUE(ran.status == 0 || ran.status == 1 || ran.status == 3)
          << command.front() << " " << variant << ": " << ran.status << "\n"
          << ran.out << ran.err;
      EXPECT_NE(ran.out, "") << command.front() << " " << variant;
    }
}
INSTANTIATE_TEST_SUITE_P(Program, KernelCode, testing::ValuesIn(protocols()), name_of);

} // namespace
} // namespace barrister
