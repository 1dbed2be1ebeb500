// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/making.hpp"
#include <algorithm>
#include <cctype>

namespace barrister::lsp {

using Kind = frontend::Word::Kind;

Span File::find(Span within, std::string_view spelled) const {
  auto at = std::ranges::lower_bound(words, within.begin, {}, [](auto const& w) { return w.span.begin; });
  for (; at != words.end() && at->span.end <= within.end; ++at)
    if (at->kind == Kind::Name && text(at->span) == spelled) return at->span;
  return {within.begin, within.begin};
}

Span line_of(std::string_view text, std::uint32_t offset) {
  auto const before = text.substr(0, offset).rfind('\n');
  auto const begin = before == text.npos ? 0 : before + 1;
  return {static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::min(text.find('\n', offset), text.size()))};
}

std::string shown(std::string_view text, Span whole) {
  constexpr std::size_t most_lines = 12;
  std::string out;
  std::size_t lines = 0;
  for (auto const c : text.substr(whole.begin, whole.end - whole.begin)) {
    if (c == '\n' && ++lines == most_lines) return out + "\n...";
    if (c != '\r') out += c;
  }
  while (out.ends_with('\n') || out.ends_with(' ') || out.ends_with('\t')) out.pop_back();
  return out;
}

namespace {

std::string_view trimmed(std::string_view s) {
  auto const begin = s.find_first_not_of(" \t\r");
  return begin == s.npos ? "" : s.substr(begin, s.find_last_not_of(" \t\r") - begin + 1);
}

// Of a line of a comment, its words.
std::optional<std::string_view> comment_words(std::string_view line, bool& is_inside) {
  line = trimmed(line);
  if (line.starts_with("//")) return trimmed(line.substr(2));
  // Read from below: a block's last line comes first.
  bool const ends = line.ends_with("*/") || line.ends_with("*)");
  bool const begins = line.starts_with("/*") || line.starts_with("(*");
  if (!ends && !is_inside) return std::nullopt;
  is_inside = !begins;
  if (ends) line.remove_suffix(2);
  if (begins && line.size() >= 2) line.remove_prefix(2);
  line = trimmed(line);
  if (line.starts_with("*")) line = trimmed(line.substr(1));
  return line;
}

} // namespace

std::string comment_above(std::string_view text, std::uint32_t begin) {
  constexpr int most_lines = 20;
  std::vector<std::string> lines;
  bool is_inside = false;
  auto at = line_of(text, begin).begin;
  for (int n = 0; at > 0 && n < most_lines; ++n) {
    auto const line = line_of(text, at - 1);
    auto const words = comment_words(text.substr(line.begin, at - 1 - line.begin), is_inside);
    if (!words || words->starts_with("SPDX")) break;
    lines.emplace_back(*words);
    at = line.begin;
  }
  if (is_inside) return {}; // it begins too far above
  std::string out;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) out += (out.empty() ? "" : "\n") + *line;
  return out;
}

SymbolId Making::add(Sort sort, File const& file, Span name, Span whole, std::string within) {
  auto const text = file.source.text();
  whole = {std::min(whole.begin, name.begin), std::max(whole.end, name.end)};
  out.symbols.push_back({sort, std::string(file.text(name)), std::move(within), {}, true});
  auto const id = static_cast<SymbolId>(out.symbols.size() - 1);
  out.symbols.back().declared.push_back(
      {file.name, name, whole, shown(text, whole), comment_above(text, whole.begin)});
  if (file.name.empty()) use(id, name), out.uses.back().is_declaration = true;
  return id;
}

SymbolId Making::global(Space space, Sort sort, File const& file, Span name, Span whole, std::string within) {
  auto const spelled = std::string(file.text(name));
  if (auto const at = globals_.find(std::pair{space, spelled}); at != globals_.end()) {
    auto& symbol = out.symbols[at->second];
    if (symbol.sort == Sort::Hook) symbol.sort = sort;
    auto const text = file.source.text();
    whole = {std::min(whole.begin, name.begin), std::max(whole.end, name.end)};
    symbol.declared.push_back({file.name, name, whole, shown(text, whole), comment_above(text, whole.begin)});
    if (file.name.empty()) use(at->second, name), out.uses.back().is_declaration = true;
    return at->second;
  }
  auto const id = add(sort, file, name, whole, std::move(within));
  globals_[{space, spelled}] = id;
  if (space == Space::Ordinary) out.everywhere.push_back(id);
  return id;
}

SymbolId Making::bound(File const& file, Span name, Span whole, std::string within) {
  return add(Sort::Bound, file, name, whole, std::move(within));
}

std::optional<SymbolId> Making::find(Space space, std::string_view name) const {
  auto const at = globals_.find(std::pair{space, std::string(name)});
  return at == globals_.end() ? std::nullopt : std::optional(at->second);
}

void Making::use(SymbolId id, Span span) {
  if (span.begin == span.end || !used_.emplace(span.begin, id).second) {
    // Said before, or nowhere: the declaration mark below has to have something to stand on.
    out.uses.push_back({{~0U, ~0U}, id, false});
    return;
  }
  out.uses.push_back({span, id, false});
}

Making::Code& Making::begin_code(std::string function, File const& file, Span span, std::string variant) {
  auto& code =
      codes_.emplace_back(Code{std::move(function), std::move(variant), span, &file, {{span, {}, false}}});
  if (file.name.empty()) in_text_[span.begin] = &code;
  return code;
}

void Making::parameters(Code& code, std::vector<c::Parameter> const& all) {
  for (auto const& p : all) {
    if (p.name.empty()) continue;
    auto const name = code.file->find(p.span, p.name);
    if (name.begin == name.end) continue;
    code.scopes.front().names[p.name] = add(Sort::Parameter, *code.file, name, p.span, code.function);
  }
}

