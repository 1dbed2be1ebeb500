// SPDX-License-Identifier: BSD-2-Clause
#include "cli/report_explanation.hpp"
#include "cli/page.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string in_lines(std::string const& first_margin, std::string const& text, std::size_t width) {
  std::string out;
  auto const room = width - std::min(width - 12, first_margin.size());
  for (auto const& part : broken(text, room))
    out += (out.empty() ? first_margin : std::string(first_margin.size(), ' ')) + part + "\n";
  return out;
}

} // namespace

std::string steps_in_words(std::function<std::string(EventId)> const& words,
                           std::vector<proofs::Link> const& steps, std::size_t width) {
  std::size_t from_width = 0, to_width = 0, relation_width = 0;
  for (auto const& step : steps) {
    from_width = std::max(from_width, words(step.from).size());
    to_width = std::max(to_width, words(step.to).size());
    relation_width = std::max(relation_width, step.relation.size());
  }
  std::string text;
  if (std::string_view("      --  -->").size() + from_width + relation_width + to_width <= width) {
    for (auto const& [from, to, relation] : steps)
      text += fmt::format("    {:{}}  --{}-->{:{}}  {}\n", words(from), from_width, relation, "",
                          relation_width - relation.size(), words(to));
    return text;
  }
  for (auto const& [from, to, relation] : steps) {
    if (text.empty()) text = in_lines("    ", words(from), width);
    text += in_lines(fmt::format("      --{}-->{:{}} ", relation, "", relation_width - relation.size()),
                     words(to), width);
  }
  return text;
}

std::string report_explanation(std::function<std::string(EventId)> const& words, Check const& check,
                               proofs::Explanation const& why, std::size_t width, std::string const& verb) {
  auto const place = check.place.file ? fmt::format("{}:{}: ", *check.place.file, check.place.line) : "";
  auto const head =
      fmt::format("{} {} ({}{}):", verb, check.name.empty() ? "an axiom" : check.name, place, check.text);
  return filled(head, width - 4, "    ") + "\n" + steps_in_words(words, why.steps, width);
}

} // namespace barrister::cli
