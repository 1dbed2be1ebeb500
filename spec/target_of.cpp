// SPDX-License-Identifier: BSD-2-Clause
#include "spec/target_of.hpp"

namespace barrister {

std::optional<LocalId> target_of(Statement const& s) {
  return std::visit(
      []<class Node>(Node const& node) -> std::optional<LocalId> {
        if constexpr (requires { node.result; })
          return node.result == RmwResult::None ? std::nullopt : std::optional(node.target);
        else if constexpr (requires { node.target; })
          return node.target;
        else
          return std::nullopt;
      },
      s.node);
}

} // namespace barrister
