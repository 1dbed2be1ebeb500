# SPDX-License-Identifier: BSD-2-Clause
# The warnings that this compiler has, for all that is built from here on.
include(CheckCXXCompilerFlag)
foreach(flag -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
  string(MAKE_C_IDENTIFIER "BARRISTER_HAS${flag}" has)
  check_cxx_compiler_flag(${flag} ${has})
  if(${has})
    add_compile_options(${flag})
  endif()
endforeach()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # GCC 12 at -O2 cannot follow which alternative a std::variant holds.
  add_compile_options(-fmax-errors=5 -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # X3: `a >> b > c` is `(a >> b) > c`, as it is meant, and its parsers have members that only templates read. What
  # changes a sign is no matter of -Wconversion for GCC.
  add_compile_options(-Wno-overloaded-shift-op-parentheses -Wno-unused-const-variable -Wno-sign-conversion)
endif()
if(BARRISTER_WERROR)
  add_compile_options(-Werror)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # At -O3 GCC 12 warns of copies of strings that cannot be (its bug 105651). Our presets, at -O2, do without.
  add_compile_options(-Wno-restrict)
endif()
