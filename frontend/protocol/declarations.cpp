// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/declarations.hpp"
#include "frontend/litmus/define_names.hpp"
#include "frontend/litmus/header_constants.hpp"
#include "frontend/litmus/read.hpp"
#include "frontend/litmus/structs.hpp"
#include "frontend/litmus/walk.hpp"
#include "frontend/protocol/replace.hpp"
#include <algorithm>
#include <map>

namespace barrister::frontend::protocol {
namespace {

namespace c = litmus::ast;

class Collector {
public:
  Collector(Text const& text, Diagnostics& diagnostics) : text_(text), diagnostics_(diagnostics) {
    out_.source = text.source;
    out_.vocabulary = text.vocabulary;
    for (auto const& [name, value] : {std::pair{"NULL", 0}, {"false", 0}, {"true", 1}})
      out_.c.defines.push_back({name, number(value, {})});
  }

  std::optional<Declarations> run(std::string const& variant) {
    for (auto const& file : text_.files)
      for (auto const& d : file.declarations) std::visit([this](auto const& one) { add(one); }, d);
    changing_ = true;
    for (auto const* v : chain(variant))
      for (auto const& d : v->changes) std::visit([this](auto const& one) { add(one); }, d);
    if (!has_world_)
      diagnostics_.error(out_.source, text_.files.back().name.span, "this protocol declares no world",
                         "'world { cpu 0, 1; task t on 0, 1; }'");
    add_header_constants();
    type_enumerators();
    check_macros();
    if (diagnostics_.failed()) return std::nullopt;
    return std::move(out_);
  }

private:
  static c::ExpressionPtr number(std::int64_t n, Span span) {
    return std::make_shared<c::Expression const>(c::Expression{c::Number{n}, span});
  }
  // The variant, behind those it comes from.
  std::vector<ast::Variant const*> chain(std::string const& name) const {
    auto const at = std::ranges::find(text_.variants, name, [](auto const& v) { return v.name.text; });
    if (at == text_.variants.end()) return {};
    auto out = at->of.text.empty() ? std::vector<ast::Variant const*>{} : chain(at->of.text);
    out.push_back(&*at);
    return out;
  }
  void twice(Span span, std::string const& what) {
    diagnostics_.error(out_.source, span, "'" + what + "' is declared twice",
                       "a variant may say it again; a library's hook may be defined once");
  }

