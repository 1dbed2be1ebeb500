// SPDX-License-Identifier: BSD-2-Clause
// What tests are read with: the primitives of a .def file, and the tags of a bell file.
#pragma once
#include "cli/ingredients.hpp"
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"

namespace barrister::cli {

struct Context {
  std::optional<frontend::Macros> macros; // none: the primitives that Barrister knows by itself
  std::optional<frontend::Bell> bell;
  frontend::Generation generation = frontend::Generation::Lkmmv2;

  frontend::LitmusContext view() const; // good while this lives
};

std::optional<Context> load_context(Ingredients const&, frontend::Diagnostics&);

// Those asked for; and lkmmv2 where no macros are, for so are our own primitives, unless lkmmv1 is asked for.
std::set<std::string> variants(Ingredients const&);

} // namespace barrister::cli
