// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cache/answer_cache.hpp"
#include "cli/cache/build_id.hpp"
#include "cli/cache/kept_files.hpp"
#include "proofs/certificate/sha256.hpp"
#include "spec/patience.hpp"
#include "spec/written_out.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace barrister::cli {
namespace {

using Json = nlohmann::json;
using Kind = ClaimVerdict::Kind;
using certificate::sha256;

constexpr int format = 1;

std::string written_out(ProtocolEffort const& e) {
  return fmt::format("{} {} {} {} {} {} {}", e.unroll.value_or(0), e.timeout.count(),
                     static_cast<int>(e.engine), static_cast<int>(e.check), e.wants_flags,
                     static_cast<int>(e.on_feedback), e.of_file);
}

// Nothing shows it, and nothing was given up.
bool is_kept(ClaimAnswer const& a, ProtocolEffort const& effort) {
  auto const& v = a.verdict;
  bool const is_all_tried = v.is_final || a.unroll == most_rounds(effort);
  bool const is_shown = v.execution || v.lasso || v.only_by_thin_air;
  bool const is_answer =
      v.kind == Kind::Holds || v.kind == Kind::Violated || (v.kind == Kind::HoldsWithin && is_all_tried);
  return is_answer && !is_shown && v.empty.empty() && a.complaints.empty();
}

std::string key_of(Claim const& claim) { return sha256(barrister::written_out(claim).meaning); }

Json of_claim(ClaimAnswer const& a) {
  auto const& v = a.verdict;
  Json any;
  if (v.any_number) any = {v.any_number->acts, v.any_number->phantoms};
  return {{"kind", static_cast<int>(v.kind)},
          {"reason", v.reason},
          {"is_final", v.is_final},
          {"feeds_back", v.feeds_back},
          {"leaves_out_rounds", v.leaves_out_rounds},
          {"none_shows", v.none_shows},
          {"any_number", any},
          {"unroll", a.unroll}};
}
ClaimAnswer claim_of(Json const& json) {
  ClaimAnswer a;
  auto& v = a.verdict;
  v.kind = static_cast<Kind>(json.at("kind").get<int>());
  v.reason = json.at("reason");
  v.is_final = json.at("is_final");
  v.feeds_back = json.at("feeds_back");
  v.leaves_out_rounds = json.at("leaves_out_rounds");
  v.none_shows = json.at("none_shows");
  if (auto const& any = json.at("any_number"); !any.is_null()) v.any_number = {any.at(0), any.at(1)};
  a.unroll = json.at("unroll");
  a.is_remembered = true;
  return a;
}

// Statements by where they are, for their places are those of the text that is there now.
Json of_unreached(Protocol const& protocol, Unreached const& all) {
  Json statements = Json::array();
  for (auto const& one : all.statements)
    for (std::size_t t = 0; t < protocol.program.threads.size(); ++t) {
      auto const& of_thread = protocol.program.threads[t].instructions;
      auto const at = std::ranges::find_if(of_thread, [&](Instruction const& i) {
        return i.text == one.text && i.call == one.call && i.place.file == one.place.file &&
               i.place.line == one.place.line && i.place.column == one.place.column;
      });
      if (at == of_thread.end()) continue;
      statements.push_back({t, at - of_thread.begin()});
      break;
    }
  return {{"count", all.statements.size()}, {"statements", statements}, {"contexts", all.contexts}};
}
Unreached unreached_of(Protocol const& protocol, Json const& json) {
  Unreached out;
  for (auto const& one : json.at("statements"))
    out.statements.push_back(protocol.program.threads.at(one.at(0).get<std::size_t>())
                                 .instructions.at(one.at(1).get<std::size_t>()));
  out.contexts = json.at("contexts").get<std::vector<ContextId>>();
  return out;
}

Json of_checked(Checked const& c) {
  auto const& [executions, weak, longer, states, refused] = c;
  return {executions, weak, longer, states, refused};
}
Checked checked_of(Json const& json) { return {json.at(0), json.at(1), json.at(2), json.at(3), json.at(4)}; }

} // namespace

