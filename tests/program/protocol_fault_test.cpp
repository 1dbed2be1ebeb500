// SPDX-License-Identifier: BSD-2-Clause
// A protocol in which what has no meaning can happen has no verdicts, and says where.
#include "tests/program/run.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string followed(std::string const& check) {
  return "protocol p \"\";\nworld { cpu 0, 1; task a on 0; task b on 1; }\nint x;\nint *p;\n"
         "task a {\n\tint *q = READ_ONCE(p);\n\t" +
         check + "WRITE_ONCE(*q, 1);\n}\ntask b { WRITE_ONCE(p, &x); }\nproperty ENDS \"\": a terminates;\n";
}

TEST(ProtocolFault, ANullThatIsFollowedIsSaid) {
  Folder const folder;
  auto const ran = barrister_with({"check", folder.write("p.protocol", followed(""))});
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.out.find("a can follow what is no address (NULL, or beyond an object) at line 7"),
            std::string::npos)
      << ran.out;
}
TEST(ProtocolFault, OneThatIsAskedForIsNone) {
  Folder const folder;
  EXPECT_EQ(barrister_with({"check", folder.write("p.protocol", followed("if (q) "))}).status, 0);
}
TEST(ProtocolFault, AnInterruptIsRaisedWhereThereIsNoCpu) {
  Folder const folder;
  auto const file = folder.write("nowhere.protocol", R"(protocol nowhere;
world { cpu 0, 1; task a on 0; }
int where = 1;
int seen;
interrupt ring { WRITE_ONCE(seen, 1); }
task a { raise(ring, READ_ONCE(where) + 1); }
property P "": finally seen == 1;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.out.find("a can raise an interrupt on a CPU that the world does not have at line 6: raise("),
            std::string::npos)
      << ran.out;
}
TEST(ProtocolFault, ADivisionByZeroIsNotRuledOut) {
  Folder const folder;
  auto const file = folder.write("divides.protocol", R"(protocol divides;
world { cpu 0, 1; task a on 0; task b on 1; }
int x = 1, y;
task a { WRITE_ONCE(y, 4 / READ_ONCE(x)); }
task b { WRITE_ONCE(x, 0); }
property P "": finally y == 4;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.out.find("because a value can have no meaning: of a division by zero"), std::string::npos) << ran.out;
}
TEST(ProtocolFault, ANullThatIsCalledIsSaid) {
  Folder const folder;
  auto const file = folder.write("called.protocol", R"(protocol called;
world { cpu 0, 1; task a on 0; task b on 1; }
int (*handler)(int v);
ghost bool wrong;
static int twice(int v) { return 2 * v; }
task a { WRITE_ONCE(handler, twice); }
task b { int (*f)(int v) = READ_ONCE(handler); wrong = f(2) != 4; }
property FOUR "": never wrong;
)");
  auto const ran = barrister_with({"check", file});
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.out.find("a call of what is no function"), std::string::npos) << ran.out;
}

} // namespace
} // namespace barrister
