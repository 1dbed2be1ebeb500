// SPDX-License-Identifier: BSD-2-Clause
#include "cli/lsp/judge_claim.hpp"
#include "cli/check_cases.hpp"
#include "cli/check_test.hpp"
#include "cli/models.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_text.hpp"
#include "cli/vacuity.hpp"
#include "cli/wording.hpp"
#include "frontend/litmus/parse.hpp"
#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <ostream>
#include <sstream>
#include <sys/prctl.h>

namespace barrister::cli {
namespace {

using lsp::Ruling;
constexpr std::uint64_t steps_for_less = 200'000; // as of `check`

Ruling::Outcome outcome(Exit exit) {
  switch (exit) {
  case Exit::Good: return Ruling::Outcome::Good;
  case Exit::Violated: return Ruling::Outcome::Violated;
  case Exit::BadInput: return Ruling::Outcome::BadInput;
  case Exit::Unknown: break;
  }
  return Ruling::Outcome::Unknown;
}
Ruling bad_input(std::string said) {
  return {Ruling::Outcome::BadInput, "not checked: the text has errors", std::move(said)};
}

// "holds", "holds within 3 rounds".
std::string in_words(LitmusTest const& test, Answer const& answer, unsigned unroll) {
  switch (answer.judgement.verdict) {
  case Verdict::HoldsWithin: return "holds within " + count_of(unroll, "round");
  case Verdict::Vacuous: return answer.result.deadlocks.empty() ? "no execution" : "deadlock";
  default: break;
  }
  std::string out = word(answer.judgement.verdict);
  if (!answer.judgement.as_expected && !answer.judgement.expected.empty())
    out += ", expected " + answer.judgement.expected;
  if (!has_condition(test) && answer.judgement.verdict == Verdict::Holds)
    out = "no condition; its states are reported";
  return out;
}

Ruling of_test(lsp::Question const& q) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus(q.file, q.text, diagnostics);
  auto const model = load_model(q.model, {}, diagnostics);
  std::string said;
  for (auto const& d : diagnostics.all()) said += to_string(d);
  if (!test || !model) return bad_input(said);
  solver::Options options;
  options.timeout = std::chrono::seconds(q.seconds);
  options.smaller = options.smaller_violated = steps_for_less;
  options.want_forbidden = options.want_deadlocks = true;
  auto const expected = model->results_speak_of_it ? test->expected : "";
  auto const answer = check_test(*test, model->memory, options, expected, CheckLevel::Fast);
  TextOptions text;
  text.trace = true;
  text.unroll = options.unroll;
  return {outcome(answer.judgement.exit), in_words(*test, answer, options.unroll),
          said + report_text(*test, model->memory, answer, text)};
}

// Of several variants or claims: how many there are of each verdict, and which of those that are fewest.
class Summary {
public:
  void add(std::string const& verdict, std::string const& whose) { by_verdict_[verdict].push_back(whose); }
  std::string in_words() const {
    if (by_verdict_.empty()) return "nothing is claimed";
    if (by_verdict_.size() == 1) return by_verdict_.begin()->first;
    constexpr std::size_t most = 3; // names
    std::string out;
    for (auto const& [verdict, whose] : by_verdict_) {
      out += (out.empty() ? "" : "; ") + verdict + ": ";
      out += whose.size() > most ? std::to_string(whose.size()) : fmt::format("{}", fmt::join(whose, ", "));
    }
    return out;
  }

private:
  std::map<std::string, std::vector<std::string>> by_verdict_;
};

Ruling of_protocol(lsp::Question const& q) {
  std::ostringstream said;
  ProtocolChoice choice;
  choice.models = {q.model};
  if (!q.variant.empty()) choice.variants = {q.variant};
  if (!q.property.empty()) choice.properties = {q.property};
  auto cases = protocol_cases_of_text(q.file, q.text, choice, said);
  if (!cases) return bad_input(said.str());
  std::erase_if(*cases, [](ProtocolCase const& one) { return one.questions.empty(); });
  ProtocolEffort effort;
  effort.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(q.seconds);
  effort.properties = choice.properties;
  effort.smaller = effort.smaller_covers = steps_for_less;
  auto exit = Exit::Good;
  Summary summary;
  std::string report;
  bool const is_one_claim = !q.property.empty();
  check_cases(*cases, effort, 1, [&](ProtocolAnswer const& answer) {
    exit = worse(exit, exit_of(answer));
    if (!answer.unknown.empty()) summary.add("unknown", answer.protocol->variant);
    for (auto const& a : answer.claims) {
      auto const expected =
          a.exit == Exit::Good && a.judged != Verdict::Holds && a.judged != Verdict::Reachable;
      summary.add(verdict_in_words(a) + (expected ? ", as expected" : ""),
                  is_one_claim ? answer.protocol->variant : a.question.claim.name);
    }
    ProtocolTextOptions text;
    text.trace = true;
    report += (report.empty() ? "" : "\n") + report_protocol(answer, text);
  });
  return {outcome(exit), summary.in_words(), said.str() + report};
}

} // namespace

Ruling judge_claim(lsp::Question const& q) { return q.is_protocol ? of_protocol(q) : of_test(q); }

Exit answer_question(std::istream& in, std::ostream& out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);                               // without the server nobody wants to know
  std::string const text{std::istreambuf_iterator<char>(in), {}}; // of the server, which bounds it
  auto const question = lsp::read_question(text);
  if (!question) return Exit::BadInput;
  out << written(judge_claim(*question)) << "\n";
  return Exit::Good;
}

} // namespace barrister::cli
