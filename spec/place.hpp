// SPDX-License-Identifier: BSD-2-Clause
// Where in the user's text something was said.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace barrister {

struct Place {
  std::shared_ptr<std::string const> file; // as the user named it; null for what no file says
  std::uint32_t line = 0, column = 0;      // both from 1; a column is a byte offset in its line, plus 1
};

} // namespace barrister
