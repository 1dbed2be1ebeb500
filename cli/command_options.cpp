// SPDX-License-Identifier: BSD-2-Clause
#include "cli/command_options.hpp"
#include "cli/help_words.hpp"
#include "cli/option_values.hpp"
#include "frontend/diagnostic.hpp"

namespace barrister::cli {

CLI::App* add_check(CLI::App& app, CheckOptions& o, Words& words) {
  auto* check = app.add_subcommand("check", "verify litmus tests and protocols (also: barrister FILE...)");
  check
      ->add_option("files", o.files,
                   "litmus tests, protocols (FILE.protocol), folders of them, or -: standard input")
      ->required()
      ->type_name("FILE");
  add_models(*check, o.models);
  add_properties(*check, o.protocol.properties, "of a protocol: check this property; may be given again");
  add_ingredients(*check, o.ingredients);
  add_solver(*check, words);
  check
      ->add_option("--memory", o.memory,
                   "give up on what needs more: 2G, 500M (default: three quarters of what there is)")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""));
  add_choice(*check, "--expect", o.expect, {"never", "sometimes", "always"},
             "what must be found, whatever the test's Result: comment says");
  add_checks(*check, words, "fast");
  add_no_cache(*check, words);
  add_jobs(*check, o.jobs, "files, or variants, to check at a time (default: one a processor)");
  add_format(*check, words.format);
  check->add_flag(
      "--trace", o.trace,
      "show an execution that satisfies the condition, or a forbidden one that would; of protocols,\n"
      "one that reaches each cover, too");
  add_width(*check, o.width);
  check->add_flag("--states", o.states, "show every final state");
  check->add_option("--dot", o.dot, "draw the same execution for Graphviz")
      ->type_name("FILE")
      ->check(name_to_write());
  check->add_option("--svg", o.svg, "draw it in columns")->type_name("FILE")->check(name_to_write());
  check
      ->add_option(
          "--html", o.html,
          "write a page that shows it, step by step, beside the source; and, where the claim holds,\n"
          "what the absence of each barrier allows")
      ->type_name("FILE")
      ->check(name_to_write());
  check->add_flag("--quiet,-q", o.quiet,
                  "say only what is violated or unknown; of protocols, what is not as expected");
  check->add_flag("--strict", o.strict,
                  "a warning (code that no execution reaches, ...) is an exit of 1, and so is a litmus test\n"
                  "without an execution");
  check
      ->add_option(
          "--certify", o.certify,
          "write why nothing satisfies (or falsifies) a test's condition, or is against a protocol's\n"
          "properties, why it has no fault, and so on, for `barrister verify`; of several tests, variants\n"
          "or models, into this folder")
      ->type_name("FILE|DIR")
      ->check(name_to_write());
  check
      ->add_option(
          "--smt2", o.questions.smt2,
          "write what is asked, and the whole model, in SMT-LIB 2.6: z3 and cvc5 say sat where it can be,\n"
          "and unsat where it cannot, of what has at most 200 events (spec/questions.md); of several tests,\n"
          "claims or models, into this folder")
      ->type_name("FILE|DIR")
      ->check(name_to_write());
  check->add_option("--dimacs", o.questions.dimacs, "the same for SAT solvers")
      ->type_name("FILE|DIR")
      ->check(name_to_write());
  add_choice(*check, "--color", words.colour, {"auto", "always", "never"}, "colour the text");
  return check;
}

CLI::App* add_variants(CLI::App& app, VariantsOptions& o, Words& words) {
  auto* variants = app.add_subcommand("variants", "verify the variants of a protocol, as a table");
  variants->add_option("file", o.file, "a protocol")->required()->type_name("FILE");
  variants
      ->add_option(
          "--patch", o.patch,
          "a unified diff of it: its variants as they become beside as they are; the exit status is of\n"
          "those that it makes")
      ->type_name("FILE");
  add_models(*variants, o.models, "a model's name or cat file; may be given again (default: those it names)");
  add_list(*variants, "--variant", o.variants, "this variant; may be given again (default: all)")
      ->type_name("NAME");
  add_properties(*variants, o.effort.properties, "this property; may be given again (default: all)");
  add_bounds(*variants, words, "most rounds of a loop (default: 2, then 5)");
  add_checks(*variants, words, "fast");
  add_no_cache(*variants, words);
  add_jobs(*variants, o.jobs, "variants to check at a time (default: one a processor)");
  add_strict(*variants, o.strict);
  return variants;
}

