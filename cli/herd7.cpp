// SPDX-License-Identifier: BSD-2-Clause
// As herd7, the exit status says nothing about the tests: the kernel's scripts read standard output.
#include "cli/herd7.hpp"
#include "cli/check_test.hpp"
#include "cli/models.hpp"
#include "cli/report_herd7.hpp"
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace barrister::cli {
namespace {

struct Seen {
  std::string file, hash;
};

std::string warning(std::string const& file, std::string const& message) {
  return fmt::format("Warning: File \"{}\": {}\n", file, message);
}

void run_test(LitmusTest const& test, MemoryModel const& model, Herd7Options const& o, std::ostream& out,
              std::ostream& err) {
  auto const answer = check_test(test, model, o.solver, "");
  auto const& r = answer.result;
  for (auto const& complaint : answer.complaints) err << warning(test.file, complaint);
  if (!r.unknown.empty()) {
    err << warning(test.file, "no answer: " + r.unknown);
    return;
  }
  out << report_herd7(test, r, o.hexadecimal ? Radix::Hexadecimal : Radix::Decimal) << std::flush;
  if (r.capped) err << warning(test.file, "too many executions: counts and states are lower bounds.");
  if (r.bound_reached)
    err << warning(test.file, "unrolling limit exceeded at While, legal outcomes may be missing.");
}

} // namespace

std::string herd7_warning(frontend::Diagnostic const& d, std::string const& file) {
  if (!d.herd7.empty()) return warning(file, d.herd7 + " (User error)");
  if (d.place.line == 0) return warning(file, d.message + " (User error)");
  auto const first = d.place.column > 0 ? d.place.column - 1 : 0;
  return fmt::format("Warning: File \"{}\", line {}, characters {}-{}: {} (User error)\n", *d.place.file,
                     d.place.line, first, first + d.width, d.message);
}

Exit run_herd7(Herd7Options const& o, std::ostream& out, std::ostream& err) {
  frontend::Diagnostics model_diagnostics;
  auto const model = load_model(o.model, o.include, model_diagnostics);
  for (auto const& d : model_diagnostics.all()) err << to_string(d);
  if (!model) return Exit::BadInput;

  std::map<std::string, Seen> seen; // by the name of the test
  for (auto const& file : o.files) {
    frontend::Diagnostics diagnostics;
    auto const test = load_test(file, diagnostics);
    for (auto const& d : diagnostics.all()) err << herd7_warning(d, file);
    if (!test) continue;
    auto const [before, is_new] = seen.try_emplace(test->name, Seen{file, test->hash});
    if (is_new)
      run_test(*test, model->memory, o, out, err);
    else if (before->second.hash != test->hash)
      err << warning(file, fmt::format("Different hashes for test {} (previous file {}) (User error)",
                                       test->name, before->second.file));
  }
  return Exit::Good;
}

} // namespace barrister::cli
