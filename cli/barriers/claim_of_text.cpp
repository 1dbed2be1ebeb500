// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/claim_of_text.hpp"
#include "cli/wording.hpp"
#include "frontend/litmus/print.hpp"
#include <algorithm>

namespace barrister::cli {

AskedTexts::AskedTexts(std::string file, frontend::LitmusContext const& context, MemoryModel const& model,
                       solver::Options options)
    : file_(std::move(file)), context_(context), model_(model), options_(std::move(options)) {}

ClaimOfText AskedTexts::as_it_is(std::string const& text) const {
  using Kind = ClaimOfText::Kind;
  ClaimOfText out;
  frontend::Diagnostics diagnostics;
  out.test = frontend::load_litmus(file_, text, diagnostics, context_);
  if (!out.test) {
    out.why =
        diagnostics.all().empty() ? "the changed test does not parse" : diagnostics.all().front().message;
    return out;
  }
  out.answer = check_test(*out.test, model_, options_, "", CheckLevel::Fast);
  auto const now = standing(*out.test, out.answer);
  out.is_bounded = now == Standing::Bounded;
  out.kind = now == Standing::Unknown                             ? Kind::Unknown
             : now == Standing::Holds || now == Standing::Bounded ? Kind::Holds
                                                                  : Kind::Broken;
  if (out.kind != Kind::Holds) out.why = standing_in_words(*out.test, out.answer);
  return out;
}

ClaimOfText AskedTexts::changed(std::string const& text, ClaimOfText const& before) const {
  using Kind = ClaimOfText::Kind;
  auto out = as_it_is(text);
  if (out.kind != Kind::Holds) return out;
  auto const &was = before.answer.result, &is = out.answer.result;
  for (auto const& flag : is.flags)
    if (std::ranges::find(was.flags, flag) == was.flags.end()) {
      out.kind = Kind::Broken;
      out.why = "the model flags it: " + flag;
      return out;
    }
  if (is.flags_are_partial || (out.is_bounded && !before.is_bounded)) {
    out.kind = Kind::Unknown;
    out.why = is.flags_are_partial ? "not all flags are known" : standing_in_words(*out.test, out.answer);
  }
  return out;
}

bool AskedTexts::are_same(std::string const& one, std::string const& other) const {
  frontend::Diagnostics diagnostics;
  auto const a = frontend::load_litmus(file_, one, diagnostics, context_),
             b = frontend::load_litmus(file_, other, diagnostics, context_);
  return a && b && frontend::litmus::print(a->program) == frontend::litmus::print(b->program);
}
bool AskedTexts::is_never_satisfied(LitmusTest const& test) const {
  auto const answer = check_test(test, model_, options_, "", CheckLevel::None);
  auto const& result = answer.result;
  return answer.complaints.empty() && result.unknown.empty() && !result.bound_reached && !result.thin_air &&
         result.faults.empty() && result.positive == 0;
}

Answer AskedTexts::why_not(LitmusTest test, std::vector<Value> const& values) const {
  auto const asked = asked_about(test);
  test.quantifier = Quantifier::Exists;
  test.proposition = {Proposition::Kind::And, {}, {}, {}, {}};
  for (std::size_t i = 0; i < asked.size() && i < values.size(); ++i)
    test.proposition.operands.push_back({Proposition::Kind::Equal, asked[i], {}, {values[i]}, {}});
  if (test.proposition.operands.size() == 1)
    test.proposition = Proposition(test.proposition.operands.front());
  auto options = options_;
  options.want_forbidden = true;
  return check_test(test, model_, options, "", CheckLevel::None);
}

} // namespace barrister::cli
