// SPDX-License-Identifier: BSD-2-Clause
#include "solver/protocol/vacuity.hpp"
#include "solver/protocol/circumstances.hpp"
#include <algorithm>

namespace barrister::solver {
namespace {

// The names of the starts that the claim speaks of.
std::vector<std::string> starts(Protocol const& protocol, Claim const& claim) {
  std::vector<std::string> out;
  auto const add = [&](Start const& s) {
    if (std::ranges::find(out, s.name) == out.end()) out.push_back(s.name);
  };
  if (claim.from.empty())
    for (auto const& s : protocol.starts) add(s);
  for (auto const s : claim.from) add(protocol.starts[s]);
  return out;
}
// The claim, of executions that begin there alone.
Claim from(Protocol const& protocol, Claim const& claim, std::string const& start) {
  auto out = claim;
  out.from.clear();
  for (std::uint32_t s = 0; s < protocol.starts.size(); ++s)
    if (protocol.starts[s].name == start &&
        (claim.from.empty() || std::ranges::find(claim.from, s) != claim.from.end()))
      out.from.push_back(s);
  return out;
}

bool comes_before(Place const& a, Place const& b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}
bool is_same(Instruction const& a, Instruction const& b) {
  return a.place.file == b.place.file && !comes_before(a.place, b.place) && !comes_before(b.place, a.place);
}

// What the user assumes, each place once: of acts and handlers first, which may as well not be, then of
// tasks. Other assumptions are of loops that were rewritten, and exclude nothing.
class Assumptions {
public:
  explicit Assumptions(Protocol const& protocol) : protocol_(protocol) {
    for (bool const of_tasks : {false, true})
      for (ContextId c = 0; c < protocol.contexts.size(); ++c)
        if ((protocol.contexts[c].kind == Context::Kind::Task) == of_tasks)
          find(protocol.program.threads[c], protocol.program.threads[c].body);
  }
  std::vector<Instruction> const& all() const { return all_; }
  // With the first so many of them alone, and no claims.
  Protocol with(std::size_t count) const {
    auto out = protocol_;
    out.claims.clear();
    for (auto& thread : out.program.threads) thin_out(thread, thread.body, count);
    return out;
  }

private:
  static bool is_users(Thread const& thread, Statement const& s) {
    return std::holds_alternative<Assume>(s.node) &&
           thread.instructions[s.instruction].text.find("assume") != std::string::npos;
  }
  std::size_t index(Instruction const& i) const {
    return static_cast<std::size_t>(
        std::ranges::find_if(all_, [&](Instruction const& other) { return is_same(i, other); }) -
        all_.begin());
  }
  template <class Code, class F> static void for_each_inner(Code& s, F f) {
    if (auto* branch = std::get_if<If>(&s.node)) f(branch->then), f(branch->otherwise);
    if (auto* loop = std::get_if<Loop>(&s.node)) f(loop->test), f(loop->body);
    if (auto* labelled = std::get_if<Labelled>(&s.node)) f(labelled->body);
  }
  void find(Thread const& thread, Block const& block) {
    for (auto const& s : block) {
      if (is_users(thread, s) && index(thread.instructions[s.instruction]) == all_.size())
        all_.push_back(thread.instructions[s.instruction]);
      for_each_inner(s, [&](Block const& inner) { find(thread, inner); });
    }
  }
  void thin_out(Thread const& thread, Block& block, std::size_t count) const {
    std::erase_if(block, [&](Statement const& s) {
      return is_users(thread, s) && index(thread.instructions[s.instruction]) >= count;
    });
    for (auto& s : block) for_each_inner(s, [&](Block& inner) { thin_out(thread, inner, count); });
  }

  Protocol const& protocol_;
  std::vector<Instruction> all_;
};

} // namespace

Vacuity::Vacuity(Protocol const& protocol, MemoryModel const& model, ProtocolOptions const& options,
                 Search::Deadline deadline)
    : protocol_(protocol), model_(model), options_(options), deadline_(deadline) {}

Vacuity::Key Vacuity::key(Claim const& claim, std::string const& start) const {
  return {start, {claim.without.begin(), claim.without.end()}, claim.speaks_of_all};
}

void Vacuity::note(Claim const& claim, ProtocolExecution const& x) {
  known_[key(claim, protocol_.starts[x.start].name)] = {Found::Some, {}, {}};
}

Vacuity::Answer Vacuity::of(Search& search, Claim const& claim) {
  Answer out;
  for (auto const& start : starts(protocol_, claim)) {
    auto const [at, is_new] = known_.try_emplace(key(claim, start));
    auto& known = at->second;
    if (is_new || known.found == Found::Unknown) known = ask(search, from(protocol_, claim, start));
    if (known.found == Found::None) out.empty.push_back(known.empty);
    if (known.found == Found::CutAlone) out.cut.push_back(start);
    if (known.found == Found::Unknown) out.unknown = known.reason;
  }
  return out;
}

Vacuity::Known Vacuity::ask(Search& search, Claim const& from_one) const {
  auto const around = environment(search.encoding(), protocol_, from_one);
  auto question = around;
  std::ranges::copy(ends(search.encoding(), from_one), std::back_inserter(question));
  auto const answer = search.ask(question);
  if (answer.kind == SatSolver::Answer::Satisfiable) return {Found::Some, {}, {}};
  if (answer.kind == SatSolver::Answer::Unknown) return {Found::Unknown, answer.reason, {}};
  question = around;
  question.push_back(search.encoding().is_cut());
  auto const cut = search.ask(question);
  if (cut.kind == SatSolver::Answer::Satisfiable) return {Found::CutAlone, {}, {}};
  if (cut.kind == SatSolver::Answer::Unknown) return {Found::Unknown, cut.reason, {}};
  return {Found::None, {}, why(from_one)};
}

// With none of the assumptions there are executions, and with all there are not: one of them is the first to
// leave none.
EmptyStart Vacuity::why(Claim const& from_one) const {
  EmptyStart out{protocol_.starts[from_one.from.front()].name, EmptyStart::Why::Model, {}};
  auto const is_any = [&](Protocol const& protocol, Claim const& claim) {
    LemmaStore none;
    Search search(protocol, model_, options_.unroll, options_.engine, deadline_, none, options_.accepts);
    if (!search.problem().empty()) return false;
    auto question = environment(search.encoding(), protocol, claim);
    std::ranges::copy(ends(search.encoding(), claim), std::back_inserter(question));
    question.push_back(-search.encoding().stops_at_fault());
    question.push_back(-search.encoding().is_meaningless());
    return search.ask(question).kind == SatSolver::Answer::Satisfiable;
  };
  Assumptions const assumptions(protocol_);
  auto const& all = assumptions.all();
  if (!all.empty() && is_any(assumptions.with(0), from_one)) {
    std::size_t some = 0, none = all.size();
    while (none - some > 1) {
      auto const middle = (some + none) / 2;
      (is_any(assumptions.with(middle), from_one) ? some : none) = middle;
    }
    out.why = EmptyStart::Why::Assumption;
    out.assumed = all[some];
    return out;
  }
  auto unfinished = from_one;
  unfinished.speaks_of_all = true;
  if (is_any(assumptions.with(all.size()), unfinished)) out.why = EmptyStart::Why::Unfinished;
  return out;
}

} // namespace barrister::solver
