// SPDX-License-Identifier: BSD-2-Clause
// The barriers that an execution lacks, for programs.
#pragma once
#include "cli/protocol_answer.hpp"
#include <functional>
#include <nlohmann/json_fwd.hpp>

namespace barrister::cli {

// `statement`: of an event of the execution, whose statement it is, and who runs it. In the steps, events
// beyond those of the execution are the barriers, in their order.
struct Stated {
  std::string who;
  Instruction const* at = nullptr;
};
nlohmann::ordered_json of_missing(MissingBarriers const&, Execution const&,
                                  std::function<Stated(EventId)> const& statement);

// {"axiom", "text", "file", "line", "steps"}
nlohmann::ordered_json of_explanation(Check const&, proofs::Explanation const&);

} // namespace barrister::cli
