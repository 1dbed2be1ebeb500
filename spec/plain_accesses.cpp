// SPDX-License-Identifier: BSD-2-Clause
#include "spec/plain_accesses.hpp"
#include <algorithm>

namespace barrister {
namespace {

// As the set Marked of lkmm.cat.
constexpr TagSet marks = TagSet(Tag::Once) | Tag::Acquire | Tag::Release | Tag::Noreturn | Tag::Mb | Tag::Rmw |
                         Tag::Lkr | Tag::Lkw | Tag::Ul | Tag::Lf | Tag::Rl | Tag::Ru;

bool has_plain(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (auto const* load = std::get_if<Load>(&s.node)) return is_plain(load->tags);
    if (auto const* store = std::get_if<Store>(&s.node)) return is_plain(store->tags);
    if (auto const* choice = std::get_if<If>(&s.node)) return has_plain(choice->then) || has_plain(choice->otherwise);
    if (auto const* loop = std::get_if<Loop>(&s.node)) return has_plain(loop->test) || has_plain(loop->body);
    auto const* labelled = std::get_if<Labelled>(&s.node);
    return labelled && has_plain(labelled->body);
  });
}

} // namespace

bool is_plain(TagSet of_access) { return (of_access & marks).empty(); }
bool has_plain_accesses(Program const& program) {
  return std::ranges::any_of(program.threads, [](Thread const& t) { return has_plain(t.body); });
}

} // namespace barrister
