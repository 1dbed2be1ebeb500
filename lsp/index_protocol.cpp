// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/protocol/read.hpp"
#include "lsp/making.hpp"
#include "lsp/mended.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

namespace p = frontend::protocol::ast;
using frontend::Diagnostics, frontend::Source, frontend::Writing;
using Space = Making::Space;

Span all_of(Source const& s) { return {0, static_cast<std::uint32_t>(s.text().size())}; }

class Protocol {
public:
  Protocol(Source const& source, Sources& sources) : source_(source), sources_(sources) {}

  Index run() {
    std::optional<p::File> file;
    library_ = sources_.library_for(source_.name());
    auto const known = frontend::protocol::vocabulary_of(source_, all_of(source_), library_);
    auto const text = mended(source_, [&](Source const& now, Diagnostics& d) {
      auto vocabulary = known;
      file = frontend::protocol::read_file(now, all_of(now), vocabulary, d);
      return file.has_value();
    });
    making_.out.is_whole = text && text->gone.empty();
    File const main{source_, words_in(source_, all_of(source_), Writing::Protocol), {}};
    if (text) {
      for (auto const& use : file->uses) used(use);
      declare(main, *file);
      claims(main, *file);
    }
    making_.use_names(main, main.words);
    return making_.finish();
  }

private:
  // Each once; what cannot be read is said elsewhere.
  void used(p::Word const& use) {
    auto const found = library_(use.text);
    if (!found) return;
    if (use.span.end > 0) making_.out.files.emplace_back(use.span, found->name());
    if (!seen_.insert(use.text).second) return;
    auto const& source = kept_.emplace_back(*found);
    Diagnostics ignored;
    auto vocabulary = frontend::protocol::vocabulary_of(source, all_of(source), library_);
    auto const file = frontend::protocol::read_file(source, all_of(source), vocabulary, ignored);
    if (!file) return;
    for (auto inner : file->uses) {
      inner.span = {};
      used(inner);
    }
    files_.push_back({source, words_in(source, all_of(source), Writing::Protocol), source.name()});
    declare(files_.back(), *file);
  }

  Span line(File const& f, Span s) const { return line_of(f.source.text(), s.begin); }

  void declare(File const& f, p::File const& file) {
    for (auto const& d : file.declarations) declare(f, d, {});
    macros(f);
    for (auto const& v : file.variants) {
      making_.global(Space::Variant, Sort::Variant, f, v.name.span, line(f, v.name.span));
      for (auto const& d : v.changes) declare(f, d, v.name.text);
    }
  }
  // What is text, and no declaration: #define f(x) ...; and what nothing is made of.
  void macros(File const& f) {
    for (std::size_t i = 0; i + 1 < f.words.size(); ++i) {
      auto const directive = f.text(f.words[i].span);
      if (!directive.starts_with('#') || !directive.ends_with("define")) continue;
      auto const name = f.words[i + 1].span;
      auto const text = f.source.text();
      if (making_.find(Space::Ordinary, f.text(name))) continue;
      auto whole = line(f, name);
      while (text.substr(0, whole.end).ends_with('\\') && whole.end < text.size())
        whole.end = line(f, {whole.end + 1, whole.end + 1}).end;
      bool const is_called = text.substr(name.end).starts_with('(');
      making_.global(Space::Ordinary, is_called ? Sort::Function : Sort::Constant, f, name, whole);
    }
  }
  void declare(File const& f, p::Declaration const& d, std::string const& variant) {
    std::visit([&](auto const& one) { one_declared(f, one, variant); }, d);
  }

