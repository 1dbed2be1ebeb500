// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barriers.hpp"
#include "cli/barriers/barrier_records.hpp"
#include "cli/barriers/barrier_study.hpp"
#include "cli/barriers/barriers_of_variant.hpp"
#include "cli/barriers/check_comments.hpp"
#include "cli/barriers/kept_claims.hpp"
#include "cli/barriers/reach.hpp"
#include "cli/inputs.hpp"
#include "cli/interrupt.hpp"
#include "cli/models.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include "cli/report_columns.hpp"
#include "cli/report_missing.hpp"
#include "cli/wording.hpp"
#include "patch/bodies.hpp"
#include "patch/code.hpp"
#include "proofs/missing.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <ostream>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

// Which fences would forbid what breaks the claim, in the execution that shows it.
std::string report_lacking(ClaimOfText const& broken, LitmusTest const& test, MemoryModel const& model,
                           std::size_t width) {
  auto const shown = witness(test, broken.answer);
  if (!shown || shown->kind == Witness::Kind::Faults || shown->kind == Witness::Kind::Forbidden) return "";
  auto const& x = *shown->execution;
  auto const lacking = proofs::missing_barriers(model, x);
  if (!lacking) return "";
  std::string out;
  for (auto const& b : lacking->barriers) {
    auto const at = [&](EventId e) {
      auto words = statement(test.program, x.events[e]);
      while (words.ends_with(';')) words.pop_back();
      return fmt::format("{} (line {})", words, line_of(test.program, x.events[e]));
    };
    out += hanging(fmt::format("In the execution that shows it, P{} lacks {} between {} and {}.",
                               x.events[b.before].cpu, fence_in_words(b.kind), at(b.before), at(b.behind)),
                   2, 4, width);
  }
  return out;
}

using NeededUnder = std::function<std::string(patch::Site const&)>;

// Of models that are asked side by side: which of the others needs a barrier. Each is asked when it has to
// be.
template <class Asked> class Others {
public:
  using Make = std::function<Asked(std::size_t model)>;
  Others(std::string const& text, std::vector<std::string> names, Make make)
      : text_(text), names_(std::move(names)), make_(std::move(make)) {}
  NeededUnder but(std::size_t own) {
    return [this, own](patch::Site const& site) {
      auto const changed = patch::edited(text_, {site.weaker.front().edit});
      for (std::size_t i = 0; changed && i < names_.size(); ++i) {
        if (i == own) continue;
        auto& asked = asked_.try_emplace(i, nullptr).first->second;
        if (!asked) asked = std::make_unique<Asked>(make_(i));
        if (asked->breaks(*changed)) return names_[i];
      }
      return std::string();
    };
  }

private:
  std::string const& text_;
  std::vector<std::string> names_;
  Make make_;
  std::map<std::size_t, std::unique_ptr<Asked>> asked_;
};
struct AskedTest {
  AskedTexts asked;
  ClaimOfText as_it_is;
  bool breaks(std::string const& text) const {
    return as_it_is.kind == Kind::Holds && asked.changed(text, as_it_is).kind == Kind::Broken;
  }
};
struct AskedVariant {
  std::unique_ptr<AskedVariants const> asked;
  std::optional<KeptClaims> kept; // nothing where it is no protocol
  bool breaks(std::string const& text) const { return kept && kept->said(text).kind == Kind::Broken; }
};
AskedVariant asked_variant(std::string const& text, std::string const& variant, ProtocolModel const& model,
                           BarriersOptions const& o) {
  AskedVariant out{std::make_unique<AskedVariants const>(o.file, variant, model, o.protocol), {}};
  auto const claims = out.asked->of_properties(text, o.protocol.properties);
  auto const base = out.asked->ask(text, claims);
  if (base.problem.empty() && !base.answer.fault) out.kept.emplace(*out.asked, claims, base.answer);
  return out;
}

// Of a litmus test.
class OfTest {
public:
  OfTest(std::string text, BarriersOptions const& o, Context const& context, Model const& model,
         NeededUnder needed_under)
      : text_(std::move(text)), options_(o), needed_under_(std::move(needed_under)), view_(context.view()),
        model_(model.memory), asked_(shown_name(o.file), view_, model_, o.solver) {}

