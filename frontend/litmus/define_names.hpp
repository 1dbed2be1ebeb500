// SPDX-License-Identifier: BSD-2-Clause
// To the preprocessor, names have no scopes: what is defined can be called nothing else.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"
#include <set>

namespace barrister::frontend::litmus {

// An error if what is defined has a name of a function, a parameter, a local or a member.
void check_define_name(Source const&, Span name, std::set<std::string> const& names, Diagnostics&);

// The names that are declared in it are added.
void add_names(ast::Struct const&, std::set<std::string>&);
void add_names(ast::Function const&, std::set<std::string>&);
void add_names(ast::Block const&, std::set<std::string>&);

} // namespace barrister::frontend::litmus
