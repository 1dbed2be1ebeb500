// SPDX-License-Identifier: BSD-2-Clause
// An index while it is made: symbols, and the scopes in which names mean them.
#pragma once
#include "frontend/litmus/ast.hpp"
#include "frontend/words.hpp"
#include "lsp/index.hpp"
#include <deque>
#include <map>

namespace barrister::lsp {

namespace c = frontend::litmus::ast;

// One file, with its words.
struct File {
  frontend::Source const& source;
  std::vector<frontend::Word> words;
  std::string name; // as of Declared
  std::string_view text(Span s) const { return source.text(s); }
  // The first word in `within` that is spelled so; an empty span where there is none.
  Span find(Span within, std::string_view spelled) const;
};

// The text that a declaration is shown by, and the comment that stands right above it.
std::string shown(std::string_view text, Span whole);
std::string comment_above(std::string_view text, std::uint32_t begin);
Span line_of(std::string_view text, std::uint32_t offset);

class Making {
public:
  // Kinds of names that do not get in each other's way.
  enum class Space : std::uint8_t { Ordinary, Tag, Member, Label, Start, Claim, Variant, Agent };

  // Of the whole text. A second declaration of a name is of the same symbol.
  SymbolId global(Space, Sort, File const&, Span name, Span whole, std::string within = {});
  SymbolId bound(File const&, Span name, Span whole, std::string within); // of `for cpu c`
  std::optional<SymbolId> find(Space, std::string_view name) const;
  void use(SymbolId, Span); // in the text itself

  // The names of a function: its parameters, and what its blocks declare.
  struct Scope {
    Span span;
    std::map<std::string, SymbolId, std::less<>> names;
    bool is_everywhere = false; // in it, also before what declares it
  };
  struct Code {
    std::string function, variant; // or empty
    Span span;
    File const* file = nullptr;
    std::vector<Scope> scopes;
  };
  Code& begin_code(std::string function, File const&, Span, std::string variant = {});
  void parameters(Code&, std::vector<c::Parameter> const&);
  void body(Code&, c::Block const&, Span);
  // What a name at this place of the text itself means, but for members, tags and labels.
  std::optional<SymbolId> meaning(std::string_view name, std::uint32_t offset) const;
  // In text that stands for a part of a function, as the first of these variants that redefines it has it:
  // which part, nobody knows.
  using Within = std::pair<std::string, std::vector<std::string>>; // the function, and the variants
  std::optional<SymbolId> meaning_in(Within const&, std::string_view name);

  // Each name of the words is a use of what it means, where that is known and not said yet.
  void use_names(File const&, std::vector<frontend::Word> const&, Within const* within = nullptr);
  bool is_used(std::uint32_t begin) const { return used_.contains(begin); }

  Index finish();
  Index out;

private:
  SymbolId add(Sort, File const&, Span name, Span whole, std::string within);
  void block(Code&, c::Block const&, Span);
  void statement(Code&, c::Statement const&, std::size_t scope);
  std::map<std::pair<Space, std::string>, SymbolId, std::less<>> globals_;
  std::deque<Code> codes_;
  std::map<std::uint32_t, Code const*>
      in_text_; // of the text itself, by where they begin; apart from each other
  std::map<std::uint32_t, SymbolId> used_;
};

} // namespace barrister::lsp
