// SPDX-License-Identifier: BSD-2-Clause
// The statements of a protocol's code that stand in one file: one for each place, whatever contexts have it.
#pragma once
#include "spec/protocol.hpp"

namespace barrister {

struct CodeStatement {
  Instruction instruction;
  bool is_mark =
      false; // it says that this branch was taken, and does nothing else: `wrong = true`, WARN_ON(1)
  std::vector<std::pair<ContextId, InstructionId>> uses;
};
std::vector<CodeStatement> statements_in(Protocol const&, std::string const& file); // in its order

// Jumps, and the blocks and loops that they are of, have the instruction of what was lowered before them.
bool is_of_its_instruction(Statement const&);

// Whether the place is in the file.
bool is_in(Place const&, std::string const& file);

} // namespace barrister
