// SPDX-License-Identifier: BSD-2-Clause
// Who may know whom: ARCHITECTURE.md says it, and here it is read off the #include lines.
#include "tests/house/sources.hpp"
#include <gtest/gtest.h>
#include <map>

namespace barrister::house {
namespace {

std::map<std::string, std::set<std::string>> const may_include = {
    {"spec", {"spec"}},
    {"frontend", {"frontend", "spec"}},
    {"solver", {"solver", "spec"}},
    {"proofs", {"proofs", "spec"}},
    {"patch", {"patch", "spec"}},
    {"checker", {"checker", "frontend", "proofs", "spec"}},
    {"cli", {"cli", "checker", "frontend", "lsp", "patch", "proofs", "solver", "spec"}},
    {"lsp", {"lsp", "frontend", "spec"}},
    {"pages", {"pages", "cli"}},
    {"fuzz", {"fuzz", "cli", "checker", "frontend", "lsp", "patch", "proofs", "spec"}},
};
// The folders that know a library: nobody else has to be compiled with it.
std::map<std::string, std::set<std::string>> const known_in = {
    {"boost/", {"frontend"}},      {"z3", {"solver/encode"}}, {"cadical", {"solver/encode"}},
    {"nlohmann/", {"cli", "lsp"}}, {"CLI/", {"cli"}},         {"zlib", {"proofs/certificate"}},
};

bool is_below(std::string const& file, std::string const& folder) { return file.starts_with(folder + "/"); }

// What is wrong with this line of this file; or nothing.
std::string complaint(std::string const& file, Included const& included) {
  auto const folder = file.substr(0, file.find('/'));
  if (!included.is_system) {
    auto const to = included.name.substr(0, included.name.find('/'));
    if (may_include.at(folder).contains(to)) return "";
    return file + " includes " + included.name + ": " + folder + " does not know " + to;
  }
  for (auto const& [library, folders] : known_in) {
    if (!included.name.starts_with(library)) continue;
    for (auto const& known : folders)
      if (is_below(file, known)) return "";
    return file + " includes <" + included.name + ">, which is known elsewhere alone";
  }
  return "";
}

TEST(Folders, KnowOnlyWhomTheyMay) {
  std::size_t lines = 0;
  for (auto const& [folder, _] : may_include)
    for (auto const& file : files_below(folder, {".cpp", ".hpp"}))
      for (auto const& included : includes(file)) {
        ++lines;
        EXPECT_EQ(complaint(file, included), "");
      }
  EXPECT_GT(lines, 1000u); // they were found
}

TEST(Folders, WhoMustNotKnowIsNoticed) {
  EXPECT_NE(complaint("proofs/check.cpp", {"solver/verify.hpp", false}), "");
  EXPECT_NE(complaint("spec/program.hpp", {"frontend/source.hpp", false}), "");
  EXPECT_NE(complaint("solver/verify.cpp", {"z3.h", true}), "");
  EXPECT_NE(complaint("cli/main.cpp", {"boost/spirit/home/x3.hpp", true}), "");
  EXPECT_EQ(complaint("cli/main.cpp", {"solver/verify.hpp", false}), "");
  EXPECT_EQ(complaint("solver/verify.cpp", {"vector", true}), "");
}

// A header of X3 is no header of the library: CMake does not install it.
TEST(Folders, HeadersThatOthersReadHaveNoBoost) {
  for (auto const& file : files_below("frontend", {".hpp"})) {
    bool const is_private = file.ends_with("/grammar.hpp") || file.ends_with("/x3_parts.hpp");
    for (auto const& included : includes(file))
      EXPECT_TRUE(is_private || !included.name.starts_with("boost/")) << file;
  }
}

TEST(Folders, EachFileSaysItsLicence) {
  for (auto const& [folder, _] : may_include)
    for (auto const& file : files_below(folder, {".cpp", ".hpp"}))
      EXPECT_TRUE(text_of(file).starts_with("// SPDX-License-Identifier: BSD-2-Clause\n")) << file;
}

} // namespace
} // namespace barrister::house
