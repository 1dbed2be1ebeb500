// SPDX-License-Identifier: BSD-2-Clause
#include "tests/program/pasted.hpp"
#include <gtest/gtest.h>

namespace barrister {

Ran checked(std::string const& declarations, std::string const& a, std::string const& b,
            std::string const& claims) {
  Folder const folder;
  auto const text = "protocol pasted;\nworld { cpu 0, 1; task a on 0; task b on 1; }\n" + declarations +
                    "\ntask a {\n" + a + "\n}\ntask b {\n" + b + "\n}\n" + claims + "\n";
  return barrister_with({"check", "--color", "never", folder.write("pasted.protocol", text)});
}
void holds(std::string const& declarations, std::string const& a, std::string const& b,
           std::string const& condition) {
  auto const ran = checked(declarations, a, b, "property P \"\": finally " + condition + ";");
  EXPECT_EQ(ran.status, 0) << declarations << "\n" << a << "\n" << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "  holds\n")) << ran.out;
}
void violated(std::string const& declarations, std::string const& a, std::string const& b,
              std::string const& condition) {
  auto const ran = checked(declarations, a, b, "property P \"\": finally " + condition + ";");
  EXPECT_EQ(ran.status, 1) << declarations << "\n" << a << "\n" << ran.out << ran.err;
  EXPECT_TRUE(has(ran.out, "\nP is violated")) << ran.out;
}
void refused(std::string const& declarations, std::string const& a, std::string const& error) {
  auto const ran = checked(declarations, a, "", "");
  EXPECT_EQ(ran.status, 2) << declarations << "\n" << a << "\n" << ran.out;
  EXPECT_TRUE(has(ran.err, error)) << ran.err;
}

} // namespace barrister
