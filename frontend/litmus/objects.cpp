// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/objects.hpp"
#include "frontend/litmus/call_rcu.hpp"
#include "frontend/litmus/memory_locals.hpp"
#include "frontend/litmus/types.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace barrister::frontend::litmus {
namespace {

class Collector {
public:
  Collector(ast::Test const& test, Structs const& structs, Source const& source, Diagnostics& diagnostics)
      : test_(test), structs_(structs), source_(source), diagnostics_(diagnostics) {}

  Objects run() {
    warn_of_doubles();
    for (auto const& item : test_.init) add(item);
    for (auto const& f : test_.functions)
      for (auto const& p : f.parameters) add(p);
    for (auto const& f : test_.functions)
      for (auto const& local : memory_locals(f, structs_, source_, diagnostics_)) add(f.cpu, local);
    for (auto const& call : rcu_calls(test_))
      for (auto const& p : callback(call, 0).parameters) add(p);
    for (auto const& l : test_.question.locations) ask(l);
    if (test_.question.filter) ask(*test_.question.filter);
    if (test_.question.condition) ask(*test_.question.condition);

    std::vector<Object> sorted;
    std::vector<CType> types;
    for (auto& [name, object] : found_) {
      CType type{types_[name], {}};
      if (object.is_array) type.array = object.initial.size();
      object.members = structs_.members(type);
      if (!object.members.empty()) object.initial.assign(object.members.size(), number(0));
      sorted.push_back(std::move(object));
      types.push_back(std::move(type));
    }
    Objects objects(sorted, types);
    for (auto const& item : test_.init) // values last: they may be addresses of any of them
      if (!item.location.cpu) set_value(sorted[*objects.find(item.location.name)], item, objects);
    return Objects(std::move(sorted), std::move(types));
  }

private:
  Object& object(std::string const& name) {
    auto& o = found_[name];
    o.name = name;
    return o;
  }
  void set_type(Object& o, ast::TypeName const& type) {
    if (!o.type.spelling.empty()) return;
    o.type = to_type(type);
    types_[o.name] = type;
  }
  void add(ast::InitItem const& item) {
    if (!item.address.empty()) object(item.address);
    if (item.location.cpu) return;
    for (auto const& v : item.values)
      if (!v.address.empty()) object(v.address);
    auto& o = object(item.location.name);
    auto type = item.type;
    if (!item.location.member.empty()) return;
    if (type.is_given()) set_type(o, type);
    if (item.location.index || (item.is_list && !structs_.fields({type, {}}))) {
      auto const size = std::max<std::size_t>(item.values.size(),
                                              static_cast<std::size_t>(item.location.index.value_or(0)));
      if (size == 0) return diagnostics_.error(source_, item.span, "an array has at least one cell");
      o.is_array = true;
      o.initial.assign(size, number(0));
    }
  }
  void add(CpuId cpu, MemoryLocal const& local) {
    auto& o = object(object_name(cpu, local.name));
    set_type(o, local.type.name);
    o.is_array = local.type.array.has_value();
    o.initial.assign(local.type.array.value_or(1), number(0));
  }
  void add(ast::Parameter const& p) {
    auto& o = object(p.name);
    auto pointed = p.type;
    if (pointed.stars > 0) --pointed.stars;
    set_type(o, pointed);
  }
  void set_value(Object& o, ast::InitItem const& item, Objects const& objects) {
    auto const has_value = item.number || !item.address.empty();
    if (item.is_list) return set_values(o, item, objects);
    if (!item.location.member.empty()) {
      if (auto const cell = cell_of(o, item.location.member, item.location.span); cell && has_value)
        set_cell(o, *cell, value_of(item, objects));
    } else if (!o.is_array && o.members.empty()) {
      set_cell(o, 0, value_of(item, objects));
    } else if (has_value) {
      diagnostics_.error(source_, item.span,
                         o.members.empty() ? "an array starts with a list of values, such as {1,2}"
                                           : "a struct starts with a list of values, such as {1,2}");
    }
  }
  void set_values(Object& o, ast::InitItem const& item, Objects const& objects) {
    std::size_t next = 0;
    for (auto const& v : item.values) {
      if (!v.member.empty()) {
        auto const cell = cell_of(o, v.member, v.span);
        if (!cell) return;
        next = *cell;
      }
      if (next >= o.initial.size())
        return diagnostics_.error(source_, item.span,
                                  "more values than '" + o.name +
                                      "' has cells: " + std::to_string(o.initial.size()));
      set_cell(o, next++,
               v.address.empty() ? number(v.number)
                                 : address_in(objects, v.address, v.address_member, v.span));
    }
  }
  static void set_cell(Object& o, std::size_t cell, Value v) { o.initial[cell] = v; }
  Value value_of(ast::InitItem const& item, Objects const& objects) {
    if (item.address.empty()) return number(item.number.value_or(0));
    return address_in(objects, item.address, item.address_member, item.span);
  }
  Value address_in(Objects const& objects, std::string const& name, std::string const& member, Span span) {
    auto const id = *objects.find(name);
    auto const cell = member.empty() ? 0 : cell_of(objects.all()[id], member, span);
    return address(id, static_cast<std::int64_t>(cell.value_or(0)));
  }
  std::optional<std::size_t> cell_of(Object const& o, std::string const& path, Span span) {
    auto const cell = find_cell(o, path);
    if (!cell) diagnostics_.error(source_, span, "'" + o.name + "' has no '" + path + "'", hint(o));
    return cell;
  }
  static std::string hint(Object const& o) {
    return o.members.empty() ? "declare 'struct ... {...};' before P0, and '" + o.name + "' as one" : "";
  }

