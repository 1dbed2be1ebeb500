// SPDX-License-Identifier: BSD-2-Clause
// The primitives of a .def file, such as the kernel's linux-kernel.def:
//
//   READ_ONCE(X) __load{once}(X)
//   smp_store_mb(X,V) { __store{once}(X,V); __fence{mb}; }
//
// As with herd7, what gives a value and what is a statement are looked up apart, and the last definition of a
// name counts.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"
#include <map>

namespace barrister::frontend {
namespace litmus {

struct Macro {
  std::string name;
  std::vector<std::string> parameters;
  std::variant<ast::ExpressionPtr, ast::Block> body;
};

} // namespace litmus

class Macros {
public:
  void define(litmus::Macro);
  litmus::Macro const* expression(std::string const& name) const;
  litmus::Macro const* statement(std::string const& name) const;
  std::vector<std::string> expression_names() const;
  std::vector<std::string> statement_names() const;

private:
  std::map<std::string, litmus::Macro> expressions_, statements_;
};

// On failure: nothing, and one error in the diagnostics.
std::optional<Macros> load_macros(std::string const& file, std::string const& text, Diagnostics&);

} // namespace barrister::frontend
