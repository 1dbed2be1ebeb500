// SPDX-License-Identifier: BSD-2-Clause
// A language server for litmus tests, cat models and protocols: LSP 3.17 over a pair of streams.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace barrister::lsp {

struct Settings {
  std::string version;
  std::string installed; // the folder with what ships as files, where it was installed; or empty
  std::string copies;    // where copies of these may be kept; or empty
  // What decides claims: a program that reads a question (question.hpp) and writes what it found. It runs in
  // a process of its own, which may take its time and memory, and can be ended.
  std::vector<std::string> judge;
};

// Until the editor says `exit`, or goes. The exit status that LSP asks for: 0 if it said `shutdown` before.
int serve(std::istream& in, std::ostream& out, Settings const&);

} // namespace barrister::lsp
