// SPDX-License-Identifier: BSD-2-Clause
#include "proofs/sc/execution_of.hpp"
#include "proofs/history.hpp"
#include <algorithm>
#include <map>

namespace barrister::sc {
namespace {

using Did = Record::Did;
using ProtocolRun = barrister::Run;

constexpr unsigned enough_rounds = 1'000'000; // runs are stopped after their steps

class Writer {
public:
  Writer(World const& world, std::uint32_t start, State const& end)
      : protocol_(world.protocol), end_(end), values_(end.record.runs.size()), seen_(end.record.runs.size()),
        places_(end.record.runs.size()) {
    out_.start = start;
    for (auto const& [context, cpu] : end.record.runs) {
      ProtocolRun run;
      run.context = context;
      run.cpu = cpu;
      out_.runs.push_back(run);
    }
  }

  std::optional<ProtocolExecution> run() {
    name_acts();
    out_.turns.resize(protocol_.cpus);
    for (auto const& did : end_.record.done) note(did);
    for (auto const& task : end_.tasks) ends(task);
    for (auto const& cpu : end_.cpus)
      for (auto const& inside : cpu.stack) ends(inside);
    run_again();
    if (!do_runs_do_the_same()) return std::nullopt;
    causes();
    auto assembled = proofs::assemble(protocol_, out_, history_);
    event_of_ = std::move(assembled.event_of);
    out_.execution = std::move(assembled.execution);
    out_.run_of = std::move(assembled.run_of);
    relate();
    if (!guesses_.empty() && !are_guesses_right()) return std::nullopt;
    bool const is_stuck =
        std::ranges::find(out_.runs, ProtocolRun::End::Stuck, &ProtocolRun::end) != out_.runs.end();
    out_.execution.completion = is_stuck ? Completion::Stuck : Completion::Complete;
    return std::move(out_);
  }

private:
  Context const& context(std::uint32_t run) const { return protocol_.contexts[out_.runs[run].context]; }

  void name_acts() {
    std::map<std::string, std::vector<std::uint32_t>> acts;
    for (std::uint32_t r = 0; r < out_.runs.size(); ++r)
      if (context(r).kind == Context::Kind::Act) acts[context(r).agent].push_back(r);
    for (auto& [agent, runs] : acts) {
      std::vector<ContextId> contexts;
      for (auto r : runs) contexts.push_back(out_.runs[r].context);
      std::ranges::sort(contexts);
      std::ranges::stable_sort(
          runs, {}, [&](auto r) { return std::min<std::size_t>(out_.runs[r].cpu, protocol_.declared); });
      for (std::size_t i = 0; i < runs.size(); ++i) {
        auto& run = out_.runs[runs[i]];
        run.context = contexts[i];
        if (run.cpu >= protocol_.declared) run.cpu = spare_of(contexts[i], run.cpu);
      }
    }
  }
  CpuId spare_of(ContextId c, CpuId otherwise) const {
    auto const& cpus = protocol_.contexts[c].cpus;
    auto const spare = std::ranges::find_if(cpus, [this](CpuId cpu) { return cpu >= protocol_.declared; });
    return spare == cpus.end() ? otherwise : *spare;
  }

  void note(Did const& did) {
    auto& run = out_.runs[did.run];
    auto& turns = out_.turns[run.cpu];
    switch (did.kind) {
    case Did::Kind::Begins:
      if (context(did.run).kind != Context::Kind::Task) turns.push_back({did.run, 0});
      break;
    case Did::Kind::Chooses: run.choices.push_back(did.value); break;
    case Did::Kind::Reads:
      values_[did.run].push_back(did.value);
      seen_[did.run].push_back(did.write);
      break;
    case Did::Kind::Writes: places_[did.run].push_back(did.write); break;
    case Did::Kind::ReadsOwned: run.owned_reads.push_back(did.value); break;
    case Did::Kind::Steps:
      ++run.steps;
      if (turns.empty() || turns.back().run != did.run) turns.push_back({did.run, 0});
      ++turns.back().steps;
      break;
    }
  }
  void ends(Run const& run) {
    if (!run.has_ended()) out_.runs[run.number].end = ProtocolRun::End::Stuck;
  }

  void run_again() {
    for (std::uint32_t r = 0; r < out_.runs.size(); ++r) {
      auto const& run = out_.runs[r];
      history_.runs.push_back(
          proofs::interpret(protocol_, {run.context, run.cpu, enough_rounds, values_[r], run.choices,
                                        run.owned_reads, run.steps, nullptr}));
    }
    history_.order.resize(protocol_.cpus);
    std::vector<std::size_t> done(out_.runs.size());
    for (CpuId cpu = 0; cpu < protocol_.cpus; ++cpu)
      for (auto const& turn : out_.turns[cpu])
        for (std::size_t i = 0; i < turn.steps; ++i)
          history_.order[cpu].push_back({turn.run, done[turn.run]++});
  }

