// SPDX-License-Identifier: BSD-2-Clause
// The types that C tells apart: where the members of a struct are, how many cells and bytes something takes.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/ast.hpp"
#include <functional>
#include <map>

namespace barrister::frontend::litmus {

constexpr char const* typeof_is_for_locals = "typeof() of what is no local";
struct CType {
  ast::TypeName name;                 // of an array: of what is in it
  std::optional<std::size_t> array{}; // how many
  bool is_pointer() const { return !array && name.stars > 0; }
};
struct Field {
  std::string name;
  CType type;
  std::size_t cell; // the first it has, from the first of the struct on
};

class Structs {
public:
  Structs(ast::Test const&, Source const&, Diagnostics&);
  // Of a struct declared in the test; null for all else, also for a pointer to one.
  std::vector<Field> const* fields(CType const&) const;
  std::size_t cells(CType const&) const;
  std::size_t bytes(CType const&) const;
  bool has_attributes(CType const&) const; // so that bytes() is not what C says
  // Of a struct or an array of structs; empty for all else.
  std::vector<Member> members(CType const&) const;
  // Where the values of a list go: calls put(cell, its type, value), and says what is wrong with the list.
  using Put = std::function<void(std::size_t cell, CType const&, ast::ExpressionPtr const&)>;
  bool place(CType const&, std::vector<ast::ExpressionPtr> const&, Source const&, Diagnostics&,
             Put const& put) const;
  // Of numbers, names from #define, and what C computes of them.
  std::optional<std::int64_t> constant(ast::Expression const&) const;
  ast::ExpressionPtr define(std::string const& name) const; // null if there is none

private:
  struct Layout {
    std::vector<Field> fields;
    std::size_t cells = 0, bytes = 0, alignment = 1;
    bool has_attributes = false;
  };
  Layout const* layout(ast::TypeName const&) const;
  Layout make(ast::Struct const&, Source const&, Diagnostics&);
  std::size_t alignment(CType const&) const;
  struct Lists;
  void add_members(std::string const& prefix, CType const&, std::vector<Member>&) const;

  std::map<std::string, Layout> layouts_; // by "struct name"
  std::map<std::string, ast::ExpressionPtr> defines_;
};

} // namespace barrister::frontend::litmus
