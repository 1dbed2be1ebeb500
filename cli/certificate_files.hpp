// SPDX-License-Identifier: BSD-2-Clause
// The texts that an answer rests on, as a certificate carries them.
#pragma once
#include "cli/ingredients.hpp"
#include "proofs/certificate/certificate.hpp"
#include <optional>

namespace barrister::cli {

// A certificate of nothing: of this test, under the model of these ingredients. None where a file is no
// longer there.
std::optional<certificate::Certificate> with_files(Ingredients const&, std::string const& test);
std::optional<certificate::Certificate> with_files(Ingredients const&, std::string const& protocol,
                                                   std::string const& variant);

} // namespace barrister::cli
