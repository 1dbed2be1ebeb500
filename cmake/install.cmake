# SPDX-License-Identifier: BSD-2-Clause
# What is installed, and where. The program needs none of the other files to run. Components: `program`, and
# `development`, the libraries.
include(CMakePackageConfigHelpers)
set(BARRISTER_ZSH_FOLDER ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING "Where zsh looks for completions")

set(BARRISTER_VIM_FOLDER ${CMAKE_INSTALL_DATADIR}/vim/vimfiles CACHE STRING "Where Vim looks for syntax files")

# The manual page and the completions are made from the same words as --help.
file(GLOB page_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/pages/*.cpp)
add_executable(barrister_pages ${page_sources})
target_link_libraries(barrister_pages PRIVATE cli)
set(pages ${PROJECT_BINARY_DIR}/pages)
add_custom_command(
  OUTPUT ${pages}/barrister.1 ${pages}/barrister.bash ${pages}/_barrister ${pages}/barrister.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}
  COMMAND barrister_pages ${pages}
  DEPENDS barrister_pages VERBATIM)
add_custom_target(pages ALL DEPENDS ${pages}/barrister.1)

set(data ${CMAKE_INSTALL_DATADIR})
install(TARGETS barrister barrister-check RUNTIME COMPONENT program)
# Who wants it says `cmake --install build --component herd7`.
install(CODE "file(CREATE_LINK barrister \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/herd7\" SYMBOLIC)"
        COMPONENT herd7 EXCLUDE_FROM_ALL)
install(FILES ${pages}/barrister.1 pages/barrister-check.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${pages}/barrister.bash RENAME barrister DESTINATION ${data}/bash-completion/completions
        COMPONENT program)
install(FILES ${pages}/_barrister DESTINATION ${BARRISTER_ZSH_FOLDER} COMPONENT program)
install(FILES ${pages}/barrister.fish DESTINATION ${data}/fish/vendor_completions.d COMPONENT program)
install(DIRECTORY editors/vim/ DESTINATION ${BARRISTER_VIM_FOLDER} COMPONENT program)
foreach(folder models library kernel)
  install(DIRECTORY spec/${folder}/ DESTINATION ${data}/barrister/${folder} COMPONENT program
          FILES_MATCHING PATTERN "*.cat" PATTERN "*.protocol")
endforeach()
install(FILES spec/json.schema.json DESTINATION ${data}/barrister COMPONENT program)
file(GLOB documents CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/spec/*.md)
install(FILES README.md ${documents} DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

install(TARGETS spec frontend solver proofs EXPORT barristerTargets ARCHIVE COMPONENT development)
foreach(folder spec frontend solver proofs)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${folder}/*.hpp)
  list(FILTER headers EXCLUDE REGEX "/(grammar|x3_parts)\\.hpp$") # of Boost.Spirit
  foreach(header IN LISTS headers)
    get_filename_component(at ${header} DIRECTORY)
    install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/barrister/${at} COMPONENT development)
  endforeach()
endforeach()
install(FILES LICENSE RENAME copyright DESTINATION ${data}/doc/libbarrister-dev COMPONENT development)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/barrister)
install(EXPORT barristerTargets NAMESPACE barrister:: DESTINATION ${package} COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/barristerConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES cmake/barristerConfig.cmake cmake/FindCaDiCaL.cmake ${PROJECT_BINARY_DIR}/barristerConfigVersion.cmake
        DESTINATION ${package} COMPONENT development)
