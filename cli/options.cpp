// SPDX-License-Identifier: BSD-2-Clause
#include "cli/options.hpp"
#include "cli/help_format.hpp"
#include "cli/help_words.hpp"
#include "cli/option_values.hpp"
#include "cli/program_help.hpp"
#include "cli/shared_options.hpp"
#include "frontend/diagnostic.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <sstream>

namespace barrister::cli {
namespace {

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
  add_jobs(*check, o.jobs, "files, or variants, to check at a time (default: one a processor)");
  add_format(*check, words.format);
  check->add_flag(
      "--trace", o.trace,
      "show an execution that satisfies the condition, or a forbidden one that would; of protocols,\n"
      "one that reaches each cover, too");
  add_width(*check, o.width);
  check->add_flag("--states", o.states, "show every final state");
  check->add_option("--dot", o.dot, "draw the same execution for Graphviz")->type_name("FILE");
  check->add_option("--svg", o.svg, "draw it in columns")->type_name("FILE");
  check
      ->add_option(
          "--html", o.html,
          "write a page that shows it, step by step, beside the source; and, where the claim holds,\n"
          "what the absence of each barrier allows")
      ->type_name("FILE");
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
      ->type_name("FILE|DIR");
  check
      ->add_option(
          "--smt2", o.questions.smt2,
          "write what is asked, and the whole model, in SMT-LIB 2.6: z3 and cvc5 say sat where it can be,\n"
          "and unsat where it cannot, of what has at most 200 events (spec/questions.md); of several tests,\n"
          "claims or models, into this folder")
      ->type_name("FILE|DIR");
  check->add_option("--dimacs", o.questions.dimacs, "the same for SAT solvers")->type_name("FILE|DIR");
  add_choice(*check, "--color", words.colour, {"auto", "always", "never"}, "colour the text");
  return check;
}

CLI::App* add_variants(CLI::App& app, VariantsOptions& o, Words& words) {
  auto* variants = app.add_subcommand("variants", "verify the variants of a protocol, as a table");
  variants->add_option("file", o.file, "a protocol")->required()->type_name("FILE");
  variants
      ->add_option("--patch", o.patch, "a unified diff of it: its variants as they become beside as they are")
      ->type_name("FILE");
  add_models(*variants, o.models, "a model's name or cat file; may be given again (default: those it names)");
  add_list(*variants, "--variant", o.variants, "this variant; may be given again (default: all)")
      ->type_name("NAME");
  add_properties(*variants, o.effort.properties, "this property; may be given again (default: all)");
  add_bounds(*variants, words, "most rounds of a loop (default: 2, then 5)");
  add_checks(*variants, words, "fast");
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
  repair->add_option("-o,--output", o.output, "write the repaired text into this file")->type_name("FILE");
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
  show->add_flag("--json-schema", o.json_schema, "print the JSON Schema of what --format json and jsonl print");
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
  add_jobs(*prove, o.jobs, "variants to check at a time (default: one a processor)");
  add_format(*prove, words.format);
  prove->add_option("--certify", o.certify, "write certificates into this folder")->type_name("DIR");
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
      ->type_name("DIR");
  return verify;
}

// A time too short to be told from none is not none.
std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(seconds * 1000)));
}

CheckLevel check_level(Words const& words) {
  return words.check == "none"   ? CheckLevel::None
         : words.check == "full" ? CheckLevel::Full
                                 : CheckLevel::Fast;
}
void finish(solver::Options& o, Words const& words) {
  using solver::Engine;
  o.engine = words.engine == "enumeration" ? Engine::Enumeration
             : words.engine == "z3"        ? Engine::Z3
             : words.engine == "cadical"   ? Engine::Cadical
             : words.engine == "both"      ? Engine::Both
                                           : Engine::Auto;
  o.timeout = milliseconds(words.timeout);
  if (words.unroll) o.unroll = *words.unroll;
}
void finish(ProtocolEffort& o, Words const& words) {
  o.unroll = words.unroll;
  if (words.engine == "z3") o.engine = solver::SatSolver::Kind::Z3;
  o.check = check_level(words);
  o.timeout = milliseconds(words.timeout);
}

// That go into making what is shown of a claim of a protocol smaller.
constexpr std::uint64_t steps_for_less = 200'000;

Command finished(CheckOptions o, Words const& words) {
  finish(o.solver, words);
  finish(o.protocol, words);
  o.protocol.smaller = steps_for_less;
  bool const is_drawn = !o.html.empty() || !o.svg.empty();
  if (o.trace || is_drawn) o.protocol.smaller_covers = steps_for_less;
  o.solver.want_forbidden = o.trace || is_drawn || !o.dot.empty();
  o.solver.smaller_violated = steps_for_less;
  if (o.solver.want_forbidden) o.solver.smaller = steps_for_less;
  o.solver.want_deadlocks = true;
  o.format = format_of(words.format);
  o.colour = words.colour == "always"  ? Colour::Always
             : words.colour == "never" ? Colour::Never
                                       : Colour::Auto;
  return o;
}

