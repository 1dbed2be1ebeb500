// SPDX-License-Identifier: BSD-2-Clause
// `barrister herd7`, and a link of that name, print what herd7 prints.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>
#include <regex>

namespace barrister {
namespace {

std::string without_time(std::string const& text) {
  return std::regex_replace(text, std::regex("(Time [^ ]+) [0-9.]+"), "$1 T");
}

constexpr auto expected = R"(Test C-peterz Allowed
States 7
0:r1=0; 2:r1=0; 2:r2=0;
0:r1=0; 2:r1=0; 2:r2=1;
0:r1=0; 2:r1=1; 2:r2=1;
0:r1=1; 2:r1=0; 2:r2=0;
0:r1=1; 2:r1=0; 2:r2=1;
0:r1=1; 2:r1=1; 2:r2=0;
0:r1=1; 2:r1=1; 2:r2=1;
No
Witnesses
Positive: 0 Negative: 7
Condition exists (0:r1=0 /\ 2:r1=1 /\ 2:r2=0)
Observation C-peterz Never 0 7
Time C-peterz T
Hash=e427f41d9146b2a5445101d3e2fcaa34

)";

TEST(Herd7, PeterzByteForByte) {
  auto const ran = barrister_with({"herd7", peterz});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(without_time(ran.out), expected);
  EXPECT_EQ(ran.err, "");
}

TEST(Herd7, ByItsOwnName) {
  Folder const folder;
  auto const link = folder.path() / "herd7";
  std::filesystem::create_symlink(BARRISTER_PROGRAM, link);
  auto const ran = run({link.string(), "-unroll", "3", peterz});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(without_time(ran.out), expected);
}

TEST(Herd7, HashesAreItsOwn) {
  std::string const folder = BARRISTER_SOURCE "/tests/unit/frontend_litmus/";
  for (auto const& [file, hash] : {std::pair{"C-peterz.litmus", "e427f41d9146b2a5445101d3e2fcaa34"},
                                   {"C-peterz-quoted.litmus", "36ad98da6078bb1594645b03a773b8b5"},
                                   {"C-peterz-spaces.litmus", "db4f4e4794dcd24b443fba56127ee0c1"}}) {
    auto const ran = barrister_with({"herd7", folder + file});
    EXPECT_NE(ran.out.find(std::string("\nHash=") + hash + "\n"), ran.out.npos) << file << "\n" << ran.out;
  }
}

constexpr auto sizes = R"(C sizes
{ int8_t c = 200; uint64_t k = -1; uint32_t m = 4294967295; int x = 2147483647; char a[2] = {255, 5};
  uint8_t 0:r9 = 300; u = 5000000000; }
P0(int8_t *c, uint32_t *m, int *x, uint8_t *b)
{
	r1 = READ_ONCE(*c);
	uint32_t r2 = READ_ONCE(*m);
	int r3 = atomic_add_return(1, x);
	int r4 = r3 < 0;
	int8_t r5 = 300;
	WRITE_ONCE(*b, 300);
}
locations [a; b; u; 0:r1; 0:r2; 0:r3; 0:r4; 0:r5; 0:r9]
exists (c=200 /\ c=-56 /\ m=-1 /\ k=-1 /\ x=-2147483648 /\ a={-1,5})
)";

TEST(Herd7, TypesCutWhatIsShownAndCompared) {
  Folder const folder;
  auto const ran = barrister_with({"herd7", folder.write("sizes.litmus", sizes)});
  EXPECT_NE(ran.out.find("\n0:r1=200; 0:r2=-1; 0:r3=-2147483648; 0:r4=1; 0:r5=300; 0:r9=44; a={-1,5}; "
                         "[b]=300; [c]=-56; [k]=18446744073709551615; [m]=4294967295; [u]=705032704; "
                         "[x]=-2147483648;\nOk\n"),
            ran.out.npos)
      << ran.out << ran.err;
  auto const hexadecimal = barrister_with({"herd7", "-hexa", "true", folder.write("sizes.litmus", sizes)});
  EXPECT_NE(hexadecimal.out.find("\n0:r1=0xc8; 0:r2=0xffffffff; "), hexadecimal.out.npos) << hexadecimal.out;
}

