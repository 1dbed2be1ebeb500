// SPDX-License-Identifier: BSD-2-Clause
// Store buffering under sc, by the installed libraries.
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/parse.hpp"
#include "solver/verify.hpp"
#include "spec/models/shipped_models.hpp"
#include <iostream>

using namespace barrister;

static std::optional<frontend::LoadedFile> shipped(std::string const& name) {
  for (auto const& file : shipped_files())
    if (file.name == name) return frontend::LoadedFile{name, std::string(file.text)};
  return std::nullopt;
}

int main() {
  frontend::Diagnostics diagnostics;
  auto const test =
      frontend::load_litmus("SB.litmus",
                            "C SB\n{}\n"
                            "P0(int *x, int *y) { int r0; WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y); }\n"
                            "P1(int *x, int *y) { int r0; WRITE_ONCE(*y, 1); r0 = READ_ONCE(*x); }\n"
                            "exists (0:r0=0 /\\ 1:r0=0)\n",
                            diagnostics);
  auto const model = frontend::load_model("sc", *shipped("sc.cat"), shipped, diagnostics, {});
  for (auto const& d : diagnostics.all()) std::cerr << to_string(d);
  if (!test || !model) return 2;
  auto const result = solver::verify(*test, *model, {});
  std::cout << result.positive << " of " << result.positive + result.negative << "\n";
}
