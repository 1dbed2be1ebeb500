// SPDX-License-Identifier: BSD-2-Clause
// The kernel's own model, where $LKMM_DIR says that a tools/memory-model is: all that its linux-kernel.cfg
// names.
#pragma once
#include "cli/context.hpp"
#include "spec/memory_model.hpp"

namespace barrister {

class Kernel {
public:
  explicit Kernel(std::string const& folder);
  MemoryModel const& model() const { return model_; }
  frontend::Generation generation() const { return context_.generation; }
  // From Linux 6.4 on, what the models say differs little. Those before have no rmw-sequence, and other SRCU.
  bool is_recent() const;
  // Nothing when the test uses a primitive that linux-kernel.def has not; any other fault is an exception.
  std::optional<LitmusTest> load(std::string const& text, std::string const& file = "test.litmus") const;

private:
  cli::Context context_;
  MemoryModel model_;
};

std::optional<Kernel> find_recent_kernel(); // nothing without $LKMM_DIR, or with older files

} // namespace barrister
