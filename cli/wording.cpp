// SPDX-License-Identifier: BSD-2-Clause
#include "cli/wording.hpp"
#include "proofs/check.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::size_t width_of(Program const& program, Observable const& o) {
  auto const* array = std::get_if<WholeArray>(&o);
  return array ? program.objects[array->object].initial.size() : 1;
}

std::string shown(Program const& program, Type const& type, Value v, Radix radix) {
  v = shown(v, type);
  if (v.is_address()) return to_string(v, program);
  if (radix == Radix::Decimal) {
    bool const is_whole = !type.wraps && !type.is_signed && type.bits >= 64; // herd7's uint64_t
    return is_whole ? fmt::format("{}", static_cast<std::uint64_t>(v.number)) : to_string(v, program);
  }
  auto const bits = static_cast<std::uint64_t>(v.number);
  return fmt::format("{:#x}", type.bits >= 64 ? bits : bits & ((std::uint64_t{1} << type.bits) - 1));
}

void collect(Proposition const& p, std::vector<Observable>& found) {
  for (auto const& side : {p.left, p.right})
    if (side) found.push_back(*side);
  for (auto const& operand : p.operands) collect(operand, found);
}

bool loops_in(Block const& block) {
  return std::ranges::any_of(block, [](Statement const& s) {
    if (std::holds_alternative<Loop>(s.node)) return true;
    if (auto const* labelled = std::get_if<Labelled>(&s.node)) return loops_in(labelled->body);
    auto const* branch = std::get_if<If>(&s.node);
    return branch && (loops_in(branch->then) || loops_in(branch->otherwise));
  });
}

Instruction const* instruction(Program const& program, Event const& e) {
  if (e.is_initial() || e.instruction >= program.threads[e.cpu].instructions.size()) return nullptr;
  return &program.threads[e.cpu].instructions[e.instruction];
}

} // namespace

std::vector<Item> items(Program const& program, std::vector<Observable> const& observables,
                        std::vector<Value> const& values, Radix radix) {
  std::vector<Item> all;
  std::size_t next = 0;
  for (auto const& o : observables) {
    std::string value;
    for (std::size_t i = width_of(program, o); i > 0; --i)
      value += shown(program, type_of(program, o), values.at(next++), radix) + (i > 1 ? "," : "");
    if (std::holds_alternative<WholeArray>(o)) value = "{" + value + "}";
    all.push_back({to_string(o, program), value});
  }
  return all;
}

std::string joined(std::vector<Item> const& all) {
  std::string line;
  for (auto const& [name, value] : all) line += (line.empty() ? "" : " ") + name + "=" + value + ";";
  return line;
}

std::vector<Observable> asked_about(LitmusTest const& test) {
  std::vector<Observable> mentioned, ordered;
  collect(test.proposition, mentioned);
  std::ranges::copy_if(test.observed, std::back_inserter(ordered), [&](Observable const& o) {
    return std::ranges::find(mentioned, o) != mentioned.end();
  });
  return ordered;
}

std::vector<Value> final_values(Program const& program, Execution const& x,
                                std::vector<Observable> const& asked) {
  std::vector<Value> values;
  for (auto const& o : asked) {
    auto const* array = std::get_if<WholeArray>(&o);
    if (!array) {
      values.push_back(proofs::observe(x, o));
      continue;
    }
    for (std::size_t i = 0; i < width_of(program, o); ++i)
      values.push_back(proofs::observe(x, Cell{address(array->object, static_cast<std::int64_t>(i))}));
  }
  return values;
}

char const* word(Quantifier q) {
  return q == Quantifier::Exists ? "exists" : q == Quantifier::NotExists ? "~exists" : "forall";
}

std::string condition(LitmusTest const& test, Radix radix) {
  auto const type = radix == Radix::Hexadecimal ? Type{"", 32, true} : Type(); // hexadecimal is herd7's
  auto const value = [&](Value v) { return shown(test.program, type, v, radix); };
  return fmt::format("{} ({})", word(test.quantifier), to_string(test.proposition, test.program, value));
}

bool has_loops(Program const& program) {
  return std::ranges::any_of(program.threads, [](Thread const& t) { return loops_in(t.body); });
}

std::string statement(Program const& program, Event const& e) {
  auto const* i = instruction(program, e);
  return i ? i->text : "";
}

std::uint32_t line_of(Program const& program, Event const& e) {
  auto const* i = instruction(program, e);
  return i ? i->place.line : 0;
}

std::string count_of(std::uint64_t count, std::string const& singular) {
  return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

} // namespace barrister::cli
