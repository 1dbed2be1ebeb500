// SPDX-License-Identifier: BSD-2-Clause
// What differs between what is said of two protocols, or of two variants of one.
#pragma once
#include "cli/barriers/claims_of_variant.hpp"
#include "cli/diff/changes.hpp"
#include "cli/protocol_models.hpp"
#include "cli/protocol_text.hpp"

namespace barrister::cli {

// Of two variants, each under its own model; or of one under two.
Changes compare(AskedVariants::Result const& before, AskedVariants::Result const& after, Sides const&,
                std::size_t width);

// Each protocol says itself what its models are: those of one name are compared.
using ModelPairs = std::vector<std::pair<ProtocolModel const*, ProtocolModel const*>>;
ModelPairs of_one_name(std::vector<ProtocolModel> const& before, std::vector<ProtocolModel> const& after);

// Models, and variants if all are compared, that one of the two has alone.
Changes not_asked_of_both(ProtocolText const& before, ProtocolText const& after,
                          std::vector<ProtocolModel> const& models,
                          std::vector<ProtocolModel> const& models_after, bool with_variants);

} // namespace barrister::cli
