// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barrier_study.hpp"
#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <iterator>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

// Of so many that are not needed one by one, which may go together is looked at set by set.
constexpr std::size_t most_together = 8;
// Of these that may make something end.
constexpr std::size_t most_special = 4;

class Asking {
public:
  Asking(std::string const& text, Parts parts, AskText const& ask) : text_(text), parts_(parts), ask_(ask) {}

  Finding look_at(patch::Site const& site) const {
    Finding out{site, with({site.weaker[0].edit}), {}, {}, {}, {}};
    if (out.weakest.kind == Kind::Holds) {
      out.would_do = 0;
      return out;
    }
    if (out.weakest.kind == Kind::Unknown) out.unknown.push_back(site.weaker[0].words);
    for (std::size_t i = 1; i < site.weaker.size() && !out.would_do; ++i) {
      auto const said = with({site.weaker[i].edit});
      if (said.kind == Kind::Holds) out.would_do = i;
      if (said.kind == Kind::Unknown) out.unknown.push_back(site.weaker[i].words);
    }
    return out;
  }

  void look_at_sets(Study& study) const {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < study.findings.size(); ++i)
      if (study.findings[i].would_do == 0) free.push_back(i);
    if (free.size() < 2) return;
    auto const special = special_of(study, free);
    std::optional<Kind> all;
    auto const good = good_with_all(study, free, special, all);
    if (special.size() <= most_special && good.size() == std::size_t{1} << special.size()) return;
    if (study.are_sets_known = free.size() <= most_together; !study.are_sets_known) {
      study.all_weaker = all ? *all : with_all_weaker(study, free);
      return;
    }
    std::vector<unsigned> sets, broken;
    for (unsigned s = 1; s < 1u << free.size(); ++s)
      if (std::popcount(s) > 1) sets.push_back(s);
    std::ranges::stable_sort(sets, {}, [](unsigned s) { return std::popcount(s); });
    for (auto s : sets) {
      if (std::ranges::any_of(broken, [s](unsigned b) { return (s & b) == b; })) continue;
      Members members;
      for (std::size_t i = 0; i < free.size(); ++i)
        if (s >> i & 1) members.push_back(free[i]);
      if (std::ranges::find(good, special_of(study, members)) != good.end()) continue;
      auto const kind = with_all_weaker(study, members);
      if (kind == Kind::Unknown) study.are_sets_known = false;
      if (kind != Kind::Broken) continue;
      broken.push_back(s);
      study.not_together.push_back(std::move(members));
    }
  }

private:
  using Members = std::vector<std::size_t>; // findings

  // Without it, what went on for ever may end.
  bool is_special(patch::Site const& site) const {
    return site.waits || (parts_ == Parts::FollowWithTheSame && site.weaker[0].words.empty());
  }
  Members special_of(Study const& study, Members const& all) const {
    Members out;
    std::ranges::copy_if(all, std::back_inserter(out),
                         [&](std::size_t i) { return is_special(study.findings[i].site); });
    return out;
  }
  // Where more barriers only forbid more, what can be weaker all at once can be in parts: of what may make
  // something end that did not, parts with the same of these. So of these, the sets that can be weaker
  // together with all others.
  std::vector<Members> good_with_all(Study const& study, Members const& free, Members const& special,
                                     std::optional<Kind>& all) const {
    std::vector<Members> out;
    if (parts_ == Parts::NotKnown || special.size() > most_special) return out;
    for (unsigned s = 0; s < 1u << special.size(); ++s) {
      Members some, members;
      for (std::size_t i = 0; i < special.size(); ++i)
        if (s >> i & 1) some.push_back(special[i]);
      std::ranges::copy_if(free, std::back_inserter(members), [&](std::size_t i) {
        return !is_special(study.findings[i].site) || std::ranges::find(some, i) != some.end();
      });
      auto const kind = members.size() < 2 ? Kind::Holds : with_all_weaker(study, members);
      if (members.size() == free.size()) all = kind;
      if (kind == Kind::Holds) out.push_back(some);
    }
    return out;
  }

  Said with(std::vector<patch::Edit> edits) const {
    auto const text = patch::edited(text_, std::move(edits));
    return text ? ask_(*text) : Said{Kind::Unknown, "one of the calls is in the other"};
  }
  Kind with_all_weaker(Study const& study, std::vector<std::size_t> const& findings) const {
    std::vector<patch::Edit> edits;
    for (auto i : findings) edits.push_back(study.findings[i].site.weaker[0].edit);
    return with(std::move(edits)).kind;
  }

  std::string const& text_;
  Parts parts_;
  AskText const& ask_;
};

} // namespace

bool is_open(Study const& study) {
  return !study.are_sets_known || std::ranges::any_of(study.findings, [](Finding const& f) {
    return f.weakest.kind == Kind::Unknown || !f.unknown.empty();
  });
}
std::string sets_in_words(Study const& study) {
  switch (study.all_weaker) {
  case Kind::Holds:
    return "Those that are not needed one by one can be weaker all at once; of some of them it was not found "
           "out.";
  case Kind::Broken:
    return "Those that are not needed one by one cannot be weaker all at once; which of them can was not "
           "found out.";
  case Kind::Unknown: break;
  }
  return "Whether those that are not needed one by one can be weaker all at once was not found out.";
}
std::function<void(patch::Site const&)> shown_on(Progress& progress) {
  return
      [&progress](patch::Site const& s) { progress.set(0, fmt::format("line {}: {}", s.line, s.primitive)); };
}

Study study_barriers(std::string const& text, std::vector<patch::Site> const& sites, Parts parts,
                     AskText const& ask, std::function<void(patch::Site const&)> const& begins) {
  Asking const asking(text, parts, ask);
  Study out;
  for (auto const& site : sites) {
    begins(site);
    out.findings.push_back(asking.look_at(site));
  }
  asking.look_at_sets(out);
  return out;
}

} // namespace barrister::cli