  void one_declared(File const& f, p::Typedef const& t, std::string const& variant) {
    if (t.structure) one_declared(f, *t.structure, variant);
    if (t.enumeration) one_declared(f, *t.enumeration, variant);
    for (auto const& one : t.declaration.declarators)
      if (auto const name = f.find(one.span, one.name); name.begin != name.end)
        making_.global(Space::Ordinary, Sort::Struct, f, name, line(f, name));
  }
  void one_declared(File const& f, p::EnumAndGlobal const& e, std::string const& variant) {
    one_declared(f, e.type, variant);
    one_declared(f, p::Global{e.declaration}, variant);
  }
  void one_declared(File const& f, p::StructAndGlobal const& s, std::string const& variant) {
    one_declared(f, s.type, variant);
    one_declared(f, p::Global{s.declaration}, variant);
  }
  void one_declared(File const& f, p::Specials const& s, std::string const& variant) {
    for (auto const& one : s.all) one_declared(f, one, variant);
  }
  void one_declared(File const& f, p::Enum const& e, std::string const&) {
    if (!e.name.text.empty()) making_.global(Space::Tag, Sort::Enum, f, e.name.span, line(f, e.name.span));
    for (auto const& one : e.all)
      making_.global(Space::Ordinary, Sort::Constant, f, one.name.span, line(f, one.name.span), e.name.text);
  }
  void one_declared(File const& f, p::Define const& d, std::string const&) {
    making_.global(Space::Ordinary, Sort::Constant, f, d.name.span, line(f, d.name.span));
  }
  void one_declared(File const& f, c::Struct const& s, std::string const&) {
    auto const last = s.members.empty() || s.members.back().declarators.empty()
                          ? s.span.end
                          : s.members.back().declarators.back().span.end;
    auto const close = f.source.text().find('}', last);
    auto const end = close == std::string_view::npos ? last : static_cast<std::uint32_t>(close + 1);
    making_.global(Space::Tag, Sort::Struct, f, s.span, {line(f, s.span).begin, end});
    members_declared(f, s, "struct " + s.name);
  }
  void members_declared(File const& f, c::Struct const& s, std::string const& of) {
    for (auto const& m : s.members) {
      if (m.inner) members_declared(f, *m.inner, of);
      for (auto const& one : m.declarators)
        if (auto const name = f.find(one.span, one.name); name.begin != name.end)
          making_.global(Space::Member, Sort::Member, f, name, line(f, name), of);
    }
  }
  void one_declared(File const& f, p::Global const& g, std::string const&) {
    for (auto const& one : g.declaration.declarators)
      if (auto const name = f.find(one.span, one.name); name.begin != name.end)
        making_.global(Space::Ordinary, Sort::Shared, f, name, line(f, name));
  }
  void one_declared(File const& f, p::Special const& s, std::string const&) {
    using Owner = p::Special::Owner;
    auto const sort = s.owner == Owner::Ghost   ? Sort::Ghost
                      : s.owner == Owner::Owned ? Sort::Owned
                                                : Sort::Shared;
    making_.global(Space::Ordinary, sort, f, s.name.span, line(f, s.name.span));
  }
  void one_declared(File const& f, p::Function const& one, std::string const& variant) {
    auto const& function = one.function;
    auto const head = line(f, function.name);
    Span whole = head;
    if (one.has_body) whole.end = function.raw_body.end + 1;
    auto const id = making_.global(Space::Ordinary, one.is_hook ? Sort::Hook : Sort::Function, f,
                                   function.name, whole, variant.empty() ? "" : "variant " + variant);
    if (!one.has_body) return;
    auto& declared = making_.out.symbols[id].declared.back();
    declared.shown = shown(f.source.text(), {head.begin, function.raw_body.begin - 1});
    auto& code = making_.begin_code(function.called, f, whole, variant);
    making_.parameters(code, function.parameters);
    making_.body(code, function.body, function.raw_body);
  }
  void one_declared(File const& f, p::Code const& one, std::string const&) {
    bool const is_task = one.kind == p::Code::Kind::Task;
    Span const whole{line(f, one.name.span).begin, one.text.end + 1};
    making_.global(Space::Ordinary, is_task ? Sort::Task : Sort::Interrupt, f, one.name.span, whole);
    making_.body(making_.begin_code(one.name.text, f, whole), one.body, one.text);
  }
  void one_declared(File const& f, p::World const& w, std::string const&) {
    for (auto const& t : w.tasks)
      making_.global(Space::Ordinary, Sort::Task, f, t.name.span, line(f, t.name.span));
    for (auto const& a : w.agents) {
      making_.global(Space::Agent, Sort::Agent, f, a.name.span, line(f, a.name.span));
      if (a.body.empty()) continue;
      Span const span{a.body.front().span.begin, a.body.back().span.end};
      making_.body(making_.begin_code(a.name.text, f, span), a.body, span);
    }
  }
  void one_declared(File const& f, p::Start const& s, std::string const&) {
    making_.global(Space::Start, Sort::Start, f, s.name.span, s.span);
  }
  void one_declared(File const&, p::Invariant const&, std::string const&) {}
  void one_declared(File const& f, p::Property const& one, std::string const& variant) {
    making_.global(Space::Claim, Sort::Claim, f, one.name.span, one.span,
                   variant.empty() ? "" : "variant " + variant);
    if (one.bound.text.empty()) return;
    auto& code = making_.begin_code(one.name.text, f, one.span);
    auto const id = making_.bound(f, one.bound.span, one.span, one.name.text);
    code.scopes.front().names[one.bound.text] = id;
    code.scopes.front().is_everywhere = true;
  }
  void one_declared(File const&, p::Replace const&, std::string const&) {}

