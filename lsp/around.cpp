// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/around.hpp"
#include <algorithm>

namespace barrister::lsp {

bool Around::has(std::string const& word) const {
  return std::ranges::find(statement, word) != statement.end();
}

std::string Around::last_of(std::initializer_list<char const*> words) const {
  for (auto at = statement.rbegin(); at != statement.rend(); ++at)
    if (std::ranges::find(words, *at) != words.end()) return *at;
  return {};
}

Around around(Scene const& scene, Span before, frontend::Writing writing) {
  frontend::Source const source(scene.document->path, scene.document->text.bytes());
  Around out;
  for (auto const& word : words_in(source, before, writing)) {
    auto const text = std::string(source.text(word.span));
    if (text == "{") {
      out.blocks.push_back(out.first());
      out.statement.clear();
    } else if (text == "}") {
      if (!out.blocks.empty()) out.blocks.pop_back();
      out.statement.clear();
    } else if (text == ";") {
      out.statement.clear();
    } else {
      out.statement.push_back(text);
    }
  }
  return out;
}

} // namespace barrister::lsp
