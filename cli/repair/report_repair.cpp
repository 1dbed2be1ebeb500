// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/report_repair.hpp"
#include "cli/page.hpp"
#include "cli/wording.hpp"
#include "patch/code.hpp"
#include "patch/primitives.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace barrister::cli {
namespace {

using Kind = RepairAnswer::Kind;

char const* word(Kind kind) {
  switch (kind) {
  case Kind::NothingToDo: return "nothing-to-repair";
  case Kind::Bounded: return "holds-within-bound";
  case Kind::NotKnown: return "unknown";
  case Kind::Hopeless: return "no-execution";
  case Kind::UnderSc: return "happens-under-sc";
  case Kind::None: return "none";
  case Kind::Found: return "found";
  }
  return "";
}

std::string in_words(patch::Change const& c) {
  auto const where = c.where.empty() ? "" : " in " + c.where;
  if (c.is_added()) return fmt::format("{}(){}, at line {}", c.is, where, c.line);
  return fmt::format("{}() for {}(){}, line {}", c.is, c.was, where, c.line);
}

std::string count_of_cheapest(std::uint64_t texts) {
  return texts == 1 ? "cheapest text" : fmt::format("{} cheapest texts", texts);
}

std::string why_unknown(RepairAnswer const& a) {
  if (a.exit() != Exit::Unknown) return "";
  if (a.kind == Kind::Bounded) return "it holds as far as loops were followed";
  if (!a.repair.why_unknown.empty()) return a.repair.why_unknown;
  if (a.repair.is_late) return "the time of --within ran out";
  if (a.could_be_made > 0 && !a.repair.is_complete) return "not all changed texts were tried (--at-most)";
  return a.kind == Kind::Found ? "with the changes, it holds as far as loops were followed" : a.words;
}

// What stands in a macro with an access in it is not changed: it would be, wherever the macro is used.
bool has_accesses_in_macros(std::string const& text) {
  auto const is_access = [](patch::CallAt const& call, std::string const& code) {
    auto const name = code.substr(call.begin, call.end - call.begin);
    return name == "READ_ONCE" || name == "WRITE_ONCE" || patch::may_order(name) ||
           !patch::stronger_forms(name).empty();
  };
  for (auto at = text.find("#define"); at != text.npos; at = text.find("#define", at + 1)) {
    auto end = text.find('\n', at);
    while (end != text.npos && end > at && text[end - 1] == '\\') end = text.find('\n', end + 1);
    auto const line = text.substr(at, end - at);
    for (auto const& call : patch::calls_in(line, 0, line.size()))
      if (is_access(call, line)) return true;
  }
  return false;
}

class Report {
public:
  Report(RepairInput const& input, RepairAnswer const& a, std::string const& costs_of, std::size_t width)
      : input_(input), a_(a), costs_of_(costs_of), width_(width) {}

