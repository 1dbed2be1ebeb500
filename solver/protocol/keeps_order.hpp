// SPDX-License-Identifier: BSD-2-Clause
// Whether a model keeps a read before a write behind it: load buffering, asked of the model itself.
#pragma once
#include "spec/memory_model.hpp"
#include <map>

namespace barrister::solver {

class KeepsOrder {
public:
  // Of which accesses it is asked: of plain ones, too?
  enum class Of : std::uint8_t { Marked, All };
  KeepsOrder(MemoryModel const& model, Of of) : model_(model), of_(of) {}
  // What stands between a READ_ONCE() and a WRITE_ONCE(), or what these are.
  // Overwritten: what is written is what was read, and its order is of three, with a barrier in one of the
  // others.
  enum class Form : std::uint8_t {
    Nothing,
    Barrier,
    Release,
    Acquire,
    Unlock,
    Branch,
    Data,
    UnlockLock,
    Overwritten
  };
  bool operator()(Form); // no, where that is not known

private:
  bool is_kept(Form) const;

  MemoryModel const& model_;
  Of of_;
  std::map<Form, bool> known_;
};

} // namespace barrister::solver
