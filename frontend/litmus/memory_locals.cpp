// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/memory_locals.hpp"
#include "frontend/litmus/walk.hpp"
#include <set>

namespace barrister::frontend::litmus {
namespace {

// try_cmpxchg(p, &old, v) means the local itself.
void find_addressed(ast::ExpressionPtr const& e, std::set<std::string>& found) {
  if (auto const* call = std::get_if<ast::Call>(&e->node);
      call && call->function.find("try_cmpxchg") != std::string::npos && call->arguments.size() == 3) {
    auto const* u = std::get_if<ast::Unary>(&call->arguments[1]->node);
    if (u && u->op == ast::Prefix::AddressOf && std::holds_alternative<ast::Name>(u->operand->node)) {
      find_addressed(call->arguments[0], found);
      find_addressed(call->arguments[2], found);
      return;
    }
  }
  if (auto const* u = std::get_if<ast::Unary>(&e->node); u && u->op == ast::Prefix::AddressOf)
    if (auto const* name = std::get_if<ast::Name>(&u->operand->node)) found.insert(name->text);
  for_each_operand(*e, [&](ast::ExpressionPtr const& operand) { find_addressed(operand, found); });
}
void find_addressed(ast::Block const& block, std::set<std::string>& found) {
  for (auto const& s : block) {
    for_each_expression(s, [&](ast::ExpressionPtr const& e) { find_addressed(e, found); });
    for_each_block(s, [&](ast::Block const& inner) { find_addressed(inner, found); });
  }
}

class Finder {
public:
  Finder(Structs const& structs, Source const& source, Diagnostics& diagnostics)
      : structs_(structs), source_(source), diagnostics_(diagnostics) {}
  std::vector<MemoryLocal> run(ast::Function const& function) {
    find_addressed(function.body, addressed_);
    for (auto const& p : function.parameters) addressed_.erase(p.name);
    find(function.body);
    return std::move(found_);
  }

private:
  void find(ast::Block const& block) {
    for (auto const& s : block) {
      if (auto const* declaration = std::get_if<ast::Declaration>(&s.node))
        for (auto const& d : declaration->declarators) add(*declaration, d);
      for_each_block(s, [&](ast::Block const& inner) { find(inner); });
    }
  }
  void add(ast::Declaration const& declaration, ast::Declarator const& d) {
    CType type{type_of(declaration, d), {}};
    if (type.name.of && (d.is_array || d.is_list || addressed_.contains(d.name)))
      return diagnostics_.unsupported(source_, d.span, "a local in memory that is declared by typeof()",
                                      "write the type itself");
    if (d.is_array) {
      auto const size =
          d.size ? structs_.constant(*d.size) : std::optional(static_cast<std::int64_t>(d.values.size()));
      constexpr std::int64_t most = 4096;
      if (!size || *size < 1 || *size > most)
        return diagnostics_.error(source_, d.span, "the size of this array is not a number from 1 to 4096");
      type.array = static_cast<std::size_t>(*size);
    } else if (!structs_.fields(type) && !addressed_.contains(d.name)) {
      return;
    }
    if (!names_.insert(d.name).second)
      return diagnostics_.error(source_, d.span, "'" + d.name + "' is declared twice");
    found_.push_back({d.name, type, d.span});
  }

  Structs const& structs_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::set<std::string> addressed_, names_;
  std::vector<MemoryLocal> found_;
};

} // namespace

std::vector<MemoryLocal> memory_locals(ast::Function const& function, Structs const& structs,
                                       Source const& source, Diagnostics& diagnostics) {
  return Finder(structs, source, diagnostics).run(function);
}
std::string object_name(CpuId cpu, std::string const& local) {
  return "P" + std::to_string(cpu) + "." + local;
}

} // namespace barrister::frontend::litmus
