// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_files.hpp"
#include "cli/check_protocols.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/formats/records.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "cli/models.hpp"
#include "cli/output_names.hpp"
#include "cli/picture/groups.hpp"
#include "cli/picture/write_pictures.hpp"
#include "cli/pipeline.hpp"
#include "cli/protocols.hpp"
#include "cli/report_dot.hpp"
#include "cli/report_json.hpp"
#include "cli/report_text.hpp"
#include "cli/useless_options.hpp"
#include "cli/wording.hpp"
#include "cli/write_certificate.hpp"
#include "cli/write_whole.hpp"
#include "spec/patience.hpp"
#include <algorithm>
#include <array>
#include <deque>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

// What came of one file: the answers go with the models, one each.
struct Checked {
  std::string file;        // as it is said
  bool is_skipped = false; // the program was interrupted before
  std::optional<LitmusTest> test;
  std::vector<Answer> answers;
  frontend::Diagnostics diagnostics;
};

std::string expectation(CheckOptions const& o, LitmusTest const& test, Model const& model) {
  return !o.expect.empty() ? o.expect : model.results_speak_of_it ? test.expected : "";
}

std::vector<std::string> certify(std::string const& file, LitmusTest const& test, MemoryModel const& model,
                                 Ingredients const& from, LitmusResult const& result, OutputName const& name,
                                 CheckOptions const& o) {
  auto const path = output_path(o.certify, name, ".certificate");
  if (!path) return {fmt::format("not certified: cannot write: {} is no folder", o.certify)};
  return write_certificate(*path, from, file, test, model, o.solver, result);
}

Checked check_file(std::string const& file, Context const& context, std::vector<Ingredients> const& from,
                   std::vector<Model> const& models, std::deque<ReadyModel> const& ready,
                   OutputNames const& names, CheckOptions const& o) {
  Checked checked;
  checked.file = shown_name(file);
  checked.is_skipped = is_interrupted();
  if (checked.is_skipped) return checked;
  checked.test = load_test(file, checked.diagnostics, context.view());
  for (std::size_t i = 0; checked.test && i < models.size(); ++i) {
    auto const& test = *checked.test;
    auto const& model = models[i];
    auto answer = check_test(test, ready[i], o.solver, expectation(o, test, model), o.protocol.check);
    auto const name = names.of(file, from[i].model);
    if (!o.certify.empty())
      answer.certificate = certify(file, test, model.memory, from[i], answer.result, name, o);
    answer.questions = write_questions(o.questions, name, test, model.memory, o.solver.unroll);
    checked.answers.push_back(std::move(answer));
  }
  return checked;
}

// The parts of a run that speak after the last test: JSON, the picture, and a count.
class Report {
public:
  Report(CheckOptions const& o, std::vector<Model> const& m, Gathered& g, std::ostream& o_, std::ostream& e)
      : options(o), models(m), gathered(g), out(o_), err(e), ink(ink_for(o.colour)) {}

  void add(Checked checked) {
    if (checked.is_skipped) {
      ++skipped;
      return;
    }
    say(checked);
    for (std::size_t i = 0; i < checked.answers.size(); ++i)
      add(*checked.test, models[i].memory, checked.answers[i]);
    if (are_pictures_wanted(options) && checked.test) kept.push_back(std::move(checked));
  }

  Exit finish() {
    if (skipped > 0) {
      err << fmt::format("barrister: interrupted: {} not checked\n", count_of(skipped, "file"));
      gathered.add_not_checked(skipped);
      exit = worse(exit, Exit::Unknown);
    }
    if (options.format == Format::Text && total > 1 && !options.quiet) out << summary();
    auto const problem = options.dot.empty() ? "" : write_whole(options.dot, pictures);
    if (!problem.empty()) {
      err << "barrister: " << problem << "\n";
      return Exit::BadInput;
    }
    if (!options.dot.empty() && pictures.empty()) err << "barrister: there is no execution to draw\n";
    return exit;
  }

  Exit draw(Context const& context) const {
    if (!are_pictures_wanted(options) || kept.empty()) return Exit::Good;
    auto const& file = options.files.front();
    auto const& test = kept.front().test;
    auto const& answers = kept.front().answers;
    Sheet sheet{test->name, {shown_name(file), read_input(file).value_or("")}, {}, {}};
    auto const view = context.view();
    for (std::size_t i = 0; i < answers.size(); ++i) {
      AskedTexts const asked(shown_name(file), view, models[i].memory, options.solver);
      sheet.groups.push_back(
          group_of(sheet.source.text, *test, models[i].memory, answers[i], options.solver.unroll, asked));
    }
    return write_pictures(options, std::move(sheet), err);
  }

private:
  void say(Checked const& checked) {
    std::string said;
    for (auto const& d : checked.diagnostics.all()) said += to_string(d);
    err << said;
    if (checked.test) {
      gathered.add_warnings(checked.file, said);
      return;
    }
    count(Exit::BadInput);
    gathered.add_bad_input(checked.file, said);
  }
  void add(LitmusTest const& test, MemoryModel const& model, Answer const& answer) {
    bool const is_empty = options.strict && answer.judgement.verdict == Verdict::Vacuous;
    auto const exit_of_test = is_empty ? worse(answer.judgement.exit, Exit::Violated) : answer.judgement.exit;
    count(exit_of_test);
    if (gathered.takes_json())
      gathered.add_result(litmus_result({&test, &model, &answer, exit_of_test}, options.solver.unroll));
    if (gathered.takes_records())
      gathered.add(record_of(test, model, answer, exit_of_test, options.solver.unroll,
                             options.trace ? Traces::All : Traces::OfViolated));
    for (auto const& line : answer.certificate)
      if (is_lost_certificate(line)) {
        err << "barrister: " << line << "\n";
        gathered.add_bad_input(test.file, line);
        exit = worse(exit, Exit::BadInput);
      }
    for (auto const& line : answer.questions.lost) {
      err << "barrister: " << line << "\n";
      gathered.add_bad_input(test.file, line);
      exit = worse(exit, Exit::BadInput);
    }
    if (!options.dot.empty())
      if (auto const w = witness(test, answer)) pictures += report_dot(test, *w);
    bool const said =
        options.format == Format::Text && (!options.quiet || is_empty || answer.judgement.exit != Exit::Good);
    if (!said) return;
    auto const states = options.states                                  ? States::All
                        : options.files.size() > 1 || models.size() > 1 ? States::None
                                                                        : States::Few;
    out << report_text(test, model, answer,
                       {states, options.trace, options.solver.unroll, ink,
                        options.protocol.check == CheckLevel::Full,
                        options.width.value_or(width_of_output())});
    for (auto const* lines : {&answer.certificate, &answer.questions.lines})
      for (auto const& line : *lines) out << "  " << line << "\n";
    out << std::flush;
  }

