// SPDX-License-Identifier: BSD-2-Clause
// A protocol, a claim or a model as one text, of which nothing is left out that an answer may depend on: what
// is written out alike is answered alike. Not for people (frontend/protocol/print.hpp is).
#pragma once
#include "spec/memory_model.hpp"
#include "spec/protocol.hpp"

namespace barrister {

struct WrittenOut {
  std::string meaning;
  std::string places; // where the parts of it stand, which answers name, and do not depend on
};

WrittenOut written_out(Protocol const&);     // but for its claims
WrittenOut written_out(Claim const&);        // but for its wording
std::string written_out(MemoryModel const&); // but for what its names mean in the end

} // namespace barrister
