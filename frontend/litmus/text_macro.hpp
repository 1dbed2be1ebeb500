// SPDX-License-Identifier: BSD-2-Clause
// #define f(x) ...: what is put where f(1) stands, token by token.
#pragma once
#include "frontend/litmus/token.hpp"

namespace barrister::frontend::litmus {

struct TextMacro {
  struct Piece {
    Kind kind;
    std::string text;
    bool operator==(Piece const&) const = default;
  };
  bool has_parameters = false;
  std::vector<std::string> parameters;
  std::vector<Piece> body;
  bool operator==(TextMacro const&) const = default;
};

} // namespace barrister::frontend::litmus