  void count(Exit e) {
    ++total;
    ++counts[static_cast<std::size_t>(e)];
    exit = worse(exit, e);
  }

  std::string summary() const {
    std::string bad;
    auto const add_kind = [&](Exit e, std::string const& kind) {
      auto const n = counts[static_cast<std::size_t>(e)];
      if (n > 0) bad += fmt::format("{}{} {}", bad.empty() ? ": " : ", ", n, kind);
    };
    add_kind(Exit::Violated, ink.bad("violated"));
    add_kind(Exit::BadInput, ink.bad("unreadable"));
    add_kind(Exit::Unknown, ink.unsure("unknown"));
    return fmt::format("\n{}{}.\n", count_of(total, "check"), bad.empty() ? ", no claim violated" : bad);
  }

  CheckOptions const& options;
  std::vector<Model> const& models;
  Gathered& gathered;
  std::ostream &out, &err;
  Ink ink;
  std::vector<Checked> kept; // for pictures
  std::string pictures;
  std::size_t total = 0, skipped = 0;
  std::array<std::size_t, 4> counts{}; // by exit
  Exit exit = Exit::Good;
};

// What all tests are checked with.
struct Equipment {
  std::vector<Ingredients> from;
  std::vector<Model> models;
  Context context;
};
std::optional<Equipment> equipment(CheckOptions const& o, std::ostream& err) {
  auto from = ingredients(o.models, o.ingredients, err);
  auto models = from ? load_models(*from, err) : std::nullopt;
  if (!models) return std::nullopt;
  frontend::Diagnostics diagnostics;
  auto context = load_context(from->front(), diagnostics); // the same for all models
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!context) return std::nullopt;
  return Equipment{std::move(*from), std::move(*models), std::move(*context)};
}

// `all` files, of which those of the options are tests.
Exit check_tests(CheckOptions const& o, std::vector<std::string> const& all, Gathered& gathered,
                 std::ostream& out, std::ostream& err) {
  std::optional<Equipment> with;
  {
    Heard heard(err);
    with = equipment(o, heard.stream());
    if (!with) gathered.add_bad_input("", heard.said());
  }
  if (!with) return Exit::BadInput;
  std::deque<ReadyModel> ready;
  for (auto const& model : with->models) ready.emplace_back(model.memory);
  Report report(o, with->models, gathered, out, err);
  std::vector<std::string> asked;
  for (auto const& one : with->from) asked.push_back(one.model);
  OutputNames const names(all, asked);
  in_order(
      o.files.size(), o.jobs,
      [&](std::size_t i) {
        return check_file(o.files[i], with->context, with->from, with->models, ready, names, o);
      },
      [&](Checked checked) { report.add(std::move(checked)); });
  return worse(report.draw(with->context), report.finish());
}

std::optional<std::vector<std::string>> named_files(CheckOptions const& o, std::ostream& err) {
  auto files = inputs(o.files, err);
  if (!files || !are_pictures_wanted(o) || files->size() == 1) return files;
  err << fmt::format("barrister: {} shows one test or protocol, and not {}\n",
                     o.html.empty() ? "--svg" : "--html", files->size());
  return std::nullopt;
}

Exit check_all(CheckOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto tests = o;
  std::optional<std::vector<std::string>> files;
  {
    Heard heard(err);
    files = named_files(o, heard.stream());
    if (!files) gathered.add_bad_input("", heard.said());
  }
  if (!files) return Exit::BadInput;
  tests.files = *files;
  auto const protocols = std::stable_partition(tests.files.begin(), tests.files.end(),
                                               [](std::string const& file) { return !is_protocol(file); });
  std::vector<std::string> const named(protocols, tests.files.end());
  tests.files.erase(protocols, tests.files.end());
  if (auto const useless = named.empty() ? useless_option(o, tests.files.front()) : ""; !useless.empty()) {
    err << useless;
    gathered.add_bad_input(tests.files.front(), useless);
    return Exit::BadInput;
  }
  if (o.solver.unroll == 0)
    err << "barrister: --unroll 0: no loop runs a round, and what needs one is unknown\n";
  auto exit = Exit::Good;
  if (!tests.files.empty()) exit = check_tests(tests, *files, gathered, out, err);
  if (!named.empty()) exit = worse(exit, check_protocols(o, {named, *files}, gathered, out, err));
  return exit;
}

} // namespace

Exit check_files(CheckOptions const& o, std::ostream& out, std::ostream& err) {
  StopsOnInterrupt const stops;
  Gathered gathered(o.format, "check", out);
  auto const exit = check_all(o, gathered, out, err);
  gathered.finish(exit);
  return exit;
}

} // namespace barrister::cli
