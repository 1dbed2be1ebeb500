// SPDX-License-Identifier: BSD-2-Clause
// What a comment says that a barrier orders: "*x", "the store to x" and "WRITE_ONCE(*x, 1)" name x.
#pragma once
#include "cli/barriers/barrier_study.hpp"
#include "patch/bodies.hpp"
#include "patch/pair_comments.hpp"

namespace barrister::cli {

// It names what the barrier was found to order.
bool is_found(patch::PairComment::Order const&, Finding const&);
// What it names first stands before the barrier, and what it names last behind it, as far as it names what is
// there at all. `body`: where in the text the barrier stands; no part of it is executed twice.
bool is_possible(patch::PairComment::Order const&, patch::Site const&, std::string_view text,
                 patch::Body const& body);

} // namespace barrister::cli
