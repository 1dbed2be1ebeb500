// SPDX-License-Identifier: BSD-2-Clause
// What a cell holds in the end: the value of some write, however many there are, and whatever they may write.
#include "solver/protocol/verify.hpp"
#include "tests/support/load.hpp"
#include "tests/support/protocol_parts.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

using namespace protocol_parts;

// More values than are listed, so that they are words of bits.
Protocol writers(std::int64_t count) {
  Builder p(static_cast<std::size_t>(count));
  auto const x = p.word("x");
  for (std::int64_t i = 0; i < count; ++i)
    p.task("t" + std::to_string(i), {static_cast<CpuId>(i)}, {store(x, i + 1)});
  p.claim(Claim::Kind::Never, "another value", {load(1, x), assign(0, equal(1, count + 6))});
  p.claim(Claim::Kind::Never, "the first value", {load(1, x), assign(0, equal(1, 1))});
  return p.finished();
}
// Where that has to be found out, so many steps are not enough.
TEST(Finals, AreOfSomeWriteWhichIsNotFoundByTrying) {
  solver::ProtocolOptions options;
  options.steps = 10'000;
  auto const result = solver::verify(writers(64), load_model_for_protocols("lkmm"), options);
  EXPECT_EQ(result.unknown, "");
  EXPECT_EQ(result.claims[0].kind, ClaimVerdict::Kind::Holds) << result.claims[0].reason;
  EXPECT_EQ(result.claims[1].kind, ClaimVerdict::Kind::Violated) << result.claims[1].reason;
}

} // namespace
} // namespace barrister
