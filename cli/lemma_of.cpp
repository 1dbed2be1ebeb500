// SPDX-License-Identifier: BSD-2-Clause
#include "cli/lemma_of.hpp"
#include "cli/culprits.hpp"
#include "proofs/lemma.hpp"
#include <algorithm>
#include <array>
#include <set>

namespace barrister::cli {
namespace {

using Kind = LemmaFact::Kind;

// What most lemmas are made of, and what the rest takes besides.
constexpr std::array first_of_one{Kind::Executed};
constexpr std::array first_of_two{Kind::ReadsFrom, Kind::Before,       Kind::SameCell, Kind::SameCpu,
                                  Kind::OtherCpu,  Kind::ProgramOrder, Kind::Rmw,      Kind::Address,
                                  Kind::Data,      Kind::Control,      Kind::Reader};
constexpr std::array more_of_one{Kind::NotHalfOfRmw, Kind::NoEnd, Kind::NoStart, Kind::NoData};
constexpr std::array more_of_two{Kind::NotReadsFrom, Kind::NotBefore,    Kind::NotSameCell,
                                 Kind::SameValue,    Kind::NotSameValue, Kind::NotProgramOrder,
                                 Kind::NotRmw};

std::vector<std::string> sets_of(MemoryModel const& model) {
  std::vector<std::string> out;
  for (auto const& node : model.nodes)
    if (node.kind == NodeKind::Base && node.is_set && is_base_set_of_tag(node.name)) out.push_back(node.name);
  return out;
}

class Facts {
public:
  Facts(MemoryModel const& model, proofs::plain::Encoding const& encoding, Holds const& holds)
      : encoding_(encoding), holds_(holds), sets_(sets_of(model)) {
    for (EventId e = 0; e < encoding.events().size(); ++e)
      if (is_so({Kind::Executed, e, e})) executed_.push_back(e);
  }

  std::vector<EventId> const& executed() const { return executed_; }
  // Of executed(), by number; values are not told.
  Execution execution() const {
    Execution x;
    auto const size = executed_.size();
    for (auto relation : {&x.po, &x.addr, &x.data, &x.ctrl, &x.rmw, &x.rf, &x.co}) *relation = Relation(size);
    std::vector<EventId> first; // of each CPU, in the order in which they are seen
    for (EventId e = 0; e < size; ++e) x.events.push_back(event(executed_[e], x, first));
    for (EventId a = 0; a < size; ++a)
      for (EventId b = 0; b < size; ++b)
        for (auto [kind, relation] :
             {std::pair(Kind::ProgramOrder, &x.po), std::pair(Kind::Address, &x.addr),
              std::pair(Kind::Data, &x.data), std::pair(Kind::Control, &x.ctrl), std::pair(Kind::Rmw, &x.rmw),
              std::pair(Kind::ReadsFrom, &x.rf), std::pair(Kind::Before, &x.co)})
          if (a != b && is_so({kind, executed_[a], executed_[b]})) relation->insert(a, b);
    x.tag_names = encoding_.tag_names();
    return x;
  }
  // Those of the runs of these two, and what they read from.
  std::vector<EventId> near(std::vector<EventId> const& two) const {
    std::set<EventId> out;
    for (auto e : executed_)
      for (auto of : two)
        if (thread(e) == thread(of) && thread(e) != no_cpu) out.insert(e);
    for (auto e : std::set(out))
      for (auto w : executed_)
        if (encoding_.events()[w].kind == EventKind::Write && is_so({Kind::ReadsFrom, w, e})) out.insert(w);
    out.insert(two.begin(), two.end());
    return {out.begin(), out.end()};
  }

