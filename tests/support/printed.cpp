// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/printed.hpp"
#include "frontend/litmus/print.hpp"
#include "frontend/litmus/read.hpp"
#include "spec/print.hpp"
#include "tests/support/load.hpp"
#include <stdexcept>

namespace barrister {
namespace {

// All of a test but its hash, which is made of the text, and places.
std::string meaning(std::string const& text) {
  auto const test = load_test(text);
  auto out = test.name + " " + test.expected + " " + std::to_string(static_cast<int>(test.quantifier)) +
             "\n" + frontend::litmus::print(test.program) + to_string(test.proposition, test.program) + "\n";
  if (test.filter) out += "filter " + to_string(*test.filter, test.program) + "\n";
  for (auto const& o : test.observed) out += to_string(o, test.program) + " ";
  return out;
}

} // namespace

std::string printed(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const test = frontend::litmus::read_test(frontend::Source("test.litmus", text), diagnostics);
  if (test) return frontend::litmus::print(*test);
  std::string said;
  for (auto const& d : diagnostics.all()) said += to_string(d);
  throw std::runtime_error(said);
}

std::string changed_by_printing(std::string const& text) {
  auto const once = printed(text);
  try {
    if (auto const twice = printed(once); twice != once) return once + "is printed as\n" + twice;
    auto const before = meaning(text), after = meaning(once);
    return before == after ? "" : once + "means\n" + after + "and not\n" + before;
  } catch (std::exception const& e) {
    return once + "does not read: " + e.what();
  }
}

} // namespace barrister
