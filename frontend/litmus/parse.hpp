// SPDX-License-Identifier: BSD-2-Clause
// C litmus tests: text to litmus test.
#pragma once
#include "frontend/bell.hpp"
#include "frontend/diagnostic.hpp"
#include "spec/litmus_test.hpp"

namespace barrister::frontend {

class Macros; // frontend/litmus/macros.hpp

// Which events the primitives have, as herd7 tells with its variants: lkmmv1 up to Linux 6.14, lkmmv2 since
// (spec/lkmm_events.md).
enum class Generation : std::uint8_t { Lkmmv1, Lkmmv2 };

// What types do. herd7 holds 32 bits in whatever it holds, and computes in them; it cuts what it shows, and
// compares with a number of the condition, to the type that the initial state gives, and to an int where it
// gives none. A local that is nowhere declared, such as `true`, is 0 for it.
enum class Types : std::uint8_t { AsInC, AsHerd7 };

struct LitmusContext {
  Macros const* macros = nullptr; // null: the primitives of v6.15 and later that Barrister knows by itself
  Bell const* bell = nullptr;
  Generation generation = Generation::Lkmmv2;
  Types types = Types::AsInC;
};

// Parses and lowers the test in `text`. On failure: nothing, and at least one error in `diagnostics`.
std::optional<LitmusTest> load_litmus(std::string const& file, std::string const& text,
                                      Diagnostics& diagnostics, LitmusContext const& = {});

} // namespace barrister::frontend
