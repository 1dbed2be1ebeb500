// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/accesses_in.hpp"
#include "spec/statements.hpp"
#include <algorithm>
#include <set>

namespace barrister::cli {
namespace {

template <class Node, class... Nodes> constexpr bool is_one_of = (std::is_same_v<Node, Nodes> || ...);

void collect(Block const& block, std::set<InstructionId>& out) {
  for (auto const& s : block)
    std::visit(
        [&]<class Node>(Node const& node) {
          if constexpr (is_one_of<Node, Load, Store, Rmw, Lock, Unlock, Trylock, IsLocked>) {
            out.insert(s.instruction);
          } else if constexpr (std::is_same_v<Node, If>) {
            collect(node.then, out);
            collect(node.otherwise, out);
          } else if constexpr (std::is_same_v<Node, Loop>) {
            collect(node.test, out);
            collect(node.body, out);
          } else if constexpr (std::is_same_v<Node, Labelled>) {
            collect(node.body, out);
          }
        },
        s.node);
}

} // namespace

std::vector<std::size_t> accesses_in(Program const& program, std::string const& file,
                                     std::string const& text) {
  std::vector<std::size_t> lines{0};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') lines.push_back(i + 1);
  std::set<std::size_t> out;
  for (auto const& thread : program.threads) {
    std::set<InstructionId> accesses;
    collect(thread.body, accesses);
    for (auto id : accesses) {
      auto const& place = thread.instructions[id].place;
      if (is_in(place, file) && place.line > 0 && place.line <= lines.size())
        out.insert(lines[place.line - 1] + place.column - 1);
    }
  }
  return {out.begin(), out.end()};
}

} // namespace barrister::cli
