// SPDX-License-Identifier: BSD-2-Clause
#include "pages/pages.hpp"
#include <sstream>

namespace barrister::pages {
namespace {

// Text that troff prints as it is.
std::string plain(std::string const& text) {
  std::string out;
  for (char c : text) {
    bool const starts_a_line = out.empty() || out.back() == '\n';
    if (starts_a_line && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string option(cli::OptionHelp const& o) {
  std::string names;
  for (auto const& name : o.names) names += (names.empty() ? "\\fB" : ", \\fB") + plain(name) + "\\fR";
  if (!o.argument.empty()) names += (names.empty() ? "\\fI" : " \\fI") + plain(o.argument) + "\\fR";
  return ".TP\n" + names + "\n" + plain(o.about) + "\n";
}

std::string command(cli::CommandHelp const& c) {
  std::string text = ".SS \"barrister " + plain(c.name) + "\"\n" + plain(c.about) + ".\n";
  for (auto const& operand : c.operands) text += option(operand);
  for (auto const& o : c.options) text += option(o);
  return text;
}

// Each line `  NUMBER  meaning` is an item.
std::string statuses(std::string const& lines) {
  std::string text;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string number, meaning;
    words >> number >> std::ws;
    std::getline(words, meaning);
    text += ".TP\n" + number + "\n" + plain(meaning) + "\n";
  }
  return text;
}

} // namespace

std::string man(cli::ProgramHelp const& help, std::string const& version) {
  std::string text =
      ".\\\" SPDX-License-Identifier: BSD-2-Clause\n"
      ".TH BARRISTER 1 \"\" \"barrister " +
      version +
      "\" \"User Commands\"\n"
      ".SH NAME\nbarrister \\- check Linux\\-kernel litmus tests and protocols under a memory model\n"
      ".SH SYNOPSIS\n"
      ".B barrister\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] \\fIFILE\\fR...\n"
      ".SH DESCRIPTION\n" +
      plain(help.program.about) +
      "\n.PP\nWithout a command, files are checked.\n"
      ".SH OPTIONS\n";
  for (auto const& o : help.program.options) text += option(o);
  text += ".SH COMMANDS\n";
  for (auto const& c : help.commands) text += command(c);
  text += ".SH EXIT STATUS\n" + statuses(help.exit_status);
  text += ".SH EXAMPLES\n.nf\n" + plain(help.examples) + ".fi\n";
  return text + ".SH SEE ALSO\n\\fBbarrister help\\fR \\fICOMMAND\\fR, \\fBbarrister herd7 \\-help\\fR\n";
}

} // namespace barrister::pages
