# SPDX-License-Identifier: BSD-2-Clause
# What most files include of the standard library is read once. No file may rest on that: the sanitized builds do without
# (CMAKE_DISABLE_PRECOMPILE_HEADERS). Who has other options than those of the folders has to have a reader of its own.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  # GCC 12 forgets that these are its own, and warns of what its strings do.
  add_compile_options(-Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
endif()
function(precompiled name)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/generated/${name}.cpp)
  target_precompile_headers(${name} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <set> <span>
                                            <string> <string_view> <tuple> <utility> <variant> <vector> ${ARGN})
endfunction()
precompiled(precompiled)
