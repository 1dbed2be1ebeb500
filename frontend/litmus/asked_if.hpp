// SPDX-License-Identifier: BSD-2-Clause
// What #if, #ifdef, #ifndef and #elif ask.
#pragma once
#include "frontend/litmus/token.hpp"
#include "frontend/litmus/vocabulary.hpp"

namespace barrister::frontend::litmus {

struct Asked {
  bool holds = false;
  std::optional<Span> wrong{}; // then `message` says what
  std::string message{}, hint{};
  std::vector<std::string> undefined{}; // names that nothing defines
};
Asked asked_if(std::string_view word, Span, std::vector<Token> const& line, Vocabulary const&);

} // namespace barrister::frontend::litmus
