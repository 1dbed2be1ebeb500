// SPDX-License-Identifier: BSD-2-Clause
// A name of cat means what was defined last before it: each `let` makes a symbol of its own.
#include "frontend/cat/syntax.hpp"
#include "lsp/making.hpp"
#include "lsp/mended.hpp"
#include "spec/tag.hpp"
#include <algorithm>
#include <utility>

namespace barrister::lsp {
namespace {

namespace k = frontend::cat;
using frontend::Diagnostics, frontend::Source, frontend::Writing;

constexpr int most_files = 100; // included, one in the other or one behind the other

class Cat {
public:
  Cat(Source const& source, Sources& sources) : source_(source), reader_(sources.reader_for(source.name())) {}

  Index run() {
    if (auto const library = reader_("stdlib.cat"); library && library->name != source_.name())
      include(*library);
    std::optional<k::File> file;
    auto const text = mended(source_, [&](Source const& now, Diagnostics& d) {
      file = k::parse(now, d);
      return file.has_value();
    });
    out_.is_whole = text && text->gone.empty();
    File const main{source_, words_in(source_, whole(source_), Writing::Cat), {}};
    file_ = &main;
    if (text)
      for (auto const& s : file->statements) statement(s);
    for (auto const& [name, id] : names_) out_.everywhere.push_back(id);
    return std::move(out_);
  }

private:
  static Span whole(Source const& s) { return {0, static_cast<std::uint32_t>(s.text().size())}; }
  bool is_main() const { return file_->name.empty(); }

  void include(frontend::LoadedFile const& loaded) {
    if (++included_ > most_files) return;
    auto const& source = kept_.emplace_back(loaded.name, loaded.text);
    Diagnostics ignored;
    auto const file = k::parse(source, ignored);
    if (!file) return;
    files_.push_back({source, words_in(source, whole(source), Writing::Cat), loaded.name});
    auto const* const before = std::exchange(file_, &files_.back());
    for (auto const& s : file->statements) statement(s);
    file_ = before;
  }

  SymbolId define(Sort sort, Span name, Span all, std::string const& spelled) {
    auto const text = file_->source.text();
    auto const declaration = sort == Sort::CatParameter ? line_of(text, name.begin) : all;
    out_.symbols.push_back({sort, spelled, within_, {}, true});
    auto const id = static_cast<SymbolId>(out_.symbols.size() - 1);
    out_.symbols.back().declared.push_back({file_->name,
                                            name,
                                            {std::min(all.begin, name.begin), std::max(all.end, name.end)},
                                            shown(text, declaration),
                                            comment_above(text, all.begin)});
    if (is_main()) out_.uses.push_back({name, id, true});
    return id;
  }
  // What a name meant before is kept, so that a scope can end without a copy of all names.
  void bind(std::string const& name, SymbolId id) {
    auto const at = names_.find(name);
    undo_.emplace_back(name, at == names_.end() ? std::nullopt : std::optional(at->second));
    names_[name] = id;
  }
  void restore(std::size_t mark) {
    for (; undo_.size() > mark; undo_.pop_back()) {
      auto const& [name, before] = undo_.back();
      if (before)
        names_[name] = *before;
      else
        names_.erase(name);
    }
  }
  std::map<std::string, SymbolId> bound_since(std::size_t mark) const {
    std::map<std::string, SymbolId> out;
    for (auto i = mark; i < undo_.size(); ++i) out[undo_[i].first] = names_.at(undo_[i].first);
    return out;
  }
  void use(std::string const& name, Span span) {
    auto const at = names_.find(name);
    if (is_main() && at != names_.end() && span.begin != span.end)
      out_.uses.push_back({span, at->second, false});
  }

  // The names of a pattern, which stand in it in their order.
  void pattern(k::Pattern const& p, Sort sort, Span all) {
    auto from = p.span.begin;
    for (auto const& name : p.names) {
      if (name.empty()) continue;
      auto const span = file_->find({from, p.span.end}, name);
      if (span.begin == span.end) continue;
      from = span.end;
      bind(name, define(sort, span, all, name));
    }
  }
  void bindings(std::vector<k::Binding> const& all, bool recursive, Span statement) {
    auto const begin = [&](std::size_t i) { return i == 0 ? statement.begin : all[i].span.begin; };
    auto const define_all = [&] {
      for (std::size_t i = 0; i < all.size(); ++i)
        pattern(all[i].pattern, within_.empty() ? Sort::Definition : Sort::CatParameter,
                {begin(i), all[i].body->span.end});
    };
    if (recursive) define_all();
    for (auto const& b : all) {
      auto const outer = undo_.size();
      auto const within = within_;
      if (!b.parameters.empty() && !b.pattern.names.empty()) within_ = b.pattern.names.front();
      for (auto const& parameter : b.parameters) pattern(parameter, Sort::CatParameter, b.span);
      expression(b.body);
      within_ = within;
      restore(outer);
    }
    if (!recursive) define_all();
  }

