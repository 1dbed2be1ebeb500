// SPDX-License-Identifier: BSD-2-Clause
#include "tests/program/ask_barriers.hpp"

namespace barrister {
namespace {

Ran ask(std::string const& name, std::string const& text, std::vector<std::string> const& more) {
  Folder const folder;
  std::vector<std::string> arguments{"barriers", "--width", "200", folder.write(name, text)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return barrister_with(arguments);
}

} // namespace

Ran barriers_of(std::string const& test, std::vector<std::string> more) {
  return ask("t.litmus", test, more);
}
Ran barriers_of_protocol(std::string const& protocol) { return ask("t.protocol", protocol, {}); }
std::string store_buffer(std::string const& one, std::string const& other) {
  return "C SB\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\t" + one +
         "\n\tint r0 = READ_ONCE(*y);\n}\nP1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t" + other +
         "\n\tint r0 = READ_ONCE(*x);\n}\nexists (0:r0=0 /\\ 1:r0=0)\n";
}

} // namespace barrister
