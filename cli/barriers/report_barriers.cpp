// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/alternatives.hpp"
#include "cli/page.hpp"
#include "patch/code.hpp"
#include <fmt/format.h>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

std::string place(Finding const& f) {
  return f.file.empty() ? fmt::format("line {}", f.site.line)
                        : fmt::format("{}:{}", f.file.substr(f.file.rfind('/') + 1), f.site.line);
}
std::string form(std::string const& words) { return words.empty() ? "without it" : "with " + words; }

std::string cost(Finding const& f) { return f.cost.empty() ? "" : " (" + f.cost + ")"; }

std::string names_of(Study const& study, std::vector<std::size_t> const& findings) {
  std::string out;
  for (std::size_t i = 0; i < findings.size(); ++i)
    out += fmt::format("{}{}",
                       i == 0                     ? ""
                       : i + 1 == findings.size() ? " and "
                                                  : ", ",
                       name_of(study.findings[findings[i]].site));
  return out;
}
std::string in_some(Study const& study, Finding const& f) {
  return fmt::format("In some executions, it pairs with {}{}.", names_of(study, f.pairs_in_some),
                     f.pairs_with.empty() && !f.orders.empty() ? ": it orders " + f.orders
                     : f.pairs_with.empty()                    ? ""
                                                               : ", too");
}

// "READ_ONCE(x)" of "s + READ_ONCE(x)": what is computed besides is no access.
std::string call_in(std::string const& expression) {
  auto calls = patch::calls_in(expression, 0, expression.size());
  std::erase_if(calls, [&](patch::CallAt const& call) { // what a compiler is told
    auto const name = expression.substr(call.begin, call.end - call.begin);
    return name == "likely" || name == "unlikely";
  });
  if (calls.empty()) return expression;
  auto const close = patch::closing(expression, calls.front().open);
  bool const is_alone = close && (calls.size() == 1 || calls.back().begin < *close);
  auto const& first = calls.front();
  return is_alone ? expression.substr(first.begin, *close + 1 - first.begin) : expression;
}

} // namespace

std::string pair_comment(Study const& study, Finding const& f) {
  auto partners = names_of(study, f.pairs_with);
  for (auto const set : f.with_one_of) partners += (partners.empty() ? "" : " and ") + one_of(study, set);
  for (auto const& other : f.others) partners += (partners.empty() ? "" : " and ") + other.words;
  return "/* Pairs with " + partners + (f.orders.empty() ? ". */" : ": orders " + f.orders + ". */");
}

std::string comment_in_lines(std::string const& comment, std::size_t most, std::string const& indent) {
  constexpr std::string_view margin = " * ";
  auto out = filled(comment, most, most - margin.size(), indent + std::string(margin));
  auto const end = "\n" + indent + " * */";
  if (out.ends_with(end)) out.replace(out.size() - end.size(), end.size(), "\n" + indent + " */");
  return out;
}

std::string access_in_words(std::string statement, EventKind kind) {
  // In a comment there is none.
  for (auto begin = statement.find("/*"); begin != statement.npos; begin = statement.find("/*")) {
    auto const end = statement.find("*/", begin + 2);
    statement.erase(begin, end == statement.npos ? end : end + 2 - begin);
  }
  while (statement.ends_with(';')) statement.pop_back();
  if (statement.starts_with("return ")) statement.erase(0, 7);
  for (std::string_view const asks : {"if (", "while ("})
    if (statement.starts_with(asks) && statement.ends_with(')'))
      statement = statement.substr(asks.size(), statement.size() - asks.size() - 1);
  auto const value = statement.find("= ");
  bool const is_assignment =
      value != statement.npos &&
      statement.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ *") ==
          value;
  bool const is_plain_write =
      is_assignment && kind == EventKind::Write && statement.find('(') == statement.npos;
  if (is_plain_write) return statement.substr(0, statement.find_last_not_of(' ', value - 1) + 1);
  if (is_assignment) statement.erase(0, value + 2);
  return call_in(statement.starts_with('!') ? statement.substr(1) : statement);
}

std::string name_of(patch::Site const& s) {
  return s.where.empty() ? s.primitive : fmt::format("{} in {}", s.primitive, s.where);
}

std::string verdict_in_words(Finding const& f) {
  if (f.weakest.kind == Kind::Unknown) return "not known: " + f.weakest.why;
  if (f.is_unreached) return "not needed: no execution comes to it";
  if (!f.is_needed()) {
    auto const& words = f.site.weaker[0].words;
    return words.empty() ? "not needed" : "not needed: " + words + " would do" + cost(f);
  }
  auto out = fmt::format("needed: {}, {}", form(f.site.weaker[0].words), f.weakest.why);
  if (f.would_do) out += fmt::format("; {} would do{}", f.site.weaker[*f.would_do].words, cost(f));
  for (auto const& words : f.unknown) out += fmt::format("; {}, not known", form(words));
  return out;
}

std::string report_barriers(Study const& study, std::string const& claim, std::size_t width,
                            bool with_traces) {
  auto out = hanging(claim + ".", 0, 4, width);
  if (study.findings.empty() && study.not_looked_at.empty() && study.parts_not_looked_at.empty())
    out += "  It calls no ordering primitive that could be weaker.\n";
  for (auto const& f : study.findings) {
    out += hanging(fmt::format("{}: {}: {}", place(f), name_of(f.site), verdict_in_words(f)), 2, 4, width);
    if (f.is_paired()) out += "    " + comment_in_lines(pair_comment(study, f), width - 4, "    ") + "\n";
    if (!f.pairs_in_some.empty()) out += hanging(in_some(study, f), 4, 2, width);
    if (!with_traces || !f.is_needed() || !f.weakest.trace) continue;
    auto const trace = f.weakest.trace(width);
    out += (trace.starts_with('\n') ? "" : "\n") + trace + "\n";
  }
  for (std::size_t s = 0; s < study.not_together.size(); ++s) {
    std::string names;
    for (auto i : study.not_together[s]) {
      auto const& f = study.findings[i];
      names += fmt::format("{}{}, {}", names.empty() ? "" : "; ", name_of(f.site), place(f));
    }
    auto const partners = partners_of(study, s);
    auto const pairs =
        partners.empty() ? "" : fmt::format(" One of them pairs with {}.", names_of(study, partners));
    out += hanging("Not all of these at once can be weaker: " + names + "." + pairs, 2, 4, width);
  }
  if (!study.not_looked_at.empty())
    out += hanging(fmt::format("Not looked at: {}.", fmt::join(study.not_looked_at, ", ")), 2, 4, width);
  if (!study.parts_not_looked_at.empty())
    out += hanging(fmt::format("Not looked at: what is in {} (--library looks at it).",
                               fmt::join(study.parts_not_looked_at, ", ")),
                   2, 4, width);
  if (!study.are_sets_known) out += hanging(sets_in_words(study), 2, 4, width);
  return out;
}

} // namespace barrister::cli
