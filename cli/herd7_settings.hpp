// SPDX-License-Identifier: BSD-2-Clause
// Every option of herd7 and every key of its .cfg files: one table for the command line, .cfg files and
// --help.
#pragma once
#include "cli/herd7_options.hpp"
#include <span>

namespace barrister::cli {

// What a setting takes.
enum class Takes : std::uint8_t {
  Nothing,
  Bool,
  Integer,
  IntegerOrNone,
  Float,
  FloatOrNone,
  Text,
  TextOrNone,
  Names,     // a,b,c
  Tag,       // one of Setting::tags
  Position,  // x,y
  Floats,    // x,y,z
  Attribute, // label,attribute,value
};

struct Argument {
  std::string text; // as written
  bool yes = false;
  bool none = false; // "none", where that is no value
  std::int64_t integer = 0;
  double real = 0;
  std::vector<std::string> names;
};

// Carries out a setting; what is wrong with it, or nothing.
using Set = std::string (*)(Herd7Options&, Argument const&);

struct Setting {
  enum class Where : std::uint8_t { Everywhere, CommandLine, File };
  std::string_view name; // the option is "-name"
  Takes takes = Takes::Nothing;
  Set set = nullptr; // none: it is accepted, and changes nothing that is printed
  Where where = Where::Everywhere;
  std::string_view tags; // a,b,c
  std::string_view help;
};

std::span<Setting const> settings();
Setting const* find_setting(std::string_view name, Setting::Where); // CommandLine or File

// The argument that `text` is, or nothing when it is not what the setting takes.
std::optional<Argument> read_argument(Setting const&, std::string const& text);
std::vector<std::string> split_at_commas(std::string_view);

} // namespace barrister::cli
