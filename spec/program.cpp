// SPDX-License-Identifier: BSD-2-Clause
#include "spec/program.hpp"

namespace barrister {

Type const& type_of_cell(Object const& o, std::int64_t cell) {
  auto const is_member = cell >= 0 && static_cast<std::size_t>(cell) < o.members.size();
  return is_member ? o.members[static_cast<std::size_t>(cell)].type : o.type;
}

} // namespace barrister
