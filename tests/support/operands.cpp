// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/operands.hpp"

namespace barrister {

std::string Operands::variable() { return std::string(1, "xyz"[chance_.below(theme_.variables)]); }
std::string Operands::ordering() { return chance_.one_of({"", "_relaxed", "_acquire", "_release"}); }
std::string Operands::number() {
  if (theme_.sizes && chance_.once_in(3))
    return chance_.one_of({"127", "128", "255", "256", "65535", "65536", "-1", "-128", "2147483647",
                           "2147483648", "4294967295", "4294967296"});
  return std::to_string(1 + chance_.below(2));
}

std::string Operands::local() { return "r" + std::to_string(chance_.below(locals_)); }
std::string Operands::fresh_local() {
  auto const name = "r" + std::to_string(locals_);
  if (locals_ + 1 < most_locals) ++locals_;
  return name;
}

std::string Operands::value() {
  if (!any_local() || chance_.once_in(2)) return number();
  auto const r = local();
  if (theme_.choices && chance_.once_in(2))
    return "(" + r + chance_.one_of({"", " == 0", " > 1"}) + " ? " + number() + " : " + number() + ")";
  if (theme_.faults && chance_.once_in(3))
    return chance_.one_of({"2 / (", "3 % (", "1 << (-1 + ", "1 >> (30 + ", "-(", "~("}) + r + ")";
  if (theme_.faults && chance_.once_in(8)) return r + " / 0"; // never has a value
  if (theme_.faults && chance_.once_in(4))
    return r + chance_.one_of({" / ", " % ", " << ", " >> "}) + local();
  if (theme_.sizes && chance_.once_in(2)) return arithmetic(r);
  switch (chance_.below(6)) {
  case 0: return r;
  case 1: return r + " + 1";
  case 2: return r + " ^ " + r;
  case 3: return "(" + r + " & 1) + 1";
  case 4: return r + " == 0";
  default: return "!" + r;
  }
}

// What promotions, conversions and signs matter to.
std::string Operands::arithmetic(std::string const& r) {
  switch (chance_.below(8)) {
  case 0: return chance_.one_of({"-", "~"}) + r;
  case 1: return r + chance_.one_of({" - 1", " - 2u", " - 1l", " + 1u", " * 2", " * 65535"});
  case 2: return r + chance_.one_of({" << 1", " >> 1", " << 31", " >> 31"});
  case 3: return r + chance_.one_of({" / 2", " % 3", " / -1", " % 2u", " / 3ul"});
  case 4: return r + chance_.one_of({" < -1", " > 0u", " <= -1l", " >= 255", " == -1", " != 0xffffffff"});
  case 5: return "(" + chance_.one_of({"u8", "s8", "u16", "s32", "u32", "bool", "u64"}) + ")" + r;
  case 6: return r + chance_.one_of({" - ", " < ", " + ", " ^ "}) + local();
  default: return "(" + r + " ? -1 : " + chance_.one_of({"1u", "1", "2l"}) + ")";
  }
}

std::string Operands::pointer() {
  if (theme_.arrays && chance_.once_in(3)) {
    if (!any_local() || chance_.once_in(2)) return chance_.one_of({"a", "(a + 1)"});
    return "(a + " + index() + ")";
  }
  if (pointers_ == 0 || chance_.once_in(3)) return variable();
  return "q" + std::to_string(chance_.below(pointers_));
}

std::string Operands::pointee() {
  if (theme_.arrays && chance_.once_in(4)) {
    if (!any_local() || chance_.once_in(2)) return chance_.one_of({"a[0]", "a[1]"});
    return "a[" + index() + "]";
  }
  if (any_local() && chance_.once_in(8)) {
    auto const r = local();
    return "*(" + variable() + " + (" + r + " & 0))";
  }
  return "*" + pointer();
}

std::string Operands::index() {
  if (theme_.faults && chance_.once_in(2)) return local(); // perhaps out of range
  return "(" + local() + " & 1)";
}

std::string Operands::fresh_pointer() {
  auto const name = "q" + std::to_string(pointers_);
  if (pointers_ + 1 < most_locals) ++pointers_;
  return name;
}

std::string Operands::condition() { return local() + chance_.one_of({"", " == 1", " != 1", " > 0"}); }

} // namespace barrister
