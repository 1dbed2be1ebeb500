// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/litmus/lower.hpp"
#include "frontend/litmus/call_rcu.hpp"
#include "frontend/litmus/expand.hpp"
#include "frontend/litmus/hash.hpp"
#include "frontend/litmus/herd7_locks.hpp"
#include "frontend/litmus/herd7_types.hpp"
#include "frontend/litmus/lowering.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/litmus/read.hpp"

namespace barrister::frontend {
namespace litmus {

void no_such_thread(Source const& source, Span span, CpuId cpu, Diagnostics& diagnostics) {
  auto const name = "P" + std::to_string(cpu);
  diagnostics.error(source, span, "there is no " + name, "the first thread is P0");
  diagnostics.about(Topic::NoSuchThread, name);
}

std::optional<LitmusTest> lower(ast::Test const& from, Source const& source, Diagnostics& diagnostics,
                                LitmusContext const& context) {
  Structs const structs(from, source, diagnostics);
  auto const objects = collect_objects(from, structs, source, diagnostics);
  LitmusTest test;
  test.name = from.name;
  test.file = source.name();
  test.expected = from.expected;
  test.hash = compute_hash(from, source);
  test.program.objects = objects.all();
  auto const lowered = [&](ast::Function const& f) {
    return Lowering(f, from, structs, objects, context, test.program.tag_names, source, diagnostics).run();
  };
  for (auto const& f : from.functions) test.program.threads.push_back(lowered(f));
  for (auto const& call : rcu_calls(from)) {
    auto const f = callback(call, static_cast<CpuId>(test.program.threads.size()));
    test.program.threads.push_back(lowered(f));
    test.program.threads.back().name = "call_rcu of P" + std::to_string(call.cpu);
  }
  for (auto const& item : from.init)
    if (item.location.cpu && *item.location.cpu >= from.functions.size())
      no_such_thread(source, item.span, *item.location.cpu, diagnostics);
  if (context.types == Types::AsHerd7) {
    lay_lock_at_zero(test.program);
    type_as_herd7(test.program, from);
  }
  lower_question(from.question, test.program, test, source, diagnostics);
  if (context.types == Types::AsHerd7) number_as_herd7(test);
  if (diagnostics.failed()) return std::nullopt;
  return test;
}

} // namespace litmus

std::optional<LitmusTest> load_litmus(std::string const& file, std::string const& text,
                                      Diagnostics& diagnostics, LitmusContext const& context) {
  Source const source(file, text);
  auto test = litmus::read_test(source, diagnostics);
  if (!test) return std::nullopt;
  if (context.macros) litmus::expand(*test, *context.macros, source, diagnostics);
  if (diagnostics.failed()) return std::nullopt;
  return litmus::lower(*test, source, diagnostics, context);
}

} // namespace barrister::frontend
