// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/split.hpp"
#include "lsp/around.hpp"
#include "lsp/calls.hpp"
#include "lsp/cat_manual.hpp"
#include "lsp/library.hpp"
#include "lsp/scene.hpp"
#include "spec/models/shipped_models.hpp"
#include <algorithm>
#include <filesystem>
#include <set>

namespace barrister::lsp {
namespace {

using frontend::Writing;
using Names = std::vector<std::string>;

// LSP's kinds of what is completed.
enum class Item : int {
  Method = 2,
  Function = 3,
  Field = 5,
  Variable = 6,
  Class = 7,
  Module = 9,
  Keyword = 14,
  File = 17,
  Constant = 21,
  Struct = 22,
  Event = 23
};

Item item(Sort sort) {
  switch (sort) {
  case Sort::Function:
  case Sort::Hook:
  case Sort::Procedure:
  case Sort::Definition: return Item::Function;
  case Sort::Task: return Item::Method;
  case Sort::Interrupt:
  case Sort::Agent:
  case Sort::Start:
  case Sort::Claim:
  case Sort::Axiom:
  case Sort::Label: return Item::Event;
  case Sort::Struct:
  case Sort::Enum: return Item::Struct;
  case Sort::Member: return Item::Field;
  case Sort::Constant: return Item::Constant;
  case Sort::Variant: return Item::Module;
  default: return Item::Variable;
  }
}

class Completing {
public:
  Completing(Scene const& scene, std::uint32_t offset)
      : scene_(scene), offset_(offset), where_(word_at(scene, offset)) {
    where_.end = offset;
  }

  Json run() {
    switch (scene_.document->language) {
    case Language::Protocol: protocol(); break;
    case Language::Litmus: litmus(); break;
    case Language::Cat:
    case Language::Bell: cat(); break;
    }
    return {{"isIncomplete", false}, {"items", std::move(items_)}};
  }

private:
  // Nearer names come first: `rank` from 0 on.
  void add(std::string const& label, Item kind, std::string const& detail, int rank,
           std::string const& manual = {}) {
    if (label.empty() || !offered_.insert(label).second) return;
    Json one{{"label", label},
             {"kind", static_cast<int>(kind)},
             {"sortText", std::to_string(rank) + label},
             {"textEdit", {{"range", scene_.range(where_)}, {"newText", label}}}};
    if (!detail.empty()) one["detail"] = detail;
    if (!manual.empty()) one["documentation"] = {{"kind", "markdown"}, {"value", manual}};
    items_.push_back(std::move(one));
  }
  void keywords(Names const& all, int rank = 5) {
    for (auto const& word : all) add(word, Item::Keyword, "keyword", rank);
  }
  void symbol(SymbolId id, int rank) {
    auto const& s = scene_.index.symbols[id];
    auto detail = std::string(word(s.sort));
    if (!s.within.empty()) detail += " of " + s.within;
    auto const& d = s.declared.front();
    add(s.name, item(s.sort), detail, rank, "```c\n" + d.shown + "\n```\n\n" + d.comment);
  }
  void all_of(std::initializer_list<Sort> sorts, int rank = 2) {
    for (SymbolId id = 0; id < scene_.index.symbols.size(); ++id)
      if (std::ranges::find(sorts, scene_.index.symbols[id].sort) != sorts.end()) symbol(id, rank);
  }
  void in_scope() {
    for (auto const& stretch : scene_.index.stretches)
      if (offset_ >= stretch.span.begin && offset_ <= stretch.span.end)
        for (auto const id : stretch.symbols) symbol(id, 1);
    for (auto const id : scene_.index.everywhere) symbol(id, 2);
  }
  void calls(Writing writing) {
    for (auto const& name : frontend::known_calls(writing)) {
      auto m = writing == Writing::Protocol ? manual_of_world_call(name) : std::nullopt;
      if (!m) m = manual_of_primitive(name);
      if (m)
        add(name, Item::Function, m->orders.empty() ? m->does : m->orders, 3,
            m->written + "\n\n" + m->does + "\n\n*" + m->source + "*");
    }
  }
  void models() {
    for (auto const& name : model_names()) add(name, Item::File, "memory model", 2);
  }