  void define(std::string const& name, c::ExpressionPtr value, Span span) {
    auto const at = std::ranges::find(out_.c.defines, name, &c::Define::name);
    if (at == out_.c.defines.end()) return out_.c.defines.push_back({name, std::move(value)});
    auto const same = out_.source.text(at->value->span) == out_.source.text(value->span);
    if (!changing_ && !same) return twice(span, name);
    at->value = std::move(value);
  }
  // Those of the kernel's headers, where the file gives these names no meaning of its own.
  void add_header_constants() {
    std::set<std::string> names;
    for (auto const& d : out_.c.defines) names.insert(d.name);
    for (auto const& f : out_.c.helpers) names.insert(f.called);
    for (auto const& s : out_.specials) names.insert(s.name.text);
    for (auto const& g : out_.globals)
      for (auto const& d : g.declaration.declarators) names.insert(d.name);
    for (auto const& one : litmus::header_constants())
      if (!names.contains(std::string(one.name)))
        out_.c.defines.push_back({std::string(one.name), std::make_shared<c::Expression const>(c::Expression{
                                                             c::Number{one.value, one.type}, Span{}})});
  }
  void add(ast::Enum const& e) {
    auto& names = out_.enums["enum " + e.name.text];
    names.clear();
    auto last = number(-1, {});
    for (auto const& one : e.all) {
      names.push_back(one.name.text);
      auto const next = std::make_shared<c::Expression const>(
          c::Expression{c::Binary{c::Infix::Add, last, number(1, one.name.span)}, one.name.span});
      last = one.value ? one.value : next;
      define(one.name.text, last, one.name.span);
      enumerators_.insert(one.name.text);
      if (!e.name.text.empty()) typed_.emplace(one.name.text, e.name);
    }
  }
  // One that an int can hold is an int (C11 6.7.2.2). The type of the enum is one without a sign, unless a
  // constant of it is less than 0.
  void type_enumerators() {
    litmus::Structs const known(
        [&] {
          c::Test test;
          test.defines = out_.c.defines;
          return test;
        }(),
        out_.source, diagnostics_);
    for (auto& d : out_.c.defines) {
      if (!enumerators_.contains(d.name)) continue;
      auto const value = known.constant(*d.value);
      if (!value) { // and so is not its type
        diagnostics_.unsupported(out_.source, d.value->span,
                                 "a constant of an enum that is not of numbers and names of such: '" +
                                     d.name + "'");
        continue;
      }
      if (*value == static_cast<std::int32_t>(*value))
        d.value =
            std::make_shared<c::Expression const>(c::Expression{c::Cast{{"int", 0}, d.value}, d.value->span});
      auto const type = typed_.find(d.name);
      if (type != typed_.end() && (*value < 0 || *value > UINT32_MAX))
        diagnostics_.unsupported(
            out_.source, type->second.span,
            "an enum that is a type, with a constant that is less than 0, or has more than "
            "32 bits: '" +
                d.name + "'",
            "leave its name out, and declare what holds its constants as 'int'");
    }
  }
  void add(ast::Typedef const& t) {
    if (t.structure) add(*t.structure);
    if (!t.enumeration) return;
    add(*t.enumeration);
    for (auto const& one : t.enumeration->all) typed_.emplace(one.name.text, one.name);
  }
  void add(ast::Define const& d) {
    litmus::check_define(out_.source, d.name.span, *d.value, diagnostics_);
    define(d.name.text, d.value, d.name.span);
    macros_.emplace(d.name.text, d.name.span);
  }
  void check_macros() {
    std::set<std::string> names;
    for (auto const& one : out_.c.structs) litmus::add_names(one, names);
    for (auto const& f : out_.c.helpers) litmus::add_names(f, names);
    for (auto const& h : out_.hooks) litmus::add_names(h.function, names);
    for (auto const& code : out_.codes) litmus::add_names(code.body, names);
    for (auto const& a : out_.world.agents) litmus::add_names(a.body, names);
    for (auto const& [name, span] : macros_)
      litmus::check_define_name(out_.source, span, names, diagnostics_);
  }

