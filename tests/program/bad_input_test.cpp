// SPDX-License-Identifier: BSD-2-Clause
// What is wrong is said with its place, and with exit status 2; nothing that a file holds makes the program
// crash.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <random>
#include <regex>

namespace barrister {
namespace {

std::string repeated(std::string const& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}
std::string in_body(std::string const& body) {
  return "C t\n{}\nP0(int *x)\n{\n\tint r;\n\t" + body + "\n}\nexists (x=1)\n";
}
std::string random_bytes() {
  std::mt19937 chance(1);
  std::string out;
  for (int i = 0; i < 4096; ++i) out += static_cast<char>(chance() & 255);
  return out;
}

struct BadFile {
  std::string name, text, error; // error: a part of the message
  friend void PrintTo(BadFile const& bad, std::ostream* out) { *out << bad.name; }
};

class BadInput : public testing::TestWithParam<BadFile> {
protected:
  Folder folder_;
};

// `file:line:column: error: …`, as the first line.
void expect_error_at(std::string const& path, Ran const& ran, std::string const& part) {
  EXPECT_EQ(ran.status, 2) << ran.out << ran.err;
  auto const first = ran.err.substr(0, ran.err.find('\n'));
  ASSERT_TRUE(first.starts_with(path)) << first;
  EXPECT_TRUE(
      std::regex_search(first.substr(path.size()), std::regex("^:[0-9]+:[0-9]+: (error|unsupported): .")))
      << first;
  EXPECT_NE(first.find(part), first.npos) << first;
}

TEST_P(BadInput, IsNamedWithItsPlace) {
  auto const& bad = GetParam();
  auto const path = folder_.write(bad.name, bad.text);
  if (bad.name.ends_with(".cat")) {
    expect_error_at(path, barrister_with({"check", "--model", path, peterz}), bad.error);
    expect_error_at(path, barrister_with({"show", "--stage=model", path}), bad.error);
  } else {
    expect_error_at(path, barrister_with({"check", path}), bad.error);
    expect_error_at(path, barrister_with({"show", path}), bad.error);
  }
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Files, BadInput, testing::Values(
    BadFile{"brace.litmus", "C t\n{}\nP0(int *x)\n{\n\tWRITE_ONCE(*x, 1);\n\nexists (x=1)\n", ":4:1: error: this '{' is never closed"},
    BadFile{"primitive.litmus", in_body("smp_mbb();"), ":6:2: error: "},
    BadFile{"empty.litmus", "", ":1:1: error: the file is empty"},
    BadFile{"random.litmus", random_bytes(), ""},
    BadFile{"random-body.litmus", in_body(random_bytes()), ""},
    BadFile{"nested.litmus", in_body("r = " + repeated("(", 100'000) + "1" + repeated(")", 100'000) + ";"), "nesting"},
    BadFile{"open.litmus", in_body("r = " + repeated("(", 100'000)), ""},
    BadFile{"unary.litmus", in_body("r = " + repeated("!", 100'000) + "1;"), ""},
    BadFile{"blocks.litmus", in_body(repeated("{", 100'000) + repeated("}", 100'000)), ""},
    BadFile{"ifs.litmus", in_body(repeated("if (1) ", 100'000) + "smp_mb();"), ""},
    BadFile{"condition.litmus", "C t\n{}\nP0(int *x) { }\nexists " + repeated("(", 100'000) + "x=1" + repeated(")", 100'000), ""},
    BadFile{"nots.litmus", "C t\n{}\nP0(int *x) { }\nexists (" + repeated("~", 100'000) + "x=1)", ""},
    BadFile{"unbound.cat", "let r = po | nonsense\nacyclic r\n", ":1:14: error: "},
    BadFile{"sort.cat", "acyclic R\n", ":1:9: error: "},
    BadFile{"include.cat", "include \"not-there.cat\"\nacyclic po\n", ":1:9: error: "},
    BadFile{"empty.cat", "", ":1:1: error: an empty file is not a model"},
    BadFile{"random.cat", random_bytes(), ""},
    BadFile{"nested.cat", "let r = " + repeated("(", 100'000) + "po" + repeated(")", 100'000) + "\nacyclic r\n", "nesting"},
    BadFile{"tildes.cat", "acyclic " + repeated("~", 100'000) + "po\n", ""}),
    [](auto const& test_info) {
      auto name = test_info.param.name;
      for (auto& c : name) if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
      return name;
    });
// clang-format on

TEST(Include, OfItselfEnds) {
  Folder const folder;
  auto const path = folder.write("itself.cat", "include \"itself.cat\"\nacyclic po\n");
  auto const ran = barrister_with({"check", "--model", path, peterz});
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("'itself.cat' includes itself, without end"), ran.err.npos) << ran.err;
}

TEST(BadPath, IsNamed) {
  Folder const folder;
  auto const empty = folder.path().string(), gone = (folder.path() / "gone.litmus").string();
  for (auto const& arguments :
       std::vector<std::vector<std::string>>{{"show", empty}, {"check", gone}, {"show", gone}}) {
    auto const ran = barrister_with(arguments);
    EXPECT_EQ(ran.status, 2) << ran.out << ran.err;
    EXPECT_NE(ran.err.find(arguments[1] + ": error: cannot read "), ran.err.npos) << ran.err;
  }
  auto const none = barrister_with({"check", empty});
  EXPECT_EQ(none.status, 2) << none.out;
  EXPECT_EQ(none.err, "barrister: " + empty + " has no .litmus and no .protocol file to read\n");
  for (std::string const& path : {folder.path().string() + "/", (folder.path() / "gone.cat").string()})
    EXPECT_EQ(barrister_with({"check", "--model", path, peterz}).status, 2);
  expect_error_at("/dev/null", barrister_with({"check", "/dev/null"}), "the file is empty");
  EXPECT_EQ(barrister_with({"check", "--model", "/dev/null", peterz}).status, 2);
  EXPECT_EQ(barrister_with({"check", "/dev/zero"}).status, 2);
  EXPECT_EQ(barrister_with({"prove", folder.path().string()}).status, 2);
}

} // namespace
} // namespace barrister
