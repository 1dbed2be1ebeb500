// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/why_of_variant.hpp"
#include "cli/as_written.hpp"
#include "cli/barriers/kept_claims.hpp"
#include "cli/barriers/library_parts.hpp"
#include "cli/inputs.hpp"
#include "cli/progress.hpp"
#include "cli/report_missing.hpp"
#include "cli/report_trace.hpp"
#include "cli/why/sentences.hpp"
#include "proofs/carried_over.hpp"
#include "proofs/explain.hpp"
#include "spec/world_of.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace barrister::cli {
namespace {

using Kind = ClaimOfText::Kind;

Teller teller(Protocol const& world, ProtocolExecution const& x) {
  auto const at = [&world, &x](EventId e) -> Instruction const& {
    return world.program.threads[x.runs[x.run_of[e]].context].instructions.at(
        x.execution.events[e].instruction);
  };
  return {{[&](EventId e) { return name_of_run(world, x.runs[x.run_of[e]]); },
           [at](EventId e) { return at(e).text; }, [&world, at](EventId e) { return place_of(world, at(e)); },
           [&world](Value v) { return value_as_written(v, world.program); }},
          [&world](Value address) { return location_as_written(address, world.program); }};
}

class OfVariant {
public:
  OfVariant(WhyOptions const& o, std::string const& text, std::string const& variant,
            ProtocolModel const& model)
      : options_(o), text_(text), variant_(variant), model_(model),
        asked_(o.file, variant, model, o.protocol) {}

  Why why() {
    auto const claims = asked_.of_properties(text_, options_.protocol.properties);
    auto const base = asked_.ask(text_, claims);
    if (!base.problem.empty()) return {asked_.problem_in_words(base), Exit::BadInput};
    out_.name = base.protocol->name;
    as_it_is_ = base.protocol;
    auto const name = full_name(out_.name, variant_) + " under " + model_.name;
    if (claims.empty()) return {name + ": nothing of that name is claimed.\n", Exit::BadInput};
    if (base.answer.fault) return not_kept(name, "what has no meaning can happen");
    KeptClaims const kept(asked_, claims, base.answer);
    if (kept.names().empty() && !kept.unknown().empty()) return not_known(name, kept.unknown_in_words());
    if (kept.names().empty())
      return not_kept(name, fmt::format("of {}, none holds", fmt::join(kept.open(), ", ")));
    out_.claim = kept.in_words();
    out_.standing = kept.is_bounded() ? Standing::Bounded : Standing::Holds;
    say(name + ": " + out_.claim + ".");
    if (!kept.open().empty())
      say(fmt::format("Not asked, for it does not hold: {}.", fmt::join(kept.open(), ", ")));
    out_.exit = explain(kept, base.program);
    if (!kept.unknown().empty()) {
      say_unknown("As it is, " + kept.unknown_in_words() + ".");
      out_.exit = worse(out_.exit, Exit::Unknown);
    }
    if (kept.is_bounded()) {
      say_unknown("Loops were followed for some rounds alone.");
      out_.exit = worse(out_.exit, Exit::Unknown);
    }
    return std::move(out_);
  }

private:
  Why not_kept(std::string const& name, std::string const& claim) {
    out_.claim = claim;
    out_.standing = Standing::Violated;
    out_.exit = Exit::Violated;
    out_.text = name + ": " + claim + ".\n";
    return std::move(out_);
  }
  Why not_known(std::string const& name, std::string const& claim) {
    out_.claim = out_.unknown = claim;
    out_.standing = Standing::Unknown;
    out_.exit = Exit::Unknown;
    say(name + ": " + claim + ".");
    return std::move(out_);
  }
  void say_unknown(std::string const& text) {
    out_.unknown += (out_.unknown.empty() ? "" : " ") + text;
    say(text);
  }
  void say(std::string const& text, std::size_t margin = 0) {
    out_.text += hanging(text, margin, margin > 0 ? 2 : 0, *options_.width);
  }

