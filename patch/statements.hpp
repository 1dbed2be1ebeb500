// SPDX-License-Identifier: BSD-2-Clause
// The statements of a body, by their place in the text.
#pragma once
#include <string_view>
#include <vector>

namespace barrister::patch {

struct Statement;
struct StatementBlock {
  std::size_t begin = 0, end = 0; // in braces: `begin` is behind the one, `end` at the other
  bool is_braced = true;          // else it is the one statement that an `if`, or a loop, has
  std::vector<Statement> statements;
};
struct Statement {
  std::size_t begin = 0, end = 0; // with its labels, and its semicolon or closing brace
  std::size_t code = 0;           // behind its labels
  std::size_t head = 0;           // of one that has blocks: where its first one begins
  std::vector<StatementBlock> blocks{};
};

// Of what stands between these two: of what code_of() gives. What is nested too deep has no blocks.
StatementBlock statements_of(std::string_view code, std::size_t begin, std::size_t end);

} // namespace barrister::patch
