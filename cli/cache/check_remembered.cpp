// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cache/check_remembered.hpp"
#include "cli/cache/answer_cache.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

std::vector<Question> asked_for(std::vector<Question> all, std::vector<std::string> const& properties) {
  if (!properties.empty())
    std::erase_if(all, [&](Question const& q) { return std::ranges::count(properties, q.claim.name) == 0; });
  return all;
}

// Where one question has no answer to anything, those that are known have theirs.
void give_reason(ProtocolAnswer& fresh) {
  for (auto& a : fresh.claims)
    if (a.verdict.kind == ClaimVerdict::Kind::Unknown && a.verdict.reason.empty())
      a.verdict.reason = fresh.unknown;
  fresh.unknown.clear();
}

} // namespace

ProtocolAnswer check_remembered(Protocol const& protocol, std::vector<Question> const& all,
                                MemoryModel const& model, ProtocolEffort const& effort,
                                std::function<void(unsigned)> const& rounds) {
  auto const questions = asked_for(all, effort.properties);
  RememberedCase remembered(effort.cache, protocol, model, effort);
  auto const ask = [&] {
    auto answer = check_protocol(protocol, questions, model, effort, rounds);
    if (answer.seconds >= effort.worth_keeping) remembered.keep(answer);
    return answer;
  };
  auto const rest = remembered.rest(questions);
  std::vector<std::optional<ClaimAnswer>> known;
  std::vector<Question> open;
  for (auto const& q : questions)
    if (!known.emplace_back(rest ? remembered.of(q.claim) : std::nullopt)) open.push_back(q);
  if (open.size() == questions.size()) return ask();

  auto for_open = effort;
  for_open.properties.clear();
  for_open.wants_flags = false;
  for_open.of_file.clear();
  ProtocolAnswer out;
  if (!open.empty()) out = check_protocol(protocol, open, model, for_open, rounds);
  if (out.fault) return ask();
  give_reason(out);
  auto fresh = std::move(out.claims);
  auto whole = protocol;
  whole.claims.clear();
  out.claims.clear();
  auto next = fresh.begin();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    whole.claims.push_back(questions[i].claim);
    auto& a = out.claims.emplace_back(known[i] ? std::move(*known[i]) : std::move(*next++));
    a.question = questions[i];
    if (known[i]) judge(a);
  }
  out.protocol = std::make_shared<Protocol const>(std::move(whole));
  out.model = model.name;
  out.open_flags = rest->open_flags;
  out.unreached = rest->unreached;
  if (open.empty()) out.checked = rest->checked;
  return out;
}

} // namespace barrister::cli
