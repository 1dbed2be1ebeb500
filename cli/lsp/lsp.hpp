// SPDX-License-Identifier: BSD-2-Clause
// `barrister lsp`: the language server, on standard input and output.
#pragma once
#include "cli/judge.hpp"
#include <iosfwd>

namespace barrister::cli {

struct LspOptions {
  bool judge = false; // read one question of the server's, and answer it
};
Exit serve_editor(LspOptions const&, std::istream& in, std::ostream& out);

} // namespace barrister::cli
