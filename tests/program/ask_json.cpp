// SPDX-License-Identifier: BSD-2-Clause
#include "tests/program/ask_json.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

namespace barrister {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

// But for times, and for which engine was the first.
json without_times(json value) {
  for (auto& one : value) one.erase("seconds");
  return value;
}

// What is always so, and no schema says.
void expect_true_of(json const& document, int status, std::string const& about) {
  auto const& summary = document.at("summary");
  EXPECT_EQ(summary.at("exit"), status) << about;
  for (auto const* of : {"results", "errors", "warnings"})
    EXPECT_EQ(summary.at(of), document.at(of).size()) << about;
  EXPECT_EQ(status == 2, !document.at("errors").empty()) << about;
  for (auto const& r : document.at("results")) {
    bool const is_unknown = r.at("exit") == 3;
    if (is_unknown) {
      EXPECT_TRUE(r.at("reason").is_string() && r.at("reason") != "") << about << r.dump();
    }
    EXPECT_TRUE(status == 2 || status == 1 || r.at("exit") != 1) << about;
    EXPECT_TRUE(status != 0 || r.at("exit") == 0) << about;
    if (r.contains("verdict") && r.at("verdict") == "unknown") {
      EXPECT_TRUE(is_unknown || r.at("expected") == "unknown") << about << r.dump();
    }
  }
}

} // namespace

JsonSchema& schema() {
  static JsonSchema one(json::parse(barrister_with({"show", "--json-schema"}).out));
  return one;
}

std::string joined(Words const& words) {
  std::string out;
  for (auto const& w : words) out += w + " ";
  return out;
}

std::vector<json> lines_of(std::string const& text, std::string const& about) {
  std::vector<json> out;
  EXPECT_TRUE(text.ends_with('\n')) << about;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    EXPECT_TRUE(json::accept(line)) << about << "\n" << line;
    if (json::accept(line)) out.push_back(json::parse(line));
  }
  return out;
}

void expect_valid(json const& value, std::string const& part, std::string const& about) {
  for (auto const& complaint : schema().complaints(value, part)) ADD_FAILURE() << about << "\n" << complaint;
}

json ask(Words const& words) {
  auto const with = [&](char const* format) {
    auto all = words;
    all.insert(all.begin() + 1, {"--format", format});
    return barrister_with(all);
  };
  auto const about = joined(words);
  auto const whole = with("json"), streamed = with("jsonl");
  EXPECT_TRUE(json::accept(whole.out)) << about << whole.out << whole.err;
  if (!json::accept(whole.out)) return {};
  auto const document = json::parse(whole.out);
  expect_valid(document, "document", about);
  expect_true_of(document, whole.status, about);

  auto const lines = lines_of(streamed.out, about);
  json by_kind;
  for (auto const* list : {"results", "errors", "warnings"}) by_kind[list] = json::array();
  for (auto const& line : lines) {
    expect_valid(line, "", about);
    auto const kind = line.at("kind").get<std::string>();
    auto const list = kind == "error" ? "errors" : kind == "warning" ? "warnings" : "results";
    if (kind != "begin" && kind != "summary") by_kind[list].push_back(line);
  }
  EXPECT_GE(lines.size(), 2u) << about;
  if (lines.size() < 2) return document;
  EXPECT_EQ(lines.front().at("kind"), "begin") << about;
  by_kind["summary"] = lines.back();
  expect_true_of(by_kind, streamed.status, about);
  // A deadline cuts where it cuts: what is known by then may be something else each time.
  bool const is_timed = std::ranges::any_of(
      words, [](std::string const& word) { return word == "--timeout" || word == "--within"; });
  if (is_timed) return document;
  EXPECT_EQ(streamed.status, whole.status) << about;
  EXPECT_EQ(lines.back(), document.at("summary")) << about;
  for (auto const* list : {"results", "errors", "warnings"})
    EXPECT_EQ(by_kind[list].size(), document.at(list).size()) << about << list;
  EXPECT_EQ(without_times(by_kind["results"]), without_times(document.at("results"))) << about;
  return document;
}

} // namespace barrister
