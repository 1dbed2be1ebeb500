// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/pointed.hpp"
#include "frontend/litmus/walk.hpp"
#include <algorithm>
#include <set>

namespace barrister::frontend::protocol {
namespace {

namespace c = litmus::ast;

class Finder {
public:
  explicit Finder(c::Test const& test) : test_(test) {}

  void in(c::Block const& block) {
    for (auto const& s : block) {
      litmus::for_each_expression(s, [this](c::ExpressionPtr const& e) { in(e); });
      litmus::for_each_block(s, [this](c::Block const& inner) { in(inner); });
    }
  }
  void in(c::ExpressionPtr const& e) {
    if (auto const* name = std::get_if<c::Name>(&e->node)) {
      if (auto const* f = function(name->text)) {
        pointed_.insert(f);
        visit(f);
      }
      for (auto const& d : test_.defines)
        if (d.name == name->text && defines_.insert(d.name).second) in(d.value);
    }
    if (auto const* call = std::get_if<c::Call>(&e->node)) visit(function(call->function));
    litmus::for_each_operand(*e, [this](c::ExpressionPtr const& operand) { in(operand); });
  }
  std::vector<c::Function const*> found() const {
    std::vector<c::Function const*> out;
    for (auto const& f : test_.helpers)
      if (pointed_.contains(&f)) out.push_back(&f);
    return out;
  }

private:
  c::Function const* function(std::string const& name) const {
    auto const at = std::ranges::find(test_.helpers, name, &c::Function::called);
    return at == test_.helpers.end() ? nullptr : &*at;
  }
  void visit(c::Function const* f) {
    if (f && visited_.insert(f).second) in(f->body);
  }

  c::Test const& test_;
  std::set<c::Function const*> pointed_, visited_;
  std::set<std::string> defines_;
};

} // namespace

std::vector<c::Function const*> pointed_functions(c::Test const& test,
                                                  std::vector<c::Block const*> const& roots,
                                                  std::vector<c::ExpressionPtr> const& values) {
  Finder finder(test);
  for (auto const* root : roots) finder.in(*root);
  for (auto const& v : values) finder.in(v);
  return finder.found();
}

} // namespace barrister::frontend::protocol
