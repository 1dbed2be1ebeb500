# SPDX-License-Identifier: BSD-2-Clause
# The manual, as one page that needs no network, and manual pages of its chapters that are asked for in a terminal. All
# are made by pandoc from the pages of docs and spec; without it, these pages are installed as they are.
find_program(PANDOC pandoc DOC "Makes the manual; optional")
set(chapters tutorial protocols models answers scripts)
set(references spec/protocol spec/litmus spec/semantics spec/costs spec/checks spec/questions spec/herd7 spec/divergences
               proofs/README spec/models/lkmm spec/models/tso spec/models/sc spec/models/lkmm-v4.17 spec/models/strong
               spec/models/weak)
list(TRANSFORM chapters PREPEND ${PROJECT_SOURCE_DIR}/docs/)
list(TRANSFORM references PREPEND ${PROJECT_SOURCE_DIR}/)
set(manual_pages ${chapters} ${references})
list(TRANSFORM manual_pages APPEND .md)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs COMPONENT program FILES_MATCHING PATTERN "*.md")
if(NOT PANDOC)
  message(STATUS "pandoc is not there: the manual is not made")
  add_custom_target(manual)
  return()
endif()

set(manual ${PROJECT_BINARY_DIR}/manual)
set(read_markdown --from markdown-smart --preserve-tabs --lua-filter ${PROJECT_SOURCE_DIR}/docs/offline.lua --standalone)
add_custom_command(
  OUTPUT ${manual}/barrister.html
  COMMAND ${CMAKE_COMMAND} -E make_directory ${manual}
  COMMAND ${PANDOC} ${read_markdown} --self-contained --toc --toc-depth=2 --metadata "title=Barrister ${PROJECT_VERSION}"
          --css ${PROJECT_SOURCE_DIR}/docs/style.css --output ${manual}/barrister.html ${manual_pages}
  DEPENDS ${manual_pages} docs/style.css docs/offline.lua VERBATIM)
function(manual_page name section source about)
  add_custom_command(
    OUTPUT ${manual}/${name}.${section}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${manual}
    COMMAND ${PANDOC} ${read_markdown} --to man --metadata "title=${name}" --metadata section=${section}
            --metadata "header=Barrister ${PROJECT_VERSION}" --output ${manual}/${name}.${section}
            ${PROJECT_BINARY_DIR}/manual/${name}.name.md ${PROJECT_SOURCE_DIR}/${source}
    DEPENDS ${source} docs/offline.lua VERBATIM)
  file(WRITE ${manual}/${name}.name.md "# NAME\n\n${name} - ${about}\n\n")
  install(FILES ${manual}/${name}.${section} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT program)
endfunction()
manual_page(barrister-tutorial 7 docs/tutorial.md "from a patch to a proof in ten minutes")
manual_page(barrister-protocol 5 spec/protocol.md "the language of protocols")
manual_page(barrister-answers 7 docs/answers.md "what the answers of barrister mean")
add_custom_target(manual ALL DEPENDS ${manual}/barrister.html ${manual}/barrister-tutorial.7 ${manual}/barrister-protocol.5
                                     ${manual}/barrister-answers.7)
install(FILES ${manual}/barrister.html DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