  std::string text() {
    say(input_.name + ": " + a_.words + heading() + ".", 0);
    if (a_.kind != Kind::None && a_.kind != Kind::Found && !is_searched()) return std::move(out_);
    say(fmt::format("Sought: at most {} of {} that could be made: a fence between two accesses of one "
                    "thread, or a primitive that orders more in place of one that is there; the cheapest "
                    "first, by {}.",
                    count_of(a_.most_changes, "change"), a_.could_be_made, costs_of_),
        2);
    a_.kind == Kind::Found ? found() : none();
    if (a_.kind != Kind::Found && has_accesses_in_macros(input_.text))
      say("Bodies of macros were left as they are: a fence in one was not tried.", 2);
    return std::move(out_);
  }

private:
  bool is_searched() const { return a_.kind == Kind::NotKnown && a_.could_be_made > 0; }
  std::string heading() const {
    switch (a_.kind) {
    case Kind::NothingToDo: return ": there is nothing to repair";
    case Kind::Bounded:
      return ", as far as loops were followed: it is not known whether there is anything to repair";
    case Kind::Hopeless: return ": no barrier adds an execution";
    case Kind::UnderSc:
      return ": no barrier can help: " +
             (a_.under_sc.empty() ? "it happens under sc" : "under sc, " + a_.under_sc);
    case Kind::NotKnown:
    case Kind::None:
    case Kind::Found: return "";
    }
    return "";
  }
  void say(std::string const& words, std::size_t indent) { out_ += hanging(words, indent, 4, width_); }
  std::string tried() const {
    return fmt::format("{} asked about, {} refuted by an execution of another", a_.repair.asked,
                       a_.repair.refuted);
  }
  void none() {
    auto const& r = a_.repair;
    if (a_.could_be_made == 0) return say("There is nothing that could be changed.", 2);
    if (a_.kind == Kind::None) {
      say(fmt::format("There is none within {}: none of {} would do ({}).",
                      count_of(a_.most_changes, "change"), count_of(r.texts, "text"), tried()),
          2);
      return;
    }
    if (!r.is_complete)
      say(fmt::format("None was found {}among the {} ({}); dearer ones were not tried.",
                      r.is_late ? "in the time that was given " : "", count_of_cheapest(r.texts), tried()),
          2);
    if (r.unknown > 0)
      say(fmt::format("Of {} it is not known whether they would do: {}.", count_of(r.unknown, "text"),
                      r.why_unknown),
          2);
  }
  void found() {
    auto const& r = a_.repair;
    for (std::size_t i = 0; i < a_.changes.size(); ++i)
      say(fmt::format("{}: {}: costs {}.", i == 0 ? "Found" : "and", in_words(a_.changes[i]), a_.costs[i]),
          2);
    out_ += "\n" + a_.diff + "\n";
    say("With it: " + a_.now + ".", 0);
    if (r.unknown > 0)
      say(fmt::format("Of {} that cost no more it is not known whether they would do: {}.",
                      count_of(r.unknown, "text"), r.why_unknown),
          2);
    else
      say(fmt::format("Nothing cheaper would do: {} tried, {}.", count_of(r.texts, "text"), tried()), 2);
    if (!input_.also.empty()) say(input_.also, 2);
  }

  RepairInput const& input_;
  RepairAnswer const& a_;
  std::string const& costs_of_;
  std::size_t width_;
  std::string out_;
};

} // namespace

Exit RepairAnswer::exit() const {
  switch (kind) {
  case Kind::NothingToDo: return Exit::Good;
  case Kind::Bounded:
  case Kind::NotKnown: return Exit::Unknown;
  case Kind::Hopeless:
  case Kind::UnderSc:
  case Kind::None: return Exit::Violated;
  case Kind::Found: break;
  }
  bool const is_known = repair.as.kind == Tried::Kind::Holds && repair.unknown == 0;
  return is_known ? Exit::Good : Exit::Unknown;
}

std::string report_repair(RepairInput const& input, RepairAnswer const& answer, std::string const& costs_of,
                          std::size_t width) {
  return Report(input, answer, costs_of, width).text();
}

std::string report_repair_json(RepairInput const& input, RepairAnswer const& a, std::string const& costs_of) {
  using Json = nlohmann::ordered_json;
  Json changes = Json::array(), models = Json::array();
  for (std::size_t i = 0; i < a.changes.size(); ++i) {
    auto const& c = a.changes[i];
    changes.push_back({{"line", c.line},
                       {"where", c.where},
                       {"was", c.is_added() ? Json() : Json(c.was + "()")},
                       {"is", c.is + "()"},
                       {"cost", a.costs[i]}});
  }
  for (auto const& judge : input.judges) models.push_back(judge->model());
  bool const is_found = a.kind == Kind::Found;
  Json const out{
      {"kind", "repair"},
      {"file", input.file},
      {"name", input.name},
      {"models", models},
      {"result", word(a.kind)},
      {"exit", static_cast<int>(a.exit())},
      {"as_it_is", a.words},
      {"with_it", is_found ? Json(a.now) : Json()},
      {"bounded", is_found && a.repair.as.kind == Tried::Kind::Bounded},
      {"space", {{"changes", a.could_be_made}, {"most_at_once", a.most_changes}, {"costs", costs_of}}},
      {"cost", is_found ? Json(a.repair.cost) : Json()},
      {"changes", changes},
      {"diff", is_found ? Json(a.diff) : Json()},
      {"texts",
       {{"tried", a.repair.texts},
        {"asked", a.repair.asked},
        {"refuted", a.repair.refuted},
        {"unknown", a.repair.unknown}}},
      {"reason", why_unknown(a).empty() ? Json() : Json(why_unknown(a))},
      {"complete", a.repair.is_complete},
      {"late", a.repair.is_late}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace barrister::cli
