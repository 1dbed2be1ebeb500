// SPDX-License-Identifier: BSD-2-Clause
#include "cli/program_help.hpp"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>

namespace barrister::cli {
namespace {

OptionHelp option_of(CLI::Option const& o) {
  OptionHelp help;
  for (auto const& name : o.get_lnames()) help.names.push_back("--" + name);
  for (auto const& name : o.get_snames()) help.names.push_back("-" + name);
  if (o.get_items_expected_max() > 0) help.argument = o.get_type_name();
  help.about = o.get_description();
  std::ranges::replace(help.about, '\n', ' ');
  return help;
}

CommandHelp command_of(CLI::App const& app) {
  CommandHelp help{app.get_name(), app.get_description(), {}, {}};
  for (auto const* option : app.get_options()) {
    if (option->get_group().empty()) continue; // for the program's own use
    auto one = option_of(*option);
    auto& among = one.names.empty() ? help.operands : help.options;
    among.push_back(std::move(one));
  }
  return help;
}

} // namespace

ProgramHelp describe(CLI::App const& app) {
  ProgramHelp help{command_of(app), {}, {}, {}};
  for (auto const* command : app.get_subcommands([](CLI::App const*) { return true; }))
    help.commands.push_back(command_of(*command));
  return help;
}

std::vector<std::string> choices(std::string const& argument) {
  if (argument.find('|') == argument.npos) return {};
  if (std::ranges::any_of(argument, [](unsigned char c) { return std::isupper(c); })) return {}; // NAME|FILE
  std::vector<std::string> words(1);
  for (char c : argument) {
    if (c == '|')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

} // namespace barrister::cli
