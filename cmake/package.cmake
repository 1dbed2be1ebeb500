# SPDX-License-Identifier: BSD-2-Clause
# Debian packages, by `cpack -G DEB` or `./dev package`: barrister, and libbarrister-dev.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${BARRISTER_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian_files.cmake)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME barrister)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS libz3-4)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "verifier of Linux-kernel litmus tests and protocols
Barrister takes a litmus test, or a protocol written in kernel C, and answers
under a memory model such as LKMM: with a proof, with a counterexample that
fits into a commit message, or with what it does not know and why.

It understands herd7's options and prints as it does.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libbarrister-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libcadical-dev (>= 1.5), libfmt-dev")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "libraries that Barrister is made of
Static libraries, headers and a CMake package: the front end that reads
litmus tests, cat models and protocols, the solver, and the checkers of what
it answers.")
include(CPack)
