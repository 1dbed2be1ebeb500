// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/repair.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "cli/page.hpp"
#include "cli/progress.hpp"
#include "cli/protocols.hpp"
#include "cli/repair/changed_texts.hpp"
#include "cli/repair/repaired_text.hpp"
#include "cli/repair/report_repair.hpp"
#include "cli/write_whole.hpp"
#include "patch/line_ends.hpp"
#include "patch/unified_diff.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

using Kind = RepairAnswer::Kind;
using Stands = ClaimOfText::Kind;
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

std::string in_words(std::vector<patch::Change> const& changes) {
  std::string out;
  for (auto const& c : changes)
    out += fmt::format("{}{}() at line {}", out.empty() ? "" : ", ", c.is, c.line);
  return out;
}

class Repairing {
public:
  Repairing(RepairInput& input, RepairOptions const& o, Deadline until)
      : input_(input), options_(o), until_(until) {}

  RepairAnswer run() {
    RepairAnswer out;
    out.kind = as_it_is();
    out.words = words_as_it_is();
    if (out.kind != Kind::Found) return out;
    out.kind = Kind::NotKnown;
    if (happens_under_sc()) {
      out.kind = Kind::UnderSc;
      out.under_sc = words_under_sc();
      return out;
    }
    search(out);
    return out;
  }

private:
  // Found: there is something to look for.
  Kind as_it_is() const {
    auto const any = [&](auto is) {
      return std::ranges::any_of(input_.judges, [&](auto const& j) { return is(j->as_it_is()); });
    };
    if (any([](auto const& b) { return b.is_hopeless; })) return Kind::Hopeless;
    if (any([](auto const& b) { return b.kind == Stands::Broken; })) return Kind::Found;
    if (any([](auto const& b) { return b.kind == Stands::Unknown; })) return Kind::NotKnown;
    return any([](auto const& b) { return b.is_bounded; }) ? Kind::Bounded : Kind::NothingToDo;
  }
  // "the exists clause is reachable under lkmm, tso; unreachable under sc".
  std::string words_as_it_is() const {
    std::vector<std::pair<std::string, std::string>> by_words; // and the models
    for (auto const& judge : input_.judges) {
      auto const& base = judge->as_it_is();
      auto words = base.kind == Stands::Unknown ? "it is not known what is so: " + base.words : base.words;
      auto const found = std::ranges::find(by_words, words, [](auto const& p) { return p.first; });
      if (found == by_words.end())
        by_words.emplace_back(std::move(words), judge->model());
      else
        found->second += ", " + judge->model();
    }
    std::string out;
    for (auto const& [words, models] : by_words)
      out += fmt::format("{}under {}, {}", out.empty() ? "" : "; ", models, words);
    return out;
  }
  bool happens_under_sc() const {
    auto const is_of_sc = [](std::string const& model) { return model == "sc"; };
    for (auto const& judge : input_.judges)
      if (is_of_sc(judge->model()) && judge->as_it_is().kind == Stands::Broken) return true;
    return input_.under_sc && input_.under_sc->as_it_is().kind == Stands::Broken &&
           std::ranges::any_of(input_.judges, [&](auto const& j) { return input_.under_sc->shows_to(*j); });
  }

  // Empty where the same has been said of another model, or of sc.
  std::string words_under_sc() const {
    if (!input_.under_sc) return "";
    auto const& words = input_.under_sc->as_it_is().words;
    auto const says_so = [&](auto const& judge) {
      return judge->model() == "sc" || judge->as_it_is().words == words;
    };
    return std::ranges::any_of(input_.judges, says_so) ? "" : words;
  }

  std::vector<patch::Change> chosen(std::vector<std::size_t> const& changes) const {
    std::vector<patch::Change> out;
    for (auto i : changes) out.push_back(input_.changes[i]);
    return out;
  }

