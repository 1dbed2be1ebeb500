// SPDX-License-Identifier: BSD-2-Clause
// One script a shell. After an option that takes one of some words, these are offered; after one that takes a
// file or a folder, and where operands stand, files.
#include "pages/pages.hpp"
#include <algorithm>

namespace barrister::pages {
namespace {

std::string joined(std::vector<std::string> const& words, std::string const& between) {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}
std::vector<std::string> names_of(std::vector<cli::CommandHelp> const& commands) {
  std::vector<std::string> names;
  for (auto const& c : commands) names.push_back(c.name);
  return names;
}
std::vector<std::string> names_of(std::vector<cli::OptionHelp> const& options) {
  std::vector<std::string> names;
  for (auto const& o : options) names.insert(names.end(), o.names.begin(), o.names.end());
  return names;
}
bool takes_files(std::string const& argument) {
  return argument.find("FILE") != argument.npos || argument == "DIR";
}

std::string bash_after(cli::OptionHelp const& o) {
  auto const words = cli::choices(o.argument);
  if (o.argument.empty() || (words.empty() && takes_files(o.argument))) return "";
  return "      " + joined(o.names, "|") + ") COMPREPLY=($(compgen -W \"" + joined(words, " ") +
         "\" -- \"$cur\")); return ;;\n";
}

// What stands between single quotes, or in zsh's brackets.
std::string quoted(std::string const& text, std::string const& also) {
  std::string out;
  for (char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (also.find(c) != also.npos)
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string zsh_action(std::string const& argument) {
  auto const words = cli::choices(argument);
  if (!words.empty()) return "(" + joined(words, " ") + ")";
  return argument == "DIR" ? "_files -/" : takes_files(argument) ? "_files" : " ";
}
std::string zsh_option(cli::OptionHelp const& o) {
  std::string text;
  for (auto const& name : o.names) {
    text += "        '*" + name + "[" + quoted(o.about, "[]:\\") + "]";
    if (!o.argument.empty()) text += ":" + quoted(o.argument, ":\\") + ":" + zsh_action(o.argument);
    text += "' \\\n";
  }
  return text;
}

std::string fish_option(cli::CommandHelp const& command, cli::OptionHelp const& o) {
  std::string text = "complete -c barrister -n '__fish_seen_subcommand_from " + command.name + "'";
  for (auto const& name : o.names)
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  auto const words = cli::choices(o.argument);
  if (!words.empty())
    text += " -x -a '" + joined(words, " ") + "'";
  else if (!o.argument.empty())
    text += takes_files(o.argument) ? " -r" : " -x";
  return text + " -d '" + quoted(o.about, "") + "'\n";
}

} // namespace

std::string bash(cli::ProgramHelp const& help) {
  std::string text = "# SPDX-License-Identifier: BSD-2-Clause\n# bash completion for barrister\n"
                     "_barrister() {\n"
                     "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                     "  COMPREPLY=()\n"
                     "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                     "    COMPREPLY=($(compgen -W \"" +
                     joined(names_of(help.commands), " ") + " " +
                     joined(names_of(help.program.options), " ") +
                     "\" -- \"$cur\") $(compgen -f -- \"$cur\"))\n    return\n  fi\n"
                     "  case ${COMP_WORDS[1]} in\n";
  for (auto const& c : help.commands) {
    text += "  " + c.name + ")\n    case $prev in\n";
    for (auto const& o : c.options) text += bash_after(o);
    text += "    esac\n    case $cur in -*) COMPREPLY=($(compgen -W \"" + joined(names_of(c.options), " ") +
            "\" -- \"$cur\")); return ;; esac\n";
    if (c.name == "help")
      text += "    COMPREPLY=($(compgen -W \"" + joined(names_of(help.commands), " ") +
              "\" -- \"$cur\")); return\n";
    text += "    ;;\n";
  }
  return text + "  esac\n  COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _barrister "
                "barrister\n";
}

std::string zsh(cli::ProgramHelp const& help) {
  std::string text = "#compdef barrister\n# SPDX-License-Identifier: BSD-2-Clause\n"
                     "_barrister() {\n  local -a commands=(\n";
  for (auto const& c : help.commands) text += "    '" + c.name + ":" + quoted(c.about, ":\\") + "'\n";
  text += "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    _files\n    return\n  fi\n"
          "  local command=${words[2]}\n  shift words\n  (( CURRENT-- ))\n  case $command in\n";
  for (auto const& c : help.commands) {
    if (c.options.empty() || c.name == "help") continue;
    text += "    " + c.name + ")\n      _arguments \\\n";
    for (auto const& o : c.options) text += zsh_option(o);
    text += "        '*:file:_files' ;;\n";
  }
  return text + "    help) _describe command commands ;;\n    *) _files ;;\n  esac\n}\n_barrister \"$@\"\n";
}

std::string fish(cli::ProgramHelp const& help) {
  std::string text = "# SPDX-License-Identifier: BSD-2-Clause\n# fish completion for barrister\n";
  auto const commands = joined(names_of(help.commands), " ");
  for (auto const& c : help.commands)
    text +=
        "complete -c barrister -n __fish_use_subcommand -a " + c.name + " -d '" + quoted(c.about, "") + "'\n";
  text += "complete -c barrister -n '__fish_seen_subcommand_from help' -x -a '" + commands + "'\n";
  for (auto const& c : help.commands)
    for (auto const& o : c.options) text += fish_option(c, o);
  return text;
}

} // namespace barrister::pages
