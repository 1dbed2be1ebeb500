// SPDX-License-Identifier: BSD-2-Clause
#include "cli/lsp/lsp.hpp"
#include "cli/lsp/judge_claim.hpp"
#include "cli/options.hpp"
#include "lsp/server.hpp"
#include <cstdlib>
#include <filesystem>
#include <ios>

namespace barrister::cli {
namespace {

namespace fs = std::filesystem;

std::string this_program() {
  std::error_code none;
  return fs::read_symlink("/proc/self/exe", none).string();
}

std::string cache_folder() {
  for (auto const& [variable, below] :
       {std::pair{"XDG_CACHE_HOME", "barrister"}, {"HOME", ".cache/barrister"}})
    if (auto const* const given = std::getenv(variable); given && fs::path(given).is_absolute())
      return (fs::path(given) / below / version).string();
  return {};
}

} // namespace

Exit serve_editor(LspOptions const& o, std::istream& in, std::ostream& out) {
  if (o.judge) return answer_question(in, out);
  std::ios::sync_with_stdio(false); // texts come in one piece, not byte by byte
  auto const program = this_program();
  barrister::lsp::Settings settings;
  settings.version = version;
  settings.installed = (fs::path(program).parent_path().parent_path() / "share/barrister").string();
  settings.copies = cache_folder();
  // The name stands for this very program, also when another has been installed in its place.
  settings.judge = {"/proc/self/exe", "lsp", "--judge"};
  return barrister::lsp::serve(in, out, settings) == 0 ? Exit::Good : Exit::Violated;
}

} // namespace barrister::cli
