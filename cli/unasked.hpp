// SPDX-License-Identifier: BSD-2-Clause
// Expectations that no question has: whatever comes out, they would be met.
#pragma once
#include "cli/protocol_answer.hpp"

namespace barrister::cli {

struct AskedUnder {
  std::string model; // as expectations say it
  std::vector<Question> questions;
};
// Of the variant that the protocol is. Under models that are not asked here, nothing is said of what is
// expected, but for their names, which are those of the file, of `asked`, or of what is shipped.
void complain_of_unasked(frontend::ProtocolFile const&, Protocol const&, std::vector<AskedUnder> const& asked,
                         frontend::Diagnostics&);
// Models under which something is expected, and that are not asked.
std::vector<std::string> expected_elsewhere(frontend::ProtocolFile const&,
                                            std::vector<std::string> const& asked);

} // namespace barrister::cli
