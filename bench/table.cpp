// SPDX-License-Identifier: BSD-2-Clause
// One table of what takes how long: processor time, the median of several runs. `./dev bench` prints it, and
// bench/results.md keeps the runs that matter.
#include "bench/families.hpp"
#include "bench/pairing.hpp"
#include "bench/processes.hpp"
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include "cli/recheck.hpp"
#include "cli/report_herd7.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/source.hpp"
#include "solver/protocol/verify.hpp"
#include "solver/verify.hpp"
#include "tests/corpus/corpus.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <functional>

namespace barrister {
namespace {

constexpr std::size_t runs = 5;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double median(std::vector<double> all) {
  std::ranges::sort(all);
  return all[all.size() / 2];
}
// The exponent k of the n^k that fits best, in logarithms.
double growth(std::vector<std::pair<double, double>> const& points) {
  double x = 0, y = 0, xx = 0, xy = 0;
  auto const n = static_cast<double>(points.size());
  for (auto const& [size, time] : points) {
    auto const a = std::log(size), b = std::log(std::max(time, 1e-9));
    x += a, y += b, xx += a * a, xy += a * b;
  }
  return (n * xy - x * y) / (n * xx - x * x);
}

struct Text {
  std::string name, text;
};
enum Stage : std::size_t { Read, Parse, Solve, Recheck, Report, Stages };
using Times = std::array<double, Stages>;
double total(Times const& t) {
  double out = 0;
  for (auto s : t) out += s;
  return out;
}

MemoryModel model(std::vector<std::string> const& variants) {
  cli::Ingredients from;
  from.own_variants = variants;
  frontend::Diagnostics diagnostics;
  return cli::load_model(from, diagnostics)->memory;
}

class Run {
  template <class F> auto timed(Stage stage, F f) {
    auto const start = cpu_seconds();
    auto out = f();
    times[stage] += cpu_seconds() - start;
    return out;
  }

public:
  explicit Run(solver::Options options) : options_(std::move(options)) {}

  // Text as a file's, or the file of that name when there is none.
  void test(Text const& input, MemoryModel const& model) {
    auto const text =
        timed(Read, [&] { return input.text.empty() ? *frontend::read_file(input.name) : input.text; });
    frontend::Diagnostics diagnostics;
    auto const test = timed(Parse, [&] { return frontend::load_litmus(input.name, text, diagnostics); });
    if (!test) return;
    auto result = timed(Solve, [&] { return solver::verify(*test, model, options_); });
    auto const wrong = timed(Recheck, [&] { return cli::recheck(*test, model, result, options_.unroll); });
    if (!wrong.empty()) fmt::print("{}: {}\n", input.name, wrong.front());
    printed += timed(Report, [&] { return cli::report_herd7(*test, result, {}); }).size();
  }
  Times times{};
  std::size_t printed = 0;

private:
  solver::Options options_;
};

Times median_times(std::vector<Text> const& texts, MemoryModel const& model, solver::Options const& options) {
  std::vector<Times> all;
  for (std::size_t i = 0; i < runs; ++i) {
    Run run(options);
    for (auto const& text : texts) run.test(text, model);
    all.push_back(run.times);
  }
  std::ranges::sort(all, {}, total);
  return all[all.size() / 2];
}

void head() {
  fmt::print("{:34} {:>6} {:>10}   {:>5} {:>5} {:>5} {:>5}   {:>12}\n", "workload", "tests", "median ms",
             "parse", "solve", "check", "print", "x read+parse");
}
void row(std::string const& name, std::size_t tests, Times const& t) {
  auto const all = total(t), reading = t[Read] + t[Parse];
  auto const share = [&](double part) { return fmt::format("{:.0f} %", 100 * part / all); };
  fmt::print("{:34} {:>6} {:>10.2f}   {:>5} {:>5} {:>5} {:>5}   {:>12.1f}\n", name, tests, 1000 * all,
             share(reading), share(t[Solve]), share(t[Recheck]), share(t[Report]), all / reading);
}

solver::Options counting() {
  solver::Options out;
  out.engine = solver::Engine::Enumeration;
  out.circular_values = solver::CircularValues::AsCounted;
  return out;
}

void family(std::string const& name, std::vector<int> const& sizes,
            std::function<std::string(int)> const& text, MemoryModel const& model,
            solver::Options const& options) {
  std::vector<std::pair<double, double>> points;
  for (auto n : sizes) {
    auto const label = fmt::format("{} {}", name, n);
    auto const t = median_times({{label, text(n)}}, model, options);
    row(label, 1, t);
    points.emplace_back(n, total(t));
  }
  fmt::print("{:34} {:>6} n^{:.1f}\n", "", "", growth(points));
}

void protocols(std::string const& name, std::vector<int> const& sizes,
               std::function<PairingWorld(int)> const& world) {
  auto const memory = model({"grace-periods"});
  std::vector<std::pair<double, double>> points;
  for (auto n : sizes) {
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i) {
      auto const start = cpu_seconds();
      frontend::Diagnostics diagnostics;
      auto const file = frontend::parse_protocol({"pairing.protocol", pairing(world(n))}, {}, diagnostics);
      auto const protocol = file ? frontend::resolve(*file, "scaling", diagnostics) : std::nullopt;
      if (protocol) solver::verify(*protocol, memory, {});
      times.push_back(cpu_seconds() - start);
    }
    points.emplace_back(n, median(times));
    fmt::print("{:34} {:>6} {:>10.2f}\n", fmt::format("pairing, {} {}", n, name), 1, 1000 * median(times));
  }
  fmt::print("{:34} {:>6} n^{:.1f}\n", "", "", growth(points));
}

void processes(std::string const& program, std::vector<std::string> const& some_tests) {
  std::string const peterz = BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus";
  auto const show = [](std::string const& name, std::size_t tests, std::vector<std::string> const& command) {
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i)
      if (auto const t = cpu_seconds_of(command)) times.push_back(*t);
    if (!times.empty()) fmt::print("{:34} {:>6} {:>10.2f}\n", name, tests, 1000 * median(times));
    return !times.empty();
  };
  show("barrister --version", 0, {program, "--version"});
  show("barrister herd7 C-peterz", 1, {program, "herd7", peterz});
  auto all = some_tests;
  all.insert(all.begin(), {program, "herd7"});
  if (!some_tests.empty()) show("barrister herd7, a tenth", some_tests.size(), all);
  if (!show("herd7 C-peterz", 1, {"herd7", "-conf", "linux-kernel.cfg", peterz}))
    fmt::print("(herd7 is not on PATH)\n");
}

