// SPDX-License-Identifier: BSD-2-Clause
#include "cli/herd7_prepare.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

Proposition joined(Proposition::Kind kind, std::vector<Proposition> operands) {
  Proposition p;
  p.kind = kind;
  p.operands = std::move(operands);
  return p;
}

// herd7 looks at skipped checks, and with -strictskip keeps what fails them all.
void skip_checks(MemoryModel& model, Herd7Options const& o) {
  auto const skipped = [&](Check const& c) { return c.role == Role::Axiom && o.skipped.contains(c.name); };
  if (!o.strict_skip) {
    std::erase_if(model.checks, skipped);
    return;
  }
  for (auto& check : model.checks)
    if (skipped(check)) check.negated = !check.negated;
}

} // namespace

MemoryModel prepared(MemoryModel model, Herd7Options const& o, std::string& problem) {
  skip_checks(model, o);
  if (o.through) std::erase_if(model.checks, [](Check const& c) { return c.role == Role::Axiom; });
  if (o.through_flag.empty()) return model;
  auto const has_flag = [&](Check const& c) { return c.role == Role::Flag && c.name == o.through_flag; };
  auto const raising = std::ranges::count_if(model.checks, has_flag);
  if (raising != 1) {
    problem = fmt::format("-throughflag {}: {} checks raise this flag, and barrister wants one",
                          o.through_flag, raising);
    return model;
  }
  auto axiom = *std::ranges::find_if(model.checks, has_flag);
  axiom.role = Role::Axiom;
  model.checks.push_back(std::move(axiom));
  return model;
}

LitmusTest prepared(LitmusTest test, Herd7Options const& o) {
  using Kind = Proposition::Kind;
  if (!o.filter) test.filter.reset();
  if (o.speed == Herd7Options::Speed::Every) return test;
  auto interesting =
      test.quantifier == Quantifier::Forall ? joined(Kind::Not, {test.proposition}) : test.proposition;
  test.filter = test.filter ? joined(Kind::And, {*test.filter, interesting}) : interesting;
  return test;
}

} // namespace barrister::cli
