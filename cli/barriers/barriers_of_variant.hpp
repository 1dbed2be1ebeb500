// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers` of one variant of a protocol under one model: of those of its claims that hold.
#pragma once
#include "cli/barriers/claims_of_variant.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/options.hpp"
#include "patch/sites.hpp"
#include <functional>
#include <iosfwd>

namespace barrister::cli {

// `needed_under`: see Commented.
Exit barriers_of_variant(std::string const& text, std::string const& variant, ProtocolModel const&,
                         BarriersOptions const&,
                         std::function<std::string(patch::Site const&)> const& needed_under, Gathered&,
                         std::ostream& out, std::ostream& err);

} // namespace barrister::cli
