# SPDX-License-Identifier: BSD-2-Clause
# Run by cpack on what it is about to pack: what Debian's policy wants beside what is installed anywhere.
if(NOT CPACK_GENERATOR STREQUAL DEB)
  return()
endif()
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
foreach(component program development)
  string(TOUPPER ${component} COMPONENT)
  set(name ${CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME})
  set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${component}/usr/share)
  file(WRITE ${share}/doc/${name}/changelog
       "barrister (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n  * Release ${CPACK_PACKAGE_VERSION}.\n\n"
       " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
  file(GLOB pages ${share}/man/man*/*.[1-9])
  execute_process(COMMAND gzip -9nf ${share}/doc/${name}/changelog ${pages} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
