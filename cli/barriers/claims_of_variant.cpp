// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/claims_of_variant.hpp"
#include "cli/inputs.hpp"
#include "cli/pipeline.hpp"
#include "cli/protocols.hpp"
#include "frontend/protocol/print.hpp"
#include "frontend/protocol/replace.hpp"
#include "spec/joined.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace barrister::cli {
namespace {

// Of other readings: what is said of all claims is what was said first.
void append(ProtocolAnswer& to, ProtocolAnswer more) {
  std::ranges::move(more.claims, std::back_inserter(to.claims));
  std::ranges::move(more.flags, std::back_inserter(to.flags));
  std::ranges::move(more.open_flags, std::back_inserter(to.open_flags));
  if (!to.fault) to.fault = std::move(more.fault);
  if (to.unknown.empty()) to.unknown = std::move(more.unknown);
  to.seconds = std::max(to.seconds, more.seconds);
}

} // namespace

AskedVariants::AskedVariants(std::string file, std::string variant, ProtocolModel const& model,
                             ProtocolEffort effort)
    : file_(std::move(file)), variant_(std::move(variant)), model_(model), effort_(std::move(effort)) {
  effort_.properties.clear(); // claims are chosen by their number
}

AskedVariants::Result AskedVariants::read(std::string const& text) const {
  Result out;
  frontend::Diagnostics diagnostics;
  auto const wrong = [&] {
    using Severity = frontend::Diagnostic::Severity;
    auto const& all = diagnostics.all();
    auto const first = std::ranges::find_if(all, [](frontend::Diagnostic const& d) {
      return d.severity == Severity::Error || d.severity == Severity::Unsupported;
    });
    out.problem = first == all.end() ? "it is no protocol any more" : first->message;
    out.is_replaced = out.problem.starts_with(frontend::protocol::does_not_occur);
    for (auto const& d : all) out.errors += to_string(d);
    return out;
  };
  auto const library = [this, there = library_for(file_)](std::string const& name) {
    auto found = there(name);
    if (!found) return found;
    auto const other = parts_.find(found->name());
    return other == parts_.end() ? found : std::optional(frontend::Source(other->first, other->second));
  };
  auto const file = frontend::parse_protocol(frontend::Source(shown_name(file_), text), library, diagnostics);
  if (!file) return wrong();
  auto protocol = frontend::resolve(*file, variant_, diagnostics);
  if (!protocol) return wrong();
  auto const races =
      std::ranges::any_of(model_.memory.checks, is_of_races) ? Races::Flagged : Races::NotFlagged;
  out.questions = questions(*file, *protocol, model_.name, races);
  out.program = frontend::protocol::print(*protocol);
  out.protocol = std::make_shared<Protocol const>(std::move(*protocol));
  return out;
}

std::string AskedVariants::problem_in_words(Result const& result) const {
  if (!result.errors.empty()) return result.errors;
  return fmt::format("{}: {}: {}\n", printed_name(file_), variant_, result.problem);
}

AskedVariants::Result AskedVariants::ask(std::string const& text, std::vector<std::size_t> const& claims,
                                         ProtocolEffort const& effort, Choose const& choose) const {
  std::vector<Question> chosen;
  auto out = read(text);
  if (!out.problem.empty()) return out;
  for (auto i : claims) {
    if (i >= out.questions.size()) {
      out.problem = "it has fewer claims";
      return out;
    }
    choose(out.questions[i], *out.protocol, chosen);
  }
  out.answer = check_protocol(*out.protocol, chosen, model_.memory, effort, [](unsigned) {});
  return out;
}
AskedVariants::Result AskedVariants::ask(std::string const& text,
                                         std::vector<std::size_t> const& claims) const {
  auto const as_it_is = [](Question const& q, Protocol const&, std::vector<Question>& out) {
    out.push_back(q);
  };
  return ask(text, claims, effort_, as_it_is);
}
AskedVariants::Result AskedVariants::ask_from_each_start(std::string const& text,
                                                         std::vector<std::size_t> const& claims) const {
  auto const one_by_one = [](Question const& q, Protocol const& protocol, std::vector<Question>& out) {
    auto const& from = q.claim.from;
    for (std::uint32_t start = 0; start < protocol.starts.size(); ++start)
      if (from.empty() || std::ranges::find(from, start) != from.end())
        out.emplace_back(q).claim.from = {start};
  };
  auto effort = effort_;
  effort.wants_flags = false;
  return ask(text, claims, effort, one_by_one);
}