  bool do_runs_do_the_same() const {
    for (std::uint32_t r = 0; r < out_.runs.size(); ++r)
      if (history_.runs[r].steps.size() != out_.runs[r].steps || !history_.runs[r].is_all_used) return false;
    return true;
  }

  // Visits each step, as they were taken, and each run as it begins.
  template <class Begins, class Steps> void for_each(Begins begins, Steps steps) const {
    std::vector<std::size_t> done(out_.runs.size());
    for (auto const& did : end_.record.done) {
      if (did.kind == Did::Kind::Begins) begins(did.run);
      if (did.kind != Did::Kind::Steps) continue;
      steps(did.run, done[did.run]++);
    }
  }
  // What was raised first is taken first.
  void causes() {
    std::map<std::pair<ContextId, CpuId>, std::vector<ProtocolRun::Cause>> raised;
    for_each(
        [&](std::uint32_t run) {
          if (context(run).kind != Context::Kind::Interrupt) return;
          auto& requests = raised[{out_.runs[run].context, out_.runs[run].cpu}];
          if (requests.empty()) return;
          out_.runs[run].cause = requests.front();
          requests.erase(requests.begin());
        },
        [&](std::uint32_t run, std::size_t step) {
          if (auto const& request = history_.runs[run].steps[step].raised)
            raised[{request->interrupt, request->cpu}].push_back({run, step});
        });
  }
  void relate() {
    auto& x = out_.execution;
    for (EventId e = 0; e < x.events.size() && x.events[e].is_initial(); ++e)
      cells_[*x.events[e].address] = {{e}, {e}};
    std::vector<std::size_t> reads(out_.runs.size()), writes(out_.runs.size());
    for_each([](std::uint32_t) {},
             [&](std::uint32_t run, std::size_t step) {
               auto const& [first, last] =
                   std::pair(history_.runs[run].steps[step].first, history_.runs[run].steps[step].last);
               for (auto i = first; i < last; ++i) {
                 auto const id = event_of_[run][i];
                 if (x.events[id].kind == EventKind::Read) reads_from(id, seen_[run][reads[run]++]);
                 if (x.events[id].kind == EventKind::Write) comes_before(id, places_[run][writes[run]++]);
               }
             });
    for (auto const& [address, cell] : cells_)
      for (std::size_t later = 1; later < cell.in_co.size(); ++later)
        for (std::size_t earlier = 0; earlier < later; ++earlier)
          x.co.insert(cell.in_co[earlier], cell.in_co[later]);
  }
  void reads_from(EventId read, std::uint32_t write) {
    auto const& cell = cells_[*out_.execution.events[read].address];
    if (write == Record::to_come)
      guesses_.push_back({read, cell.done.size()});
    else if (!cell.done.empty())
      out_.execution.rf.insert(write == Record::last ? cell.in_co.back() : cell.done[write], read);
  }
  void comes_before(EventId write, std::uint32_t other) {
    auto& cell = cells_[*out_.execution.events[write].address];
    auto const place =
        other == Record::last ? cell.in_co.end() : std::ranges::find(cell.in_co, cell.done[other]);
    cell.in_co.insert(place, write);
    cell.done.push_back(write);
  }
  // Somebody else wrote what was read, afterwards.
  bool are_guesses_right() {
    auto& x = out_.execution;
    for (auto const& guess : guesses_) {
      auto const read = guess.read;
      auto const earlier = guess.earlier;
      auto const& done = cells_[*x.events[read].address].done;
      auto const found =
          std::find_if(done.begin() + static_cast<std::ptrdiff_t>(earlier), done.end(), [&](EventId w) {
            return x.events[w].value == x.events[read].value && out_.run_of[w] != out_.run_of[read];
          });
      if (found == done.end()) return false;
      x.rf.insert(*found, read);
    }
    return true;
  }

  Protocol const& protocol_;
  State const& end_;
  ProtocolExecution out_;
  std::vector<std::vector<Value>> values_; // by run: what it read
  // By run: which writes it saw, and which others its own come before, as Did::write.
  std::vector<std::vector<std::uint32_t>> seen_, places_;
  struct Cell {
    std::vector<EventId> done, in_co; // its writes
  };
  std::map<Value, Cell> cells_;
  struct Guess {
    EventId read;
    std::size_t earlier; // so many writes of its cell were done before
  };
  std::vector<Guess> guesses_;
  proofs::History history_;
  std::vector<std::vector<EventId>> event_of_; // by run
};

} // namespace

std::optional<ProtocolExecution> execution_of(World const& world, std::uint32_t start, State const& end) {
  return Writer(world, start, end).run();
}

} // namespace barrister::sc
