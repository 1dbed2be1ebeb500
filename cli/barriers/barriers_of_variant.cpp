// SPDX-License-Identifier: BSD-2-Clause
#include "cli/barriers/barriers_of_variant.hpp"
#include "cli/barriers/barrier_records.hpp"
#include "cli/barriers/barrier_study.hpp"
#include "cli/barriers/kept_claims.hpp"
#include "cli/barriers/library_parts.hpp"
#include "cli/barriers/reach.hpp"
#include "cli/barriers/screened_texts.hpp"
#include "cli/inputs.hpp"
#include "cli/monotone.hpp"
#include "cli/page.hpp"
#include "cli/progress.hpp"
#include "cli/protocols.hpp"
#include "patch/bodies.hpp"
#include "patch/code.hpp"
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <ostream>
#include <set>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

// Of so many, from each one is asked what happens without a barrier.
constexpr std::uint32_t most_starts = 8;

// Of a variant of a protocol: those of its claims that hold as it is.
class OfVariant {
public:
  using NeededUnder = std::function<std::string(patch::Site const&)>;
  OfVariant(std::string text, std::string variant, ProtocolModel const& model, BarriersOptions const& o,
            NeededUnder const& needed_under)
      : text_(std::move(text)), variant_(std::move(variant)), model_(model), options_(o),
        needed_under_(needed_under), asked_(o.file, variant_, model, o.protocol) {}

  Exit run(Gathered& gathered, std::ostream& out, std::ostream& err) {
    auto claims = asked_.of_properties(text_, options_.protocol.properties);
    Progress progress(1);
    auto base = asked_.read(text_);
    if (options_.protocol.properties.empty()) leave_out_expected(base, claims);
    std::optional<Changed> changed;
    std::optional<ProtocolAnswer> settled;
    if (base.problem.empty()) {
      changed.emplace(changed_in(text_, base, ""));
      progress.set(0, fmt::format("{} changes at once", changed->texts.size()));
      settled = changed->screened.settle(claims);
    }
    if (settled)
      base.answer = std::move(*settled);
    else
      base = asked_.ask(text_, claims);
    if (!base.problem.empty()) {
      err << asked_.problem_in_words(base);
      return Exit::BadInput;
    }
    auto const name = full_name(base.protocol->name, variant_) + " under " + model_.name;
    Studied about{
        shown_name(options_.file), base.protocol->name, variant_, model_.name, "", {}, Exit::Violated};
    if (base.answer.fault) {
      about.claim = "what has no meaning can happen";
      gather(about, {}, {}, gathered);
      out << fmt::format("{}: what has no meaning can happen: there is nothing that its barriers keep.\n",
                         name);
      return Exit::Violated;
    }
    if (claims.empty()) {
      err << fmt::format("{}: {} claims nothing of that name\n", printed_name(options_.file), variant_);
      return Exit::BadInput;
    }
    kept_.emplace(asked_, claims, base.answer);
    if (kept_->names().empty() && !kept_->unknown().empty()) {
      about.claim = kept_->unknown_in_words();
      about.exit = Exit::Unknown;
      out << hanging(fmt::format("{}: {}.", name, about.claim), 0, 4, *options_.width);
      gather(about, {}, options_.check_comments ? checked_comments("", {}, base, out) : CommentsChecked{},
             gathered);
      return Exit::Unknown;
    }
    if (kept_->names().empty()) {
      about.claim = "no claim holds";
      out << fmt::format("{}: no claim holds: there is nothing that its barriers keep.\n", name);
      gather(about, {},
             options_.check_comments ? checked_comments(about.claim, {}, base, out) : CommentsChecked{},
             gathered);
      return Exit::Violated;
    }
    auto study = study_of(text_, base, "", std::move(*changed), progress);
    if (options_.library)
      for (auto const& part : parts_used(*base.protocol, options_.file)) {
        auto const text = text_of_part(options_.file, part);
        if (!text) continue;
        append(study, study_of(*text, base, part, changed_in(*text, base, part), progress));
      }
    else
      study.parts_not_looked_at = parts_that_order(*base.protocol, options_.file);
    find_pairs(study, *base.protocol, model_.memory, shown_name(options_.file),
               [&](Finding const& f) { return without(f, base); });
    find_unreached(study, base, shown_name(options_.file), model_.memory, options_.protocol);
    if (options_.say_costs) say_costs(study, options_.costs);
    about.claim = kept_->in_words();
    out << report_barriers(study, name + ": " + about.claim, *options_.width, options_.trace);
    if (!kept_->open().empty())
      out << fmt::format("  Not asked, for it does not hold as it is: {}.\n", fmt::join(kept_->open(), ", "));
    if (!not_asked_.empty())
      out << fmt::format("  Not asked, for it is expected to be violated: {}.\n",
                         fmt::join(not_asked_, ", "));
    if (!kept_->unknown().empty())
      out << hanging("As it is, " + kept_->unknown_in_words() + ".", 2, 4, *options_.width);
    if (kept_->is_bounded()) out << "  Loops were followed for some rounds alone.\n";
    about.exit =
        kept_->is_bounded() || !kept_->unknown().empty() || is_open(study) ? Exit::Unknown : Exit::Good;
    CommentsChecked comments;
    if (options_.check_comments) comments = checked_comments("", study, base, out);
    about.exit = worse(about.exit, exit_of(comments));
    gather(about, study, comments, gathered);
    return about.exit;
  }

private:
  using Holds = ClaimVerdict::Kind;

