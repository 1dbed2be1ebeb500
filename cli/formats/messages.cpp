// SPDX-License-Identifier: BSD-2-Clause
// Why from text: what is wrong with an input is said in many places, of tests, protocols, models, bell files
// and folders, and all of it goes to standard error in one form. Here that form is read again. Names and
// words have no line ends in it (frontend/characters), so a line is what it looks like.
#include "cli/formats/messages.hpp"
#include "frontend/characters.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>

namespace barrister::cli {
namespace {

using Severity = Message::Severity;

// The number at the end, which is cut off with the ':' before it.
std::uint32_t number_behind(std::string& text) {
  auto const colon = text.rfind(':');
  std::uint32_t out = 0;
  if (colon == text.npos) return 0;
  auto const* const end = text.data() + text.size();
  auto const [at, problem] = std::from_chars(text.data() + colon + 1, end, out);
  if (problem != std::errc() || at != end) return 0;
  text.resize(colon);
  return out;
}

constexpr std::array<std::pair<char const*, Severity>, 4> severities = {
    {{"error: ", Severity::Error},
     {"unsupported: ", Severity::Unsupported},
     {"warning: ", Severity::Warning},
     {"note: ", Severity::Note}}};

// "mp.cat:4:16: error: expected an expression", "mp.cat: error: cannot read this file", or "error: there is
// none".
// `name` is what it may begin with, whatever is in it.
std::optional<Message> diagnostic(std::string const& line, std::string const& name) {
  auto const from = !name.empty() && line.starts_with(name + ":") ? name.size() : 0;
  std::optional<Message> out;
  std::size_t first = line.npos; // what is behind it is quoted
  for (auto const& [word, severity] : severities) {
    auto const at = from == 0 && line.starts_with(word) ? 0 : line.find(std::string(": ") + word, from);
    if (at == line.npos || at >= first) continue;
    first = at;
    auto const begin = at == 0 ? 0 : at + 2;
    out = Message{severity, line.substr(0, at)};
    out->words = line.substr(begin + std::string(word).size());
  }
  if (!out) return out;
  auto const last = number_behind(out->file), before = last > 0 ? number_behind(out->file) : 0;
  out->line = before > 0 ? before : last;
  out->column = before > 0 ? last : 0;
  return out;
}

// Of "barrister: ..." and "barrister check: ...".
std::string without_name(std::string const& line) {
  std::string const name = "barrister";
  auto const colon = line.find(": ");
  if (!line.starts_with(name) || colon == line.npos) return line;
  auto const command = std::string_view(line).substr(name.size(), colon - name.size());
  bool const is_name = command.empty() || (command[0] == ' ' && command.find(' ', 1) == command.npos);
  return is_name ? line.substr(colon + 2) : line;
}

} // namespace

std::vector<Message> messages_in(std::string const& said, std::string const& file, Severity unless_said) {
  std::vector<Message> out;
  std::istringstream lines(said);
  std::string const margin = "    ", hint = margin + "hint: ";
  int shown = 0; // lines that a diagnostic with a column still has: the source, and the caret
  for (std::string line; std::getline(lines, line);) {
    if (shown > 0) {
      if (shown-- == 2) out.back().source = line.substr(std::min(line.size(), margin.size()));
    } else if (!out.empty() && line.starts_with(hint)) {
      auto& there = out.back().hint;
      there += (there.empty() ? "" : "\n") + line.substr(hint.size());
    } else if (!out.empty() && line.starts_with(margin) && !out.back().hint.empty()) {
      out.back().hint += "\n" + line.substr(margin.size());
    } else if (auto message = diagnostic(line, frontend::printable(file))) {
      shown = message->column > 0 ? 2 : 0;
      if (message->file == frontend::printable(file)) message->file = file;
      out.push_back(std::move(*message));
    } else if (!line.empty() && !line.starts_with(margin)) {
      out.push_back({unless_said, file});
      out.back().words = without_name(line);
    }
  }
  return out;
}

} // namespace barrister::cli
