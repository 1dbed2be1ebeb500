// SPDX-License-Identifier: BSD-2-Clause
// What the statements of a protocol made by chance compute.
#pragma once
#include "tests/support/protocol_things.hpp"

namespace barrister::protocol_parts {

class Values {
public:
  Values(Chance& chance, Things const& things) : chance_(chance), things_(things) {}
  LocalId local();
  ExpressionPtr small();
  ExpressionPtr bounded(); // as often as it is computed, the same few values
  ExpressionPtr any();
  ExpressionPtr condition();
  ExpressionPtr place(); // of a word, or in the array

private:
  ExpressionPtr of_some_type();
  ExpressionPtr that_may_have_none(); // a value

  Chance& chance_;
  Things const& things_;
};

} // namespace barrister::protocol_parts
