// SPDX-License-Identifier: BSD-2-Clause
#include "cli/show.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/inputs.hpp"
#include "cli/kernel_library.hpp"
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include "cli/report_columns.hpp"
#include "cli/report_model.hpp"
#include "cli/wording.hpp"
#include "frontend/litmus/print.hpp"
#include "frontend/litmus/read.hpp"
#include "frontend/protocol/print.hpp"
#include "solver/graph/print.hpp"
#include "solver/unfold/threads.hpp"
#include "spec/json_schema.hpp"
#include <algorithm>
#include <ostream>

namespace barrister::cli {
namespace {

std::optional<Model> load(std::string const& name, ShowOptions const& o, std::ostream& err) {
  auto const from =
      ingredients(name.empty() ? std::vector<std::string>{} : std::vector{name}, o.ingredients, err);
  if (!from) return std::nullopt;
  frontend::Diagnostics diagnostics;
  auto model = load_model(from->front(), diagnostics);
  for (auto const& d : diagnostics.all())
    err << to_string(d) << (d.subject == from->front().model ? model_hint(d.subject) : "");
  return model;
}

std::optional<LitmusTest> load(ShowOptions const& o, std::ostream& err) {
  auto const from = ingredients({}, o.ingredients, err);
  if (!from) return std::nullopt;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  auto test = context ? load_test(o.file, diagnostics, context->view()) : std::nullopt;
  for (auto const& d : diagnostics.all()) err << to_string(d);
  return test;
}

// One execution for each final state.
Exit show_executions(LitmusTest const& test, MemoryModel const& model, ShowOptions const& o,
                     std::ostream& out, std::ostream& err) {
  auto const answer = check_test(test, model, o.solver, "");
  for (auto const& complaint : answer.complaints) err << complaint << "\n";
  if (answer.judgement.verdict == Verdict::Unknown) {
    err << test.name << ": unknown: " << answer.judgement.reason << "\n";
    return Exit::Unknown;
  }
  for (auto const& state : answer.result.states)
    out << joined(items(test.program, test.observed, state.values)) << "\n\n"
        << report_page(test.program, state.execution) << "\n";
  return Exit::Good;
}

Exit show_ast(ShowOptions const& o, std::ostream& out, std::ostream& err) {
  frontend::Diagnostics diagnostics;
  auto const text = read_input(o.file);
  if (!text) diagnostics.unreadable(shown_name(o.file));
  auto const ast = text
                       ? frontend::litmus::read_test(frontend::Source(shown_name(o.file), *text), diagnostics)
                       : std::nullopt;
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!ast) return Exit::BadInput;
  out << frontend::litmus::print(*ast);
  return Exit::Good;
}

bool show_as_litmus(Protocol const& protocol, ShowOptions const& o, std::ostream& out, std::ostream& err) {
  auto const answer = frontend::as_litmus::write(protocol, o.wish);
  for (auto const& p : answer.problems) err << to_string(p);
  out << answer.text;
  return answer.problems.empty();
}

// Of one variant, or of each; a test is of one.
Exit show_protocol(ShowOptions const& o, std::ostream& out, std::ostream& err) {
  bool const as_litmus = o.stage == ShowOptions::Stage::Litmus;
  if (o.stage != ShowOptions::Stage::Program && !as_litmus) {
    err << printed_name(o.file) << ": of a protocol, there is --stage=program and --stage=litmus to show\n";
    return Exit::BadInput;
  }
  frontend::Diagnostics diagnostics;
  auto const file = load_protocol(o.file, diagnostics);
  std::vector<std::string> variants = o.ingredients.variants;
  for (std::size_t i = 0; file && o.ingredients.variants.empty() && i < file->variants.size(); ++i)
    variants.push_back(file->variants[i].name);
  if (as_litmus && variants.size() > 1) {
    err << printed_name(o.file) << ": a test is of one variant: name one of them with --variant\n";
    return Exit::BadInput;
  }
  bool is_written = true;
  for (auto const& v : variants) {
    if (!file) break;
    if (std::ranges::find(file->variants, v, &frontend::ProtocolVariant::name) == file->variants.end()) {
      err << printed_name(o.file) << ": there is no variant '" << v << "'\n";
      return Exit::BadInput;
    }
    auto const protocol = frontend::resolve(*file, v, diagnostics);
    if (!protocol) continue;
    if (as_litmus)
      is_written = show_as_litmus(*protocol, o, out, err);
    else
      out << frontend::protocol::print(*protocol);
  }
  for (auto const& d : diagnostics.all()) err << to_string(d);
  return diagnostics.failed() || !is_written ? Exit::BadInput : Exit::Good;
}

} // namespace

Exit show(ShowOptions const& o, std::ostream& out, std::ostream& err) {
  if (o.library) return show_library(o.file, out, err);
  if (o.json_schema) {
    out << shipped_schema().front().text;
    return Exit::Good;
  }
  if (o.file.empty()) {
    err << "barrister show: a file is due\n    hint: 'barrister help show' shows what it takes\n";
    return Exit::BadInput;
  }
  if (o.stage == ShowOptions::Stage::Litmus && !is_protocol(o.file)) {
    err << printed_name(o.file) << ": --stage=litmus is of a protocol\n";
    return Exit::BadInput;
  }
  if (is_protocol(o.file) && o.stage != ShowOptions::Stage::Model) return show_protocol(o, out, err);
  if (o.stage == ShowOptions::Stage::Model) {
    auto const model = load(o.file, o, err);
    if (!model) return Exit::BadInput;
    out << report_model(model->memory);
    return Exit::Good;
  }
  if (o.stage == ShowOptions::Stage::Ast) return show_ast(o, out, err);
  auto const test = load(o, err);
  if (!test) return Exit::BadInput;
  if (o.stage == ShowOptions::Stage::Events) {
    auto const graph = solver::unfold(test->program, o.solver.unroll);
    if (!graph.problem.empty()) {
      err << "error: " << printed_name(o.file) << ": " << graph.problem << "\n";
      return Exit::Unknown;
    }
    out << solver::to_string(graph, test->program);
    return Exit::Good;
  }
  if (o.stage == ShowOptions::Stage::Program) {
    out << frontend::litmus::print(test->program);
    return Exit::Good;
  }
  auto const model = load(o.model, o, err);
  return model ? show_executions(*test, model->memory, o, out, err) : Exit::BadInput;
}

} // namespace barrister::cli
