// SPDX-License-Identifier: BSD-2-Clause
#include "cli/missing_json.hpp"
#include "cli/report_missing.hpp"
#include <nlohmann/json.hpp>

namespace barrister::cli {

using Json = nlohmann::ordered_json;

Json of_explanation(Check const& check, proofs::Explanation const& why) {
  Json steps = Json::array();
  for (auto const& [from, to, relation] : why.steps)
    steps.push_back({{"from", from}, {"relation", relation}, {"to", to}});
  return {{"axiom", check.name},
          {"text", check.text},
          {"file", check.place.file ? Json(*check.place.file) : Json()},
          {"line", check.place.line},
          {"steps", steps}};
}

Json of_missing(MissingBarriers const& missing, Execution const& x,
                std::function<Stated(EventId)> const& statement) {
  auto const place = [&](EventId e) -> Json {
    auto const [who, at] = statement(e);
    return {{"event", e},
            {"by", who},
            {"file", at->place.file ? Json(*at->place.file) : Json()},
            {"line", at->place.line},
            {"text", at->text}};
  };
  Json barriers = Json::array();
  for (auto const& b : missing.found.barriers)
    barriers.push_back({{"event", x.events.size() + barriers.size()},
                        {"primitive", fence_in_words(b.kind)},
                        {"cpu", x.events[b.behind].cpu},
                        {"before", place(b.before)},
                        {"behind", place(b.behind)}});
  return {{"barriers", barriers}, {"forbidden_by", of_explanation(missing.check, missing.found.why)}};
}

} // namespace barrister::cli
