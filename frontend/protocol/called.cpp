// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/called.hpp"
#include "frontend/litmus/walk.hpp"
#include "frontend/protocol.hpp"
#include <algorithm>

namespace barrister::frontend {
namespace protocol {
namespace {

namespace c = litmus::ast;

class Caller {
public:
  explicit Caller(Declarations const& from) : from_(from) {}

  std::set<std::string> run() {
    for (auto const& code : from_.codes) in(code.body);
    for (auto const& agent : from_.world.agents) in(agent.body);
    for (auto const& task : from_.world.tasks) in(task.values);
    for (auto const& special : from_.specials) in(special.value);
    for (auto const& global : from_.globals)
      for (auto const& d : global.declaration.declarators) in(d.value), in(d.values);
    for (auto const& start : from_.starts) in(start.conditions);
    for (auto const& invariant : from_.invariants) in(invariant.conditions);
    for (auto const& property : from_.properties) in(property.condition);
    return std::move(called_);
  }

private:
  void in(c::Block const& block) {
    for (auto const& s : block) {
      litmus::for_each_expression(s, [this](c::ExpressionPtr const& e) { in(e); });
      litmus::for_each_block(s, [this](c::Block const& inner) { in(inner); });
    }
  }
  void in(std::vector<c::ExpressionPtr> const& all) {
    for (auto const& e : all) in(e);
  }
  void in(c::ExpressionPtr const& e) {
    if (!e) return;
    if (auto const* name = std::get_if<c::Name>(&e->node)) named(name->text);
    if (auto const* call = std::get_if<c::Call>(&e->node)) named(call->function);
    litmus::for_each_operand(*e, [this](c::ExpressionPtr const& operand) { in(operand); });
  }
  void named(std::string const& name) {
    if (!seen_.insert(name).second) return;
    auto const function = std::ranges::find(from_.c.helpers, name, &c::Function::called);
    if (function != from_.c.helpers.end()) {
      called_.insert(name);
      in(function->body);
    }
    auto const define = std::ranges::find(from_.c.defines, name, &c::Define::name);
    if (define != from_.c.defines.end()) in(define->value);
  }

  Declarations const& from_;
  std::set<std::string> seen_, called_;
};

} // namespace

std::set<std::string> called_functions(Declarations const& from) { return Caller(from).run(); }

} // namespace protocol

std::vector<UncalledFunction> uncalled_functions(ProtocolFile const& file) {
  auto const& text = *file.text;
  auto const own = text.source.place(text.files.back().name.span.begin).file;
  std::vector<UncalledFunction> all;
  std::set<std::string> called;
  for (auto const& variant : file.variants) {
    Diagnostics diagnostics; // what is wrong is said where the variant is resolved
    auto const from = protocol::declarations_of(text, variant.name, diagnostics);
    if (!from) return {};
    called.merge(protocol::called_functions(*from));
    for (auto const& f : from->c.helpers) {
      auto const place = from->source.place(f.name.begin);
      bool const is_known = std::ranges::find(all, f.called, &UncalledFunction::name) != all.end();
      if (!is_known && place.file && own && *place.file == *own) all.push_back({f.called, place});
    }
  }
  std::erase_if(all, [&](UncalledFunction const& f) { return called.contains(f.name); });
  return all;
}

} // namespace barrister::frontend
