// SPDX-License-Identifier: BSD-2-Clause
// Parts of the library whose code a protocol runs, by their names in places.
#pragma once
#include "spec/protocol.hpp"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace barrister::cli {

std::set<std::string> parts_used(Protocol const&, std::string const& file);
std::optional<std::string> text_of_part(std::string const& file, std::string const& part);
// Those that call ordering primitives.
std::vector<std::string> parts_that_order(Protocol const&, std::string const& file);

// What the text of a protocol calls that orders, and is no site of its own; and those parts. In words.
std::vector<std::string> not_looked_at(std::string const& text, Protocol const&, std::string const& file);

} // namespace barrister::cli