  std::vector<LemmaFact> of(std::vector<EventId> const& events, bool is_all) const {
    std::vector<LemmaFact> out;
    add(events, first_of_one, first_of_two, Kind::Tagged, out);
    if (is_all) add(events, more_of_one, more_of_two, Kind::NotTagged, out);
    return out;
  }

private:
  Event event(EventId e, Execution const& x, std::vector<EventId>& first) const {
    auto const& known = encoding_.events()[e];
    Event out{known.kind, no_cpu, known.where.instruction, {}, number(0), {}};
    if (!known.is_initial) {
      auto const alike = std::ranges::find_if(first, [&](EventId other) {
        return is_so({Kind::SameCpu, other, e});
      });
      out.cpu = static_cast<CpuId>(alike - first.begin());
      if (alike == first.end()) first.push_back(e);
    }
    // Whichever cell it is.
    for (EventId other = 0; known.has_address && other < x.events.size() && !out.address; ++other)
      if (is_so({Kind::SameCell, executed_[other], e})) out.address = x.events[other].address;
    if (known.has_address && !out.address)
      out.address = address(0, static_cast<std::int64_t>(x.events.size()));
    for (auto const& set : sets_)
      if (auto const tag = encoding_.tag_names().find(set); tag && is_so({Kind::Tagged, e, e, set}))
        out.tags = out.tags | *tag;
    return out;
  }
  CpuId thread(EventId e) const { return encoding_.events()[e].where.thread; }
  bool is_so(LemmaFact const& f) const { return holds_(encoding_.literal(f)); }
  void add(std::vector<EventId> const& events, auto const& of_one, auto const& of_two, Kind tagged,
           std::vector<LemmaFact>& out) const {
    auto const add_if_so = [&](LemmaFact f) {
      if (is_so(f)) out.push_back(std::move(f));
    };
    for (auto a : events) {
      for (auto kind : of_one) add_if_so({kind, a, a});
      for (auto const& set : sets_) add_if_so({tagged, a, a, set});
      for (auto b : events)
        for (auto kind : of_two)
          if (a != b) add_if_so({kind, a, b});
    }
  }

  proofs::plain::Encoding const& encoding_;
  Holds const& holds_;
  std::vector<std::string> sets_;
  std::vector<EventId> executed_;
};

// Of as few facts as none can be left out of, if it breaks its check at all. Its events stay.
class Shrinker {
public:
  Shrinker(MemoryModel const& model, Lemma lemma) : model_(model), lemma_(std::move(lemma)) {}

  std::optional<Lemma> run() {
    if (!proofs::breaks(model_, lemma_)) return std::nullopt;
    for (EventId e = 0; e < lemma_.events.size(); ++e)
      keep_if_enough([e](LemmaFact const& f, std::size_t) { return f.a != e && f.b != e; });
    for (auto piece = lemma_.facts.size(); piece > 0; piece /= 2)
      for (std::size_t at = 0; at < lemma_.facts.size();) {
        bool const is_less =
            keep_if_enough([&](LemmaFact const&, std::size_t i) { return i < at || i >= at + piece; });
        if (!is_less) at += piece;
      }
    return lemma_;
  }

private:
  template <class Keeps> bool keep_if_enough(Keeps keeps) {
    auto less = lemma_;
    less.facts.clear();
    for (std::size_t i = 0; i < lemma_.facts.size(); ++i)
      if (keeps(lemma_.facts[i], i)) less.facts.push_back(lemma_.facts[i]);
    if (!proofs::breaks(model_, less)) return false;
    lemma_ = std::move(less);
    return true;
  }