  Exit run(Gathered& gathered, std::ostream& out, std::ostream& err) {
    auto const base = asked_.as_it_is(text_);
    auto const& test = *base.test;
    Studied about{test.file, test.name, "", model_.name, base.why, {}, Exit::Unknown};
    if (test.condition_place) about.asked = *test.condition_place;
    if (test.quantifier == Quantifier::Forall && !has_condition(test)) {
      err << fmt::format("{}: it claims nothing: an exists or a forall clause says what barriers are for\n",
                         test.name);
      return Exit::BadInput;
    }
    auto const name = fmt::format("{} under {}", test.name, model_.name);
    if (base.kind == Kind::Unknown) {
      out << fmt::format("{}: unknown: {}\n", name, base.why);
      gather(about, {}, {}, gathered);
      return Exit::Unknown;
    }
    if (base.kind == Kind::Broken) {
      out << hanging(fmt::format("{}: {}: there is nothing that its barriers keep.", name, base.why), 0, 4,
                     *options_.width)
          << report_lacking(base, test, model_, *options_.width);
      about.exit = Exit::Violated;
      gather(about, {}, options_.check_comments ? checked_comments(base.why, {}, out) : CommentsChecked{},
             gathered);
      return Exit::Violated;
    }
    auto sites = patch::sites_of(text_);
    auto const others = patch::not_looked_at(text_, sites);
    std::erase_if(sites, [&](patch::Site const& s) {
      return s.thread != patch::no_thread && s.thread >= test.program.threads.size();
    });
    sort_by_cost(sites, options_.costs);
    Study study;
    {
      Progress progress(1);
      study = study_barriers(
          text_, sites, parts_of(model_), [&](auto const& text) { return said(text, base); },
          shown_on(progress));
      find_pairs(study, test, asked_);
      find_unreached(study, base, text_, asked_);
    }
    study.not_looked_at = others;
    if (options_.say_costs) say_costs(study, options_.costs);
    about.claim = standing_in_words(test, base.answer);
    out << report_barriers(study, name + ": " + about.claim, *options_.width, options_.trace);
    if (base.is_bounded)
      out << fmt::format("  Loops were followed for {} alone.\n", count_of(options_.solver.unroll, "round"));
    about.exit = base.is_bounded || is_open(study) ? Exit::Unknown : Exit::Good;
    CommentsChecked comments;
    if (options_.check_comments) comments = checked_comments("", study, out);
    about.exit = worse(about.exit, exit_of(comments));
    gather(about, study, comments, gathered);
    return about.exit;
  }

private:
  CommentsChecked checked_comments(std::string const& broken, Study const& study, std::ostream& out) const {
    Commented in{text_, patch::bodies_of_test(patch::code_of(text_)), patch::sites_of(text_)};
    in.is_each_run_once =
        std::ranges::none_of(in.bodies, [](patch::Body const& b) { return b.thread == patch::no_thread; });
    in.needed_under = needed_under_;
    auto checked = check_comments(in, broken, study);
    out << report_comments(checked, *options_.width);
    return checked;
  }
  Said said(std::string const& text, ClaimOfText const& base) const {
    auto const claim = std::make_shared<ClaimOfText const>(asked_.changed(text, base));
    auto const trace = [claim, this](std::size_t width) {
      auto const shown = witness(*claim->test, claim->answer);
      return shown ? report_columns(*claim->test, model_, *shown, width) : std::string();
    };
    return {claim->kind, claim->why, trace, claim};
  }

  std::string text_;
  BarriersOptions const& options_;
  NeededUnder needed_under_;
  frontend::LitmusContext view_;
  MemoryModel const& model_;
  AskedTexts asked_;
};

Exit of_test(BarriersOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const from = ingredients(o.models, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  bool const is_test = context && load_test(o.file, diagnostics, context->view());
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!is_test) return Exit::BadInput;
  auto const models = load_models(*from, err);
  if (!models) return Exit::BadInput;
  Exit exit = Exit::Good;
  auto const text = *read_input(o.file);
  auto const view = context->view();
  std::vector<std::string> names;
  for (auto const& model : *models) names.push_back(model.memory.name);
  Others<AskedTest> others(text, names, [&](std::size_t i) {
    AskedTexts const asked(shown_name(o.file), view, (*models)[i].memory, o.solver);
    return AskedTest{asked, asked.as_it_is(text)};
  });
  for (std::size_t i = 0; i < models->size(); ++i)
    exit = worse(exit, OfTest(text, o, *context, (*models)[i], others.but(i)).run(gathered, out, err));
  gathered.leave_out_unless_all_say(Rule::NeedlessBarrier);
  return exit;
}

Exit of_protocol(BarriersOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const file = protocol_text(o.file, err);
  if (!file) return Exit::BadInput;
  auto const chosen = chosen_variants(*file, o.ingredients.variants, err);
  if (chosen.empty()) return Exit::BadInput;
  auto const models = protocol_models(file->protocol, o.models, o.ingredients, err);
  if (!models) return Exit::BadInput;
  Exit exit = Exit::Good;
  std::vector<std::string> names;
  for (auto const& model : *models) names.push_back(model.name);
  for (auto const& variant : chosen) {
    Others<AskedVariant> others(file->text, names, [&](std::size_t i) {
      return asked_variant(file->text, variant, (*models)[i], o);
    });
    for (std::size_t i = 0; i < models->size(); ++i)
      exit = worse(
          exit, barriers_of_variant(file->text, variant, (*models)[i], o, others.but(i), gathered, out, err));
  }
  gathered.leave_out_unless_all_say(Rule::NeedlessBarrier);
  return exit;
}

} // namespace

// Text is said as it comes; the other formats speak at the end.
Exit barriers(BarriersOptions const& asked, std::ostream& out, std::ostream& err) {
  auto o = asked;
  o.width = o.width.value_or(width_of_output());
  StopsOnInterrupt const stops;
  Gathered gathered(o.format, "barriers", out);
  std::ostringstream unsaid;
  auto& text = o.format == Format::Text ? out : unsaid;
  auto exit = Exit::Good;
  {
    Heard heard(err);
    exit = is_protocol(o.file) ? of_protocol(o, gathered, text, heard.stream())
                               : of_test(o, gathered, text, heard.stream());
    gathered.add_said(exit, shown_name(o.file), heard.said());
  }
  gathered.finish(exit);
  return exit;
}

} // namespace barrister::cli