  // What has a name: in a variant, it takes the place of what has it already.
  template <class List, class Name>
  void put(List& list, typename List::value_type one, Name name, Span span) {
    auto const at = std::ranges::find(list, name(one), name);
    if (at == list.end()) return list.push_back(std::move(one));
    if (!changing_) return twice(span, name(one));
    *at = std::move(one);
  }
  static std::string const& name_of_word(ast::Word const& w) { return w.text; }
  // A struct in it is one of its own; where it has no name, its members are those of the one around it.
  void add(c::Struct const& s) {
    auto whole = s;
    for (std::size_t i = 0; i < whole.members.size(); ++i) {
      auto& m = whole.members[i];
      if (!m.inner) continue;
      auto inner = *m.inner;
      if (inner.members.empty() || inner.members.front().declarators.empty())
        inner.span = s.span;
      else if (inner.name.empty())
        inner.span = inner.members.front().declarators.front().span;
      if (m.declarators.empty() && !inner.name.empty())
        diagnostics_.error(out_.source, inner.span, "this struct has a name, and declares no member",
                           "without its name, its members are those of the struct around it");
      if (m.declarators.empty()) m.declarators.emplace_back().span = inner.span;
      if (inner.name.empty()) inner.name = s.name + "." + std::to_string(i); // nobody can write it
      m.type = "struct " + inner.name;
      add(inner);
    }
    put(
        out_.c.structs, whole, [](c::Struct const& one) -> std::string const& { return one.name; }, s.span);
  }
  void add(ast::Global const& g) {
    for (auto const& d : g.declaration.declarators) {
      if (type_of(g.declaration, d).of)
        diagnostics_.unsupported(out_.source, d.span, litmus::typeof_is_for_locals);
      ast::Global one{{g.declaration.type, {d}}};
      put(
          out_.globals, one,
          [](ast::Global const& x) -> std::string const& { return x.declaration.declarators[0].name; },
          d.span);
    }
  }
  // What a struct or an enum declares besides itself.
  void add(ast::StructAndGlobal const& s) {
    add(s.type);
    add(ast::Global{s.declaration});
  }
  void add(ast::EnumAndGlobal const& e) {
    add(e.type);
    if (!e.declaration.declarators.empty())
      for (auto const& one : e.type.all) typed_.emplace(one.name.text, one.name);
    add(ast::Global{e.declaration});
  }
  void add(ast::Specials const& s) {
    for (auto const& one : s.all) add(one);
  }
  void add(ast::Special const& s) {
    if (s.type.of) diagnostics_.unsupported(out_.source, s.name.span, litmus::typeof_is_for_locals);
    put(
        out_.specials, s, [](ast::Special const& one) -> std::string const& { return one.name.text; },
        s.name.span);
  }
  void note_labels(c::Block const& block) {
    for (auto const& s : block) {
      if (auto const* label = std::get_if<c::Label>(&s.node); label && !label->name.empty())
        out_.labels.insert(label->name);
      litmus::for_each_block(s, [this](c::Block const& inner) { note_labels(inner); });
    }
  }
  void add(ast::Code const& code) {
    note_labels(code.body);
    put(
        out_.codes, code, [](ast::Code const& one) -> std::string const& { return one.name.text; },
        code.name.span);
  }
  void add(ast::Start const& s) {
    put(
        out_.starts, s, [](ast::Start const& one) -> std::string const& { return one.name.text; },
        s.name.span);
  }
  void add(ast::Invariant const& i) { out_.invariants.push_back(i); }
  void add(ast::Property const& p) {
    put(
        out_.properties, p, [](ast::Property const& one) -> std::string const& { return one.name.text; },
        p.name.span);
  }
  void add(ast::World const& w) {
    if (has_world_ && !changing_) return diagnostics_.error(out_.source, w.span, "there are two worlds");
    has_world_ = true;
    for (auto const& a : w.agents) note_labels(a.body);
    out_.world = w;
  }
  void add(ast::Function const& f) {
    note_labels(f.function.body);
    auto function = f.function;
    auto& parameters = function.parameters;
    if (parameters.size() == 1 && parameters[0].type.words == "void" && parameters[0].type.stars == 0 &&
        parameters[0].name.empty())
      parameters.clear();
    if (f.is_hook) {
      auto hook = f;
      hook.function = std::move(function);
      return put(
          out_.hooks, hook,
          [](ast::Function const& one) -> std::string const& { return one.function.called; },
          f.function.name);
    }
    if (!f.has_body) return; // a promise; calls are checked against what is there
    for (auto const& p : parameters)
      if (p.name.empty()) diagnostics_.error(out_.source, p.span, "this parameter has no name");
    put(
        out_.c.helpers, function, [](c::Function const& one) { return one.called; }, f.function.name);
  }
  void add(ast::Replace const& r) {
    replace(out_, r, diagnostics_);
    for (auto const& f : out_.c.helpers) note_labels(f.body);
    for (auto const& code : out_.codes) note_labels(code.body);
  }

  Text const& text_;
  Diagnostics& diagnostics_;
  Declarations out_{Source("", ""), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  std::set<std::string> enumerators_;
  std::map<std::string, ast::Word> typed_; // constants of enums that something may be declared with; where
  std::map<std::string, Span> macros_;
  bool has_world_ = false;
  bool changing_ = false; // what follows is a variant's
};

} // namespace

std::optional<Declarations> declarations_of(Text const& text, std::string const& variant,
                                            Diagnostics& diagnostics) {
  return Collector(text, diagnostics).run(variant);
}

} // namespace barrister::frontend::protocol
