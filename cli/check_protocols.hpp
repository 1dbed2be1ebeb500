// SPDX-License-Identifier: BSD-2-Clause
// `barrister check` of protocols: every variant under every model.
#pragma once
#include "cli/formats/gathered.hpp"
#include "cli/options.hpp"
#include <iosfwd>

namespace barrister::cli {

struct ProtocolFiles {
  std::vector<std::string> protocols;
  std::vector<std::string> all; // that are checked, tests, too
};
// Text goes to `out`; what another format takes is added to `gathered`.
Exit check_protocols(CheckOptions const&, ProtocolFiles const&, Gathered& gathered, std::ostream& out,
                     std::ostream& err);

} // namespace barrister::cli
