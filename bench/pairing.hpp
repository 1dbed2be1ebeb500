// SPDX-License-Identifier: BSD-2-Clause
// The barrier pairing of proofs/perf-install (publish, full barrier, load of the task's CPU; against
// migrations under rq->lock, and a switch-in with a full barrier) in worlds of any size.
#pragma once
#include <string>

namespace barrister {

struct PairingWorld {
  int cpus, migrations, installers;
};
std::string pairing(PairingWorld const&); // a protocol's text

} // namespace barrister
