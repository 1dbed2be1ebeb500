// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_test.hpp"
#include "cli/inputs.hpp"
#include "cli/recheck.hpp"
#include "cli/smaller.hpp"
#include "cli/test_checks.hpp"
#include "frontend/litmus/parse.hpp"
#include "proofs/lemma.hpp"
#include <algorithm>
#include <new>

namespace barrister::cli {
namespace {

std::uint64_t steps_for_smaller(LitmusTest const& test, LitmusResult const& r, solver::Options const& o,
                                std::string const& expected) {
  bool const is_violated = judge(test, r, expected).exit == Exit::Violated;
  return std::max(o.smaller, is_violated ? o.smaller_violated : 0);
}

} // namespace

std::optional<LitmusTest> load_test(std::string const& file, frontend::Diagnostics& diagnostics,
                                    frontend::LitmusContext const& context) {
  auto const text = read_input(file);
  if (text) return frontend::load_litmus(shown_name(file), *text, diagnostics, context);
  diagnostics.unreadable(shown_name(file));
  return std::nullopt;
}

Answer check_test(LitmusTest const& test, ReadyModel const& model, solver::Options const& options,
                  std::string const& expected, CheckLevel check) {
  Answer answer;
  Deadline deadline;
  if (options.timeout.count() > 0) deadline = std::chrono::steady_clock::now() + options.timeout;
  TestChecks checks(test, model.memory, check, options.unroll, deadline);
  auto checked = options;
  checked.known = checks.known();
  checked.accepts = proofs::breaks;
  std::optional<PassingStates> passed;
  if (options.most_executions != ~std::size_t{0}) {
    passed.emplace(test, model, options.unroll);
    checked.passes = [&](ReachedState const& state) { passed->look_at(state); };
  }
  try {
    answer.result = solver::verify(test, model.solver, checked);
    auto const lost = show_smallest(test, model.solver, options,
                                    steps_for_smaller(test, answer.result, options, expected), answer.result);
    answer.complaints =
        recheck(test, model, answer.result, options.unroll, deadline, passed ? &*passed : nullptr);
    if (!lost.empty()) answer.complaints.push_back(lost);
  } catch (std::bad_alloc const&) { // the system's limit: spec/patience.hpp
    answer.result = {};
    answer.result.model = model.memory.name;
    answer.result.unknown = "out of memory";
    answer.result.capped = true;
  }
  std::ranges::move(checks.complaints(answer.result), std::back_inserter(answer.complaints));
  answer.checked = checks.checked();
  if (!answer.complaints.empty())
    answer.result.unknown = "internal disagreement, please report it";
  else if (answer.result.forbidden)
    answer.explanation = proofs::explain(model.memory, *answer.result.forbidden);
  answer.judgement = judge(test, answer.result, expected);
  return answer;
}

} // namespace barrister::cli
