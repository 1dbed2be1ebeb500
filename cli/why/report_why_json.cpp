// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/why_of_test.hpp"
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(std::string const& text) { return text.empty() ? Json() : Json(text); }
char const* word(Standing s) {
  switch (s) {
  case Standing::Violated: return "violated";
  case Standing::Vacuous: return "vacuous";
  case Standing::Unknown: return "unknown";
  case Standing::Bounded: return "holds-within";
  case Standing::Holds: return "holds";
  }
  return "";
}

} // namespace

std::string report_why_json(Why const& why, std::string const& file, std::string const& variant,
                            std::string const& model) {
  Json because = Json::array();
  for (auto const& b : why.because)
    because.push_back({{"barrier", or_null(b.barrier)},
                       {"claim", or_null(b.claim)},
                       {"executions", b.executions == 0 ? Json() : Json(b.executions)},
                       {"run", or_null(b.run)},
                       {"sentences", b.sentences},
                       {"forbidden", or_null(b.forbidden)}});
  Json const out{{"kind", "why"},
                 {"file", file},
                 {"name", why.name},
                 {"variant", or_null(variant)},
                 {"model", model},
                 {"claim", why.claim},
                 {"standing", word(why.standing)},
                 {"exit", static_cast<int>(why.exit)},
                 {"because", because},
                 {"shown", or_null(why.shown)},
                 {"text", why.text},
                 {"reason", or_null(why.unknown)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace barrister::cli
