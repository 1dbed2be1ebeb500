// SPDX-License-Identifier: BSD-2-Clause
// A litmus test is a protocol: each thread a task with a CPU of its own. States and successors must find the
// final memory that rf and co find.
#include "tests/support/enumerate.hpp"
#include "proofs/sc/explore.hpp"
#include "tests/support/generate.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>
#include <set>

namespace barrister {
namespace {

Protocol as_protocol(Program program) {
  Protocol out;
  out.declared = out.cpus = program.threads.size();
  for (CpuId cpu = 0; cpu < out.cpus; ++cpu) {
    Context context;
    context.name = program.threads[cpu].name;
    context.cpus = {cpu};
    out.contexts.push_back(context);
  }
  out.starts.emplace_back();
  out.program = std::move(program);
  return out;
}

using Memory = std::vector<Value>;
std::set<Memory> memories(Program const& program, std::vector<Execution> const& executions) {
  std::set<Memory> out;
  for (auto const& x : executions) {
    Memory memory;
    for (ObjectId o = 0; o < program.objects.size(); ++o)
      for (std::size_t i = 0; i < program.objects[o].initial.size(); ++i)
        memory.push_back(final_value(x, address(o, static_cast<std::int64_t>(i))));
    out.insert(std::move(memory));
  }
  return out;
}
std::set<Memory> memories(EndStates const& ends) {
  std::set<Memory> out;
  for (auto const& s : ends.states)
    if (!s.is_stuck) out.insert(s.cells);
  return out;
}

TEST(LitmusTestAsProtocol, EndsInTheSameMemory) {
  auto const sc = load_shipped_model("sc");
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    auto const text = to_text(generate(seed));
    if (text.find("synchronize_") != std::string::npos) continue; // means nothing to sc
    auto test = load_test(text);
    test.filter.reset();
    auto const slow = enumerate(test, sc, 3, {.candidates = 2000, .runs = 300});
    if (!slow || slow->bound_reached) continue;
    auto const ends = end_states(as_protocol(test.program), 0);
    if (!ends.fault.empty() || !ends.is_whole) continue;
    EXPECT_EQ(memories(ends), memories(test.program, slow->executions)) << "seed " << seed << "\n" << text;
    ++compared;
  }
  EXPECT_GT(compared, 500u);
}

} // namespace
} // namespace barrister
