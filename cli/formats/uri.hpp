// SPDX-License-Identifier: BSD-2-Clause
// Paths as URIs (RFC 3986).
#pragma once
#include <string>

namespace barrister::cli {

// A path that begins with '/' as file:///..., any other as a relative reference; bytes that stand for
// something else in a URI, and those that are not ASCII, as %41.
std::string uri_of(std::string const& path);

} // namespace barrister::cli
