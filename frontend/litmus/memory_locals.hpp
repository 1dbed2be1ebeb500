// SPDX-License-Identifier: BSD-2-Clause
// The locals of a process that have an address: arrays, structs, and what '&' is applied to. They are objects
// of their own, called "P0.name", and no other process can name them.
#pragma once
#include "frontend/litmus/structs.hpp"

namespace barrister::frontend::litmus {

struct MemoryLocal {
  std::string name; // as the process calls it
  CType type;
  Span span;
};
std::vector<MemoryLocal> memory_locals(ast::Function const&, Structs const&, Source const&, Diagnostics&);
std::string object_name(CpuId, std::string const& local);

} // namespace barrister::frontend::litmus
