// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/certificate.hpp"

namespace barrister::certificate {

std::string to_text(Claim const& claim) {
  switch (claim.kind) {
  case Claim::Kind::NeverSatisfied: return "never satisfied";
  case Claim::Kind::NeverFalsified: return "never falsified";
  case Claim::Kind::NoFault: return "no fault";
  case Claim::Kind::NoBoundReached: return "no loop goes on";
  case Claim::Kind::FlagNotRaised: return "no flag '" + claim.flag + "'";
  }
  return "";
}

} // namespace barrister::certificate
