// SPDX-License-Identifier: BSD-2-Clause
#include "cli/warnings.hpp"
#include "spec/statements.hpp"
#include "spec/unwritten.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>
#include <set>

namespace barrister::cli {
namespace {

bool comes_before(Warning const& a, Warning const& b) {
  return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
}

} // namespace

Message message_of(Warning const& w) {
  return {Message::Severity::Warning, w.place.file ? *w.place.file : "", w.place.line, w.place.column,
          w.text};
}

void Warnings::add(ProtocolAnswer const& answer) {
  add_statements(answer);
  add_contexts(answer);
  add_ghosts(answer);
}
void Warnings::add(std::string const& name, Warning warning, bool is_idle) {
  auto& one = idle_.try_emplace(name, Idle{std::move(warning)}).first->second;
  one.is_idle = one.is_idle && is_idle;
}

void Warnings::add_statements(ProtocolAnswer const& answer) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> unreached;
  if (answer.unreached)
    for (auto const& s : answer.unreached->statements) unreached.emplace(s.place.line, s.place.column);
  for (auto& s : statements_in(*answer.protocol, answer.file)) {
    std::pair const place{s.instruction.place.line, s.instruction.place.column};
    auto& one = statements_[place];
    one.instruction = std::move(s.instruction);
    one.is_mark = one.is_mark || s.is_mark;
    one.is_reached = one.is_reached || !unreached.contains(place);
  }
}
void Warnings::add_contexts(ProtocolAnswer const& answer) {
  auto const& contexts = answer.protocol->contexts;
  auto const never_runs = [&](ContextId c) {
    return answer.unreached && std::ranges::count(answer.unreached->contexts, c) > 0;
  };
  for (ContextId c = 0; c < contexts.size(); ++c) {
    auto const& context = contexts[c];
    if (context.kind == Context::Kind::Task || !is_in(context.place, answer.file)) continue;
    bool const is_first = c == 0 || contexts[c - 1].agent != context.agent || context.agent.empty();
    if (context.kind == Context::Kind::Act && !is_first && never_runs(c - 1))
      continue; // said of the one before
    auto const text = context.kind == Context::Kind::Interrupt
                          ? fmt::format("the handler {} runs in no execution", context.name)
                      : is_first ? fmt::format("{} acts in no execution", context.agent)
                                 : fmt::format("{} happens in no execution", context.name);
    add("context " + context.name, {context.place, text}, never_runs(c));
  }
}
void Warnings::add_ghosts(ProtocolAnswer const& answer) {
  for (auto const& a : answer.claims) {
    auto const& claim = a.question.claim;
    auto const never_written = unwritten(*answer.protocol, claim);
    for (auto const& name : never_written) {
      auto const text =
          name.starts_with("reached(")
              ? fmt::format("{} asks about {}, and no code that runs has that label", claim.name, name)
              : fmt::format("{} asks about {}, and nothing writes it", claim.name, name);
      add("claim " + claim.name + " " + name, {claim.place, text}, true);
    }
    for (auto& [name, one] : idle_) {
      auto const prefix = "claim " + claim.name + " ";
      if (name.starts_with(prefix) &&
          std::ranges::find(never_written, name.substr(prefix.size())) == never_written.end())
        one.is_idle = false;
    }
  }
}

// Those that stand together are one warning. Where such a stretch begins with a mark, a claim asks whether it
// is reached: that it is not is an answer, no accident.
void Warnings::statements(std::vector<Warning>& out) const {
  for (auto at = statements_.begin(); at != statements_.end();) {
    if (at->second.is_reached) {
      ++at;
      continue;
    }
    auto const& first = at->second;
    auto last = first.instruction.place.line;
    for (; at != statements_.end() && !at->second.is_reached; ++at) last = at->second.instruction.place.line;
    if (first.is_mark) continue;
    auto const& place = first.instruction.place;
    auto const what =
        last == place.line ? std::string("this") : fmt::format("lines {} to {}", place.line, last);
    out.push_back({place, fmt::format("no execution reaches {}: {}", what, first.instruction.text)});
  }
}

std::vector<Warning> Warnings::all() const {
  std::vector<Warning> out;
  statements(out);
  for (auto const& [name, one] : idle_)
    if (one.is_idle) out.push_back(one.warning);
  for (auto const& f : frontend::uncalled_functions(file_))
    out.push_back({f.place, "nothing calls " + f.name + "()"});
  std::ranges::stable_sort(out, comes_before);
  return out;
}

std::string report_warnings(std::vector<Warning> const& all) {
  std::string text;
  for (auto const& w : all)
    text += fmt::format("{}:{}: warning: {}\n", w.place.file ? *w.place.file : "", w.place.line, w.text);
  return text;
}
Exit say_warnings(Warnings const& warnings, bool are_errors, std::ostream& out) {
  auto const all = warnings.all();
  out << (all.empty() ? "" : "\n") << report_warnings(all);
  return are_errors && !all.empty() ? Exit::Violated : Exit::Good;
}

} // namespace barrister::cli
