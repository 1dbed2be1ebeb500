// SPDX-License-Identifier: BSD-2-Clause
#include "cli/claim_of_text.hpp"
#include "cli/wording.hpp"
#include <algorithm>

namespace barrister::cli {

AskedTexts::AskedTexts(std::string file, frontend::LitmusContext const& context, MemoryModel const& model,
                       solver::Options options)
    : file_(std::move(file)), context_(context), model_(model), options_(std::move(options)) {}

ClaimOfText AskedTexts::ask(std::string const& text, std::vector<std::string> const& flags_before) const {
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
  auto const& result = out.answer.result;
  auto const broken = [&](std::string why) {
    out.kind = Kind::Broken;
    out.why = std::move(why);
    return out;
  };
  if (!result.unknown.empty()) {
    out.why = result.unknown;
    return out;
  }
  if (!result.faults.empty())
    return broken("a fault: " + in_words(result.faults.front().faults.front(), out.test->program));
  bool const is_forall = out.test->quantifier == Quantifier::Forall;
  if ((is_forall ? result.negative : result.positive) > 0)
    return broken(is_forall ? "the forall clause is falsified" : "the exists clause is reachable");
  for (auto const& flag : result.flags)
    if (std::ranges::find(flags_before, flag) == flags_before.end())
      return broken("the model flags it: " + flag);
  if (result.thin_air || result.flags_are_partial) {
    out.why = result.thin_air ? "not all values were tried" : "not all flags are known";
    return out;
  }
  out.kind = Kind::Holds;
  return out;
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
