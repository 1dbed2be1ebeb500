// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/certificate/certificate.hpp"

namespace barrister::certificate {

namespace {

std::string from(std::vector<std::string> const& starts) {
  std::string out;
  for (auto const& start : starts) out += (out.empty() ? " from " : ", ") + start;
  return out;
}

} // namespace

std::string to_text(Claim const& claim) {
  switch (claim.kind) {
  case Claim::Kind::NeverSatisfied: return "never satisfied";
  case Claim::Kind::NeverFalsified: return "never falsified";
  case Claim::Kind::NoFault: return "no fault";
  case Claim::Kind::NoBoundReached:
    return "no loop goes on" +
           (claim.property.empty() ? "" : " where " + claim.property + " is asked" + from(claim.from));
  case Claim::Kind::FlagNotRaised: return "no flag '" + claim.flag + "'";
  case Claim::Kind::NothingAgainst: return "nothing against " + claim.property + from(claim.from);
  }
  return "";
}

std::string to_text(Assumption) { return "no value and no address comes from itself"; }

std::string to_text(std::vector<Claim> const& claims) {
  std::string out;
  std::size_t flags = 0;
  for (auto const& claim : claims)
    if (claim.kind == Claim::Kind::FlagNotRaised)
      ++flags;
    else
      out += (out.empty() ? "" : ", ") + to_text(claim);
  if (flags > 0)
    out += (out.empty() ? "" : ", ") + std::string("none of ") + std::to_string(flags) + " flags";
  return out;
}

} // namespace barrister::certificate
