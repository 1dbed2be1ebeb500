# SPDX-License-Identifier: BSD-2-Clause
# find_package(barrister): barrister::spec, ::frontend, ::solver, ::proofs.
include(CMakeFindDependencyMacro)
list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_dependency(CaDiCaL)
find_dependency(fmt)
find_dependency(ZLIB)
find_dependency(Threads)
list(POP_FRONT CMAKE_MODULE_PATH)
include(${CMAKE_CURRENT_LIST_DIR}/barristerTargets.cmake)
