// SPDX-License-Identifier: BSD-2-Clause
// A protocol in which a NULL can be followed has no verdicts, and says where.
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

} // namespace
} // namespace barrister
