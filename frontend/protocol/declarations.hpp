// SPDX-License-Identifier: BSD-2-Clause
// All that one variant declares: what its files say, changed as it and those it comes from ask.
#pragma once
#include "frontend/protocol/text.hpp"
#include <map>
#include <set>

namespace barrister::frontend::protocol {

struct Declarations {
  Source source; // with the text of what was changed behind it
  litmus::Vocabulary vocabulary;
  litmus::ast::Test c;                                   // functions, structs and constants
  std::map<std::string, std::vector<std::string>> enums; // by "enum name": the names of its constants
  std::vector<ast::Global> globals;
  std::vector<ast::Special> specials;
  std::vector<ast::Function> hooks;
  std::vector<ast::Code> codes; // of tasks and interrupts
  ast::World world;
  std::vector<ast::Start> starts;
  std::vector<ast::Invariant> invariants;
  std::vector<ast::Property> properties;
  std::set<std::string> labels; // of all code, also of what a variant replaces
};
std::optional<Declarations> declarations_of(Text const&, std::string const& variant, Diagnostics&);

} // namespace barrister::frontend::protocol
