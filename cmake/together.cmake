# SPDX-License-Identifier: BSD-2-Clause
# Sources of one folder that are compiled together, as one text (BARRISTER_TOGETHER): most of what a compiler does
# for a small source is read headers and instantiate what others instantiate, too. For builds from nothing, such as
# CI's; whoever edits a source wants it compiled alone.
#
# What a source names for itself (in an anonymous namespace, or by `using`) must not be what another one of its text
# names. Those of `second` go well with each other, but not with the rest of their folder; those of `alone`, with
# neither. Where a new source does not go with its folder, the compiler says so; name it here.
set(second
    spec/joined spec/patience spec/print spec/statements
    frontend/cat/expression frontend/cat/graph frontend/cat/lexer frontend/cat/recursion
    frontend/litmus/lower frontend/litmus/lower_beyond frontend/litmus/lower_call frontend/litmus/lower_check
    frontend/litmus/lower_expression frontend/litmus/lower_inline frontend/litmus/lower_jump
    frontend/litmus/lower_names frontend/litmus/lower_statement frontend/litmus/lower_types
    frontend/litmus/lower_world frontend/litmus/lower_world_call frontend/litmus/macros frontend/litmus/objects
    frontend/litmus/print_syntax frontend/litmus/read
    lsp/hover lsp/session
    patch/changes patch/replacements patch/unified_diff
    proofs/directions proofs/replay proofs/runner
    solver/enumerate/traces solver/enumerate/waiting_places
    solver/protocol/known_terms solver/protocol/lasso solver/protocol/probe_unfolder solver/protocol/unfold
    cli/expected cli/herd7_config cli/herd7_options cli/herd7_selection cli/herd7_words cli/linear cli/prove
    cli/report_proofs cli/report_protocol cli/smaller cli/test_checks
    cli/barriers/screened_texts cli/barriers/variant_pairs
    cli/formats/records_of_test cli/formats/sarif
    cli/repair/repair_search cli/repair/repair_tests
    tests/unit/cli/herd7_run_test tests/unit/cli/options_test tests/unit/cli/picture_test tests/unit/cli/prove_test
    tests/unit/cli/repair_test tests/unit/cli/report_columns_test tests/unit/cli/report_herd7_test
    tests/unit/cli/report_json_test tests/unit/cli/report_text_test tests/unit/cli/report_trace_test
    tests/unit/cli/screened_texts_test
    tests/unit/frontend_cat/kernel_shape_test tests/unit/frontend_cat/precedence_test
    tests/unit/proofs/enumerate_test tests/unit/proofs/explain_test tests/unit/proofs/lemma_test
    tests/unit/proofs/missing_test tests/unit/proofs/replay_interrupts_test tests/unit/proofs/replay_test
    tests/unit/solver/evaluator_test tests/unit/solver/fault_test tests/unit/solver/gates_test
    tests/unit/solver/generations_test
    tests/program/diff_test tests/program/html_test tests/program/protocol_fault_test tests/program/protocol_test
    tests/program/race_test tests/program/readme_test tests/program/types_test
    tests/protocol/encoded_protocol tests/protocol/kernel_rules_test tests/protocol/plain_test
    tests/protocol/random_test
    tests/certificate/names_test tests/certificate/perf_install_test
    tests/random/kernel_test tests/random/stated_test
    tests/support/generate_protocol tests/support/generate_tasks tests/support/generate_thread tests/support/operands)
set(alone
    frontend/as_litmus/thread
    frontend/cat/families frontend/cat/print_expression frontend/cat/print_model frontend/cat/resolve
    frontend/cat/statement
    frontend/litmus/expression frontend/litmus/hash frontend/litmus/herd7_types frontend/litmus/init
    frontend/litmus/lower_internal frontend/litmus/lower_question frontend/litmus/primitives_beyond
    frontend/litmus/print_program frontend/litmus/split frontend/litmus/statement frontend/litmus/structs
    frontend/litmus/types frontend/litmus/words
    frontend/protocol/starts
    patch/sites
    solver/protocol/decide solver/protocol/imagined_act
    cli/cells cli/certify cli/certify_protocol cli/check_files cli/check_protocol cli/environment cli/fault_json
    cli/herd7 cli/lemma_of cli/missing_json cli/protocol_cases cli/protocol_checks cli/race cli/report_json
    cli/report_protocol_json cli/report_text cli/report_trace cli/report_variants cli/trace_lines cli/trace_rows
    cli/warnings
    cli/picture/drawing_of_protocol
    tests/unit/cli/repair_search_test
    tests/unit/patch/sites_test
    tests/unit/proofs/interpret_test tests/unit/proofs/plain_cases tests/unit/proofs/plain_test
    tests/unit/proofs/replay_stuck_test tests/unit/proofs/simulate_test
    tests/program/json_schema_test tests/program/patience_test tests/program/question_test tests/program/repair_test
    tests/program/vacuity_test tests/program/why_test tests/program/wrong_holds_test
    tests/protocol/joined_test tests/protocol/models_test tests/protocol/verdicts
    tests/corpus/flags_test
    tests/certificate/protocol_test
    tests/lsp/names_test tests/lsp/texts_test
    tests/support/random_model
    fuzz/litmus)

# At most so many in one text: two cores want something to do until the end.
set(most_together 20)

function(compile_together target)
  if(NOT BARRISTER_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(source ${source} ABSOLUTE)
    file(RELATIVE_PATH source_name ${PROJECT_SOURCE_DIR} ${source})
    string(REGEX REPLACE "\\.cpp$" "" source_name ${source_name})
    get_filename_component(folder ${source_name} DIRECTORY)
    string(MAKE_C_IDENTIFIER ${folder} group)
    if(source_name IN_LIST alone OR source_name MATCHES "/generated/")
      continue()
    elseif(source_name IN_LIST second)
      string(APPEND group _second)
    endif()
    math(EXPR part "${count_${group}} + 0")
    math(EXPR count_${group} "${part} + 1")
    math(EXPR part "${part} / ${most_together}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${part})
  endforeach()
endfunction()
