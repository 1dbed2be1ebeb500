// SPDX-License-Identifier: BSD-2-Clause
// Options that several commands have.
#pragma once
#include "cli/barriers/cost_options.hpp"
#include "cli/ingredients.hpp"
#include <CLI/CLI.hpp>
#include <optional>

namespace barrister::cli {

// What CLI11 fills in, before it becomes typed options.
struct Words {
  std::string check;
  std::string engine = "auto", format = "text", colour = "auto", stage = "executions";
  double timeout = 0, within = 0;
  std::optional<unsigned> unroll;
  bool no_cache = false;
  CostWords costs;
};

// Takes one word each time it is given, so that `--model sc a.litmus` is one model and one file.
CLI::Option* add_list(CLI::App&, std::string const& name, std::vector<std::string>&, char const* help);
CLI::Option* add_choice(CLI::App&, std::string const& name, std::string& choice,
                        std::vector<std::string> const& of, char const* help);

constexpr auto models_default_help =
    "a model's name or cat file; may be given again (default: those a protocol names, or lkmm)";
void add_models(CLI::App&, std::vector<std::string>&, char const* help = models_default_help);
void add_properties(CLI::App&, std::vector<std::string>&, char const* help);
void add_ingredients(CLI::App&, IngredientOptions&);
void add_bounds(CLI::App&, Words&, char const* rounds);
void add_solver(CLI::App&, Words&); // with its bounds
void add_checks(CLI::App&, Words&, char const* otherwise);
void add_no_cache(CLI::App&, Words&);
void add_jobs(CLI::App&, unsigned& jobs, char const* help);
void add_format(CLI::App&, std::string& format); // any of them
void add_strict(CLI::App&, bool& is_strict);
void add_width(CLI::App&, std::optional<std::size_t>& width);

} // namespace barrister::cli
