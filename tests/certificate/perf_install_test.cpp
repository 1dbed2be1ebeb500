// SPDX-License-Identifier: BSD-2-Clause
// Of proofs/perf-install, what is certified in seconds; and that of a variant that lacks what it takes, it is
// not.
#include "checker/check.hpp"
#include "frontend/source.hpp"
#include "tests/certificate/made.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using certificate::Claim;
using Kind = Claim::Kind;

std::string const& text() {
  static auto const read =
      frontend::read_file(std::string(BARRISTER_SOURCE) + "/proofs/perf-install/perf-install.protocol");
  return read.value();
}
std::string why_not(certificate::Certificate const& c) {
  auto const checked = checker::check(c);
  auto const* invalid = std::get_if<checker::Invalid>(&checked);
  return invalid ? invalid->why : "";
}
std::vector<Claim> const claims{{Kind::NothingAgainst, {}, "L1", {}}, {Kind::NoFault, {}, {}, {}}};

TEST(CertifyPerfInstall, WhereThePatchEndsAndWhatWasBeforeItDoesNot) {
  auto const made = certified(text(), "V410", "lkmm", claims);
  ASSERT_TRUE(made.certificate) << made.missing.front();
  EXPECT_EQ(made.missing, std::vector<std::string>());
  EXPECT_EQ(why_not(*made.certificate), "");

  auto other = *made.certificate;
  other.protocol = {"M10"}; // no cpu_online() before the call is queued: there, L1 is violated
  EXPECT_NE(why_not(other), "");
  other = *made.certificate;
  other.lemmas.clear();
  EXPECT_NE(why_not(other), "");
  other = *made.certificate;
  other.assumed.clear(); // then there are addresses that may be any
  EXPECT_NE(why_not(other), "");
}

} // namespace
} // namespace barrister
