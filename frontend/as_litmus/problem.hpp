// SPDX-License-Identifier: BSD-2-Clause
// Why there is no litmus test of a protocol.
#pragma once
#include "spec/place.hpp"
#include <string>

namespace barrister::frontend::as_litmus {

struct Problem {
  Place place;
  std::string message, hint;
};
std::string to_string(Problem const&); // as diagnostics are printed, without the line itself

} // namespace barrister::frontend::as_litmus