  MemoryModel const& model_;
  Lemma lemma_;
};

// Of those events that are told something of.
Lemma numbered(std::size_t check, std::vector<LemmaFact> const& facts,
               std::optional<std::pair<EventId, EventId>> const& absent,
               std::vector<LemmaEvent> const& events) {
  constexpr auto unused = ~EventId{0};
  std::vector<EventId> number(events.size(), unused);
  auto const use = [&](EventId e) { number[e] = 0; };
  if (absent) use(absent->first), use(absent->second);
  for (auto const& f : facts) use(f.a), use(f.b);
  Lemma out{check, {}, {}, {}, {}};
  for (EventId e = 0; e < events.size(); ++e)
    if (number[e] != unused) {
      number[e] = static_cast<EventId>(out.events.size());
      out.events.push_back(events[e]);
    }
  out.facts = facts;
  for (auto& f : out.facts) {
    f.a = number[f.a];
    f.b = number[f.b];
  }
  if (absent) out.absent = {number[absent->first], number[absent->second]};
  return out;
}

} // namespace

// Of more, no two executions have the same.
constexpr std::size_t most_facts_alike = 1000;

struct LemmaFinder::Draft { // of an encoding's events
  std::size_t check;
  std::vector<LemmaFact> facts;
  std::optional<std::pair<EventId, EventId>> absent{};
};

Lemma LemmaFinder::few(Lemma lemma) {
  if (lemma.whole) return lemma;
  auto less = few({lemma.check, lemma.facts, lemma.absent}, lemma.events);
  return less ? std::move(*less) : lemma;
}

std::optional<Lemma> LemmaFinder::few(Draft const& draft, std::vector<LemmaEvent> const& events) {
  auto const all = numbered(draft.check, draft.facts, draft.absent, events);
  auto const again = [&](std::optional<Lemma> const& few) -> std::optional<Lemma> {
    if (!few) return std::nullopt;
    return numbered(few->check, few->facts, few->absent, all.events);
  };
  if (all.facts.size() > most_facts_alike) return again(Shrinker(model_, all).run());
  auto const [at, is_new] = known_.try_emplace(proofs::shape_of(all));
  if (is_new) at->second = Shrinker(model_, all).run();
  return again(at->second);
}

std::vector<Lemma> LemmaFinder::find(certificate::Obligations const& obligations, Holds const& holds,
                                     std::string const& flag) {
  auto const& encoding = obligations.encoding();
  Facts const facts(model_, encoding, holds);
  auto const pairs = raised(obligations, holds, flag);
  auto const of_two = [&](auto const& two) { return facts.of(two, true); };
  auto out = of_pairs(pairs, encoding, of_two);
  if (!out.empty()) {
    std::ranges::move(of_pairs(not_tried(obligations, holds, flag), encoding, of_two),
                      std::back_inserter(out));
    return out;
  }
  for (auto const& guess : culprits(model_, facts.execution())) {
    std::vector<EventId> events;
    for (auto e : guess.events) events.push_back(facts.executed()[e]);
    for (bool is_all : {false, true})
      if (auto lemma = few({guess.check, facts.of(events, is_all)}, encoding.events())) {
        out.push_back(std::move(*lemma));
        break;
      }
  }
  if (!out.empty()) return out;
  for (bool is_all : {false, true}) {
    auto const known = facts.of(facts.executed(), is_all);
    for (std::size_t i = 0; i < model_.checks.size(); ++i)
      if (model_.checks[i].role == Role::Axiom)
        if (auto lemma = few({i, known}, encoding.events())) out.push_back(std::move(*lemma));
    if (!out.empty()) return out;
  }
  // All facts are many, and are told anew of each pair.
  out = of_pairs(pairs, encoding, [&](auto const& two) { return facts.of(facts.near(two), true); });
  if (!out.empty()) return out;
  auto const known = facts.of(facts.executed(), true);
  auto const size = pairs.size();
  out = of_pairs(pairs, encoding, [&](auto const&) { return known; });
  return out.size() == size ? out : std::vector<Lemma>(); // else, whatever is learned, this execution stays
}

std::vector<LemmaFinder::Raised> LemmaFinder::raised(certificate::Obligations const& obligations,
                                                     Holds const& holds, std::string const& flag) const {
  std::vector<Raised> out;
  for (auto const& [check, pairs] : obligations.raised()) {
    if (model_.checks[check].name != flag) continue;
    for (auto const& [pair, is_raised] : pairs)
      if (holds(is_raised)) out.push_back({check, pair});
  }
  return out;
}

// Each of them once: what keeps most pairs from the flag is what the two are.
std::vector<LemmaFinder::Raised> LemmaFinder::not_tried(certificate::Obligations const& obligations,
                                                        Holds const& holds, std::string const& flag) {
  auto const is_executed = [&](EventId e) {
    return holds(obligations.encoding().literal({Kind::Executed, e, e}));
  };
  std::vector<Raised> out;
  for (auto const& [check, pairs] : obligations.raised()) {
    if (model_.checks[check].name != flag) continue;
    auto& tried = tried_[check];
    tried.resize(pairs.size());
    std::size_t i = 0;
    for (auto const& [pair, is_raised] : pairs) {
      auto const at = i++;
      if (tried[at] || holds(is_raised) || !is_executed(pair.first) || !is_executed(pair.second)) continue;
      tried[at] = true;
      out.push_back({check, pair});
    }
  }
  return out;
}

std::vector<Lemma> LemmaFinder::of_pairs(std::vector<Raised> const& pairs,
                                         proofs::plain::Encoding const& encoding, FactsOf const& facts_of) {
  std::vector<Lemma> out;
  for (auto const& [check, pair] : pairs) {
    std::vector<EventId> two{pair.first};
    if (pair.second != pair.first) two.push_back(pair.second);
    if (auto lemma = few({check, facts_of(two), pair}, encoding.events())) out.push_back(std::move(*lemma));
  }
  return out;
}

} // namespace barrister::cli
