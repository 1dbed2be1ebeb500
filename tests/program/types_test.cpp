// SPDX-License-Identifier: BSD-2-Clause
// What C computes: promotions, conversions, and wrapping at the widths that are declared. Each condition
// holds in every execution.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

// In P0, by both engines.
void holds(std::string const& init, std::string const& parameters, std::string const& body,
           std::string const& condition) {
  Folder const folder;
  auto const text =
      "C types\n{ " + init + " }\nP0(" + parameters + ")\n{\n" + body + "\n}\nforall (" + condition + ")\n";
  auto const ran = barrister_with({"check", "--engine", "both", folder.write("types.litmus", text)});
  EXPECT_EQ(ran.status, 0) << text << ran.out << ran.err;
}
void computes(std::string const& body, std::string const& condition) { holds("", "int *x", body, condition); }

TEST(Types, AnIntWrapsAtItsEdges) {
  computes("int r = 2147483647; int q = (r + 1) < 0; r++;", "0:q=1 /\\ 0:r=-2147483648");
  computes("int r = -2147483647; r -= 2; int q = r > 0;", "0:q=1 /\\ 0:r=2147483647");
  computes("int r = 65536; int q = r * r; int s = -(-2147483647 - 1);", "0:q=0 /\\ 0:s=-2147483648");
  computes("int r = 2147483647; int q = r-- - 1 == r;", "0:q=1");
}

TEST(Types, SmallOnesArePromotedAndWrapWhenStored) {
  computes("u8 r = 255; int q = r + 1; r++;", "0:q=256 /\\ 0:r=0");
  computes("u8 r = 200; u8 q = 100; int s = (u8)(r + q); int t = r + q > 255;", "0:s=44 /\\ 0:t=1");
  computes("signed char r = 200; int q = r < 0; int s = r;", "0:q=1 /\\ 0:s=-56");
  computes("char r = 200; int q = r > 0;", "0:q=1"); // -funsigned-char
  computes("s16 r = 32767; r += 1; int q = ~(u8)0;", "0:r=-32768 /\\ 0:q=-1");
  holds("uint8_t x = 255;", "uint8_t *x", "(*x)++; int r = *x; *x -= 1; WRITE_ONCE(*x, *x + 258);",
        "0:r=0 /\\ x=1");
  holds("uint8_t x = 300;", "uint8_t *x", "int r = READ_ONCE(*x); int q = xchg(x, 511);",
        "0:r=44 /\\ 0:q=44 /\\ x=255");
}

TEST(Types, OneWithoutASignTakesTheOtherWithIt) {
  computes("int r = -1; unsigned int q = 1; int s = r < q; int t = r > 1u; int v = r < 1;",
           "0:s=0 /\\ 0:t=1 /\\ 0:v=1");
  computes("unsigned int r = 0; int q = r - 1 > 5; int s = r - 1 == 0xffffffff;", "0:q=1 /\\ 0:s=1");
  computes("int r = -1; long q = 1; int s = r < q; unsigned int t = 4294967295u; int v = t > q;",
           "0:s=1 /\\ 0:v=1");
  computes("u8 r = 1; int s = -1 < r;", "0:s=1"); // promoted to an int first
  computes("int r = -1; int s = (1 ? r : 1u) > 0; long t = 1 ? r : 1u;", "0:s=1 /\\ 0:t=4294967295");
  computes("int s = sizeof(s) - 5 > 0;", "0:s=1");
  computes("u8 r = 1; long q = 1; int s = sizeof(1) + sizeof(-r) + sizeof(r + r); int t = sizeof(r ? r : q);",
           "0:s=12 /\\ 0:t=8");
  computes("u8 r = 1; int s = sizeof(r) + sizeof(r = 2); int t = sizeof(1UL) + sizeof(sizeof(r)); int q = "
           "sizeof(!r);",
           "0:s=2 /\\ 0:t=16 /\\ 0:q=4");
}

TEST(Types, SixtyFourBitsHaveNoSignWhereNoneIsDeclared) {
  computes("unsigned long long r = -1; u64 q = r / 2; int s = r > 1; u64 t = r >> 63; u64 v = r % 10;",
           "0:q=9223372036854775807 /\\ 0:s=1 /\\ 0:t=1 /\\ 0:v=5");
  computes("long r = -1; long q = r >> 63; long s = -7 / 2; long t = -7 % 3; int u = -7 % 3u;",
           "0:q=-1 /\\ 0:s=-3 /\\ 0:t=-1 /\\ 0:u=0");
  computes("u32 r = 1; u32 q = r << 31; int s = q > 0; int t = (1 << 31) < 0; u32 v = q >> 31;",
           "0:s=1 /\\ 0:t=1 /\\ 0:v=1");
}

