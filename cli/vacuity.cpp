// SPDX-License-Identifier: BSD-2-Clause
#include "cli/vacuity.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace barrister::cli {
namespace {

std::string what_fails(EmptyStart const& empty, std::string const& file) {
  switch (empty.why) {
  case EmptyStart::Why::Assumption: {
    auto const& at = empty.assumed.place;
    auto const where =
        at.file && *at.file != file
            ? fmt::format("{}:{}", std::filesystem::path(*at.file).filename().string(), at.line)
            : fmt::format("line {}", at.line);
    return fmt::format("no execution passes {}: {}", where, empty.assumed.text);
  }
  case EmptyStart::Why::Unfinished:
    return "no execution ends: in each, some task is yet to be made current (do agents act too few times?)";
  case EmptyStart::Why::Model: break;
  }
  return "there is no execution";
}

std::string in_words(Protocol const& protocol, Claim const& claim, EmptyStart const& empty,
                     std::string const& file) {
  std::string around;
  if (protocol.starts.size() > 1) around = "from " + empty.start;
  for (auto const& agent : claim.without)
    around += (&agent != &claim.without.front() ? ", " : around.empty() ? "without " : " without ") + agent;
  return (around.empty() ? "" : around + ", ") + what_fails(empty, file);
}

bool names(std::vector<EmptyStart> const& all, std::string const& start) {
  return std::ranges::find(all, start, &EmptyStart::start) != all.end();
}

} // namespace

std::string why_vacuous(Protocol const& protocol, ClaimAnswer const& a, std::string const& file) {
  std::string out;
  for (auto const& empty : a.verdict.empty)
    out += (out.empty() ? "" : "; ") + in_words(protocol, a.question.claim, empty, file);
  return out;
}

std::vector<std::string> vacuities(ProtocolAnswer const& answer) {
  std::vector<std::string> out;
  for (auto const& a : answer.claims)
    for (auto const& empty : a.verdict.empty)
      if (auto text = in_words(*answer.protocol, a.question.claim, empty, answer.file);
          std::ranges::find(out, text) == out.end())
        out.push_back(std::move(text));
  return out;
}

bool is_vacuous_unsaid(ProtocolAnswer const& answer) {
  auto const is_said = [&](std::string const& start) {
    return std::ranges::any_of(answer.claims, [&](ClaimAnswer const& a) {
      return a.judged == Verdict::Vacuous && names(a.verdict.empty, start);
    });
  };
  return std::ranges::any_of(answer.claims, [&](ClaimAnswer const& a) {
    return std::ranges::any_of(a.verdict.empty, [&](EmptyStart const& e) { return !is_said(e.start); });
  });
}

Exit exit_of(ProtocolAnswer const& answer) {
  auto exit = is_vacuous_unsaid(answer) ? Exit::Violated : Exit::Good;
  for (auto const& a : answer.claims) exit = worse(exit, a.exit);
  return exit;
}

} // namespace barrister::cli
