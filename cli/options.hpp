// SPDX-License-Identifier: BSD-2-Clause
// The command line: what was asked for.
#pragma once
#include "checker/run.hpp"
#include "cli/check_protocol.hpp"
#include "cli/formats/format.hpp"
#include "cli/herd7_options.hpp"
#include "cli/ink.hpp"
#include "cli/judge.hpp"
#include "cli/lsp/lsp.hpp"
#include "cli/question/write_questions.hpp"
#include "frontend/as_litmus/write.hpp"
#include "patch/costs.hpp"
#include "solver/verify.hpp"
#include <span>
#include <variant>

namespace barrister::cli {

inline constexpr char const* version = "0.1.0";

struct CheckOptions {
  Format format = Format::Text;
  std::vector<std::string> files, models; // no model: that of --conf, or lkmm
  IngredientOptions ingredients;
  solver::Options solver;
  ProtocolEffort protocol; // of protocols, whose variants are those of the ingredients
  std::string expect;      // a word, or empty
  unsigned jobs = 1;
  std::optional<std::uint64_t> memory; // bytes
  bool trace = false, states = false, quiet = false;
  bool strict = false;        // a warning fails, and so does a test without an execution
  std::string dot, html, svg; // files, or empty
  std::string certify;        // a file, or a folder; or empty
  QuestionWish questions;
  Colour colour = Colour::Auto;
  std::optional<std::size_t> width; // of traces; none: of the terminal
};

struct ShowOptions {
  enum class Stage : std::uint8_t {
    Ast,
    Program,
    Events,
    Model,
    Litmus,
    Executions
  } stage = Stage::Executions;
  bool library = false;     // the kernel library: what there is; or its part `file`
  bool json_schema = false; // what describes the JSON
  std::string file, model;
  frontend::as_litmus::Wish wish; // of --stage=litmus
  IngredientOptions ingredients;
  solver::Options solver;
};

struct BarriersOptions {
  Format format = Format::Text; // or Json, or Sarif
  std::string file;
  std::vector<std::string> models; // none: those a protocol names, or lkmm
  IngredientOptions ingredients;
  solver::Options solver;
  ProtocolEffort protocol;
  unsigned jobs = 1; // of what is asked of a protocol at once
  bool trace = false, check_comments = false;
  bool library = false;                            // of what a protocol uses, too
  std::optional<patch::Architecture> architecture; // none: all
  patch::Costs costs;
  bool say_costs = false;           // of what would do: an architecture, or a cost, was given
  std::optional<std::size_t> width; // of a line; none: of the terminal
};

struct RepairOptions {
  std::string file;
  std::vector<std::string> models; // none: those a protocol names, or lkmm
  IngredientOptions ingredients;
  solver::Options solver;
  ProtocolEffort protocol;
  std::size_t changes = 3;                         // at most so many at a time
  std::uint64_t most_texts = 100'000;              // that are tried
  std::chrono::milliseconds within{0};             // of all of it; 0: no end
  std::optional<patch::Architecture> architecture; // none: all
  patch::Costs costs;
  Format format = Format::Text;     // or Json, or Jsonl
  bool apply = false;               // the file is changed
  std::string output;               // a file for the repaired text, or empty
  std::optional<std::size_t> width; // of a line; none: of the terminal
};

struct WhyOptions {
  std::string file;
  std::vector<std::string> models; // none: those a protocol names, or lkmm
  IngredientOptions ingredients;
  solver::Options solver;
  ProtocolEffort protocol;
  Format format = Format::Text;
  std::optional<std::size_t> width; // of a line; none: of the terminal
};

struct DiffOptions {
  // Two; one, of whose variants two are compared; or, of `two_models`, those to ask under both.
  std::vector<std::string> files, models;
  std::string two_models;     // "sc,my.cat", or empty
  bool search = false;        // for a small test on which they differ
  std::size_t at_most = 1000; // tests
  IngredientOptions ingredients;
  solver::Options solver;
  ProtocolEffort protocol;
  bool quiet = false;
  Format format = Format::Text;
  std::optional<std::size_t> width; // of a line; none: of the terminal
};

struct ModelsOptions {};

using VerifyOptions = checker::Wishes;

struct VariantsOptions {
  std::string file, patch;                   // a unified diff, or empty
  std::vector<std::string> models, variants; // by name; empty: all
  ProtocolEffort effort;
  unsigned jobs = 1;
  bool strict = false;
};

struct ProveOptions {
  Format format = Format::Text;
  std::string folder;
  solver::Options solver;
  ProtocolEffort protocol;
  unsigned jobs = 1;
  bool strict = false;
  std::string certify;                       // a folder, or empty
  std::vector<std::string> models, variants; // of protocols: these alone
};

// Nothing is left to do: --help, --version, or a mistake.
struct Finished {
  Exit exit = Exit::Good;
  std::string out, err;
};

using Command =
    std::variant<CheckOptions, VariantsOptions, BarriersOptions, WhyOptions, RepairOptions, DiffOptions,
                 ShowOptions, ModelsOptions, ProveOptions, VerifyOptions, LspOptions, Herd7Options, Finished>;

// `arguments` as main has them: the first is the program's name.
Command parse_command_line(std::span<char const* const> arguments);

// herd7's own language of options: `arguments` without the program's name, which messages start with.
std::variant<Herd7Options, Finished> parse_herd7(std::string const& program,
                                                 std::span<std::string const> arguments);

} // namespace barrister::cli
