// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers.hpp"
#include "cli/claim_of_text.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include "cli/report_columns.hpp"
#include "cli/wording.hpp"
#include "patch/sites.hpp"
#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

// Of so many that are not needed one by one, which may go together is looked at set by set.
constexpr std::size_t most_together = 8;

using Kind = ClaimOfText::Kind;

struct Finding {
  patch::Site const* site = nullptr;
  ClaimOfText weakest;                        // with the weakest form in its place
  std::optional<std::size_t> would_do;        // the weakest form that is enough; none: as it is
  std::vector<std::string> unknown;           // forms of which it is not known
  std::optional<Answer> why;                  // without it the claim is broken; with it, this is what is forbidden
  std::vector<patch::Site const*> pairs_with; // on other CPUs
  std::string orders;                         // "WRITE_ONCE(*x, 1) before READ_ONCE(*y)"
  bool is_needed() const { return weakest.kind == Kind::Broken; }
};

std::string name(patch::Site const& s) { return fmt::format("{} in P{}", s.primitive, s.thread); }
std::string name_with_line(patch::Site const& s) {
  return fmt::format("{} in P{}, line {}", s.primitive, s.thread, s.line);
}

class Study {
public:
  Study(std::string const& text, LitmusTest const& test, ClaimOfText const& base, AskedTexts const& asked)
      : text_(text), test_(test), base_(base), asked_(asked), sites_(patch::sites_of(text)) {
    std::erase_if(sites_, [&](patch::Site const& s) { return s.thread >= test.program.threads.size(); });
  }

  void run() {
    for (auto const& site : sites_) findings_.push_back(look_at(site));
    for (auto& f : findings_)
      if (f.is_needed()) explain(f);
    look_at_sets();
  }
  std::vector<Finding> const& findings() const { return findings_; }
  std::vector<std::vector<Finding const*>> const& not_together() const { return not_together_; }
  bool are_sets_known() const { return are_sets_known_; }

private:
  ClaimOfText ask(std::vector<patch::Edit> edits) const {
    return asked_.ask(patch::edited(text_, std::move(edits)), base_.answer.result.flags);
  }

  Finding look_at(patch::Site const& site) const {
    Finding out{&site, ask({site.weaker[0].edit}), {}, {}, {}, {}, {}};
    if (out.weakest.kind == Kind::Holds) {
      out.would_do = 0;
      return out;
    }
    if (out.weakest.kind == Kind::Unknown) out.unknown.push_back(site.weaker[0].words);
    for (std::size_t i = 1; i < site.weaker.size() && !out.would_do; ++i) {
      auto const claim = ask({site.weaker[i].edit});
      if (claim.kind == Kind::Holds) out.would_do = i;
      if (claim.kind == Kind::Unknown) out.unknown.push_back(site.weaker[i].words);
    }
    return out;
  }

  // The cycle that forbids what its absence allows.
  void explain(Finding& f) const {
    auto const& result = f.weakest.answer.result;
    auto const& shown = test_.quantifier == Quantifier::Forall ? result.falsifying : result.satisfying;
    auto const asked = asked_about(test_);
    bool const has_array = std::ranges::any_of(
        asked, [](Observable const& o) { return std::holds_alternative<WholeArray>(o); });
    if (!shown || has_array || asked.empty()) return;
    auto const values = final_values(f.weakest.test->program, result.states[*shown].execution, asked);
    f.why = asked_.why_not(test_, values);
    if (!f.why->explanation || !f.why->result.forbidden) return;
    auto const& x = *f.why->result.forbidden;
    for (auto const& link : f.why->explanation->steps) {
      auto const &from = x.events[link.from], &to = x.events[link.to];
      if (from.is_initial() || to.is_initial() || from.cpu != to.cpu) continue;
      for (auto const& other : findings_)
        if (other.is_needed() && other.site->thread == from.cpu && is_within(*other.site, from, to)) {
          if (&other == &f)
            f.orders = fmt::format("{} before {}", told(from), told(to));
          else if (other.site->thread != f.site->thread)
            add_pair(f, other.site);
        }
    }
  }
  static void add_pair(Finding& f, patch::Site const* site) {
    if (std::ranges::find(f.pairs_with, site) == f.pairs_with.end()) f.pairs_with.push_back(site);
  }
  std::string told(Event const& e) const {
    auto out = statement(test_.program, e);
    while (out.ends_with(';')) out.pop_back();
    // Of `int r0 = READ_ONCE(*x)`, what is read.
    auto const value = out.find("= ");
    bool const is_assignment =
        value != out.npos && out.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ *") == value;
    return is_assignment ? out.substr(value + 2) : out;
  }
  // A fence is between the two; what orders by itself is one of them.
  bool is_within(patch::Site const& site, Event const& from, Event const& to) const {
    auto const at = [&](Event const& e) {
      auto const& place = test_.program.threads[e.cpu].instructions[e.instruction].place;
      return std::pair(place.line, place.column);
    };
    auto const here = std::pair(site.line, site.column);
    auto const own = statement_at(site);
    if (own == at(from) || own == at(to)) return true;
    return site.weaker[0].words.empty() && at(from) < here && here < at(to);
  }
  std::pair<std::uint32_t, std::uint32_t> statement_at(patch::Site const& site) const {
    std::pair<std::uint32_t, std::uint32_t> out;
    for (auto const& i : test_.program.threads[site.thread].instructions)
      if (auto const place = std::pair(i.place.line, i.place.column);
          place <= std::pair(site.line, site.column))
        out = std::max(out, place);
    return out;
  }

