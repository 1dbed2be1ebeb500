// SPDX-License-Identifier: BSD-2-Clause
#include "tests/certificate/made.hpp"
#include "cli/certificate_files.hpp"
#include "cli/check_test.hpp"
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

} // namespace barrister
