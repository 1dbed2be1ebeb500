// SPDX-License-Identifier: BSD-2-Clause
// Whether a mark can be set there: in a litmus test an object that nobody reads, in a protocol a count.
#include "cli/barriers/reach.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/statements.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

using Position = std::pair<std::uint32_t, std::uint32_t>; // line and column

// What is in no code is of a macro: it stands where that is used.
bool is_asked(Finding const& f) {
  return f.would_do == 0 && f.weakest.kind == ClaimOfText::Kind::Holds && !f.site.where.empty();
}
Position position(Place const& p) { return {p.line, p.column}; }

// Of all places, the last that is there or before.
Position statement_at(std::vector<Position> const& all, patch::Site const& site) {
  Position out;
  for (auto const& p : all)
    if (p <= Position(site.line, site.column)) out = std::max(out, p);
  return out;
}

ExpressionPtr constant(Value v) { return std::make_shared<Expression const>(Expression{Constant{v}}); }

// Right before what stands there.
template <class Mark>
void set(Mark const& mark, Block& block, std::vector<Instruction> const& instructions, Position at,
         std::string const& file = {}) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    for (auto* inner : inner_blocks(block[i])) set(mark, *inner, instructions, at, file);
    bool const is_it = is_of_its_instruction(block[i]) && block[i].instruction < instructions.size() &&
                       position(instructions[block[i].instruction].place) == at &&
                       (file.empty() || is_in(instructions[block[i].instruction].place, file));
    if (!is_it) continue;
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(i), {mark, block[i].instruction});
    ++i;
  }
}

LitmusTest with_mark(LitmusTest test, patch::Site const& site) {
  auto const object = static_cast<ObjectId>(test.program.objects.size());
  test.program.objects.push_back({"", Type{"int", 32, true, true}});
  std::vector<Position> places;
  for (auto const& thread : test.program.threads)
    for (auto const& i : thread.instructions) places.push_back(position(i.place));
  Store const store{constant(address(object)), constant(number(1)), {Tag::Once}};
  for (auto& thread : test.program.threads)
    set(store, thread.body, thread.instructions, statement_at(places, site));
  Cell const cell{address(object)};
  test.program.objects.back().is_observed = true;
  test.quantifier = Quantifier::Exists;
  test.filter.reset();
  test.proposition = {Proposition::Kind::Equal, Observable(cell), {}, {number(1)}, {}};
  test.observed = {cell};
  return test;
}

// That some execution comes to where it is counted.
Question comes_to(AccumulatorId mark) {
  Question out;
  out.claim.kind = Claim::Kind::Cover;
  out.claim.probe.locals.push_back({"", {}, number(0)});
  out.claim.probe.body.push_back({CountLoad{0, mark}});
  return out;
}

} // namespace

void find_unreached(Study& study, ClaimOfText const& base, std::string const& text, AskedTexts const& asked) {
  for (auto& f : study.findings) {
    if (!is_asked(f)) continue;
    auto const changed = patch::edited(text, {f.site.weaker[0].edit});
    // What is in no thread's code, nothing calls.
    f.is_unreached = (changed && asked.are_same(text, *changed)) ||
                     asked.is_never_satisfied(with_mark(*base.test, f.site));
  }
}

void find_unreached(Study& study, AskedVariants::Result const& base, std::string const& file,
                    MemoryModel const& model, ProtocolEffort const& given) {
  std::vector<Finding*> ours;
  for (auto& f : study.findings)
    if (f.file.empty() && is_asked(f)) ours.push_back(&f);
  if (ours.empty()) return;
  auto protocol = *base.protocol;
  std::vector<Position> all;
  for (auto const& thread : protocol.program.threads)
    for (auto const& i : thread.instructions)
      if (is_in(i.place, file)) all.push_back(position(i.place));
  std::vector<Question> asked;
  for (auto const* f : ours) {
    auto const mark = static_cast<AccumulatorId>(protocol.accumulators.size());
    protocol.accumulators.push_back({"", true});
    for (auto& thread : protocol.program.threads)
      set(Count{mark}, thread.body, thread.instructions, statement_at(all, f->site), file);
    asked.push_back(comes_to(mark));
  }
  auto effort = given;
  effort.check = CheckLevel::None;
  effort.wants_flags = false;
  effort.smaller = effort.smaller_covers = 0;
  effort.properties.clear();
  auto const answer = check_protocol(protocol, asked, model, effort, [](unsigned) {});
  for (std::size_t i = 0; i < ours.size() && i < answer.claims.size(); ++i)
    ours[i]->is_unreached = answer.claims[i].verdict.kind == ClaimVerdict::Kind::Violated;
}

} // namespace barrister::cli
