// SPDX-License-Identifier: BSD-2-Clause
// What an editor says to the language server once it is greeted, a message a part; and the last word. All
// that the server says is JSON.
#include "fuzz/target.hpp"
#include "lsp/frame.hpp"
#include "lsp/json.hpp"
#include "lsp/server.hpp"
#include <sstream>

namespace barrister::fuzz {

std::string session(std::string const& bytes) {
  std::stringstream in;
  lsp::write_frame(in, R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}})");
  for (auto const& message : parts(bytes)) lsp::write_frame(in, message);
  lsp::write_frame(in, R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})");
  lsp::write_frame(in, R"({"jsonrpc":"2.0","method":"exit"})");
  std::stringstream out;
  lsp::serve(in, out, {.version = "0", .installed = "", .copies = "", .judge = {"/bin/false"}});
  for (;;) {
    auto const said = lsp::read_frame(out);
    if (said.kind == lsp::Frame::Kind::End) return {};
    if (said.kind == lsp::Frame::Kind::Wrong || !lsp::Json::accept(said.text))
      return "the server says what is no JSON: " + said.text;
  }
}

} // namespace barrister::fuzz
