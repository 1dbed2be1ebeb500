// SPDX-License-Identifier: BSD-2-Clause
// As OCaml's Arg: options have one dash, stand before or after files, and take the next word or what follows
// an `=`. They are carried out one after another: a .cfg file is read where it is named, and with the folders
// named by then.
#include "cli/herd7_config.hpp"
#include "cli/herd7_settings.hpp"
#include "cli/options.hpp"
#include "cli/table.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <thread>

namespace barrister::cli {
namespace {

std::string_view metavariable(Setting const& s) {
  switch (s.takes) {
  case Takes::Nothing: return "";
  case Takes::Bool: return "BOOL";
  case Takes::Integer:
  case Takes::IntegerOrNone: return "N";
  case Takes::Float:
  case Takes::FloatOrNone: return "X";
  case Takes::Names: return "NAME,...";
  case Takes::Tag: return s.tags;
  default: return "WORD";
  }
}

std::string usage(std::string const& program) {
  auto text = fmt::format("Usage: {} [options] [test]*\n", program);
  auto const add = [&](std::string_view name, std::string_view argument, std::string_view help) {
    constexpr std::size_t column = 32;
    auto const left = fmt::format("  -{} {}", name, argument);
    text += left.size() < column ? left : left + "\n";
    auto at = left.size() < column ? left.size() : 0;
    std::istringstream lines(wrapped(std::string(help), terminal_width - column));
    for (std::string line; std::getline(lines, line); at = 0)
      text += std::string(column - at, ' ') + line + "\n";
  };
  add("conf", "FILE", "a file of settings, such as the kernel's linux-kernel.cfg");
  for (auto const& s : settings())
    if (!s.help.empty()) add(s.name, metavariable(s), s.help);
  add("version", "", "print the version of herd7 this stands in for, and barrister's");
  add("libdir", "", "print the library's folder");
  std::string rest;
  for (auto const& s : settings())
    if (s.where != Setting::Where::File && !s.set)
      rest += fmt::format("{}-{}", rest.empty() ? "" : " ", s.name);
  return text + "A test that starts with @ is a list of tests; without tests, standard input is.\n" +
         "Accepted, for pictures and debugging, and without effect:\n" + wrapped(rest, terminal_width) + "\n";
}

std::string due(Setting const& s) {
  switch (s.takes) {
  case Takes::Nothing: return "no argument";
  case Takes::Bool: return "a boolean";
  case Takes::Integer:
  case Takes::IntegerOrNone: return "an integer";
  case Takes::Float:
  case Takes::FloatOrNone: return "a float";
  case Takes::Position: return "a float,float";
  default: return "something else";
  }
}

class CommandLine {
public:
  CommandLine(std::string const& program, std::span<std::string const> arguments) : arguments_(arguments) {
    options_.program = program;
    options_.jobs = std::max(1u, std::thread::hardware_concurrency());
  }

  std::variant<Herd7Options, Finished> run() {
    while (next_ < arguments_.size()) {
      auto const& word = arguments_[next_++];
      if (!word.starts_with('-'))
        options_.files.push_back(word);
      else if (auto end = option(word))
        return *end;
    }
    return std::move(options_);
  }

private:
  Finished fail(std::string const& what) const {
    return {Exit::BadInput, "", fmt::format("{}: {}\n", options_.program, what)};
  }
  Finished misuse(std::string const& what) const {
    auto f = fail(what + ".");
    f.err += usage(options_.program);
    return f;
  }

  std::optional<Finished> option(std::string const& word) {
    if (word == "-help" || word == "--help") return Finished{Exit::Good, usage(options_.program), ""};
    if (word == "-version")
      return Finished{Exit::Good, fmt::format("7.58, Rev: barrister {}\n", version), ""};
    if (word == "-libdir") return Finished{Exit::Good, folder_in_words() + "\n", ""};
    if (word == "-web" || word == "-c11") return config(word == "-web" ? "web.cfg" : "cpp11.cfg");

    auto const equal = std::min(word.find('='), word.size());
    auto const name = word.substr(0, equal);
    bool const is_config = name == "-conf";
    auto const* const setting = find_setting(name.substr(1), Setting::Where::CommandLine);
    if (!setting && !is_config) return misuse(fmt::format("unknown option '{}'", word));
    std::string value;
    if (equal < word.size())
      value = word.substr(equal + 1);
    else if (is_config || setting->takes != Takes::Nothing) {
      if (next_ == arguments_.size()) return misuse(fmt::format("option '{}' needs an argument", word));
      value = arguments_[next_++];
    }
    return is_config ? config(value) : set(*setting, name, value, equal < word.size());
  }

  std::string folder_in_words() const {
    auto const& folder = options_.ingredients.search.folder;
    return folder.empty() ? "(in the program)" : folder;
  }

  std::optional<Finished> config(std::string const& name) {
    auto const file = options_.ingredients.search.find(name);
    if (!file)
      return fail(is_explicit(name) ? fmt::format("open_in failed: {}: No such file or directory", name)
                                    : "Cannot find file " + name);
    if (auto const problem = read_config(options_, *file))
      return Finished{Exit::BadInput, "", *problem + "\n"};
    return std::nullopt;
  }

  std::optional<Finished> set(Setting const& setting, std::string const& name, std::string const& value,
                              bool after_equal) {
    auto const argument = read_argument(setting, value);
    if ((!argument || (after_equal && setting.takes == Takes::Nothing))) {
      if (setting.takes == Takes::Tag)
        return misuse(fmt::format("bad tag for {}, allowed tag are {}", name, setting.tags));
      if (setting.takes == Takes::Attribute || setting.takes == Takes::Floats)
        return misuse(fmt::format("bad argument for option {}: '{}'", name, value));
      return misuse(fmt::format("wrong argument '{}'; option '{}' expects {}", value, name, due(setting)));
    }
    auto const problem = setting.set ? setting.set(options_, *argument) : "";
    return problem.empty() ? std::nullopt : std::optional(misuse(problem));
  }

  std::span<std::string const> arguments_;
  std::size_t next_ = 0;
  Herd7Options options_;
};

} // namespace

std::variant<Herd7Options, Finished> parse_herd7(std::string const& program,
                                                 std::span<std::string const> arguments) {
  return CommandLine(program, arguments).run();
}

} // namespace barrister::cli
