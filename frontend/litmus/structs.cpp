// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/structs.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr std::size_t most_cells = 4096; // of one variable
constexpr int most_defines = 50;         // one in the other

std::string without_qualifiers(ast::TypeName const& name) { return to_type({name.words, 0}).spelling; }

std::optional<Operator> to_operator(ast::Infix op) {
  switch (op) {
  case ast::Infix::Add: return Operator::Add;
  case ast::Infix::Subtract: return Operator::Subtract;
  case ast::Infix::Multiply: return Operator::Multiply;
  case ast::Infix::Divide: return Operator::Divide;
  case ast::Infix::ShiftLeft: return Operator::ShiftLeft;
  default: return std::nullopt;
  }
}

} // namespace

Structs::Structs(ast::Test const& test, Source const& source, Diagnostics& diagnostics) {
  for (auto const& d : test.defines) defines_[d.name] = d.value;
  for (auto const& s : test.structs)
    if (!layouts_.emplace("struct " + s.name, make(s, source, diagnostics)).second)
      diagnostics.error(source, s.span, "the struct '" + s.name + "' is declared twice");
}

ast::ExpressionPtr Structs::define(std::string const& name) const {
  auto const at = defines_.find(name);
  return at == defines_.end() ? nullptr : at->second;
}
std::optional<std::int64_t> Structs::constant(ast::Expression const& e) const {
  auto const* at = &e;
  for (int depth = 0; depth < most_defines; ++depth) {
    if (auto const* n = std::get_if<ast::Number>(&at->node)) return n->value;
    if (auto const* b = std::get_if<ast::Binary>(&at->node)) {
      auto const left = constant(*b->left), right = constant(*b->right);
      auto const op = to_operator(b->op);
      if (!left || !right || !op) return std::nullopt;
      auto const folded = apply(*op, number(*left), number(*right));
      return folded ? std::optional(folded->number) : std::nullopt;
    }
    auto const* name = std::get_if<ast::Name>(&at->node);
    auto const defined = name ? define(name->text) : nullptr;
    if (!defined) return std::nullopt;
    at = defined.get();
  }
  return std::nullopt;
}

Structs::Layout const* Structs::layout(ast::TypeName const& name) const {
  if (name.stars > 0) return nullptr;
  auto const at = layouts_.find(without_qualifiers(name));
  return at == layouts_.end() ? nullptr : &at->second;
}
std::vector<Field> const* Structs::fields(CType const& type) const {
  auto const* found = type.array ? nullptr : layout(type.name);
  return found ? &found->fields : nullptr;
}
std::size_t Structs::cells(CType const& type) const {
  auto const* found = layout(type.name);
  return type.array.value_or(1) * (found ? found->cells : 1);
}
std::size_t Structs::alignment(CType const& type) const {
  if (auto const* found = layout(type.name)) return found->alignment;
  return std::max<std::size_t>(1, to_type(type.name).bits / 8);
}
std::size_t Structs::bytes(CType const& type) const {
  auto const* found = layout(type.name);
  return type.array.value_or(1) * (found ? found->bytes : alignment(type));
}

Structs::Layout Structs::make(ast::Struct const& from, Source const& source, Diagnostics& diagnostics) {
  Layout out;
  for (auto const& declaration : from.members)
    for (auto const& d : declaration.declarators) {
      CType type{{declaration.type, d.stars}, {}};
      auto const words = without_qualifiers(type.name);
      if (words == "struct " + from.name && d.stars == 0)
        diagnostics.error(source, d.span, "a struct cannot have itself as a member",
                          "a pointer can: '" + words + " *" + d.name + "'");
      if (d.is_array) {
        auto const size = d.size ? constant(*d.size) : std::nullopt;
        if (!size || *size < 1 || *size > static_cast<std::int64_t>(most_cells))
          diagnostics.error(source, d.span, "the size of this array is not a number from 1 to 4096");
        else
          type.array = static_cast<std::size_t>(*size);
      }
      if (d.value || d.is_list)
        diagnostics.error(source, d.span, "a member of a struct starts with no value here");
      if (std::ranges::find(out.fields, d.name, &Field::name) != out.fields.end())
        diagnostics.error(source, d.span, "the member '" + d.name + "' comes twice");
      auto const align = alignment(type);
      out.alignment = std::max(out.alignment, align);
      out.bytes = (out.bytes + align - 1) / align * align + bytes(type);
      out.fields.push_back({d.name, type, out.cells});
      out.cells += cells(type);
      if (out.cells > most_cells) {
        diagnostics.error(source, d.span, "a struct of more than 4096 cells");
        return {};
      }
    }
  if (out.fields.empty()) diagnostics.error(source, from.span, "a struct without members");
  out.bytes = (out.bytes + out.alignment - 1) / out.alignment * out.alignment;
  return out;
}

std::vector<Member> Structs::members(CType const& type) const {
  std::vector<Member> out;
  if (layout(type.name)) add_members("", type, out);
  return out;
}
void Structs::add_members(std::string const& prefix, CType const& type, std::vector<Member>& out) const {
  if (type.array) {
    for (std::size_t i = 0; i < *type.array; ++i)
      add_members(prefix + "[" + std::to_string(i) + "]", {type.name, {}}, out);
  } else if (auto const* inside = fields(type)) {
    for (auto const& f : *inside) add_members(prefix + "." + f.name, f.type, out);
  } else {
    out.push_back({prefix, to_type(type.name)});
  }
}

} // namespace barrister::frontend::litmus
