// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/sentences.hpp"
#include "cli/report_missing.hpp"
#include "spec/print.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

bool is_one_of(std::initializer_list<char const*> names, std::string const& name) {
  return std::ranges::find(names, name) != names.end();
}

class Telling {
public:
  Telling(Execution const& x, Teller const& tells, std::span<proofs::Missing::Barrier const> given)
      : x_(x), says_(tells.speaker), location_(tells.location), given_(given) {}

  std::string of(proofs::Link const& link) const {
    auto const& [from, to, relation] = link;
    auto text = said(from, to, relation) + fmt::format(" ({}).", relation);
    if (text.starts_with("in ") || text.starts_with("the ")) text.front() += 'A' - 'a';
    return text;
  }

  // The two, and the barrier between them, where it has one.
  std::vector<EventId> in(proofs::Link const& link) const {
    std::vector<EventId> out{link.from, link.to};
    std::ranges::copy(between(link.from, link.to, link.relation), std::back_inserter(out));
    return out;
  }

private:
  Event const& event(EventId e) const { return x_.events[e]; }
  bool is_read(EventId e) const { return event(e).kind == EventKind::Read; }
  bool is_write(EventId e) const { return event(e).kind == EventKind::Write; }
  std::string words(EventId e) const {
    auto text = says_.statement(e);
    while (text.ends_with(';')) text.pop_back();
    return text;
  }
  std::string cell(EventId e) const { return event(e).address ? location_(*event(e).address) : "memory"; }
  std::string value(EventId e) const { return says_.value(event(e).value); }
  // "P0's write at line 12", "the initial value"
  std::string noun(EventId e) const {
    if (event(e).is_initial()) return "the initial value";
    if (!is_read(e) && !is_write(e))
      return fmt::format("{} of {} at {}", words(e), says_.who(e), says_.place(e));
    return fmt::format("{}'s {} at {}", says_.who(e), is_read(e) ? "read" : "write", says_.place(e));
  }
  // In the program order of one: its statement and where it is.
  std::string local(EventId e) const { return fmt::format("{} ({})", words(e), says_.place(e)); }

  std::string said(EventId from, EventId to, std::string const& relation) const {
    if (is_one_of({"rf", "rfe", "rfi"}, relation) && x_.rf.contains(from, to))
      return fmt::format("{} reads {} = {} at {} from {}", says_.who(to), cell(to), value(to),
                         says_.place(to), noun(from));
    if (is_one_of({"co", "coe", "coi"}, relation) && x_.co.contains(from, to))
      return fmt::format("{} overwrites {} = {} of {}", noun(to), cell(to), value(from), noun(from));
    if (is_one_of({"fr", "fre", "fri"}, relation) && is_read(from) && is_write(to))
      return before_overwritten(from, to);
    if (is_one_of({"rcu-rscs^-1", "srcu-rscs^-1"}, relation) && x_.po.contains(to, from))
      return fmt::format("in {}, {} ends the reader that begins with {}", says_.who(from), local(from),
                         local(to));
    if (!x_.po.contains(from, to)) return fmt::format("{} comes before {}", noun(from), noun(to));
    return in_order(from, to, relation);
  }
  std::string before_overwritten(EventId read, EventId write) const {
    return fmt::format("{} still reads {} = {} at {}, before {} writes {} at {}", says_.who(read), cell(read),
                       value(read), says_.place(read), says_.who(write), value(write), says_.place(write));
  }

