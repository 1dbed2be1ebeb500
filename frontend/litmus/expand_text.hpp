// SPDX-License-Identifier: BSD-2-Clause
// Puts the text of macros where they are used.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/text_macro.hpp"
#include "frontend/litmus/vocabulary.hpp"

namespace barrister::frontend::litmus {

class TextExpander {
public:
  TextExpander(Vocabulary const& vocabulary, Source const& source, Diagnostics& diagnostics)
      : vocabulary_(vocabulary), source_(source), diagnostics_(diagnostics) {}
  TextMacro const* used_at(std::vector<Token> const&, std::size_t at) const; // null: no macro is used there
  // The use at this token goes to `out`, all of it at the place of the use; gives what is behind it. Nothing,
  // and an error, where something is wrong.
  std::optional<std::size_t> use(std::vector<Token> const&, std::size_t at, std::vector<Token>& out);

private:
  using Tokens = std::vector<Token>;
  std::optional<std::size_t> use(Tokens const&, std::size_t at, Tokens& out, int depth);
  bool all(Tokens const&, Tokens& out, int depth);
  bool fail(std::string message, std::string hint = {});

  Vocabulary const& vocabulary_;
  Source const& source_;
  Diagnostics& diagnostics_;
  std::vector<TextMacro const*> inside_;
  Span place_; // of the outermost use
  std::size_t made_ = 0;
};

} // namespace barrister::frontend::litmus
