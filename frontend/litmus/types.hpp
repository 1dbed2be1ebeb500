// SPDX-License-Identifier: BSD-2-Clause
// The width and the sign of a C type, and the types that C computes in.
#pragma once
#include "frontend/litmus/ast.hpp"

namespace barrister::frontend::litmus {

// Of a pointer, a struct or a type we have not heard of: 64 bits. As the kernel's compiler flags have it, a
// plain char has no sign (-funsigned-char, Makefile of v6.2), nor has an enum. A bool has one bit.
Type to_type(ast::TypeName const&);

// The integer promotions and the usual arithmetic conversions (C11 6.3.1.1 and 6.3.1.8). What has no type, or
// is a pointer, computes in 64 bits with a sign.
inline Type const int_type{"int", 32, true};
Type promoted(Type const&);
Type common(Type const&, Type const&);
bool is_integer(ast::TypeName const&);             // one that we have heard of
bool holds_all_of(Type const&, Type const& other); // every value of the other type

} // namespace barrister::frontend::litmus
