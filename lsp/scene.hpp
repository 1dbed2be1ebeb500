// SPDX-License-Identifier: BSD-2-Clause
// A text that is asked about, and what is known of it.
#pragma once
#include "lsp/index.hpp"
#include "lsp/json.hpp"
#include "lsp/shelf.hpp"

namespace barrister::lsp {

struct Scene {
  DocumentPtr document;
  Sources sources;
  Index index;
  Encoding encoding = Encoding::Utf16;

  Range range(Span s) const {
    return {document->text.position(s.begin, encoding), document->text.position(s.end, encoding)};
  }
  std::uint32_t offset(Position p) const { return document->text.offset(p, encoding); }
  std::string_view text(Span s) const {
    return std::string_view(document->text.bytes()).substr(s.begin, s.end - s.begin);
  }
};

// The word at a place, or right before it, of letters, digits, '_', and in cat '-' and '.'; maybe empty.
Span word_at(Scene const&, std::uint32_t offset);
char const* word(Sort); // "shared variable"

Json hover(Scene const&, Position);                    // null: there is nothing to say
Json definition(Scene const&, Shelf const&, Position); // and where a name of a file leads
Json references(Scene const&, Position, bool with_declarations);
Json highlights(Scene const&, Position);
Json symbols(Scene const&);
Json completion(Scene const&, Position);

} // namespace barrister::lsp
