// SPDX-License-Identifier: BSD-2-Clause
#include "cli/variants.hpp"
#include "cli/check_cases.hpp"
#include "cli/report_variants.hpp"
#include <ostream>

namespace barrister::cli {

Exit variants(VariantsOptions const& o, std::ostream& out, std::ostream& err) {
  auto const cases = protocol_cases(o.file, {o.models, o.variants, o.effort.properties, {}}, err);
  if (!cases) return Exit::BadInput;
  auto exit = Exit::Good;
  std::vector<ProtocolAnswer> answers;
  check_cases(*cases, o.effort, o.jobs, [&](ProtocolAnswer answer) {
    for (auto const& a : answer.claims) exit = worse(exit, a.exit);
    answers.push_back(std::move(answer));
  });
  out << report_variants(answers) << report_how_to_trace(answers);
  return exit;
}

} // namespace barrister::cli