void Making::body(Code& code, c::Block const& statements, Span span) { block(code, statements, span); }

void Making::block(Code& code, c::Block const& statements, Span span) {
  code.scopes.push_back({span, {}, false});
  auto const scope = code.scopes.size() - 1;
  for (auto const& s : statements) statement(code, s, scope);
}

namespace {

Span around(c::Block const& b) { return b.empty() ? Span{} : Span{b.front().span.begin, b.back().span.end}; }

template <class... Each> struct Overloaded : Each... { using Each::operator()...; };
template <class... Each> Overloaded(Each...) -> Overloaded<Each...>;

} // namespace

void Making::statement(Code& code, c::Statement const& s, std::size_t scope) {
  auto const declaration = [&](c::Declaration const& d) {
    for (auto const& one : d.declarators) {
      auto const name = code.file->find(one.span, one.name);
      if (name.begin == name.end) continue;
      auto const id = add(Sort::Local, *code.file, name, s.span, code.function);
      code.scopes[scope].names[one.name] = id;
    }
  };
  auto const label = [&](c::Label const& l) {
    if (l.name.empty()) return;
    auto const name = code.file->find(s.span, l.name);
    if (name.begin != name.end) global(Space::Label, Sort::Label, *code.file, name, s.span, code.function);
  };
  auto const inner = [&](c::Block const& b) { block(code, b, around(b)); };
  std::visit(Overloaded{declaration, label, [&](c::If const& i) { inner(i.then), inner(i.otherwise); },
                        [&](c::While const& w) { inner(w.body); },
                        [&](c::DoWhile const& w) { inner(w.body); },
                        [&](c::For const& f) {
                          block(code, f.start, s.span);
                          inner(f.body);
                        },
                        [&](c::Switch const& w) { inner(w.body); },
                        [&](c::Guard const& g) { inner(g.body); },
                        [&](c::Block const& b) { block(code, b, s.span); }, [](c::Evaluate const&) {},
                        [](c::Break const&) {}, [](c::Continue const&) {}, [](c::Return const&) {},
                        [](c::Goto const&) {}},
             s.node);
}

std::optional<SymbolId> Making::meaning(std::string_view name, std::uint32_t offset) const {
  std::optional<SymbolId> best;
  std::uint32_t narrowest = ~0U;
  auto const after = in_text_.upper_bound(offset);
  auto const* const code = after == in_text_.begin() ? nullptr : std::prev(after)->second;
  if (code && offset <= code->span.end)
    for (auto const& scope : code->scopes) {
      if (offset < scope.span.begin || offset > scope.span.end) continue;
      auto const at = scope.names.find(name);
      if (at == scope.names.end()) continue;
      bool const is_known =
          scope.is_everywhere || out.symbols[at->second].declared.front().name.begin <= offset;
      auto const width = scope.span.end - scope.span.begin;
      if (!is_known || width >= narrowest) continue;
      best = at->second;
      narrowest = width;
    }
  return best ? best : find(Space::Ordinary, name);
}

std::optional<SymbolId> Making::meaning_in(Within const& within, std::string_view name) {
  auto const& variants = within.second;
  auto const is_of = [&](Code const& code, std::string const& variant) {
    return code.function == within.first && code.variant == variant;
  };
  auto const variant = std::ranges::find_if(variants, [&](std::string const& v) {
    return std::ranges::any_of(codes_, [&](Code const& code) { return is_of(code, v); });
  });
  std::set<SymbolId> all;
  for (auto const& code : codes_)
    if (variant != variants.end() && is_of(code, *variant))
      for (auto const& scope : code.scopes)
        if (auto const at = scope.names.find(name); at != scope.names.end()) all.insert(at->second);
  if (all.size() > 1)
    for (auto const id : all) out.symbols[id].is_renamable = false;
  if (all.empty()) return find(Space::Ordinary, name);
  return *all.begin();
}

void Making::use_names(File const& file, std::vector<frontend::Word> const& words, Within const* within) {
  auto const text = [&](std::size_t i) {
    return i < words.size() ? file.text(words[i].span) : std::string_view();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto const& word = words[i];
    if (word.kind != Kind::Name || used_.contains(word.span.begin)) continue;
    auto const name = file.text(word.span);
    auto const before = i > 0 ? text(i - 1) : std::string_view(), after = text(i + 1);
    std::optional<SymbolId> meant;
    bool const begins =
        i == 0 || before == ";" || before == "{" || before == "}" || before == ":" || before == ")";
    if (before == "." || before == "->") {
      meant = find(Space::Member, name);
    } else if (before == "struct" || before == "enum" || before == "union") {
      meant = find(Space::Tag, name);
    } else if (before == "goto" || (after == ":" && begins && find(Space::Label, name)) ||
               (before == "(" && i > 1 && text(i - 2) == "reached")) {
      meant = find(Space::Label, name);
    } else {
      meant = within ? meaning_in(*within, name) : meaning(name, word.span.begin);
    }
    if (meant) use(*meant, word.span);
  }
}

Index Making::finish() {
  std::erase_if(out.uses, [](Use const& u) { return u.span.begin == ~0U; });
  for (auto const& code : codes_) {
    if (!code.file->name.empty()) continue;
    for (auto const& scope : code.scopes) {
      Stretch stretch{scope.span, {}};
      for (auto const& [name, id] : scope.names) stretch.symbols.push_back(id);
      if (!stretch.symbols.empty()) out.stretches.push_back(std::move(stretch));
    }
  }
  return std::move(out);
}

} // namespace barrister::lsp
