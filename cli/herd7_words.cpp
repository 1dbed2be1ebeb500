// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_words.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using frontend::Diagnostic;
using frontend::Topic;

// `File "t.litmus", line 6, characters 14-15`
std::string place(Diagnostic const& d) {
  auto const first = d.place.column > 0 ? d.place.column - 1 : 0;
  return fmt::format("File \"{}\", line {}, characters {}-{}", *d.place.file, d.place.line, first,
                     first + d.width);
}

std::string unexpected(Diagnostic const& d) {
  auto const found = d.place.column <= d.line.size() ? d.line.substr(d.place.column - 1, d.width) : "";
  return fmt::format("{}: unexpected '{}' (in {})", place(d), found, d.subject);
}

// What herd7 comes to first: it parses, expands macros, and then checks names.
int rank(Diagnostic const& d) {
  if (d.severity == Diagnostic::Severity::Warning || d.severity == Diagnostic::Severity::Note)
    return 20; // after all that stops herd7
  constexpr std::array order = {Topic::Unreadable,  Topic::Unsplit,           Topic::Syntax,
                                Topic::NotAPointer, Topic::ThreadsNotInOrder, Topic::NoSuchThread,
                                Topic::Other};
  auto const at = static_cast<int>(std::ranges::find(order, d.topic) - order.begin());
  return d.herd7.empty() ? 2 * at : 2 * 4 + 1; // macros
}
Diagnostic const& first_of(frontend::Diagnostics const& all) {
  return *std::ranges::min_element(all.all(), {}, rank);
}

} // namespace

std::string herd7_warning(std::string const& file, std::string const& message) {
  return fmt::format("Warning: File \"{}\": {}\n", file, message);
}

std::string herd7_words(frontend::Diagnostics const& diagnostics, std::string const& file) {
  auto const& d = first_of(diagnostics);
  if (!d.herd7.empty()) return herd7_warning(file, d.herd7 + " (User error)");
  switch (d.topic) {
  case Topic::Unreadable:
    return herd7_warning(file, fmt::format("open_in failed: {}: No such file or directory", d.subject));
  case Topic::Syntax: return fmt::format("Warning: {} (User error)\n", unexpected(d));
  case Topic::NotAPointer:
    return herd7_warning(file, fmt::format("parameter {} is not a pointer (User error)", d.subject));
  case Topic::ThreadsNotInOrder: return herd7_warning(file, "Processes must be P0, P1, ...");
  case Topic::Unsplit:
    return fmt::format("File \"{}\", line {}, character {}: splitter error in sublexer {}\n", *d.place.file,
                       d.place.line, d.place.column - 1, d.subject);
  case Topic::NoSuchThread: return herd7_warning(file, "Bad process " + d.subject);
  default: return fmt::format("Warning: {}: {} (User error)\n", place(d), d.message);
  }
}

std::optional<std::string> herd7_fault_words(Fault const& fault, Program const& program,
                                             std::string const& test_file) {
  auto const value = to_string(fault.value, program), operand = to_string(fault.operand, program);
  switch (fault.kind) {
  case Fault::Kind::Follows:
    if (fault.value.is_address())
      return herd7_warning(test_file, fmt::format("no answer: {} is beyond the object (User error)", value));
    return herd7_warning(
        test_file, fmt::format("Non-symbolic memory access found on '[{}]' (User error)", value));
  case Fault::Kind::Operates:
    if (is_unary(fault.op)) break;
    return herd7_warning(test_file, fmt::format("Illegal operation {} on constants {} and {} (User error)",
                                                spelling(fault.op), value, operand));
  case Fault::Kind::Divides: return fmt::format("Fatal: File \"{}\" Adios\n", test_file);
  case Fault::Kind::Shifts:
  case Fault::Kind::Calls:
  case Fault::Kind::Interrupts: break;
  }
  return std::nullopt;
}

bool is_fatal(frontend::Diagnostics const& diagnostics) {
  auto const& d = first_of(diagnostics);
  return d.topic == Topic::Syntax || (d.topic == Topic::Unreadable && d.place.line == 0);
}

std::string herd7_fatal_words(frontend::Diagnostics const& diagnostics, std::string const& program) {
  auto const& d = first_of(diagnostics);
  auto const what = d.topic == Topic::Syntax ? unexpected(d) : "Cannot find file " + d.subject;
  return fmt::format("{}: {}\n", program, what);
}

std::string herd7_macros_words(frontend::Diagnostics const& diagnostics, std::string const& test_file) {
  auto const& d = first_of(diagnostics);
  return d.topic == Topic::Unreadable ? herd7_warning(test_file, "Cannot find file " + d.subject)
                                      : herd7_words(diagnostics, test_file);
}

std::string herd7_model_words(frontend::Diagnostics const& diagnostics, std::string const& test_file) {
  auto const& d = first_of(diagnostics);
  if (d.topic == Topic::Unreadable) return herd7_warning(test_file, "Cannot find file " + d.subject);
  if (d.topic == Topic::UnboundName) return fmt::format("{}: unbound var: {}\n", place(d), d.subject);
  if (d.place.line == 0) return herd7_warning(test_file, d.message);
  return fmt::format("{}: {}\n", place(d), d.message);
}

} // namespace barrister::cli
