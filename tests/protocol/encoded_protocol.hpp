// SPDX-License-Identifier: BSD-2-Clause
// The plain encoding of a protocol against executions that others found: each must be an assignment, in which
// what facts say is true of it. Which of the encoding's runs and events are those of the execution is left to
// a SAT solver.
#pragma once
#include "proofs/plain/encoding.hpp"
#include "spec/protocol_execution.hpp"

namespace barrister {

class EncodedProtocol {
public:
  EncodedProtocol(Protocol const&, proofs::plain::Encoding const&, unsigned rounds);

  // Loops go round, or interrupts raise interrupts, more often than the encoding has it.
  bool is_beyond(ProtocolExecution const&) const;
  // What is wrong with how it has this execution, which is not cut; or nothing.
  std::string complaint(ProtocolExecution const&) const;

private:
  Protocol const& protocol_;
  proofs::plain::Encoding const& encoding_;
  unsigned rounds_;
};

} // namespace barrister
