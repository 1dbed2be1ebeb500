// SPDX-License-Identifier: BSD-2-Clause
// A model, with the library that ships; what is read prints as itself.
#include "frontend/cat/print.hpp"
#include "frontend/cat/print_model.hpp"
#include "frontend/cat/syntax.hpp"
#include "fuzz/models.hpp"
#include "fuzz/said.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {
namespace {

std::string printed_again(std::string const& text) {
  namespace cat = frontend::cat;
  frontend::Diagnostics diagnostics;
  auto const file = cat::parse(frontend::Source("model.cat", text), diagnostics);
  if (!file) return {};
  auto const once = cat::print(*file);
  frontend::Diagnostics of_once;
  auto const again = cat::parse(frontend::Source("once.cat", once), of_once);
  if (!again)
    return once + "does not read: " + (of_once.all().empty() ? "" : to_string(of_once.all().front()));
  auto const twice = cat::print(*again);
  return once == twice ? "" : once + "is printed as\n" + twice;
}

} // namespace

std::string cat(std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const model = frontend::load_model("model", {"model.cat", text}, shipped_file, diagnostics);
  if (model) frontend::cat::print(*model);
  if (auto wrong = wrong_with(diagnostics, model ? Outcome::Made : Outcome::Nothing); !wrong.empty())
    return wrong;
  return printed_again(text);
}

} // namespace barrister::fuzz