void table(std::string const& program) {
  auto const lkmm = model({}), as_herd7 = model({"herd7-locks"});
  std::vector<Text> tenth;
  std::vector<std::string> names;
  if (auto const folder = corpus::find_corpus()) {
    auto const rows = corpus::read_rows(*folder + "/herd7.tsv");
    for (std::size_t i = 0; i < rows.size(); i += 10) {
      names.push_back(*folder + "/litmus/" + rows[i].test);
      tenth.push_back({names.back(), ""});
    }
  }
  head();
  if (tenth.empty()) fmt::print("(no ../shared/corpus: no collection)\n");
  if (!tenth.empty()) {
    row("a tenth of the collection, herd7", tenth.size(), median_times(tenth, as_herd7, counting()));
    row("  the same, verdict", tenth.size(), median_times(tenth, lkmm, {}));
  }
  family("ring of CPUs, all states:", {4, 6, 8, 10}, ring, as_herd7, counting());
  family("ring of CPUs, verdict:", {8, 16, 32, 64}, ring, lkmm, {});
  family("load buffering, verdict:", {8, 16, 32, 64}, load_buffering, lkmm, {});
  family("message passing, verdict:", {8, 16, 32, 64}, message_passing, lkmm, {});
  family("independent reads, verdict:", {8, 16, 32, 64}, independent_reads, lkmm, {});
  family("4 increments each, verdict: CPUs", {1, 2, 3}, [](int n) { return increments(n, 4); }, lkmm, {});
  family("2 increments each, verdict: CPUs", {3, 4, 5}, [](int n) { return increments(n, 2); }, lkmm, {});
  family("a trylock, verdict: CPUs", {4, 6, 8}, trylock, lkmm, {});
  family("readers and grace periods:", {2, 3, 4, 5}, readers_and_grace_periods, as_herd7, counting());
  family("the same, verdict:", {5, 10, 20}, readers_and_grace_periods, lkmm, {});
  family(
      "2 CPUs, writes to one location:", {2, 3, 4}, [](int n) { return writers(2, n); }, as_herd7,
      counting());
  protocols("CPUs", {2, 3, 4}, [](int n) { return PairingWorld{n, 2, 1}; });
  protocols("migrations", {1, 2, 3}, [](int n) { return PairingWorld{3, n, 1}; });
  protocols("installers", {1, 2, 3}, [](int n) { return PairingWorld{3, 2, n}; });
  processes(program, names);
}

} // namespace
} // namespace barrister

int main(int argc, char** argv) { barrister::table(argc > 1 ? argv[1] : BARRISTER_PROGRAM); }