  void warn_of_doubles() {
    std::set<std::string> given;
    for (auto const& item : test_.init) {
      auto const& l = item.location;
      bool const has_value = item.number || !item.address.empty() || item.is_list;
      auto const name = (l.cpu ? std::to_string(*l.cpu) + ":" : "") + l.name + l.member;
      if (has_value && !given.insert(name).second)
        diagnostics_.warning(source_, item.span, "'" + name + "' is given a value twice: this one counts");
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
  Structs const& structs_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::map<std::string, Object> found_;
  std::map<std::string, ast::TypeName> types_; // of each, of an array: of a cell
};

} // namespace

Objects::Objects(std::vector<Object> sorted, std::vector<CType> types) {
  for (std::size_t i = 0; i < sorted.size(); ++i) add(std::move(sorted[i]), std::move(types[i]));
}
ObjectId Objects::add(Object object, CType type) {
  auto const id = static_cast<ObjectId>(objects_.size());
  ids_.emplace(object.name, id);
  objects_.push_back(std::move(object));
  types_.push_back(std::move(type));
  return id;
}
std::optional<ObjectId> Objects::find(std::string_view name) const {
  auto const at = ids_.find(name);
  return at == ids_.end() ? std::nullopt : std::optional(at->second);
}
Value Objects::address_of(std::string_view name) const { return address(*find(name)); }

Objects collect_objects(ast::Test const& test, Structs const& structs, Source const& source,
                        Diagnostics& diagnostics) {
  return Collector(test, structs, source, diagnostics).run();
}

std::optional<std::size_t> find_cell(Object const& o, std::string const& path) {
  auto const at = std::ranges::find(o.members, path, &Member::name);
  if (at != o.members.end()) return static_cast<std::size_t>(at - o.members.begin());
  for (std::size_t i = 0; o.members.empty() && i < o.initial.size(); ++i)
    if (path == "[" + std::to_string(i) + "]") return i;
  return std::nullopt;
}

Value initial_value(ast::InitItem const& item, Objects const& objects) {
  if (item.address.empty()) return number(item.number.value_or(0));
  auto const id = *objects.find(item.address);
  auto const cell = item.address_member.empty() ? 0 : find_cell(objects.all()[id], item.address_member);
  return address(id, static_cast<std::int64_t>(cell.value_or(0)));
}

} // namespace barrister::frontend::litmus