  // Smallest sets of those that are not needed one by one, of which not all can go.
  void look_at_sets() {
    std::vector<Finding const*> free;
    for (auto const& f : findings_)
      if (f.would_do == 0) free.push_back(&f);
    if (free.size() < 2) return;
    are_sets_known_ = free.size() <= most_together;
    if (!are_sets_known_) return;
    std::vector<unsigned> sets, broken;
    for (unsigned s = 1; s < 1u << free.size(); ++s)
      if (std::popcount(s) > 1) sets.push_back(s);
    std::ranges::stable_sort(sets, {}, [](unsigned s) { return std::popcount(s); });
    for (auto s : sets) {
      if (std::ranges::any_of(broken, [s](unsigned b) { return (s & b) == b; })) continue;
      std::vector<patch::Edit> edits;
      std::vector<Finding const*> members;
      for (std::size_t i = 0; i < free.size(); ++i)
        if (s >> i & 1) {
          members.push_back(free[i]);
          edits.push_back(free[i]->site->weaker[0].edit);
        }
      auto const kind = ask(std::move(edits)).kind;
      if (kind == Kind::Unknown) are_sets_known_ = false;
      if (kind != Kind::Broken) continue;
      broken.push_back(s);
      not_together_.push_back(std::move(members));
    }
  }

  std::string const& text_;
  LitmusTest const& test_;
  ClaimOfText const& base_;
  AskedTexts const& asked_;
  std::vector<patch::Site> sites_;
  std::vector<Finding> findings_;
  std::vector<std::vector<Finding const*>> not_together_;
  bool are_sets_known_ = true;
};

std::string form(std::string const& words) { return words.empty() ? "without it" : "with " + words; }

std::string verdict(Finding const& f) {
  if (f.weakest.kind == Kind::Unknown) return "not known: " + f.weakest.why;
  if (!f.is_needed()) {
    auto const& words = f.site->weaker[0].words;
    return words.empty() ? "not needed" : "not needed: " + words + " would do";
  }
  auto out = fmt::format("needed: {}, {}", form(f.site->weaker[0].words), f.weakest.why);
  if (f.would_do) out += fmt::format("; {} would do", f.site->weaker[*f.would_do].words);
  for (auto const& words : f.unknown) out += fmt::format("; {}, not known", form(words));
  return out;
}

std::string comment(Finding const& f) {
  std::string out = "/* Pairs with ";
  for (std::size_t i = 0; i < f.pairs_with.size(); ++i)
    out += fmt::format("{}{}", i == 0 ? "" : i + 1 == f.pairs_with.size() ? " and " : ", ", name(*f.pairs_with[i]));
  return out + (f.orders.empty() ? ". */" : ": orders " + f.orders + ". */");
}

// Lines that all begin so far to the right, and all but the first with the margin, too.
std::string indented(std::string const& words, std::size_t by, std::string const& margin, std::size_t width) {
  std::string const space(by, ' ');
  return space + filled(words, width - by, space + margin) + "\n";
}

