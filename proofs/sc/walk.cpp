// SPDX-License-Identifier: BSD-2-Clause
// Some ways change over at every step, others let a run go on for long: both are rare among all ways.
#include "proofs/sc/walk.hpp"
#include "proofs/sc/may_wait.hpp"
#include "proofs/sc/run.hpp"
#include <algorithm>
#include <array>

namespace barrister::sc {
namespace {

// Of eight moves, so many go on with what moved last, where it can.
constexpr std::array<unsigned, 3> patience{0, 4, 7};
constexpr unsigned most_taken_back = 100, moves_declined = 16;
constexpr std::size_t most_steps_alone = 200;

std::size_t below(std::mt19937_64& chance, std::size_t n) { return chance() % n; }

bool is_step_of(Move const& move, RunName run) { return move.kind == Move::Kind::Step && move.run == run; }

// Each mover is as likely as each other, however many ways it has.
std::size_t choose(std::vector<Move> const& movers, RunName last, unsigned patient, std::mt19937_64& chance) {
  auto const chosen = below(chance, movers.size());
  auto const same = std::ranges::find_if(movers, [last](Move const& m) { return is_step_of(m, last); });
  return same != movers.end() && below(chance, 8) < patient ? static_cast<std::size_t>(same - movers.begin())
                                                            : chosen;
}

// A way that is taken back where it leads nowhere: to before the act or interrupt that cannot go on.
class Walker {
public:
  Walker(World const& world, std::mt19937_64& chance)
      : world_(world), chance_(chance), patient_(patience[below(chance, patience.size())]) {}

  Walk run(Start const& start, std::size_t most_moves) {
    Walk out;
    auto starts = initial_states(world_, start);
    if (starts.empty()) {
      out.end = Walk::End::Excluded;
      return out;
    }
    now_ = std::move(starts[below(chance_, starts.size())]);
    for (; out.moves <= most_moves; ++out.moves) {
      if (!now_.fault.empty()) {
        out.end = Walk::End::Fault;
        break;
      }
      std::optional<Choice> next;
      bool is_over = below(chance_, 4) == 0 && is_at_rest(); // else acts may still come
      if (!is_over) {
        next = choose_next();
        is_over = !next && progress(world_, now_) != Progress::GoesOn;
      }
      if (!next) {
        if (!is_over && take_back()) continue;
        out.end = is_over ? Walk::End::Finished : Walk::End::Excluded;
        break;
      }
      auto& [move, ways] = *next;
      if (move.kind != Move::Kind::Step)
        std::erase_if(ways, [&, cpu = move.cpu](State const& way) { return fails_alone(way, cpu); });
      if (ways.empty()) {
        declined_.push_back(move);
        continue;
      }
      auto& state = ways[below(chance_, ways.size())];
      if (move.kind == Move::Kind::Step) last_ = move.run;
      if (below(chance_, moves_declined) == 0) declined_.clear();
      if (move.kind != Move::Kind::Step) begun_.emplace_back(move, std::move(now_));
      now_ = std::move(state);
    }
    out.state = std::move(now_);
    return out;
  }

private:
  struct Choice {
    Move move;
    std::vector<State> ways; // at least one
  };
  // A step that always leads somewhere takes the state: few do not, and it is much to copy.
  bool leads_somewhere(Move const& move) const {
    if (move.kind != Move::Kind::Step) return false;
    auto const& run = run_of(now_, move.run);
    return !world_.has_assumes[run.context] && !may_wait(next_step(run));
  }
  // A move that leads somewhere, if there is one.
  std::optional<Choice> choose_next() {
    auto movers = moves(world_, now_);
    std::erase_if(movers,
                  [this](Move const& m) { return std::ranges::find(declined_, m) != declined_.end(); });
    while (!movers.empty()) {
      auto const chosen =
          movers.begin() + static_cast<std::ptrdiff_t>(choose(movers, last_, patient_, chance_));
      auto ways = after(world_, leads_somewhere(*chosen) ? std::move(now_) : now_, *chosen);
      if (!ways.empty()) return Choice{*chosen, std::move(ways)};
      movers.erase(chosen);
    }
    return std::nullopt;
  }
  bool is_at_rest() const {
    auto const now = progress(world_, now_);
    return now == Progress::Complete || now == Progress::Stuck;
  }
  // What has begun on the CPU comes to an Assume that fails, if nothing else moves.
  bool fails_alone(State const& begun, CpuId cpu) const {
    auto const depth = now_.cpus[cpu].stack.size() + 1;
    std::vector<State> open{begun};
    for (std::size_t steps = 0; !open.empty() && steps < most_steps_alone; ++steps) {
      auto const s = std::move(open.back());
      open.pop_back();
      if (!s.fault.empty() || s.cpus[cpu].stack.size() < depth) return false;
      auto next = step(world_, s, {cpu, depth - 1});
      if (!next) return false; // it waits
      std::ranges::move(*next, std::back_inserter(open));
    }
    return open.empty();
  }
  // What began last of that which cannot go on.
  bool take_back() {
    std::optional<std::uint32_t> last;
    auto const& s = now_;
    for (CpuId cpu = 0; cpu < s.cpus.size(); ++cpu) {
      if (s.cpus[cpu].stack.empty()) continue;
      RunName const name{cpu, s.cpus[cpu].stack.size() - 1};
      auto const next = step(world_, s, name);
      if (next && next->empty()) last = std::max(last.value_or(0), run_of(s, name).number);
    }
    if (!last || taken_back_ == most_taken_back) return false;
    ++taken_back_;
    while (now_.record.runs.size() > *last) {
      auto& [move, before] = begun_.back();
      now_ = std::move(before);
      if (now_.record.runs.size() <= *last) declined_.push_back(move);
      begun_.pop_back();
    }
    return true;
  }

  World const& world_;
  std::mt19937_64& chance_;
  unsigned patient_;
  RunName last_ = ended_in_reader; // none
  State now_;
  std::vector<std::pair<Move, State>> begun_; // acts and interrupts, and the states before them
  std::vector<Move> declined_;                // for some moves
  unsigned taken_back_ = 0;
};

} // namespace

Walk walk(World const& world, Start const& start, std::mt19937_64& chance, std::size_t most_moves) {
  return Walker(world, chance).run(start, most_moves);
}

} // namespace barrister::sc
