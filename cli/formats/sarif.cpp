// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/reports.hpp"
#include "cli/formats/uri.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr char const* shipped_base = "BARRISTER"; // of files that are not on the disk

char const* word(Remark::Level level) {
  switch (level) {
  case Remark::Level::Error: return "error";
  case Remark::Level::Warning: return "warning";
  case Remark::Level::Note: return "note";
  }
  return "";
}

Json message(std::string const& text) { return {{"text", text.empty() ? "(nothing is said)" : text}}; }

Json physical(Spot const& s) {
  Json artifact = {{"uri", uri_of(s.file)}};
  if (s.is_shipped) artifact["uriBaseId"] = shipped_base;
  return {{"artifactLocation", artifact},
          {"region", {{"startLine", std::max(s.line, 1U)}, {"startColumn", std::max(s.column, 1U)}}}};
}

// Of the whole run, there is no place.
Json locations(Record const& r, Spot const& s) {
  if (s.file.empty()) return Json::array();
  auto name = r.name;
  for (auto const* part : {&r.variant, &r.model})
    if (!part->empty()) name += "." + *part;
  Json const logical = {{"name", r.claim}, {"fullyQualifiedName", name + ": " + r.claim}, {"kind", "member"}};
  return Json::array({{{"physicalLocation", physical(s)}, {"logicalLocations", Json::array({logical})}}});
}

Json related(std::vector<Remark::Related> const& all) {
  Json out = Json::array();
  for (auto const& one : all)
    if (!one.spot.file.empty())
      out.push_back({{"id", out.size() + 1},
                     {"physicalLocation", physical(one.spot)},
                     {"message", message(one.message)}});
  return out;
}

// A flow a CPU; the order of the trace is that of all of them.
Json flow(std::vector<Step> const& steps) {
  Json threads = Json::array();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const& step = steps[i];
    auto const at = std::ranges::find(names, step.thread) - names.begin();
    if (static_cast<std::size_t>(at) == names.size()) {
      names.push_back(step.thread);
      threads.push_back({{"id", step.thread}, {"locations", Json::array()}});
    }
    Json location = {{"message", message(step.text)}};
    if (!step.spot.file.empty()) location["physicalLocation"] = physical(step.spot);
    threads[static_cast<std::size_t>(at)]["locations"].push_back(
        {{"location", location}, {"executionOrder", i + 1}});
  }
  return Json::array({{{"threadFlows", threads}}});
}

// The same from run to run, though lines move.
std::string fingerprint(Record const& r, Remark const& m) {
  return fmt::format("{}|{}|{}|{}|{}|{}", words_of(m.rule).id, r.file, r.name, r.variant, r.model, r.claim);
}

Json result(Record const& r, Remark const& m) {
  Json out = {{"ruleId", words_of(m.rule).id},
              {"ruleIndex", static_cast<std::size_t>(m.rule)},
              {"level", word(m.level)},
              {"message", message(m.message)},
              {"locations", locations(r, m.spot)},
              {"partialFingerprints", {{"barrister/v1", fingerprint(r, m)}}}};
  if (!m.related.empty()) out["relatedLocations"] = related(m.related);
  if (!m.steps.empty()) out["codeFlows"] = flow(m.steps);
  return out;
}

Json rules() {
  Json out = Json::array();
  for (auto const rule : all_rules()) {
    auto const& words = words_of(rule);
    out.push_back({{"id", words.id}, {"name", words.name}, {"shortDescription", {{"text", words.words}}}});
  }
  return out;
}

// What several claims say of one place is one result: a fault, or a flag.
Json results(std::vector<Record> const& all) {
  Json out = Json::array();
  std::set<std::string> known;
  for (auto const& r : all)
    for (auto const& m : r.remarks) {
      auto const key = fmt::format("{}\n{}\n{}\n{}\n{}", words_of(m.rule).id, m.spot.file, m.spot.line,
                                   m.spot.column, m.message);
      if (known.insert(key).second) out.push_back(result(r, m));
    }
  return out;
}

} // namespace

std::string report_sarif(std::vector<Record> const& all, std::string const& version) {
  Json const driver = {{"name", "barrister"}, {"version", version}, {"rules", rules()}};
  bool const is_read = std::ranges::none_of(all, [](Record const& r) { return r.exit == Exit::BadInput; });
  Json const library = {{"description", {{"text", "the kernel library that is part of barrister"}}}};
  Json const run = {{"tool", {{"driver", driver}}},
                    {"invocations", Json::array({{{"executionSuccessful", is_read},
                                                  {"exitCode", static_cast<int>(worst(all))}}})},
                    {"originalUriBaseIds", {{shipped_base, library}}},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", results(all)}};
  Json const log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}};
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace barrister::cli