TEST(Herd7, EverythingItComputesHas32Bits) {
  Folder const folder;
  auto const ran = barrister_with({"herd7", folder.write("wraps.litmus", R"(C wraps
{ atomic_t a; uint8_t b = 257; long d = 2147483647; x = 4294967297; }
P0(atomic_t *a, uint8_t *b, long *d, int *x)
{
	int r0 = 2147483647;
	int r1 = (r0 + 1) < 0;
	long r2 = atomic_add_negative(1, d);
	unsigned int r3 = READ_ONCE(*b) + READ_ONCE(*x);
	int r4 = (0x80000000 - 1) > 0;
	atomic_dec(a);
	if (true) r4 = 7;
}
locations [a; b; d; x; 0:r0; 0:r1; 0:r2; 0:r4]
exists (a=-1 /\ d=0x80000000)
)")});
  EXPECT_NE(ran.out.find("\n0:r0=2147483647; 0:r1=1; 0:r2=1; 0:r4=1; "
                         "[a]=4294967295; [b]=1; [d]=-2147483648; [x]=1;\nOk\n"),
            ran.out.npos)
      << ran.out << ran.err;
  EXPECT_NE(ran.out.find("\nCondition exists ([a]=-1 /\\ [d]=-2147483648)\n"), ran.out.npos) << ran.out;
}

TEST(Herd7, ATestWithoutEventsHasAnExecution) {
  Folder const folder;
  auto const file = folder.write("none.litmus", "C none\n{ }\nP0() { int r0 = 3; }\nexists (0:r0=3)\n");
  for (auto const* mode : {"herd7", "check"}) EXPECT_EQ(barrister_with({mode, file}).status, 0) << mode;
  EXPECT_NE(barrister_with({"herd7", file}).out.find("Observation none Always 1 0\n"), std::string::npos);
}

TEST(Herd7, TypesAreThoseOfCInCheck) {
  Folder const folder;
  auto const ran = barrister_with({"check", "--engine", "both", folder.write("sizes.litmus", R"(C sizes
{ int8_t c = 200; uint32_t m = 4294967295; int x = 2147483647; }
P0(int8_t *c, uint32_t *m, int *x)
{
	int r1 = READ_ONCE(*c);
	uint32_t r2 = READ_ONCE(*m);
	int r3 = atomic_add_return(1, x);
	int r4 = r3 < 0;
}
forall (0:r1=-56 /\ c=200 /\ 0:r2=-1 /\ 0:r4=1 /\ x=2147483648)
)")});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}

TEST(Herd7, ALocalThatIsNowhereDeclaredIsZero) {
  Folder const folder;
  auto const file = folder.write("undeclared.litmus",
                                 "C undeclared\n{}\nP0(int *x)\n{\n\tint r0;\n\tr0 = READ_ONCE(*x) + rr;\n}\n"
                                 "exists (0:r0=0)\n");
  EXPECT_NE(barrister_with({"herd7", file}).out.find("Observation undeclared Always 1 0\n"),
            std::string::npos);
  EXPECT_EQ(barrister_with({"check", file}).status, 2);
}

// herd7 has no such statement; a fence that somebody meant is not passed by.
TEST(Herd7, ACallWithoutBracketsIsRefused) {
  Folder const folder;
  auto const ran = barrister_with(
      {"herd7", folder.write("t.litmus", "C t\n{}\nP0(int *x)\n{\n\tsmp_mb;\n}\nexists (x=1)\n")});
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("'smp_mb' is not declared in P0"), std::string::npos) << ran.err;
}

// To herd7 they lie at the address 0, which is one lock, whatever its names.
TEST(Herd7, LocksThatAreNowhereDeclaredAreOne) {
  Folder const folder;
  auto const observation = [&](std::string const& first, std::string const& second) {
    auto const body = [](std::string const& lock, std::string const& between) {
      return "{\n\tspin_lock(" + lock + ");\n" + between + "\tspin_unlock(" + lock + ");\n}\n";
    };
    auto const file =
        folder.write("t.litmus", "C t\n{}\nP0(int *x, spinlock_t *s)\n" +
                                     body(first, "\tWRITE_ONCE(*x, 1);\n\tWRITE_ONCE(*x, 0);\n") +
                                     "P1(int *x, spinlock_t *s)\n" +
                                     body(second, "\tint r0 = READ_ONCE(*x);\n") + "exists (1:r0=1)\n");
    EXPECT_EQ(barrister_with({"check", file}).status, first == "s" && second == "s" ? 0 : 2);
    auto const out = barrister_with({"herd7", file}).out;
    auto const at = out.find("Observation ");
    return at == out.npos ? out : out.substr(at, out.find('\n', at) - at);
  };
  EXPECT_EQ(observation("s", "s"), "Observation t Never 0 2");
  EXPECT_EQ(observation("ss", "ss"), "Observation t Never 0 2");
  EXPECT_EQ(observation("ss", "tt"), "Observation t Never 0 2");
  EXPECT_EQ(observation("s", "tt"), "Observation t Sometimes 1 2");
}

TEST(Herd7, GoesOnAfterABadFile) {
  Folder const folder;
  auto const ran = barrister_with({"herd7", folder.write("bad.litmus", "C bad\n{}\nP0() {\n"), peterz});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(without_time(ran.out), expected);
  EXPECT_TRUE(ran.err.starts_with("Warning: File \"")) << ran.err;
}

// Whatever is wrong with some, and whichever is done first.
TEST(Herd7, TestsSideBySideAreSaidInTheirOrder) {
  Folder const folder;
  std::vector<std::string> files{"herd7", "-jobs", "1"};
  for (int i = 0; i < 40; ++i) {
    auto const n = std::to_string(i);
    std::string const body = i % 5 == 0 ? "{}\nP0() {\n"
                             : i % 7 == 0
                                 ? "{}\nP0(int *x) { while (READ_ONCE(*x) == 0) ; }\nexists (x=0)\n"
                                 : "{}\nP0(int *x, int *y) { WRITE_ONCE(*x, " + n +
                                       "); int r0 = READ_ONCE(*y); }\n"
                                       "P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n"
                                       "exists (0:r0=0 /\\ 1:r0=0)\n";
    files.push_back(folder.write("t" + n + ".litmus", "C t" + std::to_string(i % 30) + "\n" + body));
  }
  auto const one = barrister_with(files);
  files[2] = "4";
  auto const four = barrister_with(files);
  EXPECT_EQ(without_time(four.out), without_time(one.out));
  EXPECT_EQ(four.err, one.err);
  EXPECT_EQ(four.status, one.status);
  EXPECT_NE(one.err.find("Different hashes for test t1 "), std::string::npos) << one.err;
  files.insert(files.begin() + 1, {"-exit", "true"});
  auto const first = barrister_with(files);
  EXPECT_EQ(first.out, "");
  EXPECT_EQ(first.status, 1);
}

} // namespace
} // namespace barrister