  // What only the text itself says: names in the places that are for them alone.
  void claims(File const& f, p::File const& file) {
    for (auto const& m : file.models) making_.out.models.push_back(m.name.text);
    if (making_.out.models.empty()) making_.out.models.emplace_back("lkmm");
    for (auto const& d : file.declarations) claim(f, d, {""});
    for (auto const& v : file.variants) {
      auto const chain = ancestry(file, v);
      if (!v.of.text.empty()) named(Space::Variant, v.of);
      making_.out.checkable.push_back({Checkable::Kind::Variant, v.name.span, v.name.text});
      for (auto const& d : v.changes) claim(f, d, chain);
    }
    for (auto const& e : file.expects) {
      named(Space::Variant, e.variant);
      for (auto const& one : e.all) {
        for (auto const& word : one.properties) named(Space::Claim, word);
        for (auto const& word : one.from) named(Space::Start, word);
      }
    }
  }
  // A variant, those it comes from, and the file itself.
  static std::vector<std::string> ancestry(p::File const& file, p::Variant const& v) {
    std::vector<std::string> out{v.name.text};
    auto const* at = &v;
    while (at != file.variants.data() + file.variants.size() && !at->of.text.empty() &&
           std::ranges::find(out, at->of.text) == out.end()) {
      out.push_back(at->of.text);
      at = &*std::ranges::find(file.variants, at->of.text,
                               [](p::Variant const& other) { return other.name.text; });
    }
    out.emplace_back();
    return out;
  }
  void claim(File const& f, p::Declaration const& d, std::vector<std::string> const& variants) {
    if (auto const* property = std::get_if<p::Property>(&d)) {
      making_.out.checkable.push_back({Checkable::Kind::Property, property->name.span, property->name.text});
      if (!property->task.text.empty()) named(Space::Ordinary, property->task);
      for (auto const& word : property->from) named(Space::Start, word);
      for (auto const& word : property->without) named(Space::Agent, word);
      for (auto const& word : property->any_times) named(Space::Agent, word);
    }
    if (auto const* replace = std::get_if<p::Replace>(&d)) {
      named(Space::Ordinary, replace->function);
      Making::Within const within{replace->function.text, variants};
      for (auto const* text : {&replace->old, &replace->with})
        making_.use_names(f, words_in(f.source, text->span, Writing::Code), &within);
    }
  }
  void named(Space space, p::Word const& word) {
    if (auto const id = making_.find(space, word.text)) making_.use(*id, word.span);
  }

  Source const& source_;
  Sources& sources_;
  frontend::ProtocolLibrary library_;
  std::deque<Source> kept_;
  std::deque<File> files_;
  std::set<std::string> seen_;
  Making making_;
};

} // namespace

Index index_protocol(Source const& source, Sources& sources) { return Protocol(source, sources).run(); }

} // namespace barrister::lsp
