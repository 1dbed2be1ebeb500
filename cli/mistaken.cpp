// SPDX-License-Identifier: BSD-2-Clause
// Why the words are read once more: where they cannot be taken, CLI11 has not kept what was asked for before.
#include "cli/mistaken.hpp"
#include "cli/formats/gathered.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

// The last that the command has; what is no option has none.
Format format_asked_for(CommandHelp const& command, std::span<std::string const> words) {
  std::string const name = "--format";
  auto const option = std::ranges::find_if(command.options, [&name](OptionHelp const& o) {
    return std::ranges::find(o.names, name) != o.names.end();
  });
  auto format = Format::Text;
  if (option == command.options.end()) return format;
  auto const known = choices(option->argument);
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    std::string given;
    if (words[i].starts_with(name + "=")) given = words[i].substr(name.size() + 1);
    if (words[i] == name && i + 1 < words.size()) given = words[i + 1];
    if (std::ranges::find(known, given) != known.end()) format = format_of(given);
  }
  return format;
}

} // namespace

Finished mistaken(CommandHelp const& command, std::span<std::string const> words, std::string said) {
  std::ostringstream out;
  Gathered gathered(format_asked_for(command, words), command.name, out);
  gathered.add_bad_input("", said);
  gathered.finish(Exit::BadInput);
  return {Exit::BadInput, out.str(), std::move(said)};
}

} // namespace barrister::cli
