// SPDX-License-Identifier: BSD-2-Clause
// Why the claims of a variant of a protocol hold under a model: of each barrier that they need, the run that
// its absence allows, and what forbids that run.
#pragma once
#include "cli/options.hpp"
#include "cli/protocol_models.hpp"
#include "cli/why/why_of_test.hpp"
#include <iosfwd>

namespace barrister::cli {

// `text` is that of the file.
Why why_of_variant(WhyOptions const&, std::string const& text, std::string const& variant,
                   ProtocolModel const&);

} // namespace barrister::cli
