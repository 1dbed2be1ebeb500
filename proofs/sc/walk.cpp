// SPDX-License-Identifier: BSD-2-Clause
// Some ways change over at every step, others let a run go on for long: both are rare among all ways.
#include "proofs/sc/walk.hpp"
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
    path_.push_back(std::move(starts[below(chance_, starts.size())]));
    for (; out.moves <= most_moves; ++out.moves) {
      auto next = choose_next();
      if (auto const end = ends(next)) {
        out.end = *end;
        break;
      }
      if (!next) {
        if (take_back()) continue;
        out.end = Walk::End::Excluded;
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
      moves_.push_back(move);
      path_.push_back(std::move(state));
    }
    out.state = std::move(path_.back());
    return out;
  }

private:
  struct Choice {
    Move move;
    std::vector<State> ways; // at least one
  };
  // A move that leads somewhere, if there is one.
  std::optional<Choice> choose_next() {
    auto movers = moves(world_, path_.back());
    std::erase_if(movers,
                  [this](Move const& m) { return std::ranges::find(declined_, m) != declined_.end(); });
    while (!movers.empty()) {
      auto const chosen =
          movers.begin() + static_cast<std::ptrdiff_t>(choose(movers, last_, patient_, chance_));
      if (auto ways = after(world_, path_.back(), *chosen); !ways.empty())
        return Choice{*chosen, std::move(ways)};
      movers.erase(chosen);
    }
    return std::nullopt;
  }
  std::optional<Walk::End> ends(std::optional<Choice> const& next) {
    if (!path_.back().fault.empty()) return Walk::End::Fault;
    if (next && below(chance_, 4) > 0) return std::nullopt; // acts may still come
    auto const now = progress(world_, path_.back());
    bool const is_finished =
        now == Progress::Complete || now == Progress::Stuck || (now == Progress::Unfinished && !next);
    return is_finished ? std::optional(Walk::End::Finished) : std::nullopt;
  }
  // What has begun on the CPU comes to an Assume that fails, if nothing else moves.
  bool fails_alone(State const& begun, CpuId cpu) const {
    auto const depth = path_.back().cpus[cpu].stack.size() + 1;
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
    auto const& s = path_.back();
    for (CpuId cpu = 0; cpu < s.cpus.size(); ++cpu) {
      if (s.cpus[cpu].stack.empty()) continue;
      RunName const name{cpu, s.cpus[cpu].stack.size() - 1};
      auto const next = step(world_, s, name);
      if (next && next->empty()) last = std::max(last.value_or(0), run_of(s, name).number);
    }
    if (!last || taken_back_ == most_taken_back) return false;
    ++taken_back_;
    while (path_.back().record.runs.size() > *last) {
      auto const move = moves_.back();
      moves_.pop_back();
      path_.pop_back();
      if (path_.back().record.runs.size() <= *last) declined_.push_back(move);
    }
    return true;
  }

  World const& world_;
  std::mt19937_64& chance_;
  unsigned patient_;
  RunName last_ = ended_in_reader; // none
  std::vector<State> path_;
  std::vector<Move> moves_;    // between them
  std::vector<Move> declined_; // for some moves
  unsigned taken_back_ = 0;
};

} // namespace

Walk walk(World const& world, Start const& start, std::mt19937_64& chance, std::size_t most_moves) {
  return Walker(world, chance).run(start, most_moves);
}

} // namespace barrister::sc