CLI::App* add_barriers(CLI::App& app, BarriersOptions& o, Words& words) {
  auto* barriers = app.add_subcommand(
      "barriers", "which barriers are needed for what holds, what would do, what each pairs with");
  barriers
      ->add_option(
          "file", o.file,
          "a litmus test whose exists clause is unreachable, or whose forall clause holds; or a protocol")
      ->required()
      ->type_name("FILE");
  add_models(*barriers, o.models);
  add_properties(
      *barriers, o.protocol.properties,
      "of a protocol: needed for this property; may be given again (default: for each that holds)");
  add_ingredients(*barriers, o.ingredients);
  add_solver(*barriers, words);
  add_jobs(*barriers, o.jobs, "of a protocol: threads to ask with (default: one a processor)");
  barriers->add_flag("--trace", o.trace, "show what happens without each barrier that is needed");
  barriers->add_flag(
      "--check-comments", o.check_comments,
      "whether \"Pairs with smp_mb() in P1\" comments are right, of a protocol those of its own file");
  barriers->add_flag("--library", o.library,
                     "of a protocol: those in the parts of the library that it uses, too");
  add_costs(*barriers, words.costs);
  add_choice(
      *barriers, "--format", words.format, {"text", "json", "jsonl", "sarif"},
      "what to print: for people; for programs (barrister show --json-schema), all at once or line by line;\n"
      "for code review (SARIF 2.1.0): the places of what is not needed, of comments that are wrong, and of\n"
      "what is not known");
  add_width(*barriers, o.width);
  return barriers;
}

CLI::App* add_why(CLI::App& app, WhyOptions& o, Words& words) {
  auto* why = app.add_subcommand("why", "why a claim holds: what would break it, and what forbids that");
  why->add_option("file", o.file, "a litmus test, or a protocol")->required()->type_name("FILE");
  add_models(*why, o.models);
  add_properties(*why, o.protocol.properties,
                 "of a protocol: why this property holds; may be given again (default: all that hold)");
  add_ingredients(*why, o.ingredients);
  add_solver(*why, words);
  add_choice(
      *why, "--format", words.format, {"text", "json", "jsonl"},
      "what to print: for people; for programs (barrister show --json-schema), all at once or line by line");
  add_width(*why, o.width);
  return why;
}

CLI::App* add_repair(CLI::App& app, RepairOptions& o, Words& words) {
  auto* repair =
      app.add_subcommand("repair", "the cheapest barriers with which everything that is claimed holds");
  repair
      ->add_option("file", o.file,
                   "a litmus test whose exists clause is reachable, or whose forall clause is falsified; or "
                   "a protocol")
      ->required()
      ->type_name("FILE");
  add_models(*repair, o.models,
             "a model's name or cat file; may be given again: it has to hold under each (default: those a\n"
             "protocol names, or lkmm)");
  add_properties(*repair, o.protocol.properties,
                 "of a protocol: these claims, and the covers; may be given again (default: all)");
  add_ingredients(*repair, o.ingredients);
  add_solver(*repair, words);
  repair->add_option("--changes", o.changes, "at most so many changes (default 3)")
      ->type_name("N")
      ->check(whole_number(1, 8));
  repair->add_option("--at-most", o.most_texts, "try so many changed texts, then give up (default 100000)")
      ->type_name("N")
      ->check(whole_number(1));
  repair
      ->add_option("--within", words.within,
                   "give up after so long, and say what was tried until then (default: no end)")
      ->type_name("SECONDS")
      ->check(seconds());
  add_costs(*repair, words.costs);
  repair->add_flag("--apply", o.apply, "change the file");
  repair->add_option("-o,--output", o.output, "write the repaired text into this file")
      ->type_name("FILE")
      ->check(name_to_write());
  add_choice(
      *repair, "--format", words.format, {"text", "json", "jsonl"},
      "what to print: for people; for programs (barrister show --json-schema), all at once or line by line");
  add_width(*repair, o.width);
  return repair;
}

