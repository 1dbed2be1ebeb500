// SPDX-License-Identifier: BSD-2-Clause
// An execution of a protocol that somebody else found, to be looked for in the encoding.
#pragma once
#include "spec/protocol_execution.hpp"
#include <functional>

namespace barrister::solver {

struct KnownExecution {
  ProtocolExecution execution;              // finished: complete or stuck
  std::vector<std::optional<bool>> answers; // by claim: what its question says in the end
};

struct Allowance {
  enum class Kind : std::uint8_t {
    Yes,
    No,     // it was left out: no answer of this encoding is to be believed
    Beyond, // loops go round, or interrupts raise interrupts, more often than unrolled
    Unknown // not found out
  } kind = Kind::Unknown;
  std::string why; // of No and Unknown
};

// What to look for in an encoding once its claims are decided (allows.hpp).
struct KnownExecutions {
  std::function<std::vector<KnownExecution> const&(std::size_t events)>
      find;                                         // for an encoding of so many events
  std::function<void(std::size_t, Allowance)> tell; // by index
};

} // namespace barrister::solver
