// SPDX-License-Identifier: BSD-2-Clause
// Certificates of small tests under models that ship.
#pragma once
#include "cli/certify.hpp"
#include <string>

namespace barrister {

std::string const store_buffering = R"(C SB
{}
P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); r = READ_ONCE(*y); }
P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); r = READ_ONCE(*x); }
exists (0:r=0 /\ 1:r=0)
)";
std::string const store_buffering_with_barriers = R"(C SB+mbs
{}
P0(int *x, int *y) { int r; WRITE_ONCE(*x, 1); smp_mb(); r = READ_ONCE(*y); }
P1(int *x, int *y) { int r; WRITE_ONCE(*y, 1); smp_mb(); r = READ_ONCE(*x); }
exists (0:r=0 /\ 1:r=0)
)";
// Its loop ends where the flag is seen in time.
std::string const message_in_a_loop = R"(C MP+loop
{}
P0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }
P1(int *x, int *y) { int r; int s; r = 0; while (r == 0) { r = smp_load_acquire(y); } s = READ_ONCE(*x); }
exists (1:s=0)
)";

cli::Certified certified(std::string const& test, std::string const& model, unsigned rounds = 2);

// Of a protocol's variant, whatever the engine says of the claims.
cli::Certified certified(std::string const& protocol, std::string const& variant, std::string const& model,
                         std::vector<certificate::Claim> const& claims, unsigned rounds = 2);

} // namespace barrister
