// SPDX-License-Identifier: BSD-2-Clause
// herd7 spells long options with one dash and gives every option a fixed number of words, so a table reads
// it.
#include "cli/options.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <string_view>

namespace barrister::cli {
namespace {

constexpr auto usage = "Usage: herd7 [options] FILE...\n"
                       "  -model NAME|FILE  the memory model (default lkmm, the kernel's)\n"
                       "  -I DIR            look here for included files\n"
                       "  -unroll N         most rounds of a loop (default 2)\n"
                       "  -timeout SECONDS  give up on a test after so long\n"
                       "  -hexa BOOL        print numbers in hexadecimal\n"
                       "  -version          print the version\n"
                       "Options about pictures and speed are accepted and change nothing.\n";

constexpr std::array ignored_flags = {"-v", "-q", "-g"};
// Pictures, and shortcuts: herd7's -speedcheck trades answers for time that is not needed here.
constexpr std::array ignored = {
    "-show",       "-o",           "-suffix",     "-graph",       "-squished",
    "-showevents", "-movelabel",   "-fontsize",   "-fontname",    "-xscale",
    "-yscale",     "-arrowsize",   "-showinitrf", "-showfinalrf", "-showinitwrites",
    "-splines",    "-pad",         "-edgeattr",   "-showpo",      "-showlegend",
    "-showkind",   "-shortlegend", "-showthread", "-showraw",     "-showobserved",
    "-showlines",  "-unshow",      "-doshow",     "-margin",      "-scale",
    "-ptscale",    "-boxscale",    "-sep",        "-overlap",     "-evince",
    "-gv",         "-symetric",    "-classes",    "-brackets",    "-texmacros",
    "-tikz",       "-dotcom",      "-dotmode",    "-labelinit",   "-nodecolor",
    "-edgemerge",  "-penwidth",    "-speedcheck"};
constexpr std::array not_yet = {"-conf", "-bell", "-macros"};

template <class Table> bool contains(Table const& table, std::string_view word) {
  return std::ranges::find(table, word) != table.end();
}

Finished refused(std::string const& message) {
  return {Exit::BadInput, "", "herd7: " + message + "\n" + usage};
}

bool set(Herd7Options& o, std::string const& name, std::string const& value) {
  if (name == "-model")
    o.model = value;
  else if (name == "-I")
    o.include.push_back(value);
  else if (name == "-hexa")
    return (o.hexadecimal = value == "true") || value == "false";
  else if (name == "-unroll") {
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), o.solver.unroll);
    return error == std::errc{} && end == value.data() + value.size();
  } else { // -timeout
    double seconds = 0;
    auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    o.solver.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    return error == std::errc{} && end == value.data() + value.size() && seconds >= 0;
  }
  return true;
}

// What an option that would change the answer may say, if it says what is so anyway.
bool says_nothing_new(std::string const& name, std::string const& value) {
  return (name == "-variant" && (value == "lkmmv2" || value == "lkmmv1")) ||
         (name == "-candidates" && value == "false");
}

} // namespace

std::variant<Herd7Options, Finished> parse_herd7(std::span<std::string const> arguments) {
  constexpr std::array with_value = {"-model", "-I", "-hexa", "-unroll", "-timeout"};
  constexpr std::array careful = {"-variant", "-candidates"};
  Herd7Options o;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto const& word = arguments[i];
    if (!word.starts_with('-')) {
      o.files.push_back(word);
      continue;
    }
    if (word == "-help" || word == "--help") return Finished{Exit::Good, usage, ""};
    if (word == "-version") return Finished{Exit::Good, fmt::format("barrister {}, as herd7\n", version), ""};
    if (contains(ignored_flags, word)) continue;
    bool const known = contains(with_value, word) || contains(ignored, word) || contains(not_yet, word) ||
                       contains(careful, word);
    if (!known) return refused(fmt::format("unknown option '{}'.", word));
    if (i + 1 == arguments.size()) return refused(fmt::format("option '{}' needs an argument.", word));
    auto const& value = arguments[++i];
    if (contains(not_yet, word))
      return Finished{
          Exit::BadInput, "",
          fmt::format("herd7: {} {}: not supported yet: barrister uses its own lkmm model, and needs no "
                      "such file.\n",
                      word, value)};
    if (contains(careful, word) && !says_nothing_new(word, value))
      return Finished{Exit::BadInput, "", fmt::format("herd7: {} {}: not supported yet.\n", word, value)};
    if (contains(with_value, word) && !set(o, word, value))
      return refused(fmt::format("wrong argument '{}' for option '{}'.", value, word));
  }
  if (o.files.empty()) return refused("no test given.");
  return o;
}

} // namespace barrister::cli
