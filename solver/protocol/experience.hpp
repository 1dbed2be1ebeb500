// SPDX-License-Identifier: BSD-2-Clause
// What was learned of one model on some graphs, for others: of more rounds, or of a larger world. Events go
// by names. One that means another event elsewhere does no harm, as every premise is evaluated anew there;
// one that means none makes the lesson useless there.
#pragma once
#include "solver/protocol/premise.hpp"
#include <string>

namespace barrister::solver {

struct NamedPremise {
  Premise::Kind kind;
  std::string a, b; // `b` is empty where the premise is of one event
  NodeId node;
};
using Experience = std::vector<std::vector<NamedPremise>>; // lesson by lesson: these exclude each other

} // namespace barrister::solver