TEST(Types, ConstantsAreIntsUnlessTheySayMore) {
  computes(
      "int q = 2147483647 + 1 < 0; int r = 2147483648 > 0; int s = 0x80000000 > 0; int t = -2147483648 < 0;",
      "0:q=1 /\\ 0:r=1 /\\ 0:s=1 /\\ 0:t=1");
  computes("long q = 2147483647L + 1; int r = -1 > 0u; int s = -1 > 0ull; int t = -1 > 0l;",
           "0:q=2147483648 /\\ 0:r=1 /\\ 0:s=1 /\\ 0:t=0");
  computes("int q = 010 + 0644; int r = 037777777777 > -1; int s = 00;", "0:q=428 /\\ 0:r=0 /\\ 0:s=0");
}

TEST(Types, TruthsAreInts) {
  computes("u64 r = 5; int q = !r - 1 < 0; int s = (r == 5) - 2 < 0; int t = (r && 1) - 2 < 0; int v = -(r "
           "|| 0) < 0;",
           "0:q=1 /\\ 0:s=1 /\\ 0:t=1 /\\ 0:v=1");
  computes("bool b = 2; int q = b; b += 255; bool c = 256; int d = (bool)512;",
           "0:q=1 /\\ 0:b=1 /\\ 0:c=1 /\\ 0:d=1");
  holds("bool x = 7;", "bool *x", "int r = *x; WRITE_ONCE(*x, 4); int q = xchg(x, 0); *x |= 2;",
        "0:r=1 /\\ 0:q=1 /\\ x=1");
  computes("int r = 0; if (true) r = 1; if (false) r = 2;", "0:r=1");
}

TEST(Types, AtomicsHaveTheWidthOfTheirTypes) {
  holds("x=2147483647;", "atomic_t *x", "int r = atomic_add_negative(1, x);", "0:r=1 /\\ x=-2147483648");
  holds("x=2147483647;", "atomic_t *x", "long r = atomic_add_return(1, x);", "0:r=-2147483648");
  holds("x=-1;", "atomic_t *x", "int r = atomic_inc_and_test(x); int q = atomic_cmpxchg(x, 4294967296, 3);",
        "0:r=1 /\\ 0:q=0 /\\ x=3");
  holds("x=-2147483648;", "atomic_t *x",
        "int r = atomic_dec_return(x) > 0; int q = atomic_fetch_add(2, x) > 0;",
        "0:r=1 /\\ 0:q=1 /\\ x=-2147483647");
  holds("u32 x = 4294967295;", "u32 *x", "int r = atomic_add_negative(-1, x); int q = cmpxchg(x, -2, 7);",
        "0:r=1 /\\ x=7");
  holds("atomic64_t x = 2147483647;", "atomic64_t *x", "int r = atomic64_add_negative(1, x);",
        "0:r=0 /\\ x=2147483648");
  holds("atomic_long_t x = 9223372036854775807;", "atomic_long_t *x",
        "long r = atomic_long_inc_return(x); int q = r < 0;", "0:q=1 /\\ 0:r=-9223372036854775808");
}

TEST(Types, WhatIsNotDeclaredIsAnIntUnlessItHoldsMore) {
  computes("r = 2147483647; q = (r + 1) < 0;", "0:q=1");
  holds("long x = 4294967296;", "long *x", "r = READ_ONCE(*x); q = r + 1 > 4294967296;",
        "0:r=4294967296 /\\ 0:q=1");
}

TEST(Types, ASwitchAndALoopCompareAsCDoes) {
  computes("u8 r = 255; int q = 0; switch (r + 1) { case 256: q = 1; break; case 0: q = 2; }", "0:q=1");
  computes("u8 r; int q = 0; for (r = 254; r > 1; r++) q++;", "0:q=2");
  computes("int r = 5; int q = 0; switch (r) { case 0x100000005: q = 1; }", "0:q=1");
  computes("u32 r = -1; int q = 0; switch (r) { case -1: q = 1; }", "0:q=1");
}

TEST(Types, ArithmeticBetweenThreadsWraps) {
  Folder const folder;
  auto const file = folder.write("threads.litmus", R"(C threads
{ u8 x = 254; }
P0(u8 *x) { WRITE_ONCE(*x, READ_ONCE(*x) + 1); }
P1(u8 *x) { WRITE_ONCE(*x, READ_ONCE(*x) + 1); int r = READ_ONCE(*x) - 1 < 0; }
exists (x=0 /\ 1:r=1)
)");
  auto const ran = barrister_with({"check", "--engine", "both", file});
  EXPECT_NE(ran.out.find("is reachable"), ran.out.npos) << ran.out << ran.err;
}

