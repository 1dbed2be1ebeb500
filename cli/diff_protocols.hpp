// SPDX-License-Identifier: BSD-2-Clause
// Two variants of protocols under one model, or one under two: their claims, and what the model flags.
#pragma once
#include "cli/changes.hpp"
#include "cli/claims_of_variant.hpp"

namespace barrister::cli {

Changes compare(AskedVariants::Result const& before, AskedVariants::Result const& after, Sides const&,
                std::size_t width);

} // namespace barrister::cli
