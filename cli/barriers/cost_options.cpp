// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/cost_options.hpp"

namespace barrister::cli {
namespace {

std::string wrong_cost(std::string const& word) {
  auto const equals = word.find('=');
  auto const number = equals == word.npos ? "" : word.substr(equals + 1);
  bool const is_number =
      !number.empty() && number.size() <= 6 && number.find_first_not_of("0123456789") == number.npos;
  if (!is_number) return "'" + word + "' is no PRIMITIVE=NUMBER, such as smp_rmb=3";
  auto const name = word.substr(0, equals);
  return patch::has_cost(name) ? "" : "'" + name + "' is no primitive that has a cost";
}

} // namespace

void add_costs(CLI::App& app, CostWords& words) {
  std::vector<std::string> names;
  std::string shown;
  for (std::size_t i = 0; i < patch::architectures; ++i) {
    names.emplace_back(patch::name_of(static_cast<patch::Architecture>(i)));
    shown += (shown.empty() ? "" : "|") + names.back();
  }
  app.add_option("--arch", words.architecture,
                 "what primitives cost on this one (default: the sum of all); spec/costs.md has the table")
      ->type_name(shown)
      ->check(CLI::IsMember(names).description(""));
  app.add_option("--cost", words.own, "that a primitive costs so much: smp_rmb=3; may be given again")
      ->allow_extra_args(false)
      ->type_name("PRIMITIVE=N")
      ->check(CLI::Validator(wrong_cost, ""));
}

void finish(patch::Costs& costs, std::optional<patch::Architecture>& architecture, CostWords const& words) {
  for (std::size_t i = 0; i < patch::architectures; ++i)
    if (words.architecture == patch::name_of(static_cast<patch::Architecture>(i)))
      architecture = static_cast<patch::Architecture>(i);
  costs = patch::Costs(architecture);
  for (auto const& word : words.own) {
    auto const equals = word.find('=');
    costs.set(word.substr(0, equals), static_cast<unsigned>(std::stoul(word.substr(equals + 1))));
  }
}

} // namespace barrister::cli
