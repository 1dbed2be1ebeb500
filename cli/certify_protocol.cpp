// SPDX-License-Identifier: BSD-2-Clause
#include "cli/certify_protocol.hpp"
#include "cli/certificate_files.hpp"
#include "cli/options.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <set>

namespace barrister::cli {
namespace {

using CertificateClaim = certificate::Claim;
using Kind = CertificateClaim::Kind;

// What an answer says of executions that there are not.
bool is_of_all(ClaimAnswer const& a) {
  using Found = ClaimVerdict::Kind;
  bool const holds = a.verdict.kind == Found::Holds || a.verdict.kind == Found::HoldsWithin;
  return holds && a.verdict.none_shows && a.question.claim.kind != Claim::Kind::Cover;
}

bool is_of_any_number(Protocol const& protocol, Claim const& claim) {
  return std::ranges::any_of(protocol.contexts, [&](Context const& context) {
    return context.is_unbounded && std::ranges::find(claim.without, context.agent) == claim.without.end();
  });
}

CertificateClaim claim_of(Kind kind, Protocol const& protocol, Claim const& claim) {
  CertificateClaim out{kind, {}, claim.name, {}};
  for (auto s : claim.from)
    if (std::ranges::find(out.from, protocol.starts[s].name) == out.from.end())
      out.from.push_back(protocol.starts[s].name);
  return out;
}

// That no loop goes on: in all executions, or in those that the properties are of which hold for that.
std::vector<CertificateClaim> of_loops(Protocol const& protocol,
                                       std::vector<ClaimAnswer const*> const& answers) {
  std::vector<CertificateClaim> out;
  for (auto const* answer : answers) {
    auto const& claim = answer->question.claim;
    if (answer->verdict.kind != ClaimVerdict::Kind::Holds || answer->verdict.leaves_out_rounds) continue;
    if (claim.from.empty() && claim.without.empty()) return {{Kind::NoBoundReached, {}, {}, {}}};
    out.push_back(claim_of(Kind::NoBoundReached, protocol, claim));
  }
  return out;
}

// Those that are about so many rounds.
std::vector<CertificateClaim> claims_of(Protocol const& protocol, MemoryModel const& model,
                                        std::vector<ClaimAnswer const*> const& answers) {
  std::vector<CertificateClaim> out;
  bool has_races = false;
  for (auto const* answer : answers) {
    auto const& claim = answer->question.claim;
    has_races = has_races || claim.kind == Claim::Kind::NoRaces;
    if (is_of_faults(claim) || claim.kind == Claim::Kind::NoRaces) continue;
    out.push_back(claim_of(Kind::NothingAgainst, protocol, claim));
  }
  out.push_back({Kind::NoFault, {}, {}, {}});
  std::ranges::move(of_loops(protocol, answers), std::back_inserter(out));
  std::set<std::string> flags;
  for (auto const& check : model.checks)
    if (has_races && is_of_races(check)) flags.insert(check.name);
  for (auto const& flag : flags) out.push_back({Kind::FlagNotRaised, flag, {}, {}});
  return out;
}

} // namespace

ProtocolCertificates certify(std::string const& wish, OutputName const& called,
                             IngredientOptions const& options, std::chrono::milliseconds timeout,
                             ProtocolCase const& of, ProtocolAnswer const& answer) {
  ProtocolCertificates out;
  auto const& model = of.model->memory;
  std::map<unsigned, std::vector<ClaimAnswer const*>> by_rounds;
  for (auto const& a : answer.claims) {
    if (answer.fault || !answer.unknown.empty() || !is_of_all(a)) continue;
    if (is_of_any_number(*of.protocol, a.question.claim))
      out.lines.push_back(fmt::format("not certified: {} is of any number of acts", a.question.claim.name));
    else
      by_rounds[a.unroll].push_back(&a);
  }
  if (by_rounds.empty() && out.lines.empty())
    out.lines.push_back("not certified: there is nothing that no execution does");
  auto from = ingredients({answer.model_name}, options, std::cerr);
  if (!from) return out;
  auto& one = from->front();
  one.variants.clear();
  one.own_variants.push_back("grace-periods");
  for (auto const& [rounds, answers] : by_rounds) {
    auto const claims = claims_of(*of.protocol, model, answers);
    out.claims += claims.size();
    bool const is_alone = by_rounds.size() == 1;
    auto const name = is_alone ? called.name : fmt::format("{}-{}", called.name, rounds);
    auto const path = output_path(wish, {name, called.is_only_one && is_alone}, ".certificate");
    if (!path) {
      out.lines.push_back(fmt::format("not certified: cannot write: {} is no folder", wish));
      continue;
    }
    if (model.name != answer.model_name) {
      out.lines.push_back("not certified: the protocol adds axioms to the model");
      continue;
    }
    auto files = with_files(one, answer.file, answer.protocol->variant);
    if (!files) {
      out.lines.push_back("not certified: its files cannot be read again");
      continue;
    }
    files->tool = fmt::format("barrister {}", version);
    files->options = fmt::format("--unroll {}", rounds);
    auto certified = cli::certify(std::move(*files), *of.protocol, model,
                                  {rounds, solver::SatSolver::no_end, timeout, {}}, claims);
    bool const is_any = certified.certificate.has_value();
    if (is_any) out.certified += certified.certificate->claims.size();
    if (is_any && !certified.certificate->assumed.empty())
      out.assuming += certified.certificate->claims.size();
    if (std::ranges::any_of(answers, [](auto const* a) { return a->verdict.leaves_out_rounds; }))
      certified.missing.push_back(not_certified_of_longer_runs);
    auto lines = write_certificate(*path, std::move(certified));
    std::error_code none;
    if (is_any) out.bytes += std::filesystem::file_size(*path, none);
    std::ranges::move(lines, std::back_inserter(out.lines));
  }
  return out;
}

void ProtocolTally::add(ProtocolAnswer const& answer, ProtocolCertificates const& one) {
  for (auto const& line : one.lines)
    if (!line.starts_with("certified") && one.claims > 0)
      all_.lines.push_back(fmt::format("{} under {}: {}", answer.protocol->variant, answer.model_name, line));
  all_.claims += one.claims;
  all_.certified += one.certified;
  all_.assuming += one.assuming;
  all_.bytes += one.bytes;
}
std::string ProtocolTally::report(std::string const& folder) const {
  if (all_.claims == 0) return "";
  auto const assuming = all_.assuming == 0 ? ""
                                           : fmt::format(", {} of them assuming that {}", all_.assuming,
                                                         to_text(certificate::Assumption::NothingFromItself));
  return fmt::format(
      "{}{}{} of {} claims certified{}, in {}: {} kB; `barrister-check` says whether they are true\n",
      fmt::join(all_.lines, "\n"), all_.lines.empty() ? "" : "\n", all_.certified, all_.claims, assuming,
      folder, (all_.bytes + 1023) / 1024);
}

} // namespace barrister::cli