Command finished(ShowOptions o, Words const& words) {
  using Stage = ShowOptions::Stage;
  finish(o.solver, words);
  o.stage = words.stage == "program"  ? Stage::Program
            : words.stage == "ast"    ? Stage::Ast
            : words.stage == "events" ? Stage::Events
            : words.stage == "model"  ? Stage::Model
            : words.stage == "litmus" ? Stage::Litmus
                                      : Stage::Executions;
  return o;
}

// All commands, and what their options write to.
struct CommandLine {
  CommandLine();
  CheckOptions check;
  VariantsOptions variants;
  BarriersOptions barriers;
  WhyOptions why;
  RepairOptions repair;
  DiffOptions diff;
  ShowOptions show;
  ProveOptions prove;
  VerifyOptions verify;
  LspOptions lsp;
  Words check_words, variants_words, barriers_words, why_words, repair_words, diff_words, show_words,
      prove_words;
  CLI::App app{description, "barrister"};
  CLI::App *check_command, *variants_command, *barriers_command, *why_command, *repair_command, *diff_command,
      *show_command, *models_command, *prove_command, *verify_command, *lsp_command;
};

CommandLine::CommandLine() {
  app.formatter(std::make_shared<HelpFormat>());
  app.set_version_flag("--version", std::string("barrister ") + version, "print the version");
  app.require_subcommand(1);
  check_command = add_check(app, check, check_words);
  variants_command = add_variants(app, variants, variants_words);
  barriers_command = add_barriers(app, barriers, barriers_words);
  why_command = add_why(app, why, why_words);
  repair_command = add_repair(app, repair, repair_words);
  diff_command = add_diff(app, diff, diff_words);
  show_command = add_show(app, show, show_words);
  models_command = app.add_subcommand("models", "list the models that ship with barrister");
  prove_command = add_prove(app, prove, prove_words);
  verify_command = add_verify(app, verify);
  lsp_command = add_lsp(app, lsp);
  app.add_subcommand("herd7", "take herd7's options and print as it does (also when called as herd7)");
  app.add_subcommand("help", "say what a command takes: barrister help [COMMAND]");
  // Of the program alone: commands made before do not inherit it.
  app.footer(std::string("Examples:\n") + examples + "\nExit status:\n" + exit_status);
}

// Options that the command does not have, and what may have been meant.
std::string unknown_options(CommandLine const& line) {
  auto const help = describe(line.app);
  std::string out;
  for (auto const* command : line.app.get_subcommands()) {
    auto const found = std::ranges::find(help.commands, command->get_name(), &CommandHelp::name);
    std::vector<std::string> known;
    for (auto const& option : found->options)
      known.insert(known.end(), option.names.begin(), option.names.end());
    for (auto const& word : command->remaining()) {
      bool const is_option = word.starts_with('-');
      out += "barrister " + found->name +
             (is_option ? ": there is no option '" : ": nothing is due after '") + word + "'\n";
      auto const hint = is_option ? frontend::did_you_mean(word.substr(0, word.find('=')), known) : "";
      if (!hint.empty()) out += "    hint: " + hint + "\n";
    }
    out += "    hint: 'barrister help " + found->name + "' shows what it takes\n";
  }
  return out;
}

