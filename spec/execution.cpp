// SPDX-License-Identifier: BSD-2-Clause
#include "spec/execution.hpp"

namespace barrister {

Value final_value(Execution const& x, Value cell) {
  std::optional<EventId> last;
  for (EventId e = 0; e < x.events.size(); ++e) {
    auto const& event = x.events[e];
    if (event.kind != EventKind::Write || event.address != cell) continue;
    if (!last || x.co.contains(*last, e)) last = e;
  }
  return last ? x.events[*last].value : number(0);
}

} // namespace barrister