  // Of one program order.
  std::string in_order(EventId from, EventId to, std::string const& relation) const {
    auto const who = says_.who(from);
    if (auto const kind = kind_of(relation); kind && is_given(from, to, *kind))
      return fmt::format("in {}, {} between them orders {} before {}", who, fence_in_words(*kind),
                         local(from), local(to));
    auto const middle = between(from, to, relation);
    if (middle.size() == 1)
      return fmt::format("in {}, {} at {} orders {} before {}", who, words(middle[0]), says_.place(middle[0]),
                         local(from), local(to));
    if (middle.size() == 2)
      return fmt::format("in {}, {} and {} between them order {} before {}", who, local(middle[0]),
                         local(middle[1]), local(from), local(to));
    if (kind_of(relation) == Tag::Mb && is_full_rmw(from))
      return fmt::format("in {}, {} is a full barrier: it comes before {}", who, local(from), local(to));
    if (kind_of(relation) == Tag::Mb && is_full_rmw(to))
      return fmt::format("in {}, {} is a full barrier: {} comes before it", who, local(to), local(from));
    if (relation == "po-rel" && event(to).tags.has(Tag::Release))
      return fmt::format("in {}, {} is a release: {} comes before it", who, local(to), local(from));
    if (relation == "acq-po" && event(from).tags.has(Tag::Acquire))
      return fmt::format("in {}, {} is an acquire: it comes before {}", who, local(from), local(to));
    if (relation == "addr" && x_.addr.contains(from, to))
      return fmt::format("in {}, the address in {} is computed from what {} read", who, local(to),
                         local(from));
    if (relation == "data" && x_.data.contains(from, to))
      return fmt::format("in {}, what {} writes is computed from what {} read", who, local(to), local(from));
    if (relation == "ctrl" && x_.ctrl.contains(from, to))
      return fmt::format("in {}, whether {} runs depends on what {} read", who, local(to), local(from));
    return fmt::format("in {}, {} comes before {}", who, local(from), local(to));
  }
  static std::optional<Tag> kind_of(std::string const& relation) {
    return is_one_of({"mb", "strong-fence"}, relation) ? std::optional(Tag::Mb)
           : relation == "wmb"                         ? std::optional(Tag::Wmb)
           : relation == "rmb"                         ? std::optional(Tag::Rmb)
                                                       : std::nullopt;
  }
  // The barrier of that kind, or the unlock and the lock, that stand between the two; or none.
  std::vector<EventId> between(EventId from, EventId to, std::string const& relation) const {
    auto const is_between = [&](EventId e) { return x_.po.contains(from, e) && x_.po.contains(e, to); };
    auto const kind = kind_of(relation);
    for (EventId e = 0; e < x_.events.size(); ++e) {
      auto const& tags = event(e).tags;
      if (!is_between(e)) continue;
      bool const is_fence = event(e).kind == EventKind::Fence && kind && tags.has(*kind);
      if (is_fence || (relation == "gp" && is_grace_period(tags))) return {e};
      if (relation != "po-unlock-lock-po" || !tags.has(Tag::Ul)) continue;
      for (auto l = e; l < x_.events.size(); ++l)
        if (event(l).tags.has(Tag::Lkr) && is_between(l) && x_.po.contains(e, l)) return {e, l};
    }
    if (kind != Tag::Mb) return {};
    for (EventId e = 0; e < x_.events.size(); ++e)
      if (is_between(e) && (is_full_beside(e, from, to) || is_full_rmw(e))) return {e};
    return {};
  }
  // One that is a full barrier on both sides (lkmm.cat, `mb`).
  bool is_full_rmw(EventId e) const {
    auto const& tags = event(e).tags;
    return event(e).kind != EventKind::Fence && tags.has(Tag::Rmw) && tags.has(Tag::Mb);
  }
  // A full barrier beside an access of some kind alone, as smp_mb__before_atomic() (lkmm.cat, `mb`).
  bool is_full_beside(EventId fence, EventId from, EventId to) const {
    auto const is_in = [&](EventId e) {
      return (e == from || x_.po.contains(from, e)) && (e == to || x_.po.contains(e, to));
    };
    for (EventId e = 0; e < x_.events.size(); ++e) {
      if (!is_in(e)) continue;
      for (auto const& [of, access, is_before] : beside)
        if (event(fence).tags.has(of) && event(e).tags.has(access) &&
            (is_before ? x_.po.contains(fence, e) : x_.po.contains(e, fence)))
          return true;
    }
    return false;
  }
  struct Beside {
    Tag fence, access;
    bool is_before;
  };
  static constexpr Beside beside[] = {{Tag::BeforeAtomic, Tag::Rmw, true},
                                      {Tag::AfterAtomic, Tag::Rmw, false},
                                      {Tag::AfterSpinlock, Tag::Lkw, false},
                                      {Tag::AfterUnlockLock, Tag::Lkr, false},
                                      {Tag::AfterSrcuReadUnlock, Tag::SrcuUnlock, false}};
  bool is_given(EventId from, EventId to, Tag kind) const {
    return std::ranges::any_of(given_, [&](proofs::Missing::Barrier const& b) {
      return b.kind == kind && (from == b.before || x_.po.contains(from, b.before)) &&
             (to == b.behind || x_.po.contains(b.behind, to));
    });
  }

  Execution const& x_;
  Speaker const& says_;
  std::function<std::string(Value)> const& location_;
  std::span<proofs::Missing::Barrier const> given_;
};

std::string relation_of(Tag fence) { return fence == Tag::Wmb ? "wmb" : fence == Tag::Rmb ? "rmb" : "mb"; }

// Barriers that are given are events behind all others: what goes through one of them is ordered by it.
std::vector<proofs::Link> over_given(Execution const& x, std::vector<proofs::Link> steps,
                                     std::span<proofs::Missing::Barrier const> given) {
  auto const size = x.events.size();
  auto const is_real = [size](proofs::Link const& link) { return link.from < size; };
  if (proofs::is_cycle(steps)) std::rotate(steps.begin(), std::ranges::find_if(steps, is_real), steps.end());
  std::vector<proofs::Link> out;
  for (auto const& [from, to, relation] : steps) {
    auto const ends = to < size ? to : given[to - size].behind;
    if (from < size)
      out.push_back({from, ends, to < size ? relation : relation_of(given[to - size].kind)});
    else if (out.empty())
      out.push_back({given[from - size].before, ends, relation_of(given[from - size].kind)});
    else
      out.back().to = ends;
  }
  return out;
}

} // namespace

Teller teller(Program const& program, Execution const& x) {
  return {speaker(program, x), [&](Value address) { return to_string(address, program); }};
}

std::vector<std::string> sentences(Execution const& x, std::vector<proofs::Link> const& steps,
                                   Teller const& tells, std::span<proofs::Missing::Barrier const> given) {
  Telling const telling(x, tells, given);
  std::vector<std::string> out;
  for (auto const& step : over_given(x, steps, given)) out.push_back(telling.of(step));
  return out;
}

std::set<EventId> events_in(Execution const& x, std::vector<proofs::Link> const& steps, Teller const& tells) {
  Telling const telling(x, tells, {});
  std::set<EventId> out;
  for (auto const& step : steps)
    for (auto const e : telling.in(step)) out.insert(e);
  return out;
}

std::string forbidden_in_words(Check const& check, std::vector<proofs::Link> const& steps,
                               std::string const& model) {
  auto const place = check.place.file ? fmt::format("{}:{}: ", *check.place.file, check.place.line) : "";
  bool const is_named = check.name.empty() || check.text.find(check.name) != check.text.npos;
  return fmt::format("{}, which {} forbids ({}{}{})", proofs::is_cycle(steps) ? "a cycle" : "that", model,
                     is_named ? "" : check.name + ", ", place, check.text);
}

} // namespace barrister::cli
