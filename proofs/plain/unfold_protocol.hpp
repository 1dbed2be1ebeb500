// SPDX-License-Identifier: BSD-2-Clause
#pragma once
#include "proofs/plain/imagined_act.hpp"

namespace barrister::proofs::plain {

struct UnfoldedProtocol {
  Unfolding unfolding;
  std::vector<Literal> starts;                  // by start: it begins there
  std::vector<std::vector<TermId>> final_owned; // by variable, by owner
  std::vector<ProbeUnfolder::Answer> answers;   // by claim: of its probe, if it has one
  std::vector<ImaginedAct> imagined;
};

std::variant<UnfoldedProtocol, Unsupported> unfold(Protocol const&, LockSemantics, unsigned rounds, Gates&);

} // namespace barrister::proofs::plain