Command parse_with_cli11(std::vector<std::string> arguments) {
  CommandLine line;
  std::ranges::reverse(arguments); // as CLI11 wants them
  try {
    line.app.parse(arguments);
  } catch (CLI::ExtrasError const&) {
    return Finished{Exit::BadInput, "", unknown_options(line)};
  } catch (CLI::ParseError const& e) {
    std::ostringstream out, err;
    int const status = line.app.exit(e, out, err);
    if (status == 0) return Finished{Exit::Good, out.str(), err.str()};
    auto const given = line.app.get_subcommands();
    return Finished{Exit::BadInput, "", say_mistake(e, given.empty() ? "" : given.front()->get_name())};
  }
  if (*line.check_command) return finished(line.check, line.check_words);
  if (*line.barriers_command) {
    finish(line.barriers.solver, line.barriers_words);
    finish(line.barriers.protocol, line.barriers_words);
    finish(line.barriers.costs, line.barriers.architecture, line.barriers_words.costs);
    line.barriers.say_costs = line.barriers.architecture || !line.barriers_words.costs.own.empty();
    line.barriers.format = format_of(line.barriers_words.format);
    if (line.barriers.trace) line.barriers.protocol.smaller = line.barriers.solver.smaller = steps_for_less;
    return line.barriers;
  }
  if (*line.why_command) {
    finish(line.why.solver, line.why_words);
    finish(line.why.protocol, line.why_words);
    line.why.protocol.smaller = line.why.solver.smaller = steps_for_less;
    return line.why;
  }
  if (*line.repair_command) {
    finish(line.repair.solver, line.repair_words);
    finish(line.repair.protocol, line.repair_words);
    finish(line.repair.costs, line.repair.architecture, line.repair_words.costs);
    line.repair.within = milliseconds(line.repair_words.within);
    line.repair.format = format_of(line.repair_words.format);
    return line.repair;
  }
  if (*line.diff_command) {
    finish(line.diff.solver, line.diff_words);
    line.diff.solver.want_deadlocks = true;
    finish(line.diff.protocol, line.diff_words);
    line.diff.protocol.smaller = steps_for_less;
    if (!line.diff.search) line.diff.solver.smaller = steps_for_less;
    return line.diff;
  }
  if (*line.show_command) return finished(line.show, line.show_words);
  if (*line.models_command) return ModelsOptions{};
  if (*line.verify_command) return line.verify;
  if (*line.lsp_command) return line.lsp;
  finish(line.variants.effort, line.variants_words);
  if (*line.variants_command) return line.variants;
  finish(line.prove.solver, line.prove_words);
  finish(line.prove.protocol, line.prove_words);
  line.prove.format = format_of(line.prove_words.format);
  return *line.prove_command ? Command(line.prove) : Command(Finished{});
}

constexpr std::array commands = {"check", "variants", "barriers", "why",   "repair", "diff",
                                 "show",  "models",   "herd7",    "prove", "verify", "lsp",  "help"};

bool names_a_command(std::string const& word) {
  return std::ranges::find(commands, word) != commands.end() || word == "-h" || word == "--help" ||
         word == "--version";
}

// Of a word that stands where a command may, and is neither one nor a file: the command that it is like.
std::optional<Finished> mistyped(std::string const& word) {
  std::error_code none;
  bool const is_a_name = word.find_first_of("./@-") == word.npos && !std::filesystem::exists(word, none);
  auto const meant = frontend::nearest(word, {commands.begin(), commands.end()});
  if (!is_a_name || !meant) return std::nullopt;
  return Finished{Exit::BadInput, "",
                  "barrister: there is neither a command nor a file '" + word +
                      "'\n    hint: did you mean '" + *meant + "'?\n"};
}

// `help` and `help COMMAND` are other words for --help.
std::variant<std::vector<std::string>, Finished> without_help(std::vector<std::string> words) {
  if (words.size() < 2 || words[1].starts_with('-')) return std::vector<std::string>{"--help"};
  auto const& about = words[1];
  if (std::ranges::find(commands, about) != commands.end()) {
    if (about == "help") return std::vector<std::string>{"--help"};
    return std::vector<std::string>{about, "--help"};
  }
  auto const meant = frontend::nearest(about, {commands.begin(), commands.end()});
  return Finished{Exit::BadInput, "",
                  "barrister help: there is no command '" + about + "'\n" +
                      (meant ? "    hint: did you mean '" + *meant + "'?\n" : "")};
}

} // namespace

ProgramHelp program_help() {
  auto help = describe(CommandLine().app);
  help.examples = examples;
  help.exit_status = exit_status;
  return help;
}

Command parse_command_line(std::span<char const* const> arguments) {
  std::vector<std::string> words(arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end());
  if (!words.empty() && words[0] == "help") {
    auto other = without_help(std::move(words));
    if (auto* const mistake = std::get_if<Finished>(&other)) return std::move(*mistake);
    words = std::get<std::vector<std::string>>(std::move(other));
  }
  bool const called_herd7 = !arguments.empty() && std::filesystem::path(arguments[0]).filename() == "herd7";
  if (called_herd7 || (!words.empty() && words[0] == "herd7")) {
    auto const rest = std::span(words).subspan(called_herd7 ? 0 : 1);
    return std::visit([](auto&& command) { return Command(command); },
                      parse_herd7(called_herd7 ? arguments[0] : "herd7", rest));
  }
  if (words.empty()) words = {"--help"};
  if (auto mistake = names_a_command(words[0]) ? std::nullopt : mistyped(words[0])) return *mistake;
  if (!names_a_command(words[0])) words.insert(words.begin(), "check");
  return parse_with_cli11(std::move(words));
}

} // namespace barrister::cli
