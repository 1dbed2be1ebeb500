// SPDX-License-Identifier: BSD-2-Clause
// The schema refuses each document of the program that lacks a member, has one more, or one of another type.
#include "tests/program/ask_json.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <iostream>

namespace barrister {
namespace {

using nlohmann::json;

std::string const source = BARRISTER_SOURCE "/";

// Members whose names are the user's.
bool is_map(json::json_pointer const& at) {
  auto const words = at.to_string();
  return words.find("/states/") != words.npos || words.ends_with("/final") || words.ends_with("/acts");
}

std::size_t controls = 0;
void expect_refused(json const& root, json::json_pointer const& at) {
  auto const refuse = [&](auto change, std::string const& what) {
    auto copy = root;
    change(copy.at(at));
    ++controls;
    EXPECT_FALSE(schema().complaints(copy, "document").empty()) << at.to_string() << ": " << what;
  };
  auto const& here = root.at(at);
  if (here.is_object()) {
    refuse([](json& o) { o["surplus"] = json::object(); }, "one member more");
    for (auto const& [name, _] : here.items()) {
      if (!is_map(at)) refuse([&name](json& o) { o.erase(name); }, "without " + name);
      expect_refused(root, at / name);
    }
  } else if (here.is_array()) {
    refuse([](json& a) { a.push_back(true); }, "one element that is none");
    for (std::size_t i = 0; i < std::min<std::size_t>(here.size(), 2); ++i) expect_refused(root, at / i);
  } else {
    refuse([](json& value) { value = json::object({{"surplus", 1}}); }, "of another type");
    refuse([](json& value) { value = value.is_boolean() ? json("true") : json(true); }, "of a wrong type");
  }
}

TEST(JsonSchema, RefusesWhatLacksAMemberHasOneMoreOrOneOfAnotherType) {
  auto const of = [](std::vector<std::string> words) {
    words.insert(words.begin() + 1, {"--format", "json"});
    return json::parse(barrister_with(words).out);
  };
  expect_refused(of({"check", "--trace", source + "proofs/c-peterz/C-peterz.litmus",
                     source + "proofs/deadlock/reader.litmus", source + "tests/mutations/races.protocol",
                     "/nonexistent", "README.md"}),
                 json::json_pointer());
  expect_refused(of({"barriers", source + "proofs/c-peterz/C-peterz.litmus"}), json::json_pointer());
  expect_refused(of({"repair", source + "proofs/block-layer/unquiesce.litmus"}), json::json_pointer());
  expect_refused(of({"diff", source + "proofs/c-peterz/C-peterz.litmus",
                     source + "proofs/c-peterz/C-peterz-once-1.litmus"}),
                 json::json_pointer());
  expect_refused(of({"diff", "--models", "sc,tso", "--search"}), json::json_pointer());
  expect_refused(of({"why", source + "proofs/c-peterz/C-peterz.litmus"}), json::json_pointer());
  std::cout << controls << " wrong documents\n";
}

} // namespace
} // namespace barrister
