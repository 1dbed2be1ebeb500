// SPDX-License-Identifier: BSD-2-Clause
// What stands on the language server's input.
#include "lsp/frame.hpp"
#include "fuzz/target.hpp"
#include <sstream>

namespace barrister::fuzz {

std::string frame(std::string const& bytes) {
  std::istringstream in(bytes);
  for (;;) {
    auto const read = lsp::read_frame(in);
    if (read.kind == lsp::Frame::Kind::End) return {};
    if (read.kind == lsp::Frame::Kind::Wrong) continue;
    std::stringstream again;
    lsp::write_frame(again, read.text);
    if (lsp::read_frame(again).text != read.text) return "a frame is not read as it was written";
  }
}

} // namespace barrister::fuzz
