// SPDX-License-Identifier: BSD-2-Clause
#include "cli/formats/json_document.hpp"
#include "cli/options.hpp"
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string on_one_line(Json const& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

char const* word(Message::Severity severity) {
  switch (severity) {
  case Message::Severity::Error: return "error";
  case Message::Severity::Unsupported: return "unsupported";
  case Message::Severity::Warning: return "warning";
  case Message::Severity::Note: return "note";
  }
  return "";
}

Json or_null(std::string const& text) { return text.empty() ? Json() : Json(text); }
Json or_null(std::uint32_t number) { return number == 0 ? Json() : Json(number); }

} // namespace

std::string to_json(Message const& m) {
  return on_one_line({{"kind", m.is_wrong() ? "error" : "warning"},
                      {"severity", word(m.severity)},
                      {"file", or_null(m.file)},
                      {"line", or_null(m.line)},
                      {"column", or_null(m.column)},
                      {"message", m.words},
                      {"source", or_null(m.source)},
                      {"hint", or_null(m.hint)}});
}

std::string first_line(JsonDocument const& d) {
  return on_one_line({{"kind", "begin"},
                      {"tool", "barrister"},
                      {"version", version},
                      {"schema", json_version},
                      {"command", d.command}});
}

std::string last_line(JsonDocument const& d, Exit exit) {
  return on_one_line({{"kind", "summary"},
                      {"exit", static_cast<int>(exit)},
                      {"results", d.results.size()},
                      {"errors", d.errors.size()},
                      {"warnings", d.warnings.size()},
                      {"not_checked", d.not_checked}});
}

// One object a line: for grep as well as for jq.
std::string to_json(JsonDocument const& d, Exit exit) {
  auto text = R"({"tool":"barrister","version":)" + on_one_line(version) + R"(,"schema":)" +
              on_one_line(json_version) + R"(,"command":)" + on_one_line(d.command);
  auto const add = [&](char const* name, std::vector<std::string> const& all) {
    text += ",\"" + std::string(name) + "\":[";
    for (auto const& one : all) text += (&one == &all.front() ? "\n" : ",\n") + one;
    text += "\n]";
  };
  add("results", d.results);
  add("errors", d.errors);
  add("warnings", d.warnings);
  return text + ",\"summary\":" + last_line(d, exit) + "}\n";
}

} // namespace barrister::cli
