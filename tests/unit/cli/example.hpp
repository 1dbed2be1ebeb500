// SPDX-License-Identifier: BSD-2-Clause
// C-peterz of commit 63cae12bce98, built by hand, with what the kernel's model says of it.
#pragma once
#include "cli/answer.hpp"

namespace barrister::cli::example {

// Values of 0:r1, 2:r1 and 2:r2; rf follows from them.
inline Execution execution(std::int64_t r1, std::int64_t r2, std::int64_t r3);
inline proofs::Explanation explanation(); // of execution(0, 1, 0)

constexpr ObjectId x = 0, y = 1, z = 2;

inline Thread thread(std::string name, std::vector<std::string> locals, std::uint32_t first_line,
                     std::vector<std::string> texts) {
  Thread t{std::move(name), {}, {}, {}};
  for (auto& local : locals) t.locals.push_back({std::move(local), {"int", 32, true}, number(0)});
  for (auto& text : texts) t.instructions.push_back({{nullptr, first_line++, 3}, std::move(text)});
  return t;
}

inline Proposition equal(CpuId cpu, LocalId local, std::int64_t value) {
  Proposition p;
  p.kind = Proposition::Kind::Equal;
  p.left = Register{cpu, local};
  p.values = {number(value)};
  return p;
}

inline LitmusResult result(bool with_forbidden) {
  LitmusResult r;
  r.model = "lkmm";
  r.engine = "enumeration";
  r.seconds = 0.02;
  for (int bits = 0; bits < 8; ++bits) {
    int const r1 = bits >> 2, r2 = bits >> 1 & 1, r3 = bits & 1;
    bool const asked = r1 == 0 && r2 == 1 && r3 == 0;
    if (asked && !with_forbidden) continue;
    if (asked)
      r.satisfying = r.states.size();
    else if (!r.falsifying)
      r.falsifying = r.states.size();
    ++(asked ? r.positive : r.negative);
    r.states.push_back({{number(r1), number(r2), number(r3)}, execution(r1, r2, r3)});
  }
  return r;
}

inline LitmusTest peterz() {
  LitmusTest test;
  test.name = "C-peterz";
  test.file = "C-peterz.litmus";
  for (auto const* name : {"x", "y", "z"})
    test.program.objects.push_back({name, {"int", 32, true}, {number(0)}, false});
  test.program.threads = {
      thread("P0", {"r1"}, 9, {"WRITE_ONCE(*x, 1);", "smp_mb();", "r1 = READ_ONCE(*y);"}),
      thread("P1", {}, 16, {"WRITE_ONCE(*y, 1);", "smp_store_release(z, 1);"}),
      thread("P2", {"r1", "r2"}, 25, {"r1 = smp_load_acquire(z);", "smp_mb();", "r2 = READ_ONCE(*x);"})};
  test.quantifier = Quantifier::Exists;
  test.proposition.kind = Proposition::Kind::And;
  test.proposition.operands = {equal(0, 0, 0), equal(2, 0, 1), equal(2, 1, 0)};
  test.observed = {Register{0, 0}, Register{2, 0}, Register{2, 1}};
  test.hash = "e427f41d9146b2a5445101d3e2fcaa34";
  return test;
}

inline MemoryModel model() {
  MemoryModel m;
  m.name = "lkmm";
  m.title = "Linux-kernel memory model";
  m.nodes = {{NodeKind::Base, false, 0, 0, "po"},
             {NodeKind::Base, false, 0, 0, "rf"},
             {NodeKind::Union, false, 0, 1, ""}};
  m.checks = {{Role::Axiom,
               Test::Acyclic,
               false,
               2,
               "propagation",
               {std::make_shared<std::string const>("lkmm.cat"), 123, 1},
               "acyclic pb as propagation"}};
  m.names = {{"pb", 2}};
  return m;
}

inline Execution execution(std::int64_t r1, std::int64_t r2, std::int64_t r3) {
  auto const event = [](EventKind kind, CpuId cpu, InstructionId i, std::optional<Value> where,
                        std::int64_t value,
                        TagSet tags) { return Event{kind, cpu, i, where, number(value), tags}; };
  using enum EventKind;
  Execution e;
  for (auto const object : {x, y, z}) e.events.push_back(event(Write, no_cpu, 0, address(object), 0, {}));
  e.events.push_back(event(Write, 0, 0, address(x), 1, Tag::Once)); // 3
  e.events.push_back(event(Fence, 0, 1, {}, 0, Tag::Mb));
  e.events.push_back(event(Read, 0, 2, address(y), r1, Tag::Once)); // 5
  e.events.push_back(event(Write, 1, 0, address(y), 1, Tag::Once)); // 6
  e.events.push_back(event(Write, 1, 1, address(z), 1, Tag::Release));
  e.events.push_back(event(Read, 2, 0, address(z), r2, Tag::Acquire)); // 8
  e.events.push_back(event(Fence, 2, 1, {}, 0, Tag::Mb));
  e.events.push_back(event(Read, 2, 2, address(x), r3, Tag::Once)); // 10

  auto const size = e.events.size();
  for (auto* r : {&e.po, &e.addr, &e.data, &e.ctrl, &e.rmw, &e.rf, &e.co}) *r = Relation(size);
  for (EventId a = 3; a < size; ++a)
    for (EventId b = a + 1; b < size; ++b)
      if (e.events[a].cpu == e.events[b].cpu) e.po.insert(a, b);
  e.rf.insert(r1 ? 6 : 1, 5);
  e.rf.insert(r2 ? 7 : 2, 8);
  e.rf.insert(r3 ? 3 : 0, 10);
  e.co.insert(0, 3);
  e.co.insert(1, 6);
  e.co.insert(2, 7);
  e.locals = {{number(r1)}, {}, {number(r2), number(r3)}};
  return e;
}

// The seven executions that lkmm allows, and the one it forbids.
inline LitmusResult never() {
  auto r = result(false);
  r.forbidden = execution(0, 1, 0);
  return r;
}

// Eight, as if nothing were forbidden.
inline LitmusResult sometimes() { return result(true); }

inline Answer answer(LitmusTest const& test, LitmusResult r, std::string const& expected) {
  Answer a;
  a.judgement = judge(test, r, expected);
  if (r.forbidden) a.explanation = explanation();
  a.result = std::move(r);
  return a;
}

inline proofs::Explanation explanation() {
  return {0,
          {{3, 5, "strong-fence"},
           {5, 6, "fre"},
           {6, 7, "po-rel"},
           {7, 8, "rfe"},
           {8, 10, "strong-fence"},
           {10, 3, "fre"}}};
}

} // namespace barrister::cli::example
