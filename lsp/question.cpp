// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/question.hpp"
#include "lsp/json.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

using Outcome = Ruling::Outcome;
constexpr Outcome outcomes[] = {Outcome::Good, Outcome::Violated, Outcome::Unknown, Outcome::BadInput};

} // namespace

char const* word(Outcome o) {
  switch (o) {
  case Outcome::Good: return "good";
  case Outcome::Violated: return "violated";
  case Outcome::Unknown: return "unknown";
  case Outcome::BadInput: return "bad-input";
  }
  return "";
}

std::string written(Question const& q) {
  return dumped({{"file", q.file},
                 {"text", q.text},
                 {"protocol", q.is_protocol},
                 {"variant", q.variant},
                 {"property", q.property},
                 {"model", q.model},
                 {"seconds", q.seconds}});
}
std::string written(Ruling const& r) {
  return dumped({{"outcome", word(r.outcome)}, {"verdict", r.verdict}, {"report", r.report}});
}

std::optional<Question> read_question(std::string const& text) {
  try {
    auto const j = Json::parse(text);
    return Question{j.at("file"),     j.at("text"),  j.at("protocol"), j.at("variant"),
                    j.at("property"), j.at("model"), j.at("seconds")};
  } catch (Json::exception const&) {
    return std::nullopt;
  }
}
std::optional<Ruling> read_ruling(std::string const& text) {
  try {
    auto const j = Json::parse(text);
    auto const at = std::ranges::find(outcomes, j.at("outcome").get<std::string>(),
                                      [](Outcome o) { return std::string(word(o)); });
    if (at == std::end(outcomes)) return std::nullopt;
    return Ruling{*at, j.at("verdict"), j.at("report")};
  } catch (Json::exception const&) {
    return std::nullopt;
  }
}

} // namespace barrister::lsp
