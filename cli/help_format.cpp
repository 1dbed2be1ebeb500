// SPDX-License-Identifier: BSD-2-Clause
#include "cli/help_format.hpp"
#include "cli/table.hpp"
#include <sstream>

namespace barrister::cli {
std::string HelpFormat::make_option_opts(CLI::Option const* option) const {
  return option->get_items_expected_max() > 0 ? " " + option->get_type_name() : "";
}
std::string HelpFormat::make_option_desc(CLI::Option const* option) const {
  return wrapped(option->get_description(), terminal_width - get_column_width());
}
std::string HelpFormat::make_subcommand(CLI::App const* command) const {
  std::ostringstream out;
  CLI::detail::format_help(out, command->get_name(),
                           wrapped(command->get_description(), terminal_width - get_column_width()),
                           get_column_width());
  return out.str();
}
std::string HelpFormat::make_description(CLI::App const* app) const {
  auto const text = app->get_description();
  return text.empty() ? text : wrapped(text, terminal_width) + '\n';
}

} // namespace barrister::cli
