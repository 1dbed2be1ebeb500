// SPDX-License-Identifier: BSD-2-Clause
// Which values are addresses of something.
#pragma once
#include "spec/program.hpp"

namespace barrister::proofs::plain {

inline bool is_cell(Program const& program, Value v) {
  return v.is_address() && v.number >= 0 &&
         static_cast<std::size_t>(v.number) < program.objects[v.object].initial.size();
}

} // namespace barrister::proofs::plain
