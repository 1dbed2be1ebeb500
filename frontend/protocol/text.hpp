// SPDX-License-Identifier: BSD-2-Clause
// All files of a protocol: what it uses first, the file itself last.
#pragma once
#include "frontend/litmus/vocabulary.hpp"
#include "frontend/protocol.hpp"
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::protocol {

struct Text {
  Source source; // one file behind the other
  std::vector<ast::File> files;
  std::vector<ast::Variant> variants;
  litmus::Vocabulary vocabulary; // of all of them
};

} // namespace barrister::frontend::protocol
