// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/load.hpp"
#include "cli/models.hpp"
#include "frontend/litmus/parse.hpp"
#include <stdexcept>

namespace barrister {
namespace {

[[noreturn]] void fail(frontend::Diagnostics const& diagnostics, std::string const& what) {
  std::string message = "cannot load " + what + "\n";
  for (auto const& d : diagnostics.all()) message += to_string(d);
  throw std::runtime_error(message);
}

MemoryModel load_model(cli::Ingredients const& from) {
  frontend::Diagnostics diagnostics;
  auto model = cli::load_model(from, diagnostics);
  if (!model) fail(diagnostics, from.model);
  return std::move(model->memory);
}

} // namespace

LitmusTest load_test(std::string const& text, std::string const& file) {
  frontend::Diagnostics diagnostics;
  auto test = frontend::load_litmus(file, text, diagnostics);
  if (!test) fail(diagnostics, text);
  return std::move(*test);
}
LitmusTest load_test_file(std::string const& path) {
  auto const text = frontend::read_file(path);
  if (!text) throw std::runtime_error("cannot read " + path);
  return load_test(*text, path);
}
MemoryModel load_shipped_model(std::string const& name) {
  cli::Ingredients from;
  from.model = name;
  return load_model(from);
}
MemoryModel load_model_for_protocols(std::string const& name) {
  cli::Ingredients from;
  from.model = name;
  from.own_variants = {"grace-periods"};
  return load_model(from);
}
MemoryModel load_lkmm_with_herd7_locks() {
  cli::Ingredients from;
  from.own_variants = {"herd7-locks"};
  return load_model(from);
}

} // namespace barrister
