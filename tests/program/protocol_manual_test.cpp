// SPDX-License-Identifier: BSD-2-Clause
// Every example of spec/protocol.md gives what the page says below it: verdicts, or an error.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace barrister {
namespace {

struct Example {
  std::string text, gives, error; // gives: the line's, behind "gives:"
  std::string litmus;             // what --stage=litmus writes, where the page says it
};

std::vector<Example> examples() {
  std::vector<Example> out;
  std::istringstream page(read_text(BARRISTER_SOURCE "/spec/protocol.md"));
  std::string Example::*inside = nullptr;
  for (std::string line; std::getline(page, line);) {
    if (line == "```protocol") {
      out.push_back({});
      inside = &Example::text;
    } else if (line == "```litmus") { // of the protocol before it
      inside = &Example::litmus;
    } else if (inside && line == "```") {
      inside = nullptr;
    } else if (inside) {
      out.back().*inside += line + "\n";
    } else if (line.starts_with("gives: ")) {
      out.back().gives = line;
    } else if (line.starts_with("error: ")) {
      out.back().error = line;
    }
  }
  return out;
}

// What stands between backquotes.
std::vector<std::string> quoted(std::string const& line) {
  std::vector<std::string> out;
  for (auto at = line.find('`'); at != std::string::npos;) {
    auto const end = line.find('`', at + 1);
    out.push_back(line.substr(at + 1, end - at - 1));
    at = line.find('`', end + 1);
  }
  return out;
}

// "[VARIANT ]PROPERTY[ under MODEL]: VERDICT".
void expect_given(nlohmann::json const& results, std::string const& said) {
  auto const colon = said.find(": ");
  auto subject = said.substr(0, colon);
  std::string model = "lkmm", variant;
  if (auto const under = subject.find(" under "); under != std::string::npos) {
    model = subject.substr(under + 7);
    subject.erase(under);
  }
  if (auto const space = subject.find(' '); space != std::string::npos) {
    variant = subject.substr(0, space);
    subject.erase(0, space + 1);
  }
  bool is_there = false;
  for (auto const& result : results) {
    if (result.at("property") != subject || (!variant.empty() && result.at("variant") != variant)) continue;
    if (!result.at("model").get<std::string>().starts_with(model)) continue;
    is_there = true;
    EXPECT_EQ(result.at("verdict"), said.substr(colon + 2)) << said;
  }
  EXPECT_TRUE(is_there) << said;
}

TEST(ProtocolManual, ItsExamplesGiveWhatItSays) {
  auto const all = examples();
  ASSERT_GT(all.size(), 15u);
  Folder const folder;
  for (auto const& example : all) {
    auto const path = folder.write("example.protocol", example.text);
    if (!example.error.empty()) {
      auto const ran = barrister_with({"check", path});
      EXPECT_EQ(ran.status, 2) << example.text;
      EXPECT_NE(ran.err.find(quoted(example.error).at(0)), std::string::npos) << ran.err;
      continue;
    }
    ASSERT_FALSE(example.gives.empty()) << example.text;
    if (!example.litmus.empty()) {
      EXPECT_EQ(barrister_with({"show", "--stage=litmus", path}).out, example.litmus);
    }
    std::vector<std::string> command{"check", "--format", "json", "--timeout", "60", path};
    auto const ran = barrister_with(command);
    ASSERT_NE(ran.status, 2) << ran.err << example.text;
    for (auto const& said : quoted(example.gives))
      expect_given(nlohmann::json::parse(ran.out).at("results"), said);
  }
}

} // namespace
} // namespace barrister
