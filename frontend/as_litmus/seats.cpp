// SPDX-License-Identifier: BSD-2-Clause
#include "frontend/as_litmus/seats.hpp"
#include <algorithm>

namespace barrister::frontend::as_litmus {
namespace {

// Every way to give each context a CPU of its own, up to two.
class Search {
public:
  explicit Search(std::vector<std::vector<CpuId>> const& possible) : possible_(possible) { from(0); }
  std::vector<std::vector<CpuId>> const& found() const { return found_; }

private:
  void from(std::size_t context) {
    if (found_.size() > 1) return;
    if (context == possible_.size()) return found_.push_back(taken_);
    for (auto const cpu : possible_[context]) {
      if (std::ranges::find(taken_, cpu) != taken_.end()) continue;
      taken_.push_back(cpu);
      from(context + 1);
      taken_.pop_back();
    }
  }
  std::vector<std::vector<CpuId>> const& possible_;
  std::vector<CpuId> taken_;
  std::vector<std::vector<CpuId>> found_;
};

std::string list(std::vector<CpuId> const& cpus) {
  std::string out;
  for (auto const c : cpus) out += (out.empty() ? "" : " or ") + std::to_string(c);
  return out;
}

} // namespace

Seating take_seats(Protocol const& protocol, std::vector<std::string> const& without) {
  Seating out;
  std::vector<std::vector<CpuId>> possible;
  for (ContextId i = 0; i < protocol.contexts.size(); ++i) {
    auto const& c = protocol.contexts[i];
    if (c.kind == Context::Kind::Interrupt || std::ranges::find(without, c.agent) != without.end()) continue;
    out.seats.push_back({i, 0, static_cast<std::uint32_t>(out.seats.size())});
    auto const spare = std::ranges::find_if(c.cpus, [&](CpuId cpu) { return cpu >= protocol.declared; });
    possible.push_back(spare == c.cpus.end() ? c.cpus : std::vector{*spare}); // its own
  }
  Search const search(possible);
  if (search.found().size() == 1) {
    for (std::size_t i = 0; i < out.seats.size(); ++i) out.seats[i].cpu = search.found()[0][i];
    return out;
  }
  for (std::size_t i = 0; i < out.seats.size(); ++i) {
    auto const& c = protocol.contexts[out.seats[i].context];
    auto const where = "'" + c.name + "' runs on CPU " + list(possible[i]);
    if (!search.found().empty()) {
      if (possible[i].size() > 1)
        out.problems.push_back(
            {c.place, where + ", and a thread of a test runs on one", "leave one of them"});
      continue;
    }
    for (std::size_t j = 0; j < i; ++j)
      if (std::ranges::find_first_of(possible[i], possible[j]) != possible[i].end()) {
        out.problems.push_back({c.place,
                                where + ", where '" + protocol.contexts[out.seats[j].context].name +
                                    "' may run, too: a thread of a test is a CPU",
                                "give each its own CPU"});
        break;
      }
  }
  return out;
}

} // namespace barrister::frontend::as_litmus
