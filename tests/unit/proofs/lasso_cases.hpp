// SPDX-License-Identifier: BSD-2-Clause
// Lassos that are true, for tests to spoil.
#pragma once
#include "proofs/lasso.hpp"
#include "tests/support/load.hpp"
#include "tests/unit/proofs/build_protocol.hpp"

namespace barrister::lasso_cases {

using namespace build;
using Complaints = std::vector<std::string>;
using RunEnd = Run::End;
enum : ObjectId { x, y, z };
enum : LocalId { r0, r1, r2 };
constexpr auto all_steps = ~std::size_t{0};

inline Complaints only(std::string complaint) { return {std::move(complaint)}; }
inline bool has(Complaints const& complaints, std::string const& text) {
  return std::ranges::any_of(complaints, [&](auto const& c) { return c.find(text) != std::string::npos; });
}

struct Case {
  Protocol protocol;
  Lasso lasso;
  Complaints complaints(MemoryModel const& model = sc(), unsigned unroll = 2) const {
    return proofs::complaints(protocol, model, lasso, unroll);
  }
};
inline Block loop(Block body, Block test = {load(r0, x)}) {
  return {{Loop{std::move(test), negation(local(r0)), std::move(body)}}};
}

// c0 waits for x and does no more than look.
inline Case polling(std::vector<Code> others = {}, std::vector<Told> other_runs = {}) {
  std::vector<Code> contexts{task({0}, loop({}))};
  contexts.insert(contexts.end(), others.begin(), others.end());
  Case c{protocol(std::move(contexts)), Lasso()};
  std::vector<Told> runs{{0, 0, {0, 0, 0}, {}, {}, RunEnd::Cut}};
  runs.insert(runs.end(), other_runs.begin(), other_runs.end());
  c.lasso = {execution(c.protocol, runs), {{0, 1, 2, 3}}, std::vector<std::uint8_t>(runs.size())};
  return c;
}

// c0 waits for x. Each round it raises c1 on CPU 1, which under a lock sets z, and takes that back.
inline Block handler() { return {lock(y), store(z, 1), unlock(y)}; }
inline Block asking() { return {raise(1, 1), wait_for(r1, z), store(z, 0)}; }
inline Case calling(Block round = asking(), Block handled = handler(),
                    std::vector<std::uint32_t> schedule = {0, 0, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0}) {
  Case c{protocol({task({0}, loop(std::move(round))), interrupt(std::move(handled))}), Lasso()};
  c.protocol.declared = 2;
  std::vector<Told> const runs{{0, 0, {0, 1, 0, 1, 0}, {}, {}, RunEnd::Cut},
                               {1, 1, {0}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 1}},
                               {1, 1, {0}, {}, {}, RunEnd::Ended, all_steps, Run::Cause{0, 5}}};
  c.lasso = {execution(c.protocol, runs), {{0, 1, 5, 9}}, {0, 1, 2}};
  if (!schedule.empty()) interleave(c.protocol, c.lasso.execution, schedule);
  return c;
}

} // namespace barrister::lasso_cases
