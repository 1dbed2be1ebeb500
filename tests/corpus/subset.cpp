// SPDX-License-Identifier: BSD-2-Clause
#include "tests/corpus/subset.hpp"
#include <algorithm>

namespace barrister::corpus {
namespace {

Vocabulary of_block(Block const&);

Vocabulary of_tags(TagSet tags) {
  for (auto srcu : {Tag::SrcuLock, Tag::SrcuUnlock, Tag::SyncSrcu, Tag::AfterSrcuReadUnlock})
    if (tags.has(srcu)) return Vocabulary::Other;
  return tags.empty() ? Vocabulary::WithPlain : Vocabulary::Subset;
}

struct OfStatement {
  Vocabulary operator()(Assign const&) const { return Vocabulary::Subset; }
  Vocabulary operator()(Load const& s) const { return of_tags(s.tags); }
  Vocabulary operator()(Store const& s) const { return of_tags(s.tags); }
  Vocabulary operator()(Fence const& s) const { return of_tags(s.tags); }
  Vocabulary operator()(If const& s) const { return std::max(of_block(s.then), of_block(s.otherwise)); }
  template <class Node> Vocabulary operator()(Node const&) const { return Vocabulary::Other; }
};

Vocabulary of_block(Block const& block) {
  auto widest = Vocabulary::Subset;
  for (auto const& s : block) widest = std::max(widest, std::visit(OfStatement(), s.node));
  return widest;
}

} // namespace

Vocabulary vocabulary(Program const& program) {
  auto widest = Vocabulary::Subset;
  for (auto const& thread : program.threads) widest = std::max(widest, of_block(thread.body));
  return widest;
}

} // namespace barrister::corpus
