// SPDX-License-Identifier: BSD-2-Clause
// The primitives of a .def file, and a test that uses them: the first part, and the second.
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"
#include "fuzz/said.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {
namespace {

std::string const some_test = "C t\n{}\nP0(int *x, int *y)\n{\n  int r = READ_ONCE(*x);\n"
                              "  WRITE_ONCE(*y, r);\n  smp_mb();\n}\nexists (x=1)\n";

} // namespace

std::string macros(std::string const& bytes) {
  auto const all = parts(bytes);
  frontend::Diagnostics diagnostics;
  auto const macros = frontend::load_macros("kernel.def", all[0], diagnostics);
  if (auto wrong = wrong_with(diagnostics, macros ? Outcome::Made : Outcome::Nothing);
      !macros || !wrong.empty())
    return wrong;
  frontend::Diagnostics of_test;
  auto const test = frontend::load_litmus("test.litmus", all.size() > 1 ? all[1] : some_test, of_test,
                                          {.macros = &*macros});
  return wrong_with(of_test, test ? Outcome::Made : Outcome::Nothing);
}

} // namespace barrister::fuzz
