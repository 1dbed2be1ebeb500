// SPDX-License-Identifier: BSD-2-Clause
// A litmus test all the way: what the engine shows is checked by what does not know it.
#include "cli/check_test.hpp"
#include "frontend/litmus/parse.hpp"
#include "fuzz/models.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {

std::string check(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus("test.litmus", text, diagnostics);
  if (!test) return {};
  solver::Options how;
  how.steps = 500;
  how.smaller = how.smaller_violated = 0;
  how.want_deadlocks = true;
  auto const answer = cli::check_test(*test, lkmm(), how, "");
  return answer.complaints.empty() ? "" : answer.complaints.front();
}

} // namespace barrister::fuzz
