// SPDX-License-Identifier: BSD-2-Clause
#include "spec/lemma.hpp"

namespace barrister {
namespace {

using Kind = LemmaFact::Kind;

struct Meaning {
  char const* name;
  bool is_of_one;
};
Meaning meaning(Kind kind) {
  switch (kind) {
  case Kind::Executed: return {"executed", true};
  case Kind::ReadsFrom: return {"rf", false};
  case Kind::NotReadsFrom: return {"not rf", false};
  case Kind::Before: return {"co", false};
  case Kind::NotBefore: return {"not co", false};
  case Kind::FromReads: return {"fr", false};
  case Kind::SameCell: return {"loc", false};
  case Kind::NotSameCell: return {"not loc", false};
  case Kind::SameValue: return {"same-value", false};
  case Kind::NotSameValue: return {"not same-value", false};
  case Kind::SameCpu: return {"int", false};
  case Kind::OtherCpu: return {"ext", false};
  case Kind::ProgramOrder: return {"po", false};
  case Kind::NotProgramOrder: return {"not po", false};
  case Kind::Rmw: return {"rmw", false};
  case Kind::NotRmw: return {"not rmw", false};
  case Kind::NotHalfOfRmw: return {"not half of rmw", true};
  case Kind::Address: return {"addr", false};
  case Kind::Data: return {"data", false};
  case Kind::Control: return {"ctrl", false};
  case Kind::Tagged: return {"in", true};
  case Kind::NotTagged: return {"not in", true};
  case Kind::Reader: return {"reader", false};
  case Kind::NoEnd: return {"reader without end", true};
  case Kind::NoStart: return {"reader without start", true};
  case Kind::NoData: return {"no data from", true};
  }
  return {"", true};
}

char const* name(EventKind kind) {
  switch (kind) {
  case EventKind::Read: return "R";
  case EventKind::Write: return "W";
  case EventKind::Fence: return "F";
  }
  return "";
}

} // namespace

bool is_of_one(Kind kind) { return meaning(kind).is_of_one; }

std::string to_text(Lemma const& lemma) {
  auto const event = [](EventId e) { return "e" + std::to_string(e); };
  std::string out;
  for (EventId e = 0; e < lemma.events.size(); ++e) {
    auto const& it = lemma.events[e];
    out += event(e) + ": " + name(it.kind) + (it.has_address ? "" : " without address") +
           (it.is_initial ? ", initial" : "") + (it.name.empty() ? "" : ", " + it.name) + "\n";
  }
  for (auto const& fact : lemma.facts) {
    out +=
        std::string(meaning(fact.kind).name) + (fact.set.empty() ? "" : " " + fact.set) + " " + event(fact.a);
    if (!is_of_one(fact.kind)) out += " " + event(fact.b);
    out += "\n";
  }
  if (lemma.absent)
    out += "not flagged: " + event(lemma.absent->first) + " " + event(lemma.absent->second) + "\n";
  if (lemma.whole) out += "an execution of " + std::to_string(lemma.whole->events.size()) + " events\n";
  return out;
}

} // namespace barrister