CLI::App* add_diff(CLI::App& app, DiffOptions& o, Words& words) {
  auto* diff =
      app.add_subcommand("diff", "what a change does: claims fixed and broken, final states gained and lost");
  diff->add_option(
          "files", o.files,
          "two litmus tests, or two protocols; one of them and a unified diff of it; a protocol, for two\n"
          "of its variants; or, with --models, what to ask under both")
      ->type_name("FILE");
  diff->add_option(
          "--models", o.two_models,
          "compare two models instead, on each FILE, as if B were a change of A: the exit status is 1\n"
          "where a claim that holds under A does not under B")
      ->type_name("A,B");
  auto* const search = diff->add_flag(
      "--search", o.search,
      "no FILE: find a smallest litmus test on which both models differ, and print it, with exit status 1.\n"
      "Tests are cycles of 2, then 3, then 4 threads, of two accesses each (_ONCE), or one store, with a\n"
      "fence, an acquire, a release, a branch or nothing between. None that differs is exit status 0, and\n"
      "says nothing of other tests");
  diff->add_option("--at-most", o.at_most, "of --search: so many tests, the smallest (default 1000)")
      ->type_name("N")
      ->needs(search)
      ->check(whole_number(1));
  add_models(*diff, o.models);
  add_properties(*diff, o.protocol.properties,
                 "of protocols: this property; may be given again (default: all)");
  add_ingredients(*diff, o.ingredients);
  add_solver(*diff, words);
  diff->add_flag("--quiet,-q", o.quiet, "say nothing where nothing changes");
  add_choice(
      *diff, "--format", words.format, {"text", "json", "jsonl"},
      "what to print: for people; for programs (barrister show --json-schema), all at once or line by line");
  add_width(*diff, o.width);
  return diff;
}

CLI::App* add_lsp(CLI::App& app, LspOptions& o) {
  auto* lsp = app.add_subcommand(
      "lsp", "a language server for editors: LSP over standard input and output (editors/README.md)");
  lsp->add_flag("--judge", o.judge)->group(""); // the server's own: how it runs itself for a claim
  return lsp;
}

CLI::App* add_show(CLI::App& app, ShowOptions& o, Words& words) {
  auto* show = app.add_subcommand("show", "print a stage on the way from a test to its verdict");
  show->add_option("file", o.file,
                   "a litmus test, or a protocol; of --stage=model, a model; of --library, a part")
      ->type_name("FILE");
  add_choice(*show, "--stage", words.stage, {"ast", "program", "events", "model", "litmus", "executions"},
             "which (default executions); litmus: of a protocol without loops, a test that herd7 takes");
  show->add_flag(
      "--library", o.library,
      "list what protocols can 'use', and the kernel source that it models; with FILE, print that part,\n"
      "or what is around a line of it: sched.protocol:118");
  show->add_flag("--json-schema", o.json_schema,
                 "print the JSON Schema of what --format json and jsonl print");
  show->add_option("--model", o.model, "for executions")->type_name("NAME|FILE");
  show->add_option("--property", o.wish.property, "for litmus: this one (default: the first 'never')")
      ->type_name("NAME");
  show->add_option("--start", o.wish.start, "for litmus: where it begins")->type_name("NAME");
  show->add_flag_callback(
      "--short-names", [&o] { o.wish.names = frontend::as_litmus::Names::Short; },
      "for litmus: x, y, z instead of the protocol's names");
  add_ingredients(*show, o.ingredients);
  add_solver(*show, words);
  return show;
}

CLI::App* add_prove(CLI::App& app, ProveOptions& o, Words& words) {
  auto* prove =
      app.add_subcommand("prove", "check the claims that a folder makes: its expected.txt, or its protocols");
  prove->add_option("folder", o.folder, "such as proofs/c-peterz")->required()->type_name("DIR");
  add_models(*prove, o.models,
             "of protocols: a model's name or cat file; may be given again (default: those they name)");
  add_list(*prove, "--variant", o.variants, "of protocols: this variant; may be given again (default: all)")
      ->type_name("NAME");
  o.solver.engine = solver::Engine::Both;
  words.engine = "both";
  add_solver(*prove, words);
  add_checks(*prove, words, "full");
  add_no_cache(*prove, words);
  add_jobs(*prove, o.jobs, "variants to check at a time (default: one a processor)");
  add_format(*prove, words.format);
  prove->add_option("--certify", o.certify, "write certificates into this folder")
      ->type_name("DIR")
      ->check(name_to_write());
  add_strict(*prove, o.strict);
  return prove;
}

CLI::App* add_verify(CLI::App& app, VerifyOptions& o) {
  auto* verify = app.add_subcommand("verify", "check certificates that `check --certify` wrote");
  verify->add_option("files", o.files, "certificates")->required()->type_name("FILE");
  verify->add_option("--input", o.input, "it has to be about this very test")->type_name("TEST");
  verify->add_option("--model", o.model, "it has to be about this very model: one that ships, or a cat file")
      ->type_name("NAME|FILE");
  verify->add_flag("--text", o.as_text, "print them as text, and check nothing");
  verify->add_option("--dimacs", o.dimacs_folder, "write clauses (DIMACS) and proofs (DRAT) into this folder")
      ->type_name("DIR")
      ->check(name_to_write());
  return verify;
}

} // namespace barrister::cli