  void search(RepairAnswer& out) {
    RepairSpace space{input_.changes, {}, options_.changes, options_.most_texts};
    if (until_) space.is_late = [this] { return std::chrono::steady_clock::now() >= *until_; };
    for (auto const& c : space.changes)
      space.costs.push_back(options_.costs.of(c.is) -
                            std::min(options_.costs.of(c.is), options_.costs.of(c.was)));
    out.most_changes = space.most_changes;
    out.could_be_made = space.changes.size();
    Progress progress(1);
    std::uint64_t texts = 0;
    ChangedTexts changed(input_.text, input_.changes, input_.judges);
    out.repair = find_repair(space, [&](std::vector<std::size_t> const& changes) -> Tried {
      auto const made = chosen(changes);
      progress.set(0, fmt::format("text {}: {}", ++texts, in_words(made)));
      auto tried = changed.with(changes);
      // What does it may still spoil another part of the text.
      bool const would_do = tried.kind == Tried::Kind::Holds || tried.kind == Tried::Kind::Bounded;
      return would_do && !input_.is_whole(*changed_text(input_.text, made)) ? Tried{Tried::Kind::NoProgram}
                                                                            : tried;
    });
    auto const& found = out.repair.changes;
    if (found.empty()) {
      if (out.repair.is_complete && out.repair.unknown == 0) out.kind = Kind::None;
      return;
    }
    out.kind = Kind::Found;
    out.changes = chosen(found);
    for (auto i : found) out.costs.push_back(space.costs[i]);
    write(out);
  }
  // With comments, if it still is what was judged.
  void write(RepairAnswer& out) const {
    auto const plain = changed_text(input_.text, out.changes).value_or(input_.text);
    std::vector<std::string> comments(out.changes.size());
    for (auto const& judge : input_.judges)
      if (judge->as_it_is().kind == Stands::Broken) {
        comments = judge->comments(plain, called_at(out.changes));
        break;
      }
    auto const ended = [&](std::string const& text) { return patch::with_ends_of(input_.text, text); };
    auto const text = commented_text(input_.text, out.changes, comments);
    bool const is_as_judged = text && input_.judges.front()->are_same(plain, ended(*text));
    out.text = ended(is_as_judged ? *text : plain);
    out.diff = patch::unified_diff(name_in_diff(options_.file), input_.text, out.text);
    std::string models;
    for (auto const& judge : input_.judges) models += (models.empty() ? "" : ", ") + judge->model();
    out.now =
        fmt::format("under {}, {}{}", models, input_.judges.front()->in_words_now(),
                    out.repair.as.kind == Tried::Kind::Bounded ? ", as far as loops were followed" : "");
  }

  RepairInput& input_;
  RepairOptions const& options_;
  Deadline until_;
};

Exit write(RepairOptions const& o, RepairAnswer const& answer, std::ostream& err) {
  auto const path = o.apply ? o.file : o.output;
  if (path.empty() || answer.kind != Kind::Found) return Exit::Good;
  auto const problem = write_whole(path, answer.text);
  if (problem.empty()) return Exit::Good;
  err << "barrister repair: " << problem << "\n";
  return Exit::BadInput;
}

std::string costs_in_words(RepairOptions const& o) {
  return o.architecture ? fmt::format("what they cost on {}", patch::name_of(*o.architecture))
                        : "the sum of what they cost on x86, arm64, powerpc and riscv";
}

Exit repaired(RepairOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  if (o.apply && (o.file == "-" || !o.output.empty())) {
    err << (o.file == "-" ? "barrister repair: --apply changes a file: standard input is none\n"
                          : "barrister repair: --apply or -o, not both\n");
    return Exit::BadInput;
  }
  Deadline until;
  if (o.within.count() > 0) until = std::chrono::steady_clock::now() + o.within;
  auto limited = o;
  limited.protocol.deadline = until;
  auto input = is_protocol(o.file) ? repair_of_protocol(limited, err) : repair_of_test(o, err);
  if (!input) return Exit::BadInput;
  auto const answer = Repairing(*input, o, until).run();
  auto const written = write(o, answer, err);
  if (written != Exit::Good) return written;
  if (o.format == Format::Text)
    out << report_repair(*input, answer, costs_in_words(o), o.width.value_or(width_of_output()));
  gathered.add_result(report_repair_json(*input, answer, costs_in_words(o)));
  return answer.exit();
}

} // namespace

Exit repair(RepairOptions const& o, std::ostream& out, std::ostream& err) {
  StopsOnInterrupt const stops;
  Gathered gathered(o.format, "repair", out);
  auto exit = Exit::Good;
  {
    Heard heard(err);
    exit = repaired(o, gathered, out, heard.stream());
    gathered.add_said(exit, shown_name(o.file), heard.said());
  }
  gathered.finish(exit);
  return exit;
}

} // namespace barrister::cli
