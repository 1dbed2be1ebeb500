// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_pictures.hpp"
#include "cli/report_dot.hpp"
#include "cli/write_whole.hpp"
#include "proofs/check.hpp"
#include <filesystem>

namespace barrister::cli {
namespace {

using Show = Herd7Options::Pictures::Show;

bool is_shown(Show show, Quantifier q, bool satisfies) {
  switch (show) {
  case Show::None: return false;
  case Show::Satisfying: return satisfies;
  case Show::Falsifying: return !satisfies;
  case Show::All: return true;
  case Show::Condition: return satisfies != (q == Quantifier::NotExists);
  case Show::Witness: return satisfies != (q == Quantifier::Forall);
  }
  return false;
}

std::string pictures_of(LitmusTest const& test, LitmusResult const& r, Herd7Options::Pictures const& o) {
  std::string text;
  std::size_t drawn = 0;
  for (auto const& state : r.states) {
    auto const& x = state.execution;
    bool const satisfies =
        holds(test.proposition, test.program, [&](Observable const& v) { return proofs::observe(x, v); });
    if (drawn == o.most || !is_shown(o.show, test.quantifier, satisfies)) continue;
    text += report_dot(test, {satisfies ? Witness::Kind::Satisfies : Witness::Kind::Falsifies, &x, nullptr});
    ++drawn;
  }
  return text;
}

} // namespace

bool draw(LitmusTest const& test, LitmusResult const& r, Herd7Options::Pictures const& o, std::ostream& out) {
  namespace fs = std::filesystem;
  if (o.folder.empty()) return true;
  auto const text = pictures_of(test, r, o);
  auto const base = fs::path(test.file).stem().string();
  if (o.folder == "-") {
    out << "\nDOTBEGIN " << base << "\nDOTCOM dot\n" << text << "\nDOTEND " << base << "\n";
    return true;
  }
  return write_whole((fs::path(o.folder) / (base + o.suffix + ".dot")).string(), text).empty();
}

} // namespace barrister::cli
