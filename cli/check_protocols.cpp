// SPDX-License-Identifier: BSD-2-Clause
#include "cli/check_protocols.hpp"
#include "cli/certify_protocol.hpp"
#include "cli/check_cases.hpp"
#include "cli/formats/records.hpp"
#include "cli/inputs.hpp"
#include "cli/output_names.hpp"
#include "cli/picture/groups.hpp"
#include "cli/picture/write_pictures.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_protocol_json.hpp"
#include "cli/vacuity.hpp"
#include "cli/warnings.hpp"
#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>

namespace barrister::cli {
namespace {

std::string option_of_tests(CheckOptions const& o) {
  if (!o.expect.empty()) return "--expect";
  if (!o.dot.empty()) return "--dot";
  if (o.states) return "--states";
  using solver::Engine;
  if (o.solver.engine == Engine::Enumeration || o.solver.engine == Engine::Both)
    return "--engine enumeration";
  return o.ingredients.macros.empty() ? "" : "--macros";
}

Exit draw(CheckOptions const& o, std::vector<ProtocolCase> const& cases,
          std::vector<ProtocolAnswer> const& answers, std::ostream& err) {
  auto const& file = cases.front().file;
  Sheet sheet{cases.front().protocol->name, {shown_name(file), read_input(file).value_or("")}, {}, {}};
  auto const barriers = cases.size() == 1 ? Barriers::Asked : Barriers::NotAsked;
  for (std::size_t i = 0; i < cases.size(); ++i)
    sheet.groups.push_back(group_of(sheet.source.text, cases[i], answers[i], o.protocol, barriers));
  return write_pictures(o, std::move(sheet), err);
}

void gather(CheckOptions const& o, ProtocolAnswer const& answer, Gathered& to) {
  if (to.takes_json())
    for (auto& one : protocol_results(answer)) to.add_result(std::move(one));
  if (to.takes_records())
    for (auto& one : records_of(answer, o.trace ? Traces::All : Traces::OfViolated)) to.add(std::move(one));
}

std::optional<std::vector<ProtocolCase>>
cases_or_record(std::string const& file, ProtocolChoice const& choice, Gathered& to, std::ostream& err) {
  Heard heard(err);
  auto cases = protocol_cases(file, choice, heard.stream());
  if (cases)
    to.add_warnings(shown_name(file), heard.said());
  else
    to.add_bad_input(shown_name(file), heard.said());
  return cases;
}

} // namespace

Exit check_protocols(CheckOptions const& o, ProtocolFiles const& files, Gathered& gathered, std::ostream& out,
                     std::ostream& err) {
  if (auto const option = option_of_tests(o); !option.empty()) {
    Heard heard(err);
    heard.stream() << "barrister: " << option << " is for litmus tests; "
                   << printed_name(files.protocols.front()) << " is a protocol\n";
    gathered.add_bad_input(files.protocols.front(), heard.said());
    return Exit::BadInput;
  }
  ProtocolChoice const choice{o.models, o.ingredients.variants, o.protocol.properties, o.ingredients};
  ProtocolTextOptions const text{o.trace, o.quiet, ink_for(o.colour), o.width.value_or(width_of_output())};
  auto exit = Exit::Good;
  bool is_first = true;
  for (auto const& file : files.protocols) {
    auto const cases = cases_or_record(file, choice, gathered, err);
    if (!cases) {
      exit = worse(exit, Exit::BadInput);
      continue;
    }
    Warnings warnings(*cases->front().text);
    std::set<std::string> models, variants;
    for (auto const& one : *cases) {
      models.insert(one.model->name);
      variants.insert(one.protocol->variant);
    }
    OutputNames const names(files.all, {models.begin(), models.end()});
    std::size_t next = 0;
    std::vector<ProtocolAnswer> drawn;
    check_cases(*cases, o.protocol, o.jobs, [&](ProtocolAnswer answer) {
      auto const& one = (*cases)[next++];
      auto const name = names.of(one.file, one.protocol->variant, variants.size(), one.model->name);
      if (!o.certify.empty())
        answer.certificate = certify(o.certify, name, o.ingredients, o.protocol.timeout, one, answer).lines;
      for (auto const& line : answer.certificate)
        if (is_lost_certificate(line)) {
          err << "barrister: " << line << "\n";
          gathered.add_bad_input(shown_name(file), line);
          exit = worse(exit, Exit::BadInput);
        }
      answer.questions =
          write_questions(o.questions, name, answer, one.model->memory, o.protocol.unroll.value_or(2));
      for (auto const& line : answer.questions.lost) {
        err << "barrister: " << line << "\n";
        gathered.add_bad_input(shown_name(file), line);
        exit = worse(exit, Exit::BadInput);
      }
      exit = worse(exit, exit_of(answer));
      warnings.add(answer);
      if (are_pictures_wanted(o)) drawn.push_back(answer);
      gather(o, answer, gathered);
      if (o.format != Format::Text) return;
      auto const said = report_protocol(answer, text);
      if (!said.empty() && !std::exchange(is_first, false)) out << "\n";
      out << said;
      for (auto const* lines : {&answer.certificate, &answer.questions.lines})
        for (auto const& line : *lines) out << "  " << line << "\n";
      out << std::flush;
    });
    if (!drawn.empty()) exit = worse(exit, draw(o, *cases, drawn, err));
    auto const all = warnings.all();
    auto const exit_of_warnings = o.strict && !all.empty() ? Exit::Violated : Exit::Good;
    exit = worse(exit, exit_of_warnings);
    for (auto const& one : all) gathered.add_warning(message_of(one));
    if (!all.empty()) gathered.add(record_of(shown_name(file), all, exit_of_warnings));
    bool const is_said = o.format == Format::Text && (!o.quiet || o.strict) && !all.empty();
    if (is_said) out << (std::exchange(is_first, false) ? "" : "\n") << report_warnings(all) << std::flush;
  }
  return exit;
}

} // namespace barrister::cli
