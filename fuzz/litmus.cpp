// SPDX-License-Identifier: BSD-2-Clause
// A litmus test, as C has it and as herd7 has it; what is read prints as itself.
#include "frontend/litmus/parse.hpp"
#include "frontend/litmus/print.hpp"
#include "frontend/litmus/read.hpp"
#include "fuzz/said.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {
namespace {

std::string lowered(std::string const& text, frontend::LitmusContext const& context) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::load_litmus("test.litmus", text, diagnostics, context);
  if (test) frontend::litmus::print(test->program);
  return wrong_with(diagnostics, test ? Outcome::Made : Outcome::Nothing);
}

std::string printed_again(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::litmus::read_test(frontend::Source("test.litmus", text), diagnostics);
  if (!test) return {};
  auto const once = frontend::litmus::print(*test);
  frontend::Diagnostics of_once;
  auto const again = frontend::litmus::read_test(frontend::Source("once.litmus", once), of_once);
  if (!again)
    return once + "does not read: " + (of_once.all().empty() ? "" : to_string(of_once.all().front()));
  auto const twice = frontend::litmus::print(*again);
  return once == twice ? "" : once + "is printed as\n" + twice;
}

} // namespace

std::string litmus(std::string const& text) {
  using frontend::Generation;
  using frontend::Types;
  for (auto const& context :
       {frontend::LitmusContext{},
        frontend::LitmusContext{.generation = Generation::Lkmmv1, .types = Types::AsHerd7}})
    if (auto wrong = lowered(text, context); !wrong.empty()) return wrong;
  return printed_again(text);
}

} // namespace barrister::fuzz
