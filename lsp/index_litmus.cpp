// SPDX-License-Identifier: BSD-2-Clause
// A test's sections are read one by one, so that a process that is being written does not hide the others.
#include "frontend/litmus/read.hpp"
#include "frontend/litmus/split.hpp"
#include "lsp/making.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

namespace l = frontend::litmus;
using frontend::Diagnostics, frontend::Source, frontend::Word, frontend::Writing;
using Space = Making::Space;

class Test {
public:
  explicit Test(Source const& source) : source_(source), file_{source, {}, {}} {}

  Index run() {
    Diagnostics ignored;
    auto const sections = l::split(source_, ignored);
    making_.out.is_whole = sections.has_value();
    making_.out.models.emplace_back("lkmm");
    if (!sections) {
      file_.words = words_in(source_, {0, static_cast<std::uint32_t>(source_.text().size())}, Writing::Code);
      return making_.finish();
    }
    auto const init = words(sections->init, Writing::Init);
    auto const question = words(sections->question, Writing::Condition);
    for (auto const& b : sections->beyond) words(b, Writing::Code);
    for (auto const& f : sections->functions) {
      words(f.parameters, Writing::Code);
      words(f.body, Writing::Code);
    }
    std::ranges::sort(file_.words, {}, [](Word const& w) { return w.span.begin; });
    beyond(*sections);
    initial(sections->init);
    for (auto const& f : sections->functions) process(f);
    making_.use_names(file_, code_);
    outside(init);
    outside(question);
    ask(*sections);
    return making_.finish();
  }

private:
  std::vector<Word> words(Span span, Writing writing) {
    auto out = words_in(source_, span, writing);
    file_.words.insert(file_.words.end(), out.begin(), out.end());
    if (writing == Writing::Code) code_.insert(code_.end(), out.begin(), out.end());
    return out;
  }
  template <class Node, class Read> Node read(Read const& read, Span span) {
    Diagnostics diagnostics;
    Node out;
    if (!read(source_, span, out, diagnostics)) {
      making_.out.is_whole = false;
      return {};
    }
    return out;
  }
  Span line(Span s) const { return line_of(source_.text(), s.begin); }

  void beyond(l::Sections const& s) {
    for (auto const& one : s.structs) {
      making_.global(Space::Tag, Sort::Struct, file_, one.name, {line(one.name).begin, one.body.end + 1});
      for (auto const& m : read<std::vector<c::Declaration>>(l::read_members, one.body))
        for (auto const& d : m.declarators)
          if (auto const name = file_.find(d.span, d.name); name.begin != name.end)
            making_.global(Space::Member, Sort::Member, file_, name, line(name),
                           "struct " + std::string(source_.text(one.name)));
    }
    for (auto const& one : s.defines)
      making_.global(Space::Ordinary, Sort::Constant, file_, one.name, line(one.name));
    for (auto const& one : s.helpers) {
      Span const whole{one.type.begin, one.body.end + 1};
      auto const id = making_.global(Space::Ordinary, Sort::Function, file_, one.name, whole);
      making_.out.symbols[id].declared.back().shown =
          shown(source_.text(), {one.type.begin, one.parameters.end + 1});
      auto& code = making_.begin_code(std::string(source_.text(one.name)), file_, whole);
      making_.parameters(code, read<std::vector<c::Parameter>>(l::read_parameters, one.parameters));
      making_.body(code, read<c::Block>(l::read_body, one.body), one.body);
    }
  }
  void initial(Span span) {
    for (auto const& item : read<std::vector<c::InitItem>>(l::read_init, span))
      if (!item.location.cpu)
        making_.global(Space::Ordinary, Sort::Shared, file_, item.location.span, item.span);
  }
  // A parameter of a process is the shared variable of its name.
  void process(l::FunctionText const& f) {
    Span const whole{f.name.begin, f.body.end + 1};
    auto const id = making_.global(Space::Ordinary, Sort::Task, file_, f.name, whole);
    making_.out.symbols[id].declared.back().shown =
        shown(source_.text(), {f.name.begin, f.parameters.end + 1});
    auto& code = making_.begin_code(std::string(source_.text(f.name)), file_, whole);
    for (auto const& p : read<std::vector<c::Parameter>>(l::read_parameters, f.parameters)) {
      auto const name = file_.find(p.span, p.name);
      if (name.begin == name.end) continue;
      auto const known = making_.find(Space::Ordinary, p.name);
      if (known)
        making_.use(*known, name);
      else
        making_.global(Space::Ordinary, Sort::Shared, file_, name, p.span);
    }
    making_.body(code, read<c::Block>(l::read_body, f.body), f.body);
  }
  // 0:r1 is a local of P0; x is shared.
  void outside(std::vector<Word> const& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].kind != Word::Kind::Name || making_.is_used(all[i].span.begin)) continue;
      auto const name = source_.text(all[i].span);
      auto const before = [&](std::size_t n) {
        return i >= n ? source_.text(all[i - n].span) : std::string_view();
      };
      bool const is_local = before(1) == ":" && i >= 2 && all[i - 2].kind == Word::Kind::Number;
      std::optional<SymbolId> meant;
      if (is_local)
        meant = making_.meaning_in({"P" + std::string(before(2)), {""}}, name);
      else if (before(1) == "." || before(1) == "->")
        meant = making_.find(Space::Member, name);
      else
        meant = making_.find(Space::Ordinary, name);
      if (meant) making_.use(*meant, all[i].span);
    }
  }
  // The lens stands above the word that asks.
  void ask(l::Sections const& s) {
    auto const question = read<c::Question>(l::read_question, s.question);
    if (question.condition)
      making_.out.checkable.push_back({Checkable::Kind::Test, question.span, s.name});
    else
      making_.out.checkable.push_back(
          {Checkable::Kind::Test, {0, 1}, s.name}); // its states, or its deadlocks
  }

  Source const& source_;
  File file_;
  std::vector<Word> code_;
  Making making_;
};

} // namespace

Index index_litmus(Source const& source) { return Test(source).run(); }

} // namespace barrister::lsp
