# SPDX-License-Identifier: BSD-2-Clause
# The target CaDiCaL::CaDiCaL and CaDiCaL_VERSION. Its header does not tell its version; the library does.
find_path(CADICAL_INCLUDE_DIR cadical.hpp)
find_library(CADICAL_LIBRARY cadical)
if(CADICAL_INCLUDE_DIR AND CADICAL_LIBRARY AND NOT CADICAL_VERSION_FOUND AND NOT CMAKE_CROSSCOMPILING)
  set(ask ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/cadical_version.cpp)
  file(WRITE ${ask} "#include <cadical.hpp>\n#include <cstdio>\nint main() { std::puts(CaDiCaL::Solver::version()); }\n")
  try_run(ran built ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles ${ask}
          CMAKE_FLAGS -DINCLUDE_DIRECTORIES=${CADICAL_INCLUDE_DIR}
          LINK_LIBRARIES ${CADICAL_LIBRARY} RUN_OUTPUT_VARIABLE printed)
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)+" printed "${printed}")
  set(CADICAL_VERSION_FOUND ${printed} CACHE INTERNAL "The version that libcadical tells")
endif()
set(CaDiCaL_VERSION ${CADICAL_VERSION_FOUND})
if(CMAKE_CROSSCOMPILING)
  unset(CaDiCaL_FIND_VERSION) # cannot be asked
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CaDiCaL REQUIRED_VARS CADICAL_LIBRARY CADICAL_INCLUDE_DIR
                                  VERSION_VAR CaDiCaL_VERSION)
if(CaDiCaL_FOUND AND NOT TARGET CaDiCaL::CaDiCaL)
  add_library(CaDiCaL::CaDiCaL UNKNOWN IMPORTED)
  set_target_properties(CaDiCaL::CaDiCaL PROPERTIES IMPORTED_LOCATION ${CADICAL_LIBRARY}
                                                    INTERFACE_INCLUDE_DIRECTORIES ${CADICAL_INCLUDE_DIR})
endif()
mark_as_advanced(CADICAL_INCLUDE_DIR CADICAL_LIBRARY)
