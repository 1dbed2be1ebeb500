// SPDX-License-Identifier: BSD-2-Clause
// One .protocol file, text to syntax tree.
#pragma once
#include "frontend/litmus/vocabulary.hpp"
#include "frontend/protocol.hpp"
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::protocol {

// The file is one stretch of the source; what it declares is added to the vocabulary. On failure: nothing,
// and errors in the diagnostics.
std::optional<ast::File> read_file(Source const&, Span, litmus::Vocabulary&, Diagnostics&);

// The files that it uses, before it is read; and what these add to the vocabulary, as far as they can be
// read.
std::vector<ast::Word> uses_in(Source const&, Span);
litmus::Vocabulary vocabulary_of(Source const&, Span, ProtocolLibrary const&);

} // namespace barrister::frontend::protocol