  // Unless there is nothing else.
  void leave_out_expected(AskedVariants::Result const& base, std::vector<std::size_t>& claims) {
    auto const is_asked = [&](std::size_t i) {
      return i >= base.questions.size() || may_be_kept(base.questions[i]);
    };
    auto const first = std::stable_partition(claims.begin(), claims.end(), is_asked);
    if (first == claims.begin()) return;
    for (auto i = first; i != claims.end(); ++i) not_asked_.push_back(base.questions[*i].claim.name);
    claims.erase(first, claims.end());
  }

  CommentsChecked checked_comments(std::string const& broken, Study const& study,
                                   AskedVariants::Result const& base, std::ostream& out) const {
    Commented in{text_, patch::functions_of(patch::code_of(text_)), patch::sites_of_protocol(text_)};
    in.needed_under = needed_under_;
    auto const ours = sites_in(text_, base, "");
    for (auto const& site : in.sites)
      if (std::ranges::find(ours, site.at, &patch::Site::at) == ours.end()) in.others.push_back(site.at);
    for (auto const& part : parts_used(*base.protocol, options_.file)) {
      auto const text = options_.library ? text_of_part(options_.file, part) : std::nullopt;
      if (text) std::ranges::move(sites_in(*text, base, part), std::back_inserter(in.of_library));
      in.is_library_unknown = in.is_library_unknown || !text;
    }
    auto checked = check_comments(in, broken, study);
    out << report_comments(checked, *options_.width);
    return checked;
  }

  // Of the file itself, or of a part of the library.
  using Result = AskedVariants::Result;
  Result with(std::string const& part, std::string const& text,
              std::vector<std::size_t> const& claims) const {
    return part.empty() ? asked_.ask(text, claims) : asked_.with_part(part, text).ask(text_, claims);
  }
  Result read_with(std::string const& part, std::string const& text) const {
    return part.empty() ? asked_.read(text) : asked_.with_part(part, text).read(text_);
  }
  // Of what is not in this variant nothing is said.
  std::vector<patch::Site> sites_in(std::string const& text, Result const& base,
                                    std::string const& part) const {
    auto all = patch::sites_of_protocol(text);
    std::erase_if(all, [&](patch::Site const& site) {
      auto const changed = patch::edited(text, {site.weaker[0].edit});
      return !changed || !is_other_code(read_with(part, *changed), base.program);
    });
    return all;
  }
  // What a text may be changed to.
  struct Changed {
    std::vector<patch::Site> sites;
    std::vector<std::string> texts;
    ScreenedTexts screened;
  };
  Changed changed_in(std::string const& text, Result const& base, std::string const& part) const {
    auto sites = sites_in(text, base, part);
    sort_by_cost(sites, options_.costs);
    std::vector<std::string> texts;
    for (auto const& site : sites)
      for (auto const& form : site.weaker)
        if (auto changed = patch::edited(text, {form.edit})) texts.push_back(std::move(*changed));
    auto const read = [&](std::string const& changed) { return read_with(part, changed); };
    ScreenedTexts screened(asked_, base, texts, read, options_.jobs);
    return {std::move(sites), std::move(texts), std::move(screened)};
  }
  Study study_of(std::string const& text, Result const& base, std::string const& part, Changed changed_to,
                 Progress& progress) const {
    auto const others = patch::not_looked_at(text, patch::sites_of_protocol(text));
    auto& screened = changed_to.screened;
    progress.set(0, fmt::format("{} changes at once", changed_to.texts.size()));
    screened.look_at(*kept_);
    std::set<std::string> weakest; // of these it is told what happens
    for (auto const& site : changed_to.sites)
      if (auto changed = patch::edited(text, {site.weaker[0].edit})) weakest.insert(std::move(*changed));
    auto const ask = [&](std::string const& changed) {
      auto const* known = screened.of(changed);
      if (!known) return said(part, changed, kept_->places());
      if (!known->violated.empty())
        return weakest.contains(changed) ? shown(part, changed, known->violated)
                                         : kept_->broken(known->violated);
      return known->bounded.empty() ? Said{Kind::Holds, ""} : kept_->bounded(known->bounded, known->rounds);
    };
    auto out = study_barriers(text, changed_to.sites,
                              cli::parts_of(*base.protocol, kept_->questions(base), model_.memory), ask,
                              shown_on(progress));
    for (auto& f : out.findings) f.file = part;
    for (auto& call : others) out.not_looked_at.push_back(part.empty() ? call : part + ": " + call);
    return out;
  }
  static void append(Study& to, Study more) {
    auto const shift = to.findings.size();
    std::ranges::move(more.findings, std::back_inserter(to.findings));
    for (auto& set : more.not_together) {
      for (auto& i : set) i += shift;
      to.not_together.push_back(std::move(set));
    }
    bool const is_broken = to.all_weaker == Kind::Broken || more.all_weaker == Kind::Broken;
    to.all_weaker = is_broken ? Kind::Broken : Kind::Unknown; // of the two together nothing was asked
    to.are_sets_known = to.are_sets_known && more.are_sets_known;
    std::ranges::move(more.not_looked_at, std::back_inserter(to.not_looked_at));
  }

