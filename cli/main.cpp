// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barriers.hpp"
#include "cli/check_files.hpp"
#include "cli/coloured_errors.hpp"
#include "cli/diff/diff.hpp"
#include "cli/herd7.hpp"
#include "cli/lsp/lsp.hpp"
#include "cli/models.hpp"
#include "cli/prove.hpp"
#include "cli/repair/repair.hpp"
#include "cli/show.hpp"
#include "cli/variants.hpp"
#include "cli/why/why.hpp"
#include "spec/patience.hpp"
#include <exception>
#include <iostream>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using namespace barrister::cli;

// What there is for this process, but for a quarter.
void keep_within(std::optional<std::uint64_t> memory) {
  auto const there_is = barrister::memory_there_is();
  if (!memory && there_is) memory = *there_is / 4 * 3;
  if (memory) barrister::limit_memory(*memory);
}

std::ostream& errors() {
  static ColouredLines lines(std::cerr, ink_for_errors());
  static std::ostream stream(&lines);
  return stream;
}

Exit run(CheckOptions const& o) {
  if (o.memory) keep_within(o.memory);
  return check_files(o, std::cout, errors());
}
Exit run(VariantsOptions const& o) { return variants(o, std::cout, errors()); }
Exit run(BarriersOptions const& o) { return barriers(o, std::cout, errors()); }
Exit run(WhyOptions const& o) { return why(o, std::cout, errors()); }
Exit run(RepairOptions const& o) { return repair(o, std::cout, errors()); }
Exit run(DiffOptions const& o) { return diff(o, std::cout, errors()); }
Exit run(ShowOptions const& o) { return show(o, std::cout, errors()); }
Exit run(ProveOptions const& o) { return prove(o, std::cout, errors()); }
Exit run(LspOptions const& o) { return serve_editor(o, std::cin, std::cout); }
Exit run(VerifyOptions const& o) {
  return static_cast<Exit>(barrister::checker::run(o, std::cout, errors())); // the same numbers
}
Exit run(Herd7Options const& o) { return run_herd7(o, std::cin, std::cout, std::cerr); }
Exit run(ModelsOptions const&) {
  std::cout << list_models();
  return Exit::Good;
}
Exit run(Finished const& f) {
  std::cout << f.out;
  errors() << f.err;
  return f.exit;
}

// What a search frees it soon wants again. To give it back to the system meanwhile takes a quarter of the
// time of a search of 64 threads.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int grown_by = 4 << 20, kept = 512 << 20; // bytes
  mallopt(M_TOP_PAD, grown_by);
  mallopt(M_TRIM_THRESHOLD, kept);
#endif
}

// An answer that nobody gets is none.
Exit written(Exit exit) {
  errors().flush();
  if (std::cout.flush().good()) return exit;
  std::cerr << "barrister: cannot write the output\n";
  return Exit::BadInput;
}

} // namespace

int main(int argc, char** argv) {
  keep_memory();
  keep_within(std::nullopt);
  try {
    auto const command = parse_command_line({argv, static_cast<std::size_t>(argc)});
    auto const exit = std::visit([](auto const& options) { return run(options); }, command);
    return static_cast<int>(written(exit));
  } catch (std::exception const& e) {
    std::cerr << "barrister: internal error: " << e.what() << "\n";
    return static_cast<int>(Exit::Unknown);
  }
}
