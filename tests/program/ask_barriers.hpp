// SPDX-License-Identifier: BSD-2-Clause
// `barrister barriers` of a text.
#pragma once
#include "tests/program/run.hpp"

namespace barrister {

Ran barriers_of(std::string const& test, std::vector<std::string> more = {});
Ran barriers_of_protocol(std::string const& protocol);
inline std::string const membarrier = BARRISTER_SOURCE "/proofs/membarrier/membarrier.protocol";
std::string store_buffer(std::string const& one, std::string const& other);

} // namespace barrister
