// SPDX-License-Identifier: BSD-2-Clause
#include "tests/support/facts_of.hpp"
#include "proofs/base.hpp"
#include <algorithm>
#include <map>

namespace barrister {
namespace {

using Kind = LemmaFact::Kind;

// Each lock and its unlock, as brackets of a run: those of others are not in `po` to it (spec/brackets.hpp).
Relation readers_of(Execution const& x) {
  Relation out(x.events.size());
  std::map<CpuId, std::vector<EventId>> open;
  for (EventId e = 0; e < x.events.size(); ++e) {
    auto& here = open[x.events[e].cpu];
    if (x.events[e].tags.has(Tag::RcuLock)) here.push_back(e);
    if (!x.events[e].tags.has(Tag::RcuUnlock)) continue;
    auto const lock =
        std::ranges::find_if(here.rbegin(), here.rend(), [&](EventId l) { return x.po.contains(l, e); });
    if (lock == here.rend()) continue;
    out.insert(*lock, e);
    here.erase(std::next(lock).base());
  }
  return out;
}

} // namespace

std::vector<KnownFact> facts_of(Execution const& x) {
  std::vector<KnownFact> out;
  auto const add = [&](Kind kind, EventId a, EventId b, bool is_so, std::string const& set = {}) {
    out.push_back({{kind, a, b, set}, is_so});
  };
  auto const readers = readers_of(x);
  auto const fr = x.rf.inverse().then(x.co);
  auto const loc = proofs::base_relation("loc", x), same_value = proofs::base_relation("same-value", x);
  auto const halves = x.rmw.domain() | x.rmw.range();
  auto const is_of_srcu = [&](EventId e) {
    return x.events[e].kind == EventKind::Fence && x.events[e].address;
  };
  for (EventId a = 0; a < x.events.size(); ++a) {
    auto const tags = x.events[a].tags;
    add(Kind::NotHalfOfRmw, a, a, !halves.contains(a));
    add(Kind::NoData, a, a, !x.data.domain().contains(a));
    add(Kind::NoEnd, a, a, !tags.has(Tag::RcuLock) || !readers.domain().contains(a));
    add(Kind::NoStart, a, a, !tags.has(Tag::RcuUnlock) || !readers.range().contains(a));
    for (auto name : tag_names) {
      bool const is = proofs::base_set(name, x).contains(a);
      add(Kind::Tagged, a, a, is, std::string(name));
      add(Kind::NotTagged, a, a, !is, std::string(name));
    }
    for (EventId b = 0; b < x.events.size(); ++b) {
      auto const both = [&](Kind kind, Kind other, bool is_so) {
        add(kind, a, b, is_so);
        add(other, a, b, !is_so);
      };
      both(Kind::ReadsFrom, Kind::NotReadsFrom, x.rf.contains(a, b));
      both(Kind::Before, Kind::NotBefore, x.co.contains(a, b));
      both(Kind::SameCell, Kind::NotSameCell, loc.contains(a, b));
      both(Kind::SameCpu, Kind::OtherCpu, x.events[a].cpu == x.events[b].cpu);
      both(Kind::ProgramOrder, Kind::NotProgramOrder, x.po.contains(a, b));
      both(Kind::Rmw, Kind::NotRmw, x.rmw.contains(a, b));
      if (is_of_srcu(a) && is_of_srcu(b))
        both(Kind::SameValue, Kind::NotSameValue, same_value.contains(a, b));
      add(Kind::FromReads, a, b, fr.contains(a, b));
      add(Kind::Address, a, b, x.addr.contains(a, b));
      add(Kind::Data, a, b, x.data.contains(a, b));
      add(Kind::Control, a, b, x.ctrl.contains(a, b));
      add(Kind::Reader, a, b, readers.contains(a, b));
    }
  }
  return out;
}

} // namespace barrister
