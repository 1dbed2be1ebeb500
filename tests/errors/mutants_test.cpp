// SPDX-License-Identifier: BSD-2-Clause
// What is shipped, with one mistake in it: few errors, each at a place, in words, and with a hint where what
// was meant can be told. The table that it prints is in tests/README.md.
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/protocol.hpp"
#include "tests/errors/mutate.hpp"
#include "tests/support/seed.hpp"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <regex>

namespace barrister {
namespace {

using frontend::Diagnostic;
using frontend::Diagnostics;
namespace fs = std::filesystem;

struct Input {
  std::string path, text;
  Language language = Language::Protocol;
  bool is_library = false; // another protocol uses it
};
std::vector<Input> shipped() {
  std::vector<Input> out;
  for (auto const* folder : {"/proofs", "/spec/kernel", "/spec/models"})
    for (auto const& entry : fs::recursive_directory_iterator(BARRISTER_SOURCE + std::string(folder))) {
      auto const kind = entry.path().extension();
      if (kind != ".protocol" && kind != ".litmus" && kind != ".cat") continue;
      out.push_back({entry.path(), frontend::read_file(entry.path()).value_or(""),
                     kind == ".cat"      ? Language::Cat
                     : kind == ".litmus" ? Language::Litmus
                                         : Language::Protocol,
                     std::string(folder) == "/spec/kernel"});
    }
  std::ranges::sort(out, {}, &Input::path);
  return out;
}

std::optional<frontend::LoadedFile> shipped_library(std::string const& name) {
  auto text = frontend::read_file(BARRISTER_SOURCE "/spec/library/" + name);
  return text ? std::optional(frontend::LoadedFile{name, std::move(*text)}) : std::nullopt;
}
std::optional<frontend::Source> shipped_part(std::string const& name) {
  auto text = frontend::read_file(BARRISTER_SOURCE "/spec/kernel/" + name + ".protocol");
  return text ? std::optional(frontend::Source(name, std::move(*text))) : std::nullopt;
}

// As the program does.
void read(Input const& input, std::string const& text, Diagnostics& diagnostics) {
  if (input.language == Language::Litmus) {
    frontend::load_litmus(input.path, text, diagnostics, {});
    return;
  }
  if (input.language == Language::Cat) {
    frontend::load_model(input.path, {input.path, text}, shipped_library, diagnostics);
    return;
  }
  auto const name = fs::path(input.path).stem().string();
  auto const with_mutant = [&](std::string const& used) {
    return used == name ? std::optional(frontend::Source(input.path, text)) : shipped_part(used);
  };
  auto const source = input.is_library
                          ? frontend::Source("user.protocol", "protocol user;\nuse " + name +
                                                                  ";\nworld { cpu 0; task t; }\ntask t { }\n")
                          : frontend::Source(input.path, text);
  auto const file = frontend::parse_protocol(
      source, input.is_library ? frontend::ProtocolLibrary(with_mutant) : shipped_part, diagnostics);
  for (std::size_t i = 0; file && i < file->variants.size() && !diagnostics.failed(); ++i)
    frontend::resolve(*file, file->variants[i].name, diagnostics);
}

// Nobody reads the names of types; nobody reads three hundred characters of anything.
bool is_in_words(Diagnostic const& d) {
  static std::regex const of_cpp(
      "boost::|spirit|x3::|std::|N9barrister|N5boost|_GLOBAL__|<[^<>']{12,}>|something else");
  return d.message.size() <= 200 && d.hint.size() <= 200 && !std::regex_search(d.message + d.hint, of_cpp);
}
bool is_at_a_place(Diagnostic const& d) {
  static std::regex const shape(
      "[^\n]+:[0-9]+:[0-9]+: (error|unsupported): [^\n]+\n    [^\n]*\n\\s*\\^~*\n(    hint: [^\n]+\n)?");
  return std::regex_match(to_string(d), shape);
}

constexpr std::size_t few = 3;

struct Count {
  std::size_t made = 0, wrong = 0, one = 0, many = 0, hinted = 0, warned = 0;
};

TEST(Mutants, ErrorsAreFewInWordsAndWithHints) {
  auto const of_each = number_from_environment("BARRISTER_MUTANTS", 3);
  auto const* shown = std::getenv("BARRISTER_MUTANTS_SHOWN"); // those without a hint, or with many errors
  std::map<Mistake, Count> counts;
  std::uint64_t seed = 0;
  for (auto const& input : shipped())
    for (auto const mistake : all_mistakes)
      for (std::size_t i = 0; i < of_each; ++i) {
        Chance chance(++seed);
        auto const text = with_mistake(mistake, input.language, input.text, chance);
        if (!text || (mistake == Mistake::Bom && i > 0)) break;
        Diagnostics diagnostics;
        read(input, *text, diagnostics);
        auto& count = counts[mistake];
        ++count.made;
        std::size_t errors = 0;
        bool has_hint = false;
        std::string all;
        for (auto const& d : diagnostics.all()) {
          all += to_string(d);
          EXPECT_TRUE(is_in_words(d)) << "seed " << seed << ", " << name_of(mistake) << "\n" << to_string(d);
          if (d.severity != Diagnostic::Severity::Error && d.severity != Diagnostic::Severity::Unsupported)
            continue;
          ++errors;
          has_hint = has_hint || !d.hint.empty();
          EXPECT_TRUE(is_at_a_place(d)) << "seed " << seed << ", " << name_of(mistake) << "\n"
                                        << to_string(d);
        }
        count.warned += errors == 0 && !diagnostics.all().empty();
        if (errors == 0) continue;
        ++count.wrong;
        count.one += errors == 1;
        count.many += errors > few;
        count.hinted += has_hint;
        if (shown && (errors > few || (!has_hint && is_near_something(mistake))))
          std::cout << "--- seed " << seed << ", " << name_of(mistake)
                    << (errors > few ? ", many" : ", no hint") << "\n"
                    << all;
      }
  std::size_t near = 0, near_hinted = 0, wrong = 0, many = 0;
  std::cout << "| mistake | made | errors | in one | in more than " << few
            << " | with a hint |\n|---|---|---|---|---|---|\n";
  for (auto const& [mistake, n] : counts) {
    std::cout << "| " << name_of(mistake) << " | " << n.made << " | " << n.wrong << " | " << n.one << " | "
              << n.many << " | " << n.hinted << " |\n";
    wrong += n.wrong;
    many += n.many;
    if (!is_near_something(mistake)) continue;
    near += n.wrong;
    near_hinted += n.hinted;
  }
  EXPECT_GT(wrong, of_each * 120);
  EXPECT_LE(many * 100, wrong) << "more than one in a hundred";
  EXPECT_GE(near_hinted * 100, near * 80) << "of what is near something known";
}

} // namespace
} // namespace barrister