  void code(Around const& here, Writing writing) {
    if (here.before() == "." || here.before() == "->") return all_of({Sort::Member});
    if (here.before() == "struct") return all_of({Sort::Struct});
    if (here.before() == "enum") return all_of({Sort::Enum});
    if (here.before() == "goto" || (here.before() == "(" && here.statement.size() > 1 &&
                                    here.statement[here.statement.size() - 2] == "reached"))
      return all_of({Sort::Label});
    in_scope();
    calls(writing);
    keywords(frontend::keywords(Writing::Code));
  }

  // A process's locals, behind "0:"; else what is shared.
  void condition(Around const& here) {
    auto const n = here.statement.size();
    if (here.before() == ":" && n > 1) {
      auto const process = "P" + here.statement[n - 2];
      for (SymbolId id = 0; id < scene_.index.symbols.size(); ++id) {
        auto const& s = scene_.index.symbols[id];
        if (s.within == process && (s.sort == Sort::Local || s.sort == Sort::Parameter)) symbol(id, 1);
      }
      return all_of({Sort::Shared}, 2);
    }
    all_of({Sort::Shared}, 1);
    keywords(frontend::keywords(Writing::Condition));
  }

  void litmus() {
    frontend::Source const source(scene_.document->path, scene_.document->text.bytes());
    frontend::Diagnostics ignored;
    auto const sections = frontend::litmus::split(source, ignored);
    auto writing = Writing::Code;
    Span before{where_.begin, where_.begin};
    auto const is_in = [&](Span s) { return where_.begin >= s.begin && where_.begin <= s.end; };
    if (sections)
      for (auto const& f : sections->functions)
        if (is_in(f.body)) before.begin = f.body.begin;
    if (sections)
      for (auto const& f : sections->helpers)
        if (is_in(f.body)) before.begin = f.body.begin;
    if (sections && is_in(sections->question)) {
      writing = Writing::Condition;
      before.begin = sections->question.begin;
    }
    auto const here = around(scene_, before, writing);
    if (writing == Writing::Condition)
      condition(here);
    else
      code(here, Writing::Code);
  }

  void declaration() {
    keywords({"protocol",  "model",    "use",      "world",          "task",
              "interrupt", "hook",     "owned",    "ghost",          "start",
              "invariant", "property", "cover",    "variant",        "replace",
              "expect",    "struct",   "enum",     "static",         "void",
              "int",       "bool",     "unsigned", "DEFINE_PER_CPU", "DEFINE_PER_TASK"},
             1);
    keywords(frontend::keywords(Writing::Code));
  }
  void circumstances(Around const& here) {
    auto const last = here.last_of({"from", "without", "with", "for"});
    bool const lists = here.before() == last || here.before() == ",";
    if (last == "from" && lists) return all_of({Sort::Start});
    if ((last == "without" || last == "with") && lists) return all_of({Sort::Agent});
    if (last == "for" && lists) return keywords({"cpu", "task"});
    in_scope();
    calls(Writing::Protocol);
    keywords({"from", "without", "with", "for", "times", "any"}, 4);
  }
  void claim(Around const& here) {
    if (here.before() == ":") {
      keywords({"never", "finally", "no", "terminates"}, 1);
      all_of({Sort::Task});
      if (here.first() == "cover") in_scope();
      return;
    }
    if (!here.has(":")) return; // its name is new, its sentence free
    if (here.before() == "no") return keywords({"deadlock"});
    if (here.statement.size() > 1 && here.statement[here.statement.size() - 2] == ":")
      keywords({"terminates"}, 1);
    circumstances(here);
  }
  void expectation(Around const& here) {
    Names const verdicts{"holds", "violated", "vacuous", "within", "unknown"};
    if (here.statement.size() == 1 && here.first() == "expect") return all_of({Sort::Variant});
    if (here.before() == ":" || here.statement.empty()) return keywords(verdicts, 1);
    auto const last =
        here.last_of({"by", "under", "from", "holds", "violated", "vacuous", "within", "unknown"});
    if (here.before() == "by") return keywords({"livelock", "deadlock"});
    bool const lists = here.before() == last || here.before() == ",";
    if (lists && last == "under") return models();
    if (lists && last == "from") return all_of({Sort::Start});
    if (lists) {
      add("assertions", Item::Event, "that no assertion fails", 3);
      add("races", Item::Event, "that there are no data races", 3);
      return all_of({Sort::Claim});
    }
    keywords({"by", "under", "from"}, 1);
  }
  void beside(std::string const& ending) {
    std::error_code none;
    auto const folder = std::filesystem::path(scene_.document->path).parent_path();
    int most = 1000; // a folder may be large
    for (std::filesystem::directory_iterator at(folder, none), end; !none && at != end && most-- > 0;
         at.increment(none))
      if (at->path().extension() == ending && at->path() != scene_.document->path)
        add(ending == ".cat" ? at->path().filename().string() : at->path().stem().string(), Item::File,
            "beside this file", 3);
  }