struct RememberedCase::Entry {
  KeptFile file;
  std::string places; // of the protocol
  ProtocolEffort effort;
  Json known = Json::object(); // as it is in the file

  std::string places_of(Claim const& claim) const {
    return sha256(places + barrister::written_out(claim).places);
  }
};

RememberedCase::RememberedCase(std::optional<std::filesystem::path> folder, Protocol const& protocol,
                               MemoryModel const& model, ProtocolEffort const& effort)
    : protocol_(protocol) {
  auto const build = build_id();
  if (!folder || build.empty() || effort.deadline) return;
  auto const [meaning, places] = barrister::written_out(protocol);
  auto const all = fmt::format("{}\n{}\n{}\n{}\n{}", format, build, written_out(effort),
                               sha256(barrister::written_out(model)), meaning);
  entry_ = std::make_unique<Entry>(Entry{KeptFile(*folder, sha256(all)), places, effort});
  auto known = Json::parse(entry_->file.read(), nullptr, false);
  if (known.is_object() && known.value("claims", Json()).is_object()) entry_->known = std::move(known);
}
RememberedCase::~RememberedCase() = default;

// What is no entry of ours, for somebody wrote to it, is none.
template <class F> static auto unless_damaged(F const& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (std::exception const&) {
    return std::nullopt;
  }
}

std::optional<ClaimAnswer> RememberedCase::of(Claim const& claim) const {
  if (!entry_) return std::nullopt;
  auto const found = unless_damaged([&] {
    auto const& json = entry_->known.at("claims").at(key_of(claim));
    auto answer = claim_of(json);
    bool const has_places = !answer.verdict.reason.empty() && json.at("places") != entry_->places_of(claim);
    return has_places ? std::nullopt : std::optional(std::move(answer));
  });
  return found.value_or(std::nullopt);
}

std::optional<RememberedCase::Rest> RememberedCase::rest(std::vector<Question> const& asked) const {
  if (!entry_) return std::nullopt;
  auto const found = unless_damaged([&]() -> std::optional<Rest> {
    auto const& json = entry_->known.at("rest");
    auto const of = json.at("asked").get<std::set<std::string>>();
    bool const is_of_all =
        std::ranges::all_of(asked, [&](Question const& q) { return of.contains(key_of(q.claim)); });
    if (!is_of_all) return std::nullopt;
    Rest out;
    out.open_flags = json.at("open_flags").get<std::vector<std::string>>();
    if (!json.at("unreached").is_null()) out.unreached = unreached_of(protocol_, json.at("unreached"));
    out.checked = checked_of(json.at("checked"));
    return out;
  });
  return found.value_or(std::nullopt);
}

void RememberedCase::keep(ProtocolAnswer const& answer) {
  bool const may_be_late = entry_ && entry_->effort.timeout.count() > 0 && !answer.open_flags.empty();
  bool const is_whole = answer.unknown.empty() && !answer.fault && answer.flags.empty() && !may_be_late;
  if (!entry_ || !is_whole || !why_give_up(Deadline{}).empty()) return;
  auto& known = entry_->known;
  Json unreached;
  if (answer.unreached) unreached = of_unreached(protocol_, *answer.unreached);
  if (!unreached.is_null() && unreached["count"] != unreached["statements"].size()) return;
  Json asked = Json::array();
  for (auto const& a : answer.claims) asked.push_back(key_of(a.question.claim));
  known["rest"] = {{"asked", asked},
                   {"open_flags", answer.open_flags},
                   {"unreached", unreached},
                   {"checked", of_checked(answer.checked)}};
  for (auto const& a : answer.claims)
    if (is_kept(a, entry_->effort)) {
      auto one = of_claim(a);
      one["places"] = entry_->places_of(a.question.claim);
      known["claims"][key_of(a.question.claim)] = std::move(one);
    }
  entry_->file.write(known.dump());
}

} // namespace barrister::cli
