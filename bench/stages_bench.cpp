// SPDX-License-Identifier: BSD-2-Clause
// Each stage on the way from text to checked verdict, on C-peterz and on every tenth test of the corpus
// (where
// ../shared is). A row of the corpus is the time for all of its tests together; the counter says how many.
#include "cli/models.hpp"
#include "frontend/litmus/parse.hpp"
#include "proofs/check.hpp"
#include "solver/enumerate/enumerate.hpp"
#include "solver/model/schedule.hpp"
#include "solver/protocol/litmus.hpp"
#include "solver/unfold/threads.hpp"
#include "solver/values/candidates.hpp"
#include "tests/corpus/corpus.hpp"
#include <benchmark/benchmark.h>

namespace barrister {
namespace {

constexpr unsigned unroll = 2;

struct Input {
  std::string file, text;
  LitmusTest test;
  solver::EventGraph graph;
  LitmusResult result;
};

MemoryModel const& lkmm() {
  static auto const model = [] {
    frontend::Diagnostics diagnostics;
    return cli::load_model("lkmm", {}, diagnostics)->memory;
  }();
  return model;
}

void add(std::vector<Input>& inputs, std::string const& path) {
  auto text = frontend::read_file(path);
  frontend::Diagnostics diagnostics;
  if (!text) return;
  auto test = frontend::load_litmus(path, *text, diagnostics);
  if (!test) return;
  auto graph = solver::unfold(test->program, unroll);
  auto result = solver::enumerate(*test, lkmm(), graph, {});
  inputs.push_back({path, std::move(*text), std::move(*test), std::move(graph), std::move(result)});
}
std::vector<Input> const& peterz() {
  static auto const inputs = [] {
    std::vector<Input> out;
    add(out, BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus");
    return out;
  }();
  return inputs;
}
std::vector<Input> const& corpus() {
  static auto const inputs = [] {
    std::vector<Input> out;
    auto const folder = corpus::find_corpus();
    if (!folder) return out;
    auto const rows = corpus::read_rows(*folder + "/herd7.tsv");
    for (std::size_t i = 0; i < rows.size(); i += 10) add(out, *folder + "/litmus/" + rows[i].test);
    return out;
  }();
  return inputs;
}

using Inputs = std::vector<Input> const& (*)();
using Stage = void (*)(Input const&);

void parse(Input const& in) {
  frontend::Diagnostics diagnostics;
  benchmark::DoNotOptimize(frontend::load_litmus(in.file, in.text, diagnostics));
}
void unfold(Input const& in) { benchmark::DoNotOptimize(solver::unfold(in.test.program, unroll)); }
void trace(Input const& in) {
  benchmark::DoNotOptimize(solver::make_traces(in.graph, in.test.program, {1'000'000}));
}
void bound(Input const& in) {
  auto const traces = solver::make_traces(in.graph, in.test.program, {1'000'000});
  auto const candidates = solver::make_candidates(in.graph, traces, true);
  std::vector<bool> needed(lkmm().nodes.size());
  for (auto const& check : lkmm().checks) needed[check.node] = true;
  solver::close_under_operands(lkmm(), needed);
  benchmark::DoNotOptimize(solver::compute_bounds(in.graph, lkmm(), candidates, needed));
}
void enumerate(Input const& in) {
  benchmark::DoNotOptimize(solver::enumerate(in.test, lkmm(), in.graph, {}));
}
void solve_by_z3(Input const& in) { // the two questions, nothing counted
  solver::LitmusSearch how;
  how.sat = solver::SatSolver::Kind::Z3;
  how.most = 0;
  benchmark::DoNotOptimize(solver::search(in.test, lkmm(), how));
}
void check(Input const& in) {
  for (auto const& state : in.result.states)
    benchmark::DoNotOptimize(proofs::complaints(in.test.program, lkmm(), state.execution, unroll));
}
void load_lkmm(benchmark::State& state) {
  for (auto _ : state) {
    frontend::Diagnostics diagnostics;
    benchmark::DoNotOptimize(cli::load_model("lkmm", {}, diagnostics));
  }
}
BENCHMARK(load_lkmm)->Unit(benchmark::kMicrosecond);

void run(benchmark::State& state, Inputs inputs, Stage stage) {
  auto const& all = inputs();
  if (all.empty()) return state.SkipWithError("no ../shared/corpus");
  for (auto _ : state)
    for (auto const& input : all) stage(input);
  state.counters["tests"] = static_cast<double>(all.size());
}
#define BARRISTER_STAGE(stage)                                                                               \
  BENCHMARK_CAPTURE(run, stage##_peterz, peterz, stage)->Unit(benchmark::kMicrosecond);                      \
  BENCHMARK_CAPTURE(run, stage##_corpus, corpus, stage)->Unit(benchmark::kMicrosecond)
BARRISTER_STAGE(parse);
BARRISTER_STAGE(unfold);
BARRISTER_STAGE(trace);
BARRISTER_STAGE(bound);
BARRISTER_STAGE(enumerate);
BARRISTER_STAGE(solve_by_z3);
BARRISTER_STAGE(check);

} // namespace
} // namespace barrister

BENCHMARK_MAIN();