  Exit explain(KeptClaims const& kept, std::string const& program) {
    auto exit = Exit::Good;
    bool is_any = false;
    Progress progress(1);
    for (auto const& site : sites_of_variant(asked_, text_, program)) {
      progress.set(0, fmt::format("line {}: {}", site.line, site.primitive));
      auto const changed = patch::edited(text_, {site.weaker.front().edit});
      auto const said = changed ? kept.said(*changed) : Said{Kind::Unknown, "its text cannot be changed"};
      auto const what = fmt::format("line {}: {}", site.line, name_of(site));
      if (said.kind == Kind::Unknown) {
        exit = Exit::Unknown;
        say_unknown(fmt::format("{}: whether it is needed is not known: {}.", what, said.why));
      }
      if (said.kind != Kind::Broken) continue;
      is_any = true;
      show(site, what, said);
    }
    auto const others = not_looked_at(text_, *as_it_is_, options_.file); // it may rest on these, too
    if (!is_any && exit == Exit::Good && others.empty())
      say("Each of its barriers can be left out by itself: it does not rest on any one of them.");
    if (others.empty()) return exit;
    auto const left_out = fmt::format("Not looked at: {}.", fmt::join(others, ", "));
    if (is_any) {
      say(left_out);
      return exit;
    }
    say_unknown("It rests on no barrier that was looked at, by itself. " + left_out);
    return Exit::Unknown;
  }

  void show(patch::Site const& site, std::string const& what, Said const& said) {
    out_.text += "\n";
    auto const& form = site.weaker.front().words;
    say(fmt::format("{}: {}, {}{}", what, form.empty() ? "without it" : "with " + form, said.why,
                    said.violated ? ":" : "."));
    auto& because = out_.because.emplace_back();
    because.barrier = what;
    because.claim = said.why;
    if (!said.violated) return;
    auto alone = *said.violated;
    auto const missing = std::exchange(alone.missing, std::nullopt);
    because.run = report_trace(*said.protocol, alone, *options_.width);
    out_.text += because.run;
    auto const s = shown(*said.protocol, alone);
    if (!s) return;
    if (!missing && say_with_it(site, said, because)) return;
    if (!missing) return say("No fence was found that forbids this very run.");
    out_.text += "\n";
    auto const& x = *s->execution;
    auto const tells = teller(s->world, x);
    auto const& [barriers, why] = missing->found;
    std::string given;
    for (auto const& b : barriers)
      given += fmt::format("{}{} in {} between {} and {}", given.empty() ? "With " : " and ",
                           fence_in_words(b.kind), tells.speaker.who(b.behind), tells.speaker.place(b.before),
                           tells.speaker.place(b.behind));
    say(given + ", it cannot be:");
    because.sentences = sentences(x.execution, why.steps, tells, barriers);
    because.forbidden = forbidden_in_words(missing->check, why.steps, model_.name);
    say_because(because);
  }

  // Where the barrier is, the model forbids what shows that it is needed.
  bool say_with_it(patch::Site const& site, Said const& said, Because& because) {
    auto const& a = *said.violated;
    if (!a.verdict.execution || a.verdict.lasso) return false;
    auto const& claim = a.question.claim;
    auto const world = world_of(*as_it_is_, claim);
    auto const x =
        proofs::carried_over(*a.verdict.execution, world_of(*said.protocol, claim), world, a.unroll);
    auto const why = x ? proofs::explain(model_.memory, x->execution) : std::nullopt;
    if (!why) return false;
    out_.text += "\n";
    say(fmt::format("With {} at line {}, it cannot be:", name_of(site), site.line));
    because.sentences = sentences(x->execution, why->steps, teller(world, *x));
    because.forbidden = forbidden_in_words(model_.memory.checks.at(why->check), why->steps, model_.name);
    say_because(because);
    return true;
  }
  void say_because(Because const& because) {
    for (auto const& sentence : because.sentences) say(sentence, 2);
    say(fmt::format("Together: {}.", because.forbidden));
  }

  WhyOptions const& options_;
  std::string const &text_, &variant_;
  ProtocolModel const& model_;
  AskedVariants asked_;
  std::shared_ptr<Protocol const> as_it_is_;
  Why out_;
};

} // namespace

Why why_of_variant(WhyOptions const& o, std::string const& text, std::string const& variant,
                   ProtocolModel const& model) {
  return OfVariant(o, text, variant, model).why();
}

} // namespace barrister::cli
