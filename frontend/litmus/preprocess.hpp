// SPDX-License-Identifier: BSD-2-Clause
// The tokens of a protocol behind its preprocessor: what #if and #ifdef leave, with the text of macros where
// they are used, whose place it has. `#define NAME expression` stays: it is a declaration, which a variant
// may say again.
#pragma once
#include "frontend/diagnostic.hpp"
#include "frontend/litmus/token.hpp"
#include "frontend/litmus/vocabulary.hpp"

namespace barrister::frontend::litmus {

// What is defined is added to the vocabulary. False, and an error in the diagnostics, where something is
// wrong.
bool preprocess(std::vector<Token>&, Vocabulary&, Source const&, Diagnostics&);

} // namespace barrister::frontend::litmus
