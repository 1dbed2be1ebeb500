// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/structs.hpp"
#include "frontend/litmus/constants.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>

namespace barrister::frontend::litmus {
namespace {

constexpr std::size_t most_cells = 4096; // of one variable

std::string without_qualifiers(ast::TypeName const& name) { return to_type({name.words, 0}).spelling; }

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
  return constant_of(e, [this](std::string const& name) { return define(name); });
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

bool Structs::has_attributes(CType const& type) const {
  auto const* found = layout(type.name);
  return found && found->has_attributes;
}

Structs::Layout Structs::make(ast::Struct const& from, Source const& source, Diagnostics& diagnostics) {
  Layout out;
  out.has_attributes = from.is_aligned;
  for (auto const& declaration : from.members)
    for (auto const& d : declaration.declarators) {
      CType type{type_of(declaration, d), {}};
      if (type.name.of) diagnostics.unsupported(source, d.span, typeof_is_for_locals);
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
      auto const* inside = d.name.empty() ? fields(type) : nullptr;
      auto const promoted = inside ? *inside : std::vector<Field>{{d.name, type, 0}};
      for (auto const& f : promoted)
        if (std::ranges::find(out.fields, f.name, &Field::name) != out.fields.end())
          diagnostics.error(source, d.span, "the member '" + f.name + "' comes twice");
      if (d.is_aligned || has_attributes(type)) out.has_attributes = true;
      auto const align = alignment(type);
      out.alignment = std::max(out.alignment, align);
      out.bytes = (out.bytes + align - 1) / align * align + bytes(type);
      for (auto const& f : promoted) out.fields.push_back({f.name, f.type, out.cells + f.cell});
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

// As in C: `.b = 1` goes on from b, a list inside fills the struct or array that is next, and a value alone
// fills the next scalar.
struct Structs::Lists {
  Structs const& structs;
  Source const& source;
  Diagnostics& diagnostics;
  Put const& put;

  struct Slot {
    CType type;
    std::size_t cell;
  };
  bool refuse(Span span, std::string message) const {
    diagnostics.error(source, span, std::move(message));
    return false;
  }
  std::vector<Slot> parts(Slot const& whole) const {
    std::vector<Slot> out;
    if (whole.type.array) {
      CType const one{whole.type.name, {}};
      for (std::size_t i = 0; i < *whole.type.array; ++i)
        out.push_back({one, whole.cell + i * structs.cells(one)});
    } else if (auto const* fields = structs.fields(whole.type)) {
      for (auto const& f : *fields) out.push_back({f.type, whole.cell + f.cell});
    } else {
      out.push_back(whole);
    }
    return out;
  }
  bool is_scalar(CType const& type) const { return !type.array && !structs.fields(type); }

  // What ".a", "[1]" or ".b[1].c" names: the part of `whole` it begins with, and the slot itself.
  std::optional<std::pair<std::size_t, Slot>> find(Slot const& whole, std::string_view path) const {
    std::optional<std::size_t> first;
    auto slot = whole;
    while (!path.empty()) {
      auto const end = std::min(path.find_first_of(".[", 1), path.size());
      auto const step = path.substr(0, end);
      path.remove_prefix(end);
      std::size_t index = 0;
      if (step.front() == '[') {
        auto const n = step.substr(1, step.size() - 2);
        for (auto const digit : n) index = index * 10 + static_cast<std::size_t>(digit - '0');
        if (!slot.type.array || n.size() > 5 || index >= *slot.type.array) return std::nullopt;
      } else {
        auto const* fields = structs.fields(slot.type);
        if (!fields) return std::nullopt;
        auto const at = std::ranges::find(*fields, step.substr(1), &Field::name);
        if (at == fields->end()) return std::nullopt;
        index = static_cast<std::size_t>(at - fields->begin());
      }
      if (!first) first = index;
      slot = parts(slot)[index];
    }
    return std::pair{*first, slot};
  }

  bool fill(Slot const& whole, std::vector<ast::ExpressionPtr> const& values) const {
    auto const all = parts(whole);
    std::size_t next = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto const* entry = std::get_if<ast::Initializer>(&values[i]->node);
      std::optional<Slot> slot;
      if (entry && !entry->member.empty()) {
        auto const found = find(whole, entry->member);
        if (!found) return refuse(values[i]->span, "there is no '" + entry->member + "' in this");
        next = found->first;
        slot = found->second;
      } else if (next < all.size()) {
        slot = all[next];
      }
      if (!slot) return refuse(values[i]->span, "more values than there are cells");
      ++next;
      if (entry && !entry->value) {
        if (!fill(*slot, entry->values)) return false;
      } else if (is_scalar(slot->type)) {
        put(slot->cell, slot->type, entry ? entry->value : values[i]);
      } else if (entry) {
        return refuse(values[i]->span, "a struct or an array starts with a list in braces");
      } else { // values without braces around them go on through what is inside
        auto const inner = scalars(*slot);
        for (auto const& one : inner) {
          bool const is_last = &one == &inner.back();
          put(one.cell, one.type, values[i]);
          if (!is_last && ++i == values.size()) break;
          if (!is_last && std::holds_alternative<ast::Initializer>(values[i]->node))
            return refuse(values[i]->span, "braces are missing around what comes before this");
        }
      }
    }
    return true;
  }
  std::vector<Slot> scalars(Slot const& slot) const {
    if (is_scalar(slot.type)) return {slot};
    std::vector<Slot> out;
    for (auto const& part : parts(slot))
      for (auto const& one : scalars(part)) out.push_back(one);
    return out;
  }
};

bool Structs::place(CType const& type, std::vector<ast::ExpressionPtr> const& values, Source const& source,
                    Diagnostics& diagnostics, Put const& put) const {
  return Lists{*this, source, diagnostics, put}.fill({type, 0}, values);
}

} // namespace barrister::frontend::litmus
