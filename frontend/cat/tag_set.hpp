// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include <string>

namespace barrister::frontend::cat {

// The set of the events with a tag: 'after-atomic is After-atomic.
inline std::string set_of_tag(std::string tag) {
  if (!tag.empty() && tag[0] >= 'a' && tag[0] <= 'z') tag[0] = static_cast<char>(tag[0] - 'a' + 'A');
  return tag;
}

} // namespace barrister::frontend::cat
