// SPDX-License-Identifier: BSD-2-Clause
#include "spec/world_of.hpp"
#include <algorithm>

namespace barrister {
namespace {

// Two in each copy of a cycle and one before it; or one in each where as many as are declared come first.
constexpr std::size_t fewest = 5, beyond_declared = 2;

void add_acts(Protocol& world, std::string const& agent) {
  std::vector<ContextId> declared;
  for (ContextId c = 0; c < world.contexts.size(); ++c)
    if (world.contexts[c].kind == Context::Kind::Act && world.contexts[c].agent == agent)
      declared.push_back(c);
  if (declared.empty()) return;
  for (auto c : declared) world.contexts[c].recurs = true;
  auto const count = std::max(fewest, declared.size() + beyond_declared);
  for (auto n = declared.size(); n < count; ++n) {
    auto act = world.contexts[declared.back()];
    act.name = agent + " " + std::to_string(n + 1);
    world.contexts.push_back(std::move(act));
    world.program.threads.push_back(Thread(world.program.threads[declared.back()]));
  }
}

} // namespace

Protocol world_of(Protocol const& protocol, Claim const& claim) {
  auto out = protocol;
  out.claims = {claim};
  for (auto const& agent : claim.any_times) add_acts(out, agent);
  return out;
}

Protocol world_of(LitmusTest const& test) {
  Protocol out;
  out.name = test.name;
  out.program = test.program;
  out.declared = out.cpus = test.program.threads.size();
  for (CpuId cpu = 0; cpu < out.cpus; ++cpu) {
    Context context;
    context.name = test.program.threads[cpu].name;
    context.cpus = {cpu};
    out.contexts.push_back(std::move(context));
  }
  out.starts.emplace_back();
  return out;
}

} // namespace barrister
