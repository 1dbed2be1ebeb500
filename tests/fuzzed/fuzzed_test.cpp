// SPDX-License-Identifier: BSD-2-Clause
// What a fuzzer found once, each a file in the folder of its target (fuzz/): it is not found again.
#include "frontend/source.hpp"
#include "fuzz/target.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

namespace barrister::fuzz {
namespace {

std::filesystem::path const found = std::filesystem::path(BARRISTER_SOURCE) / "tests/fuzzed";

TEST(Fuzzed, WhatWasFoundIsMended) {
  for (auto const& target : targets()) {
    if (!exists(found / target.name)) continue;
    for (auto const& entry : std::filesystem::directory_iterator(found / target.name)) {
      auto const bytes = frontend::read_file(entry.path());
      ASSERT_TRUE(bytes) << entry.path();
      EXPECT_EQ(target.run(*bytes), "") << entry.path();
    }
  }
}

TEST(Fuzzed, EachFolderIsOfATarget) {
  for (auto const& entry : std::filesystem::directory_iterator(found)) {
    if (!entry.is_directory()) continue;
    auto const name = entry.path().filename().string();
    EXPECT_TRUE(std::ranges::any_of(targets(), [&](Target const& t) { return t.name == name; })) << name;
  }
}

} // namespace
} // namespace barrister::fuzz