  void expressions(std::vector<k::ExpressionPtr> const& all) {
    for (auto const& e : all) expression(e);
  }
  void expression(k::ExpressionPtr const& e) {
    if (e) std::visit([&](auto const& node) { visit(node, e->span); }, e->node);
  }
  // A span may have brackets around what it is of.
  void visit(k::Name const& n, Span span) { use(n.text, file_->find(span, n.text)); }
  void visit(k::TagName const& t, Span span) {
    auto const quote = file_->text(span).find('\'');
    if (quote == std::string_view::npos) return;
    auto const begin = span.begin + static_cast<std::uint32_t>(quote);
    use(set_of_tag(t.text), {begin, begin + 1 + static_cast<std::uint32_t>(t.text.size())});
  }
  void visit(k::Zero const&, Span) {}
  void visit(k::Wildcard const&, Span) {}
  void visit(k::SetLiteral const& s, Span) { expressions(s.elements); }
  void visit(k::Tuple const& t, Span) { expressions(t.elements); }
  void visit(k::Unary const& u, Span) { expression(u.operand); }
  void visit(k::Binary const& b, Span) {
    expression(b.left);
    expression(b.right);
  }
  void visit(k::Apply const& a, Span) {
    expression(a.function);
    expression(a.argument);
  }
  void visit(k::Function const& f, Span span) {
    auto const outer = undo_.size();
    pattern(f.parameter, Sort::CatParameter, span);
    expression(f.body);
    restore(outer);
  }
  void visit(k::LetIn const& l, Span span) {
    auto const outer = undo_.size();
    auto const within = std::exchange(within_, within_.empty() ? "let … in" : within_);
    bindings(l.bindings, l.recursive, span);
    expression(l.body);
    within_ = within;
    restore(outer);
  }
  void visit(k::Try const& t, Span) {
    expression(t.attempt);
    expression(t.otherwise);
  }
  void visit(k::Conditional const& c, Span) {
    condition(c.condition);
    expression(c.then);
    expression(c.otherwise);
  }
  void visit(k::Match const& m, Span) {
    expression(m.subject);
    auto from = m.subject->span.end;
    for (auto const& clause : m.clauses) {
      auto const outer = undo_.size();
      names_of(clause.when, {from, clause.body->span.begin});
      expression(clause.body);
      restore(outer);
      from = clause.body->span.end;
    }
  }
  void names_of(k::Case const& when, Span span) {
    auto const* element = std::get_if<k::ElementCase>(&when);
    if (!element) return;
    for (auto const& name : element->names) {
      auto const at = file_->find(span, name);
      if (at.begin == at.end) continue;
      span.begin = at.end;
      bind(name, define(Sort::CatParameter, at, at, name));
    }
  }
  void condition(k::ConditionPtr const& c) {
    if (!c) return;
    if (auto const* compare = std::get_if<k::Compare>(&c->node)) {
      expression(compare->left);
      expression(compare->right);
    } else if (auto const* negated = std::get_if<k::Not>(&c->node)) {
      condition(negated->operand);
    } else if (auto const* all = std::get_if<k::All>(&c->node)) {
      for (auto const& part : all->parts) condition(part);
    } else if (auto const* any = std::get_if<k::Any>(&c->node)) {
      for (auto const& part : any->parts) condition(part);
    }
  }

