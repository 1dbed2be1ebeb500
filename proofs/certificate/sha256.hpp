// SPDX-License-Identifier: BSD-2-Clause
// SHA-256 of a text (FIPS 180-4), as `sha256sum` prints it: for people who compare files by hand.
#pragma once
#include <string>
#include <string_view>

namespace barrister::certificate {

std::string sha256(std::string_view);

} // namespace barrister::certificate
