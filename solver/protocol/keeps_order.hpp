// SPDX-License-Identifier: BSD-2-Clause
// Whether a model keeps a read before a write behind it: load buffering, asked of the model itself.
#pragma once
#include "spec/memory_model.hpp"
#include <map>

namespace barrister::solver {

class KeepsOrder {
public:
  explicit KeepsOrder(MemoryModel const& model) : model_(model) {}
  // What stands between a READ_ONCE() and a WRITE_ONCE(), or what these are.
  enum class Form : std::uint8_t { Nothing, Barrier, Release, Acquire, Unlock, Branch };
  bool operator()(Form); // no, where that is not known

private:
  MemoryModel const& model_;
  std::map<Form, bool> known_;
};

} // namespace barrister::solver
