// SPDX-License-Identifier: BSD-2-Clause
#include "cli/variants.hpp"
#include "cli/check_cases.hpp"
#include "cli/report_variants.hpp"
#include "cli/vacuity.hpp"
#include "cli/warnings.hpp"
#include <ostream>

namespace barrister::cli {

Exit variants(VariantsOptions const& o, std::ostream& out, std::ostream& err) {
  auto const cases = protocol_cases(o.file, {o.models, o.variants, o.effort.properties, {}}, err);
  if (!cases) return Exit::BadInput;
  auto exit = Exit::Good;
  std::vector<ProtocolAnswer> answers;
  Warnings warnings(*cases->front().text);
  check_cases(*cases, o.effort, o.jobs, [&](ProtocolAnswer answer) {
    exit = worse(exit, exit_of(answer));
    warnings.add(answer);
    answers.push_back(std::move(answer));
  });
  out << report_variants(answers) << report_how_to_trace(answers);
  return worse(exit, say_warnings(warnings, o.strict, out));
}

} // namespace barrister::cli
