// SPDX-License-Identifier: BSD-2-Clause
// What a page, or a comment, says where to look is there.
#include "tests/house/sources.hpp"
#include <cctype>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister::house {
namespace {

bool is_of_a_path(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) ||
         std::string_view("/._-*").find(c) != std::string_view::npos;
}

// "build/release/barrister" is built, "drivers/net/x.c" is the kernel's.
std::set<std::string> top_folders() {
  return {"bench", "checker", "cli",    "cmake",  "docs", "frontend", "fuzz",
          "pages", "patch",   "proofs", "solver", "spec", "tests"};
}

// Words that begin with a folder of ours, or that end in .md.
std::vector<std::string> paths_in(std::string const& text) {
  static auto const folders = top_folders();
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_of_a_path(text[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && is_of_a_path(text[end])) ++end;
    auto word = text.substr(at, end - at);
    at = end;
    while (!word.empty() && (word.back() == '.' || word.back() == '-')) word.pop_back();
    auto const slash = word.find('/');
    bool const is_ours =
        slash != word.npos && slash + 1 < word.size() && folders.contains(word.substr(0, slash));
    bool const is_page = word.ends_with(".md") && word.size() > 3;
    if (is_ours || is_page) out.push_back(word);
  }
  return out;
}

// A path stands for itself, for a header and a source of that name, or with a * for whatever is beside it. A
// page is in the folder of the one that names it, too.
bool leads_somewhere(std::string path, std::string const& from) {
  if (path.find('*') != path.npos) path.resize(path.rfind('/', path.find('*')) + 1);
  auto const folder = from.substr(0, from.rfind('/') + 1);
  for (auto const& base : {std::string(), from.find('/') == from.npos ? std::string() : folder})
    for (auto const* ending : {"", ".hpp", ".cpp", ".md", ".cat", ".protocol"})
      if (is_there(base + path + ending)) return true;
  return false;
}

// Made when the program is built or run, or made up by an example.
bool is_no_file(std::string const& path) {
  static std::set<std::string> const made = {"spec/kernel/NAME.protocol"};
  return made.contains(path);
}

std::vector<std::string> lost(std::string const& file, std::string const& text) {
  std::vector<std::string> out;
  for (auto const& path : paths_in(text))
    if (!is_no_file(path) && !leads_somewhere(path, file)) out.push_back(file + " mentions " + path);
  return out;
}

TEST(Paths, ThatAPageMentionsAreThere) {
  std::size_t seen = 0;
  for (auto const& file : files_below("", {".md"})) {
    auto const text = text_of(file);
    seen += paths_in(text).size();
    for (auto const& one : lost(file, text)) ADD_FAILURE() << one;
  }
  EXPECT_GT(seen, 200u);
}

// Of comments, the pages that they send the reader to.
TEST(Paths, ThatACommentSendsToAreThere) {
  std::size_t seen = 0;
  for (auto const& file : files_below("", {".cpp", ".hpp", ".protocol", ".cat", ".txt"})) {
    std::istringstream in(text_of(file));
    for (std::string line; std::getline(in, line);) {
      auto const comment = line.find("// ");
      if (comment == line.npos || file.starts_with("tests/")) continue;
      for (auto const& path : paths_in(line.substr(comment))) {
        if (!path.ends_with(".md")) continue;
        ++seen;
        EXPECT_TRUE(leads_somewhere(path, file)) << file << " mentions " << path;
      }
    }
  }
  EXPECT_GT(seen, 20u);
}

TEST(Paths, WhatIsNotThereIsNoticed) {
  EXPECT_EQ(lost("README.md", "see `spec/nothing.md`, design.md, and solver/protocol/nothing").size(), 3u);
  EXPECT_TRUE(
      lost("README.md", "see spec/tag.hpp, `spec/tag`, spec/models/*.cat, and spec/herd7.md.").empty());
  EXPECT_TRUE(lost("spec/costs.md", "see herd7.md").empty());
}

} // namespace
} // namespace barrister::house
