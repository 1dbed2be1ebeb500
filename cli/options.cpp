// SPDX-License-Identifier: BSD-2-Clause
#include "cli/options.hpp"
#include "cli/cache/answer_cache.hpp"
#include "cli/command_options.hpp"
#include "cli/help_format.hpp"
#include "cli/help_words.hpp"
#include "cli/mistaken.hpp"
#include "cli/option_values.hpp"
#include "cli/program_help.hpp"
#include "cli/shared_options.hpp"
#include "frontend/characters.hpp"
#include "frontend/diagnostic.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <sstream>

namespace barrister::cli {
namespace {

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
// Of commands that have --no-cache.
void finish_with_cache(ProtocolEffort& o, Words const& words) {
  finish(o, words);
  if (!words.no_cache) o.cache = cache_folder();
}

// That go into making what is shown of a claim of a protocol smaller.
constexpr std::uint64_t steps_for_less = 200'000;

Command finished(CheckOptions o, Words const& words) {
  finish(o.solver, words);
  finish_with_cache(o.protocol, words);
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
std::string unknown_options(CommandHelp const& command, std::vector<std::string> const& remaining) {
  std::string out;
  std::vector<std::string> known;
  for (auto const& option : command.options)
    known.insert(known.end(), option.names.begin(), option.names.end());
  for (auto const& word : remaining) {
    bool const is_option = word.starts_with('-');
    out += "barrister " + command.name + (is_option ? ": there is no option '" : ": nothing is due after '") +
           frontend::printable(word) + "'\n";
    auto const hint = is_option ? frontend::did_you_mean(word.substr(0, word.find('=')), known) : "";
    if (!hint.empty()) out += "    hint: " + hint + "\n";
  }
  return out + "    hint: 'barrister help " + command.name + "' shows what it takes\n";
}

CommandHelp help_of(CLI::App const& app, std::string const& command) {
  auto const help = describe(app);
  auto const found = std::ranges::find(help.commands, command, &CommandHelp::name);
  return found == help.commands.end() ? help.program : *found;
}

// The first of the words is a command, or --help, or --version.
Command parse_with_cli11(std::vector<std::string> const& words) {
  CommandLine line;
  auto const mistake = [&line, &words](CLI::ParseError const& e) {
    auto const help = help_of(line.app, words[0]);
    auto const given = line.app.get_subcommands();
    bool const is_surplus = dynamic_cast<CLI::ExtrasError const*>(&e) != nullptr && !given.empty();
    return mistaken(help, std::span(words).subspan(1),
                    is_surplus ? unknown_options(help, given.front()->remaining())
                               : say_mistake(e, given.empty() ? "" : given.front()->get_name()));
  };
  std::vector<std::string> arguments(words.rbegin(), words.rend()); // as CLI11 wants them
  try {
    line.app.parse(arguments);
  } catch (CLI::ParseError const& e) {
    std::ostringstream out, err;
    int const status = line.app.exit(e, out, err);
    if (status == 0) return Finished{Exit::Good, out.str(), err.str()};
    return mistake(e);
  }
  if (*line.check_command) return finished(line.check, line.check_words);
  if (*line.barriers_command) {
    finish(line.barriers.solver, line.barriers_words);
    finish(line.barriers.protocol, line.barriers_words);
    finish(line.barriers.costs, line.barriers.architecture, line.barriers_words.costs);
    line.barriers.say_costs = line.barriers.architecture || !line.barriers_words.costs.own.empty();
    line.barriers.format = format_of(line.barriers_words.format);
    // What a barrier pairs with is told of what is shown: what has nothing to do with it would be in the way.
    line.barriers.protocol.smaller = steps_for_less;
    if (line.barriers.trace) line.barriers.solver.smaller = steps_for_less;
    return line.barriers;
  }
  if (*line.why_command) {
    finish(line.why.solver, line.why_words);
    finish(line.why.protocol, line.why_words);
    line.why.format = format_of(line.why_words.format);
    line.why.protocol.smaller = line.why.solver.smaller = steps_for_less;
    return line.why;
  }
  if (*line.repair_command) {
    finish(line.repair.solver, line.repair_words);
    finish(line.repair.protocol, line.repair_words);
    finish(line.repair.costs, line.repair.architecture, line.repair_words.costs);
    line.repair.protocol.smaller = steps_for_less; // of what comments are written of
    line.repair.within = milliseconds(line.repair_words.within);
    line.repair.format = format_of(line.repair_words.format);
    return line.repair;
  }
  if (*line.diff_command) {
    finish(line.diff.solver, line.diff_words);
    line.diff.solver.want_deadlocks = true;
    finish(line.diff.protocol, line.diff_words);
    line.diff.format = format_of(line.diff_words.format);
    line.diff.protocol.smaller = steps_for_less;
    if (!line.diff.search) line.diff.solver.smaller = steps_for_less;
    return line.diff;
  }
  if (*line.show_command) return finished(line.show, line.show_words);
  if (*line.models_command) return ModelsOptions{};
  if (*line.verify_command) return line.verify;
  if (*line.lsp_command) return line.lsp;
  finish_with_cache(line.variants.effort, line.variants_words);
  if (*line.variants_command) return line.variants;
  finish(line.prove.solver, line.prove_words);
  finish_with_cache(line.prove.protocol, line.prove_words);
  line.prove.format = format_of(line.prove_words.format);
  return *line.prove_command ? Command(line.prove) : Command(Finished{});
}

constexpr std::array commands = {"check",  "variants", "barriers", "why",    "repair", "diff", "show",
                                 "models", "herd7",    "prove",    "verify", "lsp",    "help"};

bool names_a_command(std::string const& word) {
  return std::ranges::find(commands, word) != commands.end() || word == "-h" || word == "--help" ||
         word == "--version";
}

// Of a word that stands where a command may, and is neither one nor a file: the command that it is like. What
// is no command is for `check`.
std::optional<Finished> mistyped(std::vector<std::string> const& words) {
  auto const& word = words[0];
  std::error_code none;
  bool const is_a_name = word.find_first_of("./@-") == word.npos && !std::filesystem::exists(word, none);
  auto const meant = frontend::nearest(word, {commands.begin(), commands.end()});
  if (!is_a_name || !meant) return std::nullopt;
  return mistaken(help_of(CommandLine().app, "check"), words,
                  "barrister: there is neither a command nor a file '" + frontend::printable(word) +
                      "'\n    hint: did you mean '" + *meant + "'?\n");
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
                  "barrister help: there is no command '" + frontend::printable(about) + "'\n" +
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
  if (auto mistake = names_a_command(words[0]) ? std::nullopt : mistyped(words)) return *mistake;
  if (!names_a_command(words[0])) words.insert(words.begin(), "check");
  return parse_with_cli11(words);
}

} // namespace barrister::cli
