// SPDX-License-Identifier: BSD-2-Clause
// How a claim stands, for those who compare: that of a litmus test, which an exists clause makes, too: that
// nothing satisfies it.
#pragma once
#include "cli/answer.hpp"
#include "spec/protocol_verdict.hpp"

namespace barrister::cli {

// Bounded: it holds as far as loops were followed. Vacuous: nothing comes to its end.
enum class Standing : std::uint8_t { Violated, Vacuous, Unknown, Bounded, Holds };

Standing standing(LitmusTest const&, Answer const&);
std::string standing_in_words(LitmusTest const&, Answer const&); // "the exists clause is reachable"
Standing standing(ClaimVerdict const&);

// "~exists (x=1)": what is claimed, or would be.
std::string question(LitmusTest const&);
bool is_same_question(LitmusTest const&, LitmusTest const&); // whatever the order of its parts

} // namespace barrister::cli
