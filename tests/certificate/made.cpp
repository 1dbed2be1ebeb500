// SPDX-License-Identifier: BSD-2-Clause
#include "tests/certificate/made.hpp"
#include "cli/certificate_files.hpp"
#include "cli/check_test.hpp"
#include "cli/protocols.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"

namespace barrister {

cli::Certified certified(std::string const& test, std::string const& model, unsigned rounds) {
  Folder const folder;
  cli::Ingredients from;
  from.model = model;
  auto const files = cli::with_files(from, folder.write("test.litmus", test));
  if (!files) return {{}, {"no files"}};
  auto const loaded = load_test(test);
  auto const memory = load_shipped_model(model);
  solver::Options options;
  options.unroll = rounds;
  auto const answer = cli::check_test(loaded, memory, options, "");
  return cli::certify(*files, loaded, memory, options, answer.result);
}

cli::Certified certified(std::string const& text, std::string const& variant, std::string const& model,
                         std::vector<certificate::Claim> const& claims, unsigned rounds) {
  Folder const folder;
  cli::Ingredients from;
  from.model = model;
  from.own_variants.push_back("grace-periods");
  auto const path = folder.write("test.protocol", text);
  auto const files = cli::with_files(from, path, variant);
  frontend::Diagnostics diagnostics;
  auto const file = cli::load_protocol(path, diagnostics);
  auto const protocol = file ? frontend::resolve(*file, variant, diagnostics) : std::nullopt;
  if (!files || !protocol) {
    std::string why = "not loaded: ";
    for (auto const& d : diagnostics.all()) why += to_string(d);
    return {{}, {why}};
  }
  return cli::certify(*files, *protocol, load_model_for_protocols(model), {rounds}, claims);
}

} // namespace barrister
