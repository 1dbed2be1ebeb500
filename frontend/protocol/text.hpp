// SPDX-License-Identifier: BSD-2-Clause
// All files of a protocol: what it uses first, the file itself last.
#pragma once
#include "frontend/protocol.hpp"
#include "frontend/protocol/ast.hpp"

namespace barrister::frontend::protocol {

struct Text {
  Source source; // one file behind the other
  std::vector<ast::File> files;
  std::vector<ast::Variant> variants;
};

} // namespace barrister::frontend::protocol
