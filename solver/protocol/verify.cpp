// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/verify.hpp"
#include "solver/deletion/any_number.hpp"
#include "solver/protocol/decide.hpp"
#include "solver/protocol/search.hpp"
#include "spec/world_of.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

using std::chrono::steady_clock;

// Claims on agents that act any number of times: one by one, each in the world it speaks of, for more acts
// make all others slower.
class WithMoreActs {
public:
  WithMoreActs(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options,
               LemmaStore& store)
      : protocol_(protocol), model_(model), options_(options), store_(store) {}

  ProtocolResult run() {
    std::vector<std::size_t> as_declared, with_more;
    for (std::size_t i = 0; i < protocol_.claims.size(); ++i)
      if (options_.claims.empty() || std::ranges::find(options_.claims, i) != options_.claims.end())
        (protocol_.claims[i].any_times.empty() ? as_declared : with_more).push_back(i);
    // Faults and misuse are of this world, whatever is claimed.
    auto declared = protocol_;
    if (as_declared.empty()) declared.claims.clear();
    auto options = options_;
    options.claims = as_declared;
    auto out = solver::decide(declared, model_, options, store_);
    out.claims.resize(protocol_.claims.size());
    if (out.unknown.empty() && !out.fault)
      for (auto claim : as_declared)
        show_for_any_number(protocol_, claim, model_, options_, store_, out.claims[claim]);
    for (auto left = with_more.size(); left > 0 && out.unknown.empty() && !out.fault; --left)
      decide(with_more[with_more.size() - left], left, out);
    return out;
  }

private:
  void decide(std::size_t claim, std::size_t left, ProtocolResult& out) const {
    auto const start = steady_clock::now();
    auto const world = world_of(protocol_, protocol_.claims[claim]);
    auto options = options_;
    options.claims.clear();
    options.misuse = LooksForMisuse::Never;
    if (out.unreached) options.of_file.clear();
    std::vector<KnownExecution> known;
    if (options.known) options.known->find = [&](std::size_t events) -> auto const& {
        return known = about(claim, events);
      };
    if (options.timeout.count() > 0) options.timeout = share(left);
    auto one = solver::decide(world, model_, options, store_);
    if (one.unreached) {
      std::erase_if(one.unreached->contexts, [this](ContextId c) { return c >= protocol_.contexts.size(); });
      out.unreached = std::move(one.unreached);
    }
    auto& verdict = out.claims[claim];
    verdict = std::move(one.claims.front());
    if (!one.unknown.empty()) verdict.reason = one.unknown;
    if (one.fault)
      verdict.reason =
          "with more acts there can be a fault: one " + in_words(one.fault->fault, world.program);
    verdict.seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    out.model = one.model;
    out.engine = one.engine;
    out.unroll = one.unroll;
    out.events = std::max(out.events, one.events);
    out.runs = std::max(out.runs, one.runs);
  }
  std::vector<KnownExecution> about(std::size_t claim, std::size_t events) const {
    auto out = options_.known->find(events);
    for (auto& one : out) one.answers = {one.answers.at(claim)};
    return out;
  }
  std::chrono::milliseconds share(std::size_t claims) const {
    auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start_);
    auto const left = (options_.timeout - spent) / static_cast<std::int64_t>(claims);
    return std::max(left, std::chrono::milliseconds(1));
  }

  Protocol const& protocol_;
  MemoryModel const& model_;
  ProtocolOptions const& options_;
  LemmaStore& store_;
  steady_clock::time_point start_ = steady_clock::now();
};

} // namespace

bool is_open(ClaimVerdict const& v) {
  bool const is_bounded = v.kind == ClaimVerdict::Kind::HoldsWithin || v.kind == ClaimVerdict::Kind::Vacuous;
  return v.kind == ClaimVerdict::Kind::Unknown || (is_bounded && !v.is_final);
}

ProtocolResult verify(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options,
                      LemmaStore& store) {
  // Program order of a protocol is not the text's: only what can be learned is asked of it.
  if (auto why = why_not_learned(model); !why.empty()) {
    ProtocolResult out;
    out.model = model.name;
    out.unroll = options.unroll;
    out.unknown = std::move(why);
    out.claims.resize(protocol.claims.size());
    return out;
  }
  return WithMoreActs(protocol, model, options, store).run();
}
ProtocolResult verify(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options) {
  LemmaStore none;
  return verify(protocol, model, options, none);
}

} // namespace barrister::solver