  void top(Around const& here) {
    auto const first = here.first();
    if (first.empty()) return declaration();
    if (first == "use") {
      for (auto const& name : library_names())
        add(name, Item::Module, "kernel library", 1, about_library(name));
      return beside(".protocol");
    }
    if (first == "model") {
      models();
      return keywords({"with"});
    }
    if (first == "property" || first == "cover") return claim(here);
    if (first == "expect") return expectation(here);
    if (first == "variant") {
      if (here.before() == "of") return all_of({Sort::Variant});
      return keywords({"of"});
    }
    if (first == "replace") {
      if (here.before() == "replace") return all_of({Sort::Function});
      return keywords({"with"});
    }
    if (first == "ghost" || first == "owned") {
      keywords({"count", "ever", "DEFINE_PER_CPU", "DEFINE_PER_TASK"}, 1);
      return keywords(frontend::keywords(Writing::Code));
    }
    if (first == "task" && here.before() == "task") return all_of({Sort::Task});
    in_scope();
    keywords(frontend::keywords(Writing::Code));
  }
  void protocol() {
    auto const here = around(scene_, {0, where_.begin}, Writing::Protocol);
    auto blocks = here.blocks;
    if (!blocks.empty() && blocks.front() == "variant") blocks.erase(blocks.begin());
    if (blocks.empty()) return top(here);
    if (blocks.size() == 1 && blocks.front() == "world") {
      if (here.statement.empty()) return keywords({"cpu", "task", "agent"}, 1);
      return keywords({"on", "times", "any", "cpu"}, 1);
    }
    code(here, Writing::Protocol);
  }

  void cat() {
    auto const line = scene_.document->text.bytes().rfind('\n', where_.begin == 0 ? 0 : where_.begin - 1);
    auto const begin = line == std::string::npos ? 0 : line + 1;
    auto const before = scene_.document->text.bytes().substr(
        begin, where_.begin - std::min<std::size_t>(begin, where_.begin));
    if (before.ends_with("include \"")) {
      for (auto const& file : shipped_files())
        add(std::string(file.name), Item::File, "ships with Barrister", 2);
      return beside(".cat");
    }
    for (SymbolId id = 0; id < scene_.index.symbols.size(); ++id) {
      auto const& s = scene_.index.symbols[id];
      auto const& d = s.declared.front();
      bool const is_before = !d.file.empty() || d.name.end < where_.begin;
      bool const is_here = offset_ >= d.whole.begin && offset_ <= d.whole.end;
      if (s.sort == Sort::CatParameter && !(d.file.empty() && is_here)) continue;
      if (s.sort != Sort::Axiom && is_before) symbol(id, d.file.empty() ? 1 : 2);
    }
    for (auto const& name : names_of_cat()) {
      auto const m = manual_of_cat(name);
      add(name, m.sort == "function" ? Item::Function : Item::Variable, m.sort + ": " + m.says, 3);
    }
    keywords(frontend::keywords(Writing::Cat));
  }

  Scene const& scene_;
  std::uint32_t offset_;
  Span where_; // what is replaced
  std::set<std::string> offered_;
  Json items_ = Json::array();
};

} // namespace

Json completion(Scene const& scene, Position position) {
  return Completing(scene, scene.offset(position)).run();
}

} // namespace barrister::lsp
