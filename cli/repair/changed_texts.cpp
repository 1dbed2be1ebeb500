// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/changed_texts.hpp"
#include "cli/repair/repaired_text.hpp"

namespace barrister::cli {

using Kind = Tried::Kind;

Tried ChangedTexts::with(std::vector<std::size_t> const& changes) {
  if (is_refuted(changes)) return {Kind::Refuted};
  auto const text = text_with(changes);
  return text ? judged(judges_, *text) : Tried{Kind::NoProgram};
}

Tried ChangedTexts::judged(Judges const& judges, std::string const& text) {
  Tried out{Kind::Holds};
  for (auto const& judge : judges) {
    auto tried = judge->with(text);
    if (tried.kind == Kind::Broken || tried.kind == Kind::NoProgram) return tried;
    if (tried.kind == Kind::Unknown || (tried.kind == Kind::Bounded && out.kind == Kind::Holds)) out = tried;
  }
  return out;
}

std::optional<std::string> ChangedTexts::text_with(std::vector<std::size_t> const& changes) const {
  std::vector<patch::Change> chosen;
  for (auto i : changes) chosen.push_back(changes_[i]);
  return changed_text(text_, chosen);
}

bool ChangedTexts::is_refuted(std::vector<std::size_t> const& changes) {
  for (std::size_t j = 0; j < judges_.size(); ++j) {
    auto& judge = *judges_[j];
    auto const look = [this, &judge](std::size_t execution, RefutedSets::Set const& set) {
      auto const text = text_with(set);
      return text ? judge.refutes(execution, *text) : std::nullopt;
    };
    auto& known = refuted_[j];
    for (std::size_t e = 0; e < judge.executions(); ++e) {
      if (!judge.is_monotone(e)) {
        if (look(e, changes) == true) return true;
        continue;
      }
      auto const at = known.try_emplace(e, changes_.size(),
                                        [look, e](RefutedSets::Set const& set) { return look(e, set); });
      if (at.first->second.refutes(changes)) return true;
    }
  }
  return false;
}

} // namespace barrister::cli
