// SPDX-License-Identifier: BSD-2-Clause
// Why an execution is forbidden: the axiom, its place, and the cycle, one step a line.
#pragma once
#include "proofs/explain.hpp"
#include <functional>
#include <string>

namespace barrister::cli {

// The check is the one that the explanation names. `words`: who does what, "P0: WRITE_ONCE(*x, 1)".
std::string report_explanation(std::function<std::string(EventId)> const& words, Check const&,
                               proofs::Explanation const&, std::size_t width,
                               std::string const& verb = "forbidden by");

// The steps alone: side by side where there is room, else each relation and what it leads to in a line.
std::string steps_in_words(std::function<std::string(EventId)> const& words, std::vector<proofs::Link> const&,
                           std::size_t width);

} // namespace barrister::cli
