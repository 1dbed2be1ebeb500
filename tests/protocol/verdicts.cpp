// SPDX-License-Identifier: BSD-2-Clause
#include "tests/protocol/verdicts.hpp"
#include "cli/protocols.hpp"
#include "proofs/lemma.hpp"
#include "proofs/replay.hpp"
#include "spec/world_of.hpp"
#include "tests/protocol/agree.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/load.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

constexpr unsigned rounds = 4;

std::string in_words(Claim const& claim, ClaimVerdict const& verdict) {
  bool const is_cover = claim.kind == Claim::Kind::Cover;
  bool const is_stuck = verdict.execution && verdict.execution->execution.completion == Completion::Stuck;
  bool const asks_for_ends = claim.kind == Claim::Kind::Terminates || claim.kind == Claim::Kind::NoDeadlock;
  switch (verdict.kind) {
  case ClaimVerdict::Kind::Holds: return is_cover ? "reached" : "holds";
  case ClaimVerdict::Kind::HoldsWithin: return "within";
  case ClaimVerdict::Kind::Unknown: return "unknown";
  case ClaimVerdict::Kind::Vacuous: return "vacuous";
  case ClaimVerdict::Kind::Violated: break;
  }
  if (is_cover) return "missed";
  return verdict.lasso ? "livelock" : is_stuck && asks_for_ends ? "deadlock" : "violated";
}

} // namespace

Protocol protocol_of(std::string const& text) {
  Folder const folder;
  frontend::Diagnostics diagnostics;
  auto const file = cli::load_protocol(folder.write("t.protocol", "protocol t;\n" + text), diagnostics);
  auto protocol =
      file ? frontend::resolve(*file, file->variants.back().name, diagnostics) : std::optional<Protocol>();
  for (auto const& d : diagnostics.all()) ADD_FAILURE() << to_string(d);
  return protocol.value_or(Protocol{});
}

std::string verdicts(std::string const& text, MemoryModel const& model) {
  auto const protocol = protocol_of(text);
  solver::ProtocolOptions options;
  options.unroll = rounds;
  options.accepts = proofs::breaks;
  auto const result = solver::verify(protocol, model, options);
  EXPECT_EQ(result.unknown, "");
  std::string out;
  for (std::size_t c = 0; c < result.claims.size(); ++c) {
    auto const& verdict = result.claims[c];
    out += (out.empty() ? "" : " ") + in_words(protocol.claims[c], verdict);
    if (!verdict.execution) continue;
    auto const world = world_of(protocol, protocol.claims[c]);
    for (auto const& complaint : proofs::complaints(world, model, *verdict.execution, rounds))
      ADD_FAILURE() << model.name << ": " << complaint << "\n" << text;
  }
  return out;
}

std::string verdicts(std::string const& text) {
  auto const sc = load_model_for_protocols("sc");
  auto const agreement = compare(protocol_of(text), sc, rounds);
  EXPECT_EQ(agreement.difference, "") << text;
  EXPECT_TRUE(agreement.is_compared) << text;
  return verdicts(text, sc);
}

} // namespace barrister
