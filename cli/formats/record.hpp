// SPDX-License-Identifier: BSD-2-Clause
// What CI and review are told: one record a question, of a litmus test, of a property of a variant, or of an
// input that cannot be read; with what is to be remarked, and where.
#pragma once
#include "cli/judge.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace barrister::cli {

enum class Rule : std::uint8_t {
  Violated,
  Deadlock,
  Livelock,
  Fault,
  DataRace,
  Vacuous,
  Unexpected,
  Unknown,
  Bounded,
  BadInput,
  Flag,
  NeverDone,
  NeedlessBarrier,
  WrongComment
};
// "data-race", "DataRace", "A plain access races with another one.": in the order of the enumerators.
struct RuleWords {
  char const *id, *name, *words;
};
RuleWords const& words_of(Rule);
std::vector<Rule> all_rules();

struct Spot {
  std::string file;                   // empty: there is no place
  std::uint32_t line = 0, column = 0; // from 1; columns are code points
  bool is_shipped = false;            // of the library, which travels in the program
};
struct Step {
  std::string thread; // "P0", "CPU 1"
  Spot spot;
  std::string text;
};
struct Remark {
  enum class Level : std::uint8_t { Error, Warning, Note } level = Level::Error;
  Rule rule = Rule::Violated;
  std::string message{};
  Spot spot{};
  struct Related {
    Spot spot;
    std::string message;
  };
  std::vector<Related> related{};
  std::vector<Step> steps{}; // of the execution that shows it
};

struct Record {
  std::string file;              // as it was given; empty: of the whole run
  std::string name, variant{};   // "wake_up", "NO_MB"; a variant has its name, where there are several
  std::string model{};           // empty: of none
  std::string claim{};           // "exists (x=1)", "WAKES"
  std::string sentence{};        // what is claimed, in words
  std::string found{};           // "violated by deadlock"
  std::string expected{};        // where that is something else; or empty
  std::string symbol{}, means{}; // in a table; of protocols
  std::string shown{};           // an execution, in lines; or what is wrong with the input
  Exit exit = Exit::Good;
  double seconds = 0;
  std::vector<Remark> remarks{};
};

std::string subject(Record const&); // "wake_up NO_MB under lkmm"
Exit worst(std::vector<Record> const&);

} // namespace barrister::cli