// As a protocol, by states too.
void never(std::string const& declarations, std::string const& body, std::string const& expected) {
  Folder const folder;
  auto const text = "protocol types;\nmodel sc;\nworld { cpu 0; task a on 0; }\nghost bool wrong;\n" +
                    declarations + "\ntask a { " + body +
                    " }\nproperty P \"p\": never wrong;\nexpect types: " + expected + ";\n";
  auto const ran = barrister_with({"check", folder.write("types.protocol", text)});
  EXPECT_EQ(ran.status, 0) << text << ran.out << ran.err;
}

TEST(Types, ProtocolsComputeAsCDoes) {
  auto const violated = "violated P";
  never("unsigned int x, y = 1;", "int r = READ_ONCE(x); wrong = r - READ_ONCE(y) > 5;", violated);
  never("int x = 2147483647;", "wrong = READ_ONCE(x) + 1 < 0;", violated);
  never("u8 x = 300;", "wrong = READ_ONCE(x) == 44;", violated);
  never("bool f(u8 a) { return a; }", "wrong = f(256);", "holds P");
  never("u8 f(int a) { return a; }", "wrong = f(257) == 1;", violated);
  never("long f(unsigned int a) { return a; }", "wrong = f(-1) > 0;", violated);
  never("enum { A = -1, B };", "unsigned int r = 0; wrong = A > r && B == 0;", violated);
  never("struct s { u8 a; s8 b; }; struct s x = {255, 200};", "x.a++; wrong = x.a == 0 && x.b < 0;",
        violated);
  never("DEFINE_PER_CPU(u8, x) = 255;",
        "this_cpu_write(x, this_cpu_read(x) + 1); wrong = this_cpu_read(x) == 0;", violated);
  never("ghost u8 g = 255;", "g++; if (g == 0) wrong = true;", violated);
  never("int x[4];", "int *p = &x[1]; long d = p - x; long e = x - p; wrong = d == 1 && e < 0;", violated);
  never("int x;", "x = 010; wrong = READ_ONCE(x) == 8;", violated);
  never("int x[20] = {[010] = 4};", "wrong = x[8] == 4 && x[10] == 0;", violated);
  never("int f(int a) { return a; } int g(int a) { return 2 * a; } int h(int (*f)(int)) { return f(3); }",
        "wrong = h(g) == 6 && h(f) == 3 && f(3) == 3;", violated);
  never("u32 f(int a) { return a; } struct s { u32 (*f)(int); }; struct s s = {.f = f}; u32 (*p)(int);",
        "p = f; u32 (*q)(int) = f; wrong = p(1) - 2 > 0 && s.f(1) - 2 > 0 && q(1) - 2 > 0 && sizeof(p(1)) == "
        "4;",
        violated);
  never("long f(long a) { return a; } long (*p)(long) = f;",
        "u8 c = 255; wrong = p(~c) == -256 && p(c + 1) == 256;", violated);
  never("enum { A = 0u };", "wrong = A - 1 < 0;", violated);
  never("enum { A = -2147483648 };", "wrong = A - 1 < 0;", "holds P");
  never("enum { A = 0xffffffffu + 2, B, C = 1 < 2 };", "wrong = A - 2 < 0 && B - 3 < 0 && C - 2 < 0;",
        violated);
  never("int x[(0xffffffffu * 3) >> 30], y[(1 << 31 >> 31) + 5];\n#define N (0u - 1)\nint z[N / 1073741824];",
        "wrong = sizeof(x) == 12 && sizeof(y) == 16 && sizeof(z) == 12;", violated);
  never("int x;", "x = 1; // \\\nx = 2;\n wrong = READ_ONCE(x) == 1;", violated);
  never("int x;", "int r = x; wrong = r && 10 / r;", "holds P");
  never("struct s { int a, b; }; struct s x[2] = {{1, 2}, {3, 4}}; struct s *p = x;\n#define P p\n",
        "struct s *q = P + 1; wrong = q->a == 3 && P->b == 2 && sizeof(*P) == 8;", violated);
  never("atomic_t x = 2147483647;", "wrong = atomic_add_return(1, &x) < 0;", violated);
  never("atomic64_t x = 2147483647;", "wrong = atomic64_add_return(1, &x) < 0;", "holds P");
}

} // namespace
} // namespace barrister
