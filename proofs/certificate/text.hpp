// SPDX-License-Identifier: BSD-2-Clause
// Certificates for people (spec/certificate.md, "As text").
#pragma once
#include "proofs/certificate/certificate.hpp"

namespace barrister::certificate {

std::string to_text(Certificate const&);
std::string to_text(EventName const&); // "thread 1, statement 3, round 2, event 1"

} // namespace barrister::certificate