  void statements(std::vector<k::Statement> const& all) {
    for (auto const& s : all) statement(s);
  }
  void statement(k::Statement const& s) {
    std::visit([&](auto const& node) { visit(node, s.span); }, s.node);
  }
  void visit(k::Let const& l, Span span) {
    bindings(l.bindings, l.recursive, span);
    if (l.when) visit(*l.when, l.when->span);
  }
  void visit(k::Assertion const& a, Span span) {
    expression(a.expression);
    if (a.name.empty()) return;
    auto const name = file_->find({a.expression->span.end, span.end}, a.name);
    if (name.begin != name.end) define(Sort::Axiom, name, span, a.name);
  }
  void visit(k::Show const& show, Span span) {
    for (auto const& name : show.names) {
      auto const at = file_->find(span, name);
      span.begin = at.end;
      use(name, at);
    }
  }
  void visit(k::ShowAs const& show, Span) { expression(show.expression); }
  void visit(k::Include const& i, Span) {
    if (i.path == "stdlib.cat") return;
    auto const found = reader_(i.path);
    if (!found) return;
    if (is_main()) out_.files.emplace_back(i.path_span, found->name);
    if (std::ranges::find(including_, found->name) != including_.end()) return;
    including_.push_back(found->name);
    include(*found);
    including_.pop_back();
  }
  // A tag is a set, too. Its name is the bell file's and the macros': it is not renamed.
  void visit(k::Enum const& e, Span span) {
    for (auto const& tag : e.tags) {
      auto const set = set_of_tag(tag.name);
      auto const id = define(Sort::Constant, tag.span, span, set);
      out_.symbols[id].is_renamable = false;
      bind(set, id);
    }
    auto const name = file_->find(span, e.name);
    if (name.begin != name.end) bind(e.name, define(Sort::Enum, name, span, e.name));
  }
  void visit(k::Instructions const& i, Span) { expressions(i.arguments); }
  void visit(k::Procedure const& p, Span span) {
    auto const name = file_->find(span, p.name);
    if (name.begin == name.end) return;
    auto const id = define(Sort::Procedure, name, span, p.name);
    auto const outer = undo_.size();
    auto const within = std::exchange(within_, p.name);
    if (p.recursive) bind(p.name, id);
    pattern(p.parameter, Sort::CatParameter, span);
    statements(p.body);
    within_ = within;
    restore(outer);
    bind(p.name, id);
  }
  void visit(k::Call const& c, Span span) {
    use(c.procedure, file_->find({span.begin, c.argument->span.begin}, c.procedure));
    expression(c.argument);
  }
  void visit(k::Forall const& f, Span span) {
    expression(f.set);
    auto const outer = undo_.size();
    auto const name = file_->find({span.begin, f.set->span.begin}, f.name);
    if (name.begin != name.end) bind(f.name, define(Sort::CatParameter, name, span, f.name));
    statements(f.body);
    restore(outer);
  }
  void visit(k::WithFrom const& w, Span span) {
    expression(w.set);
    auto const name = file_->find({span.begin, w.set->span.begin}, w.name);
    if (name.begin != name.end) bind(w.name, define(Sort::Definition, name, span, w.name));
  }
  void visit(k::StatementMatch const& m, Span) {
    expression(m.subject);
    auto from = m.subject->span.end;
    for (auto const& clause : m.clauses) {
      auto const outer = undo_.size();
      if (!clause.body.empty()) names_of(clause.when, {from, clause.body.front().span.begin});
      statements(clause.body);
      if (std::holds_alternative<k::ElementCase>(clause.when)) restore(outer);
      if (!clause.body.empty()) from = clause.body.back().span.end;
    }
  }
  // Which way is taken depends on variants: behind it, a name may mean what either of them gave it.
  void visit(k::IfVariant const& i, Span) {
    condition(i.condition);
    auto const mark = undo_.size();
    statements(i.then);
    auto const then = bound_since(mark);
    restore(mark);
    statements(i.otherwise);
    auto const otherwise = bound_since(mark);
    for (auto const& [name, id] : otherwise) out_.symbols[id].is_renamable = false;
    for (auto const& [name, id] : then) {
      out_.symbols[id].is_renamable = false;
      if (auto const at = names_.find(name); at != names_.end())
        out_.symbols[at->second].is_renamable = false;
      if (!otherwise.contains(name)) bind(name, id);
    }
  }
  void visit(k::Debug const& d, Span) { expression(d.expression); }

  Source const& source_;
  frontend::FileReader reader_;
  std::deque<Source> kept_;
  std::deque<File> files_;
  File const* file_ = nullptr;
  int included_ = 0;
  std::vector<std::string> including_;
  std::map<std::string, SymbolId> names_;
  std::vector<std::pair<std::string, std::optional<SymbolId>>> undo_;
  std::string within_; // the function or procedure whose names these are
  Index out_;
};

} // namespace

Index index_cat(Source const& source, Sources& sources) { return Cat(source, sources).run(); }

} // namespace barrister::lsp
