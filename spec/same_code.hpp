// SPDX-License-Identifier: BSD-2-Clause
// Code that does the same, statement by statement, whatever text it came from.
#pragma once
#include "spec/program.hpp"

namespace barrister {

bool is_same(ExpressionPtr const&, ExpressionPtr const&); // both may be null
// But for the instructions that they came from.
bool is_same(Statement const&, Statement const&);
bool is_same(Block const&, Block const&);

bool is_same(Type const&, Type const&);
bool is_same(Object const&, Object const&);
bool is_same(Local const&, Local const&);

} // namespace barrister