std::optional<ProtocolAnswer> AskedVariants::ask_joined(std::span<Result const> readings,
                                                        std::span<Claims const> claims,
                                                        OnFeedback on_feedback) const {
  std::vector<Protocol const*> all;
  for (auto const& one : readings) all.push_back(one.protocol.get());
  auto protocol = joined(all);
  if (!protocol) return std::nullopt;
  for (auto& context : protocol->contexts)
    context.is_unbounded = false; // what holds is not asked for more acts
  std::vector<Question> asked;
  for (std::size_t i = 0; i < readings.size(); ++i)
    for (auto const claim : claims[i]) {
      auto question = readings[i].questions[claim];
      question.claim = as_of(std::move(question.claim), i, readings[i].protocol->starts.size());
      asked.push_back(std::move(question));
    }
  auto effort = effort_;
  effort.of_file.clear();
  effort.smaller = effort.smaller_covers = 0;
  effort.on_feedback = on_feedback;
  return check_protocol(*protocol, asked, model_.memory, effort, [](unsigned) {});
}

std::optional<ProtocolAnswer> AskedVariants::ask_together(std::vector<Result> const& readings,
                                                          Claims const& of_first, Claims const& of_others,
                                                          OnFeedback on_feedback, unsigned jobs) const {
  auto const& as_it_is = readings.front().questions;
  for (std::size_t i = 0; i < readings.size(); ++i)
    for (auto const claim : i == 0 ? of_first : of_others) {
      auto const& here = readings[i].questions;
      bool const is_there = claim < here.size() && claim < as_it_is.size() &&
                            here[claim].claim.name == as_it_is[claim].claim.name;
      if (!is_there) return std::nullopt;
    }
  // Each part has some of the readings, and the first, that others can be joined to.
  auto const others = readings.size() - 1;
  auto const parts = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(others, 1));
  auto const ask = [&](std::size_t part) {
    std::vector<Result> some{readings.front()};
    std::vector<Claims> of_some{part == 0 ? of_first : Claims{}};
    for (auto i = 1 + part * others / parts; i < 1 + (part + 1) * others / parts; ++i) {
      some.push_back(readings[i]);
      of_some.push_back(of_others);
    }
    return ask_joined(some, of_some, on_feedback);
  };
  std::optional<ProtocolAnswer> out;
  bool is_known = true;
  in_order(parts, jobs, ask, [&](std::optional<ProtocolAnswer> answer) {
    is_known = is_known && answer;
    if (!is_known) return;
    if (out)
      append(*out, std::move(*answer));
    else
      out = std::move(answer);
  });
  return is_known ? out : std::nullopt;
}

std::string full_name(std::string const& protocol, std::string const& variant) {
  return protocol == variant ? protocol : protocol + " " + variant;
}

AskedVariants AskedVariants::with_part(std::string const& file, std::string text) const {
  auto out = *this;
  out.parts_[file] = std::move(text);
  return out;
}

std::vector<std::size_t> AskedVariants::of_properties(std::string const& text,
                                                      std::vector<std::string> const& names,
                                                      Covers covers) const {
  auto const all = read(text).questions;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < all.size(); ++i)
    if ((covers == Covers::Too || all[i].claim.kind != Claim::Kind::Cover) &&
        (names.empty() || std::ranges::find(names, all[i].claim.name) != names.end()))
      out.push_back(i);
  return out;
}

} // namespace barrister::cli
