// SPDX-License-Identifier: BSD-2-Clause
#include "cli/variants.hpp"
#include "cli/check_cases.hpp"
#include "cli/protocol_text.hpp"
#include "cli/report_variants.hpp"
#include "cli/vacuity.hpp"
#include "cli/warnings.hpp"
#include <algorithm>
#include <ostream>

namespace barrister::cli {
namespace {

using Cases = std::vector<ProtocolCase>;

// Each variant of the patched file behind the same one of the other; and then what only the patched one has.
Cases side_by_side(Cases const& before, Cases after) {
  Cases out;
  auto const move_of = [&](std::string const& variant) {
    auto const rest = std::stable_partition(
        after.begin(), after.end(), [&](ProtocolCase const& c) { return c.protocol->variant == variant; });
    out.insert(out.end(), after.begin(), rest);
    after.erase(after.begin(), rest);
  };
  for (std::size_t i = 0; i < before.size(); ++i) {
    out.push_back(before[i]);
    auto const& variant = before[i].protocol->variant;
    if (i + 1 == before.size() || before[i + 1].protocol->variant != variant) move_of(variant);
  }
  out.insert(out.end(), after.begin(), after.end());
  return out;
}

std::optional<Cases> cases_of(VariantsOptions const& o, std::ostream& err) {
  ProtocolChoice const choice{o.models, o.variants, o.effort.properties, {}};
  auto const before = protocol_cases(o.file, choice, err);
  if (!before || o.patch.empty()) return before;
  auto after = patched_cases(o.file, o.patch, choice, err);
  return after ? std::optional(side_by_side(*before, std::move(*after))) : std::nullopt;
}

} // namespace

Exit variants(VariantsOptions const& o, std::ostream& out, std::ostream& err) {
  auto const cases = cases_of(o, err);
  if (!cases) return Exit::BadInput;
  auto exit = Exit::Good;
  std::vector<ProtocolAnswer> answers;
  Warnings warnings(*cases->front().text), of_patched(*cases->back().text);
  check_cases(*cases, o.effort, o.jobs, [&](ProtocolAnswer answer) {
    bool const is_asked = o.patch.empty() || !answer.patch.empty(); // what is there is there to compare with
    if (is_asked) exit = worse(exit, exit_of(answer));
    (answer.patch.empty() ? warnings : of_patched).add(answer);
    answers.push_back(std::move(answer));
  });
  out << report_variants(answers, glyphs_of_locale()) << report_how_to_trace(answers);
  exit = worse(exit, say_warnings(warnings, o.strict, out));
  return o.patch.empty() ? exit : worse(exit, say_warnings(of_patched, o.strict, out));
}

} // namespace barrister::cli
