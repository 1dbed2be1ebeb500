// SPDX-License-Identifier: BSD-2-Clause
// What herd7's command line and .cfg files can ask for, as far as it changes what is printed.
#pragma once
#include "cli/ingredients.hpp"
#include "solver/verify.hpp"
#include <set>

namespace barrister::cli {

struct Herd7Options {
  std::string program = "herd7";  // as it was called: what is wrong with the command line starts with it
  std::vector<std::string> files; // tests, and lists of tests (@list); none: standard input is a list
  Ingredients ingredients;
  // herd7 counts every execution.
  solver::Options solver{.engine = solver::Engine::Enumeration,
                         .circular_values = solver::CircularValues::AsCounted,
                         .idle_rounds = solver::IdleRounds::Counted};
  unsigned jobs = 1; // tests at a time
  int verbosity = 0;
  bool hexadecimal = false, candidates = false, filter = true, exit_on_failure = false;

  // Which executions are counted and shown. Interesting ones satisfy the proposition (of a forall: falsify
  // it).
  enum class Speed : std::uint8_t { Every, Interesting, FirstInteresting } speed = Speed::Every;
  enum class Restrict : std::uint8_t { None, NonAmbiguous, OneForTheCondition } restrict = Restrict::None;
  bool through = false;          // executions the model forbids, too
  std::string through_flag;      // those with this flag alone
  std::set<std::string> skipped; // checks not made
  bool strict_skip = false;      // and what any of these would have allowed is left out
  std::string bad_flag;          // makes a test undefined
  bool show_bad = true;

  // Which tests, and as what.
  struct Selection {
    std::vector<std::string> names, excluded; // files of names
    std::set<std::string> ok, not_ok;
    std::vector<std::string> renamed, kinds; // files of pairs
  } selection;

  struct Pictures {
    enum class Show : std::uint8_t {
      None,
      Satisfying,
      Falsifying,
      All,
      Condition,
      Witness
    } show = Show::None;
    std::string folder, suffix; // folder: none; "-" is standard output
    std::size_t most = ~std::size_t{0};
  } pictures;
};

} // namespace barrister::cli
