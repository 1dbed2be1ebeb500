// SPDX-License-Identifier: BSD-2-Clause
// A litmus test: a program, and a question about its final states.
#pragma once
#include "spec/property.hpp"

namespace barrister {

struct LitmusTest {
  std::string name, file;
  Program program;
  Quantifier quantifier = Quantifier::Forall; // herd7: no condition means `forall (true)`
  Proposition proposition;
  std::optional<Proposition> filter; // executions that falsify it do not count
  // What a state line shows, in herd7's order: the condition's locations and those under
  // `locations`; registers by CPU, then by name as text; globals by name; array cells last.
  std::vector<Observable> observed;
  std::string hash;     // herd7's, 32 hexadecimal digits
  std::string expected; // the word after `Result:` in a comment ("Never", "Sometimes", …), or empty
  std::optional<Place> condition_place;
};

} // namespace barrister
