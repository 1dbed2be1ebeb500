// SPDX-License-Identifier: BSD-2-Clause
// What is shipped, with a word lost, doubled, or another in its place: errors are in words, and end as errors
// do.
#include "tests/program/run.hpp"
#include "tests/support/chance.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <regex>

namespace barrister {
namespace {

constexpr std::size_t mutants_of_each = 8;

std::vector<std::string> shipped() {
  std::vector<std::string> out;
  for (auto const* folder : {"/proofs", "/spec/kernel", "/spec/models"})
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(BARRISTER_SOURCE + std::string(folder)))
      if (auto const kind = entry.path().extension();
          kind == ".protocol" || kind == ".litmus" || kind == ".cat")
        out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}
std::string mutated(std::string const& text, Chance& chance) {
  static std::regex const word("\\w+|[^\\s\\w]");
  auto const first = std::sregex_iterator(text.begin(), text.end(), word);
  auto const count = static_cast<std::size_t>(std::distance(first, std::sregex_iterator()));
  auto const at = std::next(first, static_cast<std::ptrdiff_t>(chance.below(count)));
  auto const begin = static_cast<std::size_t>(at->position()), size = static_cast<std::size_t>(at->length());
  auto const old = at->str();
  std::string fresh;
  switch (chance.below(4)) {
  case 0: break;
  case 1: fresh = old + " " + old; break;
  case 2: fresh = std::string(old.rbegin(), old.rend()); break;
  default:
    fresh = chance.one_of({"boolean", "ghost", "{",     "}",        ";",        "(",   ")",     "on",
                           "0",       "task",  "never", "interupt", "&",        "*",   "\"x\"", "=",
                           ",",       "start", "world", "->",       "property", "let", "|",     "exists"});
  }
  return text.substr(0, begin) + fresh + text.substr(begin + size);
}

TEST(Mutated, ErrorsAreInWords) {
  Chance chance(1);
  Folder const folder;
  std::size_t errors = 0;
  for (auto const& path : shipped())
    for (std::size_t i = 0; i < mutants_of_each; ++i) {
      auto const kind = std::filesystem::path(path).extension().string();
      auto const file = folder.write("mutant" + kind, mutated(read_text(path), chance));
      auto const ran = kind == ".cat" ? barrister_with({"check", "--model", file,
                                                        BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus"})
                                      : barrister_with({"show", "--stage=program", file});
      errors += ran.status == 2;
      EXPECT_LE(ran.status, 3) << path << "\n" << ran.err;
      for (auto const* of_cpp : {"N9barrister", "N5boost", "_GLOBAL__", "something else"})
        EXPECT_EQ(ran.err.find(of_cpp), std::string::npos) << path << "\n"
                                                           << read_text(file) << "\n"
                                                           << ran.err;
    }
  EXPECT_GT(errors, 50u);
}

} // namespace
} // namespace barrister
