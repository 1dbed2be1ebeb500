// SPDX-License-Identifier: BSD-2-Clause
// What the statements of one thread of a test made by chance are about: where they go, and what they store.
#pragma once
#include "tests/support/theme.hpp"

namespace barrister {

class Operands {
public:
  Operands(Chance& chance, Theme const& theme) : chance_(chance), theme_(theme) {}

  bool any_local() const { return locals_ > 0; }
  std::string local(); // one that has been read; there is any
  std::string fresh_local();
  std::string fresh_pointer();

  std::string variable();
  std::string ordering();
  std::string number();
  std::string value();     // a number, or a data dependency
  std::string pointer();   // a variable, or one behind a pointer: an address dependency
  std::string pointee();   // what it points to
  std::string condition(); // of a local

private:
  std::string arithmetic(std::string const& r);
  std::string index();

  Chance& chance_;
  Theme const& theme_;
  std::size_t locals_ = 0, pointers_ = 0;
};

} // namespace barrister
