// SPDX-License-Identifier: BSD-2-Clause
// What stands before a place in a text: the blocks that are open there, and the words of the statement or
// declaration that is begun.
#pragma once
#include "frontend/words.hpp"
#include "lsp/scene.hpp"

namespace barrister::lsp {

struct Around {
  std::vector<std::string> blocks; // each by the first word of what opened it: "world", "variant", "static"
  std::vector<std::string> statement; // its words and marks so far, without the one that is being written
  std::string before() const { return statement.empty() ? "" : statement.back(); }
  std::string first() const { return statement.empty() ? "" : statement.front(); }
  bool has(std::string const& word) const;
  // The last of these words that the statement has, or nothing.
  std::string last_of(std::initializer_list<char const*> words) const;
};
Around around(Scene const&, Span before, frontend::Writing);

} // namespace barrister::lsp
