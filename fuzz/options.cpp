// SPDX-License-Identifier: BSD-2-Clause
// A command line, a word a part: of ours, and of herd7's.
#include "cli/options.hpp"
#include "fuzz/target.hpp"

namespace barrister::fuzz {
namespace {

std::string wrong_with(cli::Finished const& end) {
  return end.exit == cli::Exit::Good || !end.err.empty() || !end.out.empty() ? "" : "an error without words";
}

} // namespace

std::string options(std::string const& bytes) {
  auto const words = parts(bytes);
  auto const herd7 = cli::parse_herd7("herd7", words);
  if (auto const* end = std::get_if<cli::Finished>(&herd7))
    if (auto wrong = wrong_with(*end); !wrong.empty()) return wrong;
  std::vector<char const*> arguments{"barrister"};
  for (auto const& word : words) arguments.push_back(word.c_str());
  auto const command = cli::parse_command_line(arguments);
  auto const* end = std::get_if<cli::Finished>(&command);
  return end ? wrong_with(*end) : "";
}

} // namespace barrister::fuzz
