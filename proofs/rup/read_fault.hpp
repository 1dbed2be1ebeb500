// SPDX-License-Identifier: BSD-2-Clause
// Why what was read is no proof, and where.
#pragma once
#include <cstddef>
#include <string>

namespace barrister::rup {

struct ReadFault {
  std::size_t at = 0; // of bytes, how many come before; of text, the line, from 1
  std::string why{};
  friend bool operator==(ReadFault const&, ReadFault const&) = default;
};

} // namespace barrister::rup
