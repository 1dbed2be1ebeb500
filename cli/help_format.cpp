// SPDX-License-Identifier: BSD-2-Clause
#include "cli/help_format.hpp"
#include <sstream>

namespace barrister::cli {
namespace {

constexpr std::size_t width = 80;

// In lines of at most `most` columns, broken between words.
std::string wrapped(std::string const& text, std::size_t most) {
  std::istringstream words(text);
  std::string out, line;
  for (std::string word; words >> word;) {
    if (!line.empty() && line.size() + 1 + word.size() > most) {
      out += line + '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + line;
}

} // namespace

std::string HelpFormat::make_option_opts(CLI::Option const* option) const {
  return option->get_items_expected_max() > 0 ? " " + option->get_type_name() : "";
}
std::string HelpFormat::make_option_desc(CLI::Option const* option) const {
  return wrapped(option->get_description(), width - get_column_width());
}
std::string HelpFormat::make_subcommand(CLI::App const* command) const {
  std::ostringstream out;
  CLI::detail::format_help(out, command->get_name(),
                           wrapped(command->get_description(), width - get_column_width()),
                           get_column_width());
  return out.str();
}
std::string HelpFormat::make_description(CLI::App const* app) const {
  auto const text = app->get_description();
  return text.empty() ? text : wrapped(text, width) + '\n';
}

} // namespace barrister::cli
