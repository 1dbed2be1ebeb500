// SPDX-License-Identifier: BSD-2-Clause
// A litmus test that does what has no meaning: `check` shows it; `herd7` refuses it as herd7 does.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr char const* null_is_stored_through = R"(C through-null
{}
P0(int *flag, int **head)
{
	int seen = READ_ONCE(*flag);
	if (seen) {
		int *first = READ_ONCE(*head);
		WRITE_ONCE(*first, 1);
	}
}
P1(int *flag)
{
	WRITE_ONCE(*flag, 1);
}
exists (0:seen=1)
)";

TEST(Fault, IsShownWithPlaceAndTrace) {
  Folder const folder;
  auto const ran = barrister_with({"check", folder.write("f.litmus", null_is_stored_through)});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, R"(through-null: fault under lkmm: P0 at line 8 follows NULL: WRITE_ONCE(*first, 1);
  executions without a fault: Never 0 1

    P0                              P1

                                    WRITE_ONCE(*flag, 1);
    int seen = READ_ONCE(*flag);  // 1: from P1 line 13
    int *first = READ_ONCE(*head);  // 0: initial value
    WRITE_ONCE(*first, 1);  // fault: follows NULL

)");
}
TEST(Fault, IsInJson) {
  Folder const folder;
  auto const file = folder.write("f.litmus", null_is_stored_through);
  auto const ran = barrister_with({"check", "--format", "json", file});
  EXPECT_EQ(ran.status, 1);
  for (auto const* part :
       {R"("verdict":"fault")", R"("faults":[{"kind":"follows","file":)",
        R"("line":8,"text":"WRITE_ONCE(*first, 1);","value":0,"words":"follows NULL","cpu":0}])",
        R"("witness":{"role":"faults")", R"("final":null)"})
    EXPECT_NE(ran.out.find(part), std::string::npos) << part << "\n" << ran.out;
}

struct Refused {
  char const* name;
  std::string test, err; // of %s: the file
  int status;
};
std::ostream& operator<<(std::ostream& out, Refused const& r) { return out << r.name; }
class Herd7Faults : public testing::TestWithParam<Refused> {};

TEST_P(Herd7Faults, AreInItsWords) {
  Folder const folder;
  auto const file = folder.write("f.litmus", GetParam().test);
  auto const ran = barrister_with({"herd7", file});
  auto expected = GetParam().err;
  if (auto const at = expected.find("%s"); at != expected.npos) expected.replace(at, 2, file);
  EXPECT_EQ(ran.status, GetParam().status);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, expected);
}
INSTANTIATE_TEST_SUITE_P(
    Program, Herd7Faults,
    testing::Values(
        Refused{"ANullThatIsStoredThrough", null_is_stored_through,
                "Warning: File \"%s\": Non-symbolic memory access found on '[0]' (User error)\n", 0},
        Refused{"ANumber", "C n\n{ c = 7; }\nP0(int *c) { smp_store_release(*c, 1); }\nexists (c=7)\n",
                "Warning: File \"%s\": Non-symbolic memory access found on '[7]' (User error)\n", 0},
        Refused{"AProductOfAnAddress", "C p\n{}\nP0(int *v) { int r0 = v * 2; }\nexists (0:r0=0)\n",
                "Warning: File \"%s\": Illegal operation * on constants v and 2 (User error)\n", 0},
        Refused{"ADivisionByZero",
                "C d\n{}\nP0(int *v) { int r0 = READ_ONCE(*v); int r1 = 8 / r0; }\nexists (0:r0=0)\n",
                "Fatal: File \"%s\" Adios\n", 2}),
    [](auto const& it) { return std::string(it.param.name); });

TEST(Herd7Fault, WhatHasAMeaningIsComputed) {
  Folder const folder;
  auto const file = folder.write("f.litmus", "C or\n{}\nP0(int *v) { int r0 = v | 0; }\nexists (0:r0=v)\n");
  EXPECT_NE(barrister_with({"herd7", file}).out.find("Observation or Always 1 0\n"), std::string::npos);
  EXPECT_NE(barrister_with({"check", file}).out.find("1 of 1 execution."), std::string::npos);
}

} // namespace
} // namespace barrister
