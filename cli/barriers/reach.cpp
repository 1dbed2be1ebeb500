// SPDX-License-Identifier: BSD-2-Clause
// Of a litmus test: whether a mark can be set there, which nobody reads. Of a protocol: what is never reached
// of its code (solver/protocol/coverage.hpp), and what its text rules out.
#include "cli/barriers/reach.hpp"
#include "spec/for_each_statement.hpp"
#include "spec/statements.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

using Position = std::pair<std::uint32_t, std::uint32_t>; // line and column

bool is_asked(Finding const& f) { return f.would_do == 0 && f.weakest.kind == ClaimOfText::Kind::Holds; }
Position position(Place const& p) { return {p.line, p.column}; }

// Of all places, the last that is there or before.
Position statement_at(std::vector<Position> const& all, patch::Site const& site) {
  Position out;
  for (auto const& p : all)
    if (p <= Position(site.line, site.column)) out = std::max(out, p);
  return out;
}

ExpressionPtr constant(Value v) { return std::make_shared<Expression const>(Expression{Constant{v}}); }

// Sets the mark right before what stands there.
void mark(Block& block, std::vector<Instruction> const& instructions, Position at, ObjectId object) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    for (auto* inner : inner_blocks(block[i])) mark(*inner, instructions, at, object);
    bool const is_it = is_of_its_instruction(block[i]) && block[i].instruction < instructions.size() &&
                       position(instructions[block[i].instruction].place) == at;
    if (!is_it) continue;
    Store const store{constant(address(object)), constant(number(1)), {Tag::Once}};
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(i), {store, block[i].instruction});
    ++i;
  }
}

LitmusTest with_mark(LitmusTest test, patch::Site const& site) {
  auto const object = static_cast<ObjectId>(test.program.objects.size());
  test.program.objects.push_back({"", Type{"int", 32, true, true}});
  std::vector<Position> places;
  for (auto const& thread : test.program.threads)
    for (auto const& i : thread.instructions) places.push_back(position(i.place));
  for (auto& thread : test.program.threads)
    mark(thread.body, thread.instructions, statement_at(places, site), object);
  Cell const cell{address(object)};
  test.program.objects.back().is_observed = true;
  test.quantifier = Quantifier::Exists;
  test.filter.reset();
  test.proposition = {Proposition::Kind::Equal, Observable(cell), {}, {number(1)}, {}};
  test.observed = {cell};
  return test;
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
  auto const is_ours = [](Finding const& f) { return f.file.empty() && is_asked(f); };
  if (std::ranges::none_of(study.findings, is_ours) || base.questions.empty()) return;
  auto const& protocol = *base.protocol;
  auto effort = given;
  effort.of_file = file;
  effort.check = CheckLevel::None;
  effort.wants_flags = false;
  effort.properties.clear();
  // Any claim will do: it is not what is asked.
  auto const is_short = [](Question const& q) { return q.claim.kind != Claim::Kind::Terminates; };
  auto const found = std::ranges::find_if(base.questions, is_short);
  auto const& question = found == base.questions.end() ? base.questions.front() : *found;
  auto const answer = check_protocol(protocol, {question}, model, effort, [](unsigned) {});
  std::vector<Position> all, code, never;
  for (auto const& thread : protocol.program.threads)
    for (auto const& i : thread.instructions)
      if (is_in(i.place, file)) all.push_back(position(i.place));
  for (auto const& s : statements_in(protocol, file)) code.push_back(position(s.instruction.place));
  if (answer.unreached)
    for (auto const& s : answer.unreached->statements) never.push_back(position(s.place));
  for (auto& f : study.findings) {
    if (!is_ours(f)) continue;
    auto const at = statement_at(all, f.site);
    f.is_unreached = std::ranges::find(code, at) == code.end() || std::ranges::find(never, at) != never.end();
  }
}

} // namespace barrister::cli
