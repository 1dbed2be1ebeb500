// SPDX-License-Identifier: BSD-2-Clause
// The beginnings and ends of RCU readers match as brackets within a run. So that models, which match them by
// program order, do the same, those of different runs are not in it to each other (2.10 of spec/semantics.md).
#pragma once
#include "spec/tag.hpp"

namespace barrister {

constexpr bool is_bracket(TagSet tags) { return tags.has(Tag::RcuLock) || tags.has(Tag::RcuUnlock); }

} // namespace barrister
