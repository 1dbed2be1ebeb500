// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/size.hpp"
#include <algorithm>

namespace barrister::certificate {
namespace {

// Or one more than `most_statements`, if there are more.
std::size_t statements(Block const& block, std::size_t rounds) {
  auto const inside = [rounds](auto const& node) -> std::size_t {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, If>)
      return statements(node.then, rounds) + statements(node.otherwise, rounds);
    else if constexpr (std::is_same_v<Node, Loop>)
      return (rounds + 1) * (statements(node.test, rounds) + statements(node.body, rounds) + 1);
    else if constexpr (std::is_same_v<Node, Labelled>)
      return statements(node.body, rounds);
    else
      return 0;
  };
  std::size_t out = 0;
  for (auto const& s : block) out = std::min(out + 1 + std::visit(inside, s.node), most_statements + 1);
  return out;
}

} // namespace

std::optional<std::string> too_large(Program const& program, std::uint32_t rounds) {
  std::size_t cells = 0, all = 0;
  for (auto const& object : program.objects) cells += object.initial.size();
  if (cells > most_cells) return "it has more than " + std::to_string(most_cells) + " cells";
  for (auto const& thread : program.threads) all += statements(thread.body, rounds);
  if (all > most_statements)
    return "with its loops unrolled, it has more than " + std::to_string(most_statements) + " statements";
  return std::nullopt;
}

} // namespace barrister::certificate
