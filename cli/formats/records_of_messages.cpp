// SPDX-License-Identifier: BSD-2-Clause
// Why from text: what is wrong with an input is said in many places, of tests, protocols, models, bell files
// and folders, and all of it goes to standard error in one form. Here that form is read again.
#include "cli/formats/records.hpp"
#include "cli/formats/spots.hpp"
#include <charconv>
#include <sstream>

namespace barrister::cli {
namespace {

struct Said {
  std::string file, words;
  std::uint32_t line = 0, column = 0;
};

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

// "mp.cat:4:16: error: expected an expression", or "mp.cat: error: cannot read this file".
std::optional<Said> read_message(std::string const& line) {
  for (std::string const severity : {": error: ", ": unsupported: "}) {
    auto const at = line.find(severity);
    if (at == line.npos) continue;
    Said out{line.substr(0, at), line.substr(at + severity.size())};
    auto const last = number_behind(out.file), first = last > 0 ? number_behind(out.file) : 0;
    out.line = first > 0 ? first : last;
    out.column = first > 0 ? last : 0;
    return out;
  }
  return std::nullopt;
}

std::string without_name(std::string line) {
  std::string const name = "barrister: ";
  return line.starts_with(name) ? line.substr(name.size()) : line;
}

} // namespace

Record record_of_messages(std::string const& file, std::string const& said) {
  Record out{file, file.empty() ? "barrister" : file};
  out.claim = "input";
  out.exit = Exit::BadInput;
  out.found = "bad input";
  out.shown = said;
  Spots spots;
  std::istringstream lines(said);
  std::string first;
  for (std::string line; std::getline(lines, line);) {
    if (first.empty()) first = line;
    auto const message = read_message(line);
    if (!message) continue;
    auto spot = spots.of(message->file, message->line, message->column);
    out.remarks.push_back({Remark::Level::Error, Rule::BadInput, message->words, std::move(spot)});
  }
  if (out.remarks.empty())
    out.remarks.push_back({Remark::Level::Error, Rule::BadInput,
                           first.empty() ? "it cannot be read" : without_name(first),
                           Spots::beginning_of(file)});
  out.sentence = out.remarks.front().message;
  return out;
}

} // namespace barrister::cli