std::string claim_in_words(LitmusTest const& test) {
  return test.quantifier == Quantifier::Forall ? "the forall clause holds" : "the exists clause is unreachable";
}

void report(Study const& study, LitmusTest const& test, MemoryModel const& model, BarriersOptions const& o,
            std::ostream& out) {
  auto const& findings = study.findings();
  out << fmt::format("{}: {} under {}.\n", test.name, claim_in_words(test), model.name);
  if (findings.empty()) out << "  It has no ordering primitive that could be weaker.\n";
  for (auto const& f : findings) {
    out << indented(fmt::format("line {}: {}: {}", f.site->line, name(*f.site), verdict(f)), 2, "    ", o.page);
    if (!f.pairs_with.empty()) out << indented(comment(f), 4, " * ", o.page);
    if (o.trace && f.is_needed())
      if (auto const shown = witness(*f.weakest.test, f.weakest.answer))
        out << "\n" << report_columns(*f.weakest.test, model, *shown, o.page) << "\n";
  }
  for (auto const& set : study.not_together()) {
    std::string names;
    for (auto const* f : set) names += (names.empty() ? "" : "; ") + name_with_line(*f->site);
    out << indented("Not all of these at once can be weaker: " + names + ".", 2, "    ", o.page);
  }
  if (!study.are_sets_known())
    out << indented("Whether those that are not needed one by one can be weaker all at once was not found out.", 2,
                    "    ", o.page);
}

Exit study_under(std::string const& text, Context const& context, Model const& model, BarriersOptions const& o,
                 std::ostream& out, std::ostream& err) {
  auto const view = context.view();
  AskedTexts const asked(shown_name(o.file), view, model.memory, o.solver);
  auto const base = asked.ask(text);
  if (!base.test) return Exit::BadInput;
  auto const& name = base.test->name;
  bool const says_nothing = base.test->quantifier == Quantifier::Forall && !has_condition(*base.test);
  if (says_nothing) {
    err << fmt::format("{}: it claims nothing: an exists or a forall clause says what barriers are for\n", name);
    return Exit::BadInput;
  }
  // Flags are of the test as it is.
  auto const first = asked.ask(text, base.answer.result.flags);
  if (first.kind == Kind::Unknown) {
    out << fmt::format("{}: unknown under {}: {}\n", name, model.memory.name, first.why);
    return Exit::Unknown;
  }
  if (first.kind == Kind::Broken) {
    out << fmt::format("{}: {} under {}: there is nothing that its barriers keep.\n", name, first.why,
                       model.memory.name);
    return Exit::Violated;
  }
  Study study(text, *first.test, first, asked);
  study.run();
  report(study, *first.test, model.memory, o, out);
  if (first.answer.result.bound_reached)
    out << fmt::format("  Loops were followed for {} alone.\n", count_of(o.solver.unroll, "round"));
  bool const is_open = first.answer.result.bound_reached || !study.are_sets_known() ||
                       std::ranges::any_of(study.findings(), [](Finding const& f) {
                         return f.weakest.kind == Kind::Unknown || !f.unknown.empty();
                       });
  return is_open ? Exit::Unknown : Exit::Good;
}

} // namespace

Exit barriers(BarriersOptions const& o, std::ostream& out, std::ostream& err) {
  if (is_protocol(o.file)) {
    err << fmt::format("{}: error: 'barriers' takes litmus tests, and this is a protocol\n"
                       "    hint: a variant of it without a barrier, and 'barrister variants', say what that one is for\n",
                       shown_name(o.file));
    return Exit::BadInput;
  }
  auto const from = ingredients(o.models, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const text = read_input(o.file);
  if (!text) diagnostics.unreadable(shown_name(o.file));
  auto const context = load_context(from->front(), diagnostics);
  if (text && context) frontend::load_litmus(shown_name(o.file), *text, diagnostics, context->view());
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!text || !context || diagnostics.failed()) return Exit::BadInput;
  Exit exit = Exit::Good;
  for (auto const& one : *from) {
    frontend::Diagnostics of_model;
    auto const model = load_model(one, of_model);
    for (auto const& d : of_model.all()) err << to_string(d) << (d.subject == one.model ? model_hint(one.model) : "");
    exit = worse(exit, model ? study_under(*text, *context, *model, o, out, err) : Exit::BadInput);
  }
  return exit;
}

} // namespace barrister::cli
