// SPDX-License-Identifier: BSD-2-Clause
// An expected.txt.
#include "cli/claims.hpp"
#include "fuzz/target.hpp"
#include <sstream>

namespace barrister::fuzz {

std::string claims(std::string const& text) {
  std::ostringstream err;
  bool const is_read = cli::parse_claims("expected.txt", text, err).has_value();
  return is_read == err.str().empty() ? "" : "read, and complained about: " + err.str();
}

} // namespace barrister::fuzz
