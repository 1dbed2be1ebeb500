// SPDX-License-Identifier: BSD-2-Clause
#include "cli/option_values.hpp"
#include "frontend/characters.hpp"
#include "frontend/diagnostic.hpp"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

// CLI11 puts the option's name before what a validator says.
template <class Fits> CLI::Validator takes(std::string what, Fits fits) {
  auto check = [what = std::move(what), fits](std::string const& given) {
    return fits(given) ? std::string() : fmt::format("takes {}, not '{}'", what, frontend::printable(given));
  };
  return CLI::Validator(std::move(check), "");
}

} // namespace

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  auto const what = most == any_number ? fmt::format("a whole number from {} on", least)
                                       : fmt::format("a whole number from {} to {}", least, most);
  return takes(what, [least, most](std::string const& given) {
    std::uint64_t number = 0;
    auto const* const end = given.data() + given.size();
    auto const [stop, problem] = std::from_chars(given.data(), end, number);
    return problem == std::errc() && stop == end && number >= least && number <= most;
  });
}

CLI::Validator seconds() {
  return takes("a number of seconds, such as 60 or 0.5", [](std::string const& given) {
    constexpr double most = 1e9; // thirty years
    double number = 0;
    auto const* const end = given.data() + given.size();
    auto const [stop, problem] = std::from_chars(given.data(), end, number);
    return problem == std::errc() && stop == end && number >= 0 && number <= most;
  });
}

CLI::Validator name_to_write() {
  return takes("the name of what is to be written",
               [](std::string const& given) { return !given.empty() && given != "-"; });
}

CLI::Validator one_of(std::vector<std::string> words) {
  auto check = [words = std::move(words)](std::string const& given) {
    if (std::ranges::find(words, given) != words.end()) return std::string();
    auto const meant = frontend::did_you_mean(given, words);
    return fmt::format("takes {}, not '{}'{}", fmt::join(words, ", "), frontend::printable(given),
                       meant.empty() ? "" : "\n    hint: " + meant);
  };
  return CLI::Validator(std::move(check), "");
}

std::string say_mistake(CLI::ParseError const& e, std::string const& command) {
  std::string said = e.what();
  if (auto const* missing = dynamic_cast<CLI::RequiredError const*>(&e))
    said = std::string(missing->what()).starts_with("file")     ? "which file?"
           : std::string(missing->what()).starts_with("folder") ? "which folder?"
                                                                : missing->what();
  // "--jobs: takes ...", "--model: 1 required NAME|FILE missing"
  auto const colon = said.find(": ");
  auto const option = said.substr(0, colon);
  if (colon != said.npos && said.compare(colon + 2, 6, "takes ") == 0)
    said.erase(colon, 1);
  else if (colon != said.npos && said.find(" required ", colon) != said.npos)
    said = option + " wants a value";
  auto const called = command.empty() ? std::string("barrister") : "barrister " + command;
  auto const about = command.empty() ? std::string("barrister help") : "barrister help " + command;
  return fmt::format("{}: {}\n    hint: '{}' shows what it takes\n", called, said, about);
}

} // namespace barrister::cli
