// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/kernel.hpp"
#include "cli/models.hpp"
#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace barrister {
namespace {

std::string said(frontend::Diagnostics const& diagnostics) {
  std::string out;
  for (auto const& d : diagnostics.all()) out += to_string(d);
  return out;
}
cli::Ingredients ingredients_in(std::string const& folder) {
  std::ostringstream err;
  cli::IngredientOptions options;
  options.conf = folder + "/linux-kernel.cfg";
  auto const all = cli::ingredients({}, options, err);
  if (!all) throw std::runtime_error(err.str());
  return all->front();
}
template <class T> T loaded(std::optional<T> what, frontend::Diagnostics const& diagnostics) {
  if (!what) throw std::runtime_error(said(diagnostics));
  return std::move(*what);
}
cli::Context context_of(cli::Ingredients const& from) {
  frontend::Diagnostics diagnostics;
  return loaded(cli::load_context(from, diagnostics), diagnostics);
}
MemoryModel model_of(cli::Ingredients const& from) {
  frontend::Diagnostics diagnostics;
  return loaded(cli::load_model(from, diagnostics), diagnostics).memory;
}

} // namespace

Kernel::Kernel(std::string const& folder)
    : context_(context_of(ingredients_in(folder))), model_(model_of(ingredients_in(folder))) {}

std::optional<LitmusTest> Kernel::load(std::string const& text, std::string const& file) const {
  frontend::Diagnostics diagnostics;
  auto test = frontend::load_litmus(file, text, diagnostics, context_.view());
  if (test) return test;
  if (std::ranges::all_of(diagnostics.all(), [](frontend::Diagnostic const& d) {
        return d.severity != frontend::Diagnostic::Severity::Error || d.message.starts_with("unknown macro");
      }))
    return std::nullopt;
  throw std::runtime_error(said(diagnostics));
}

bool Kernel::is_recent() const {
  auto const* lock = context_.macros->expression("srcu_read_lock");
  if (!lock) return false;
  auto const* made_of = std::get_if<frontend::litmus::ast::Internal>(
      &std::get<frontend::litmus::ast::ExpressionPtr>(lock->body)->node);
  return made_of && made_of->name == "__load";
}

std::optional<Kernel> find_recent_kernel() {
  auto const* const folder = std::getenv("LKMM_DIR");
  std::optional<Kernel> out;
  if (folder) out.emplace(folder);
  if (out && !out->is_recent()) out.reset();
  return out;
}

} // namespace barrister
