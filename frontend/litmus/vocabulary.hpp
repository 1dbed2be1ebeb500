// SPDX-License-Identifier: BSD-2-Clause
// What names mean to the parser of a protocol: the files that it uses, and the text above, say so.
#pragma once
#include "frontend/litmus/ast.hpp"
#include <map>
#include <memory>
#include <set>

namespace barrister::frontend::litmus {

struct TextMacro;
struct Vocabulary {
  std::map<std::string, ast::TypeName, std::less<>> types; // of typedefs
  std::map<std::string, Span, std::less<>>
      unknown_types; // of names in _t that were met before a typedef of them
  std::map<std::string, std::shared_ptr<TextMacro const>, std::less<>> macros;
  std::map<std::string, std::string, std::less<>> defined; // #define NAME expression: it, if it is a number
  // Names of what variants define so; that stand anywhere; that #if asked for in code, and nothing defined.
  std::set<std::string, std::less<>> of_variants, seen, asked_in_code;
  bool is_in_code = false;    // what is read is a part of a function
  bool types_typedef = false; // what is read is the type in a typedef: a name in _t may end it
  bool names_types = false;   // what is read is a name that a typedef declares
  struct Wrong {
    Span span;
    std::string message, hint;
  };
  std::vector<Wrong> wrong; // what the parser reads, and nobody may mean
};

// What a typedef says, from here on.
void declare_types(ast::Declaration const&, Vocabulary&);

} // namespace barrister::frontend::litmus
