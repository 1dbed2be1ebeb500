// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/objects.hpp"
#include "frontend/litmus/hint.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
#include <map>

namespace barrister::frontend::litmus {
namespace {

class Collector {
public:
  Collector(ast::Test const& test, Source const& source, Diagnostics& diagnostics)
      : test_(test), source_(source), diagnostics_(diagnostics) {}

  Objects run() {
    for (auto const& item : test_.init) add(item);
    for (auto const& f : test_.functions)
      for (auto const& p : f.parameters) add(p);
    for (auto const& l : test_.question.locations) ask(l);
    if (test_.question.filter) ask(*test_.question.filter);
    if (test_.question.condition) ask(*test_.question.condition);

    std::vector<Object> sorted;
    for (auto& [name, object] : found_) sorted.push_back(std::move(object));
    Objects objects(sorted);
    for (auto const& item : test_.init) // values last: they may be addresses of any of them
      if (!item.location.cpu) set_value(sorted[*objects.find(item.location.name)], item, objects);
    return Objects(std::move(sorted));
  }

private:
  Object& object(std::string const& name) {
    auto& o = found_[name];
    o.name = name;
    return o;
  }
  void set_type(Object& o, ast::TypeName const& type) {
    if (o.type.spelling.empty()) o.type = to_type(type);
  }
  void add(ast::InitItem const& item) {
    if (!item.address.empty()) object(item.address);
    if (item.location.cpu) return;
    auto& o = object(item.location.name);
    auto type = item.type;
    if (type.is_given()) set_type(o, type);
    if (item.location.index || item.is_list) {
      auto const size = std::max<std::size_t>(item.numbers.size(),
                                              static_cast<std::size_t>(item.location.index.value_or(0)));
      if (size == 0) return diagnostics_.error(source_, item.span, "an array has at least one cell");
      o.is_array = true;
      o.initial.assign(size, number(0));
    }
  }
  void add(ast::Parameter const& p) {
    auto& o = object(p.name);
    auto pointed = p.type;
    if (pointed.stars > 0) --pointed.stars;
    set_type(o, pointed);
  }
  void set_value(Object& o, ast::InitItem const& item, Objects const& objects) {
    if (item.is_list) {
      for (std::size_t i = 0; i < item.numbers.size(); ++i)
        o.initial[i] = convert(number(item.numbers[i]), o.type);
    } else if (!o.is_array) {
      o.initial[0] = convert(initial_value(item, objects), o.type);
    } else if (!item.numbers.empty() || !item.address.empty()) {
      diagnostics_.error(source_, item.span, "an array starts with a list of values, such as {1,2}");
    }
  }

  void ask(ast::Location const& l) {
    if (l.cpu || found_.contains(l.name)) return;
    std::vector<std::string> known;
    for (auto const& [name, o] : found_) known.push_back(name);
    diagnostics_.warning(source_, l.span, "no CPU has a shared variable '" + l.name + "'",
                         did_you_mean(l.name, known));
    object(l.name);
  }
  void ask(ast::Condition const& c) {
    if (c.kind == Proposition::Kind::Equal) {
      ask(c.atom.left);
      if (auto const* right = std::get_if<ast::Location>(&c.atom.right)) ask(*right);
    }
    for (auto const& operand : c.operands) ask(operand);
  }

  ast::Test const& test_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::map<std::string, Object> found_;
};

} // namespace

std::optional<ObjectId> Objects::find(std::string_view name) const {
  auto const at =
      std::ranges::lower_bound(objects_, name, {}, [](Object const& o) { return std::string_view(o.name); });
  if (at == objects_.end() || at->name != name) return std::nullopt;
  return static_cast<ObjectId>(at - objects_.begin());
}
Value Objects::address_of(std::string_view name) const { return address(*find(name)); }

Objects collect_objects(ast::Test const& test, Source const& source, Diagnostics& diagnostics) {
  return Collector(test, source, diagnostics).run();
}

Value initial_value(ast::InitItem const& item, Objects const& objects) {
  if (!item.address.empty()) return objects.address_of(item.address);
  return number(item.numbers.empty() ? 0 : item.numbers.front());
}

} // namespace barrister::frontend::litmus
