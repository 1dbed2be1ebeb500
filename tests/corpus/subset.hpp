// SPDX-License-Identifier: BSD-2-Clause
// Which tests keep to the part of the kernel's vocabulary that every model of the kernel has always had.
#pragma once
#include "spec/program.hpp"

namespace barrister::corpus {

enum class Vocabulary : std::uint8_t {
  Subset,    // READ_ONCE, WRITE_ONCE, barriers, acquire and release, RCU, if
  WithPlain, // and plain accesses
  Other      // more: locks, read-modify-writes, SRCU, loops
};
Vocabulary vocabulary(Program const&);

} // namespace barrister::corpus
