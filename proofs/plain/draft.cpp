// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/plain/draft.hpp"

namespace barrister::proofs::plain {

Draft::Draft(Program const& program, Gates& g, Limits const& most)
    : gates(g), limits(most), out{program, {}, {}, {}, {}} {
  out.is_cut = gates.fresh();
  out.has_fault = gates.fresh();
}

void Draft::finish() {
  auto const define = [&](Literal l, std::vector<Literal> const& ways) {
    auto const any = gates.any(ways);
    gates.require({-l, any});
    gates.require({l, -any});
  };
  define(out.is_cut, cuts);
  define(out.has_fault, faults);
}

void Draft::refuse(Unsupported why) {
  if (!unsupported) unsupported = std::move(why);
}

TermId Draft::term(Term t) {
  if (out.terms.size() >= limits.terms)
    refuse({"more than " + std::to_string(limits.terms) + " computations"});
  out.terms.push_back(std::move(t));
  return static_cast<TermId>(out.terms.size() - 1);
}
TermId Draft::constant(Value v) {
  auto const [at, is_new] = constants.try_emplace(v, 0);
  if (is_new) at->second = term({Term::Kind::Constant, v});
  return at->second;
}

TermId Draft::indexed(Term::Kind kind, std::size_t index) {
  Term one;
  one.kind = kind;
  one.index = index;
  return term(std::move(one));
}

} // namespace barrister::proofs::plain