  static void add_shown(Result const& result, std::vector<ShownAgainst>& out) {
    for (auto const& a : result.answer.claims)
      if (a.verdict.kind == Holds::Violated && a.verdict.execution && !a.verdict.lasso)
        out.push_back({a.question.claim, result.protocol, *a.verdict.execution, a.unroll});
  }
  // What is violated without it, from each start: there the executions may be others.
  std::vector<ShownAgainst> without(Finding const& f, Result const& base) const {
    if (!f.weakest.variant) return {};
    std::vector<ShownAgainst> out;
    add_shown(*f.weakest.variant, out);
    auto const starts = static_cast<std::uint32_t>(base.protocol->starts.size());
    if (starts < 2 || starts > most_starts) return out;
    std::vector<std::size_t> violated;
    for (auto const& a : f.weakest.variant->answer.claims) {
      auto const is_it = [&](std::size_t i) {
        auto const& claim = base.questions[i].claim;
        return claim.name == a.question.claim.name && claim.from == a.question.claim.from;
      };
      auto const at = std::ranges::find_if(kept_->claims(), is_it);
      if (a.verdict.kind == Holds::Violated && at != kept_->claims().end()) violated.push_back(*at);
    }
    auto const text = f.file.empty() ? std::optional(text_) : text_of_part(options_.file, f.file);
    auto const changed = text ? patch::edited(*text, {f.site.weaker[0].edit}) : std::nullopt;
    if (!changed) return out;
    auto const asked = f.file.empty() ? asked_ : asked_.with_part(f.file, *changed);
    add_shown(asked.ask_from_each_start(f.file.empty() ? *changed : text_, violated), out);
    return out;
  }

  // With what shows that these are violated, by their place among those that are kept.
  Said shown(std::string const& part, std::string const& text,
             std::vector<std::size_t> const& violated) const {
    auto out = said(part, text, violated);
    return out.kind == Kind::Broken ? out : said(part, text, kept_->places());
  }
  Said said(std::string const& part, std::string const& text, std::vector<std::size_t> const& some) const {
    std::vector<std::size_t> claims;
    for (auto const i : some) claims.push_back(kept_->claims()[i]);
    return kept_->said(std::make_shared<Result const>(with(part, text, claims)), some);
  }

  std::string text_, variant_;
  ProtocolModel const& model_;
  BarriersOptions const& options_;
  NeededUnder const& needed_under_;
  AskedVariants asked_;
  std::vector<std::string> not_asked_; // properties
  std::optional<KeptClaims> kept_;
};

} // namespace

Exit barriers_of_variant(std::string const& text, std::string const& variant, ProtocolModel const& model,
                         BarriersOptions const& o,
                         std::function<std::string(patch::Site const&)> const& needed_under,
                         Gathered& gathered, std::ostream& out, std::ostream& err) {
  return OfVariant(text, variant, model, o, needed_under).run(gathered, out, err);
}

} // namespace barrister::cli
