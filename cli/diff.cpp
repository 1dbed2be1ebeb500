// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff.hpp"
#include "cli/check_test.hpp"
#include "cli/claims_of_variant.hpp"
#include "cli/context.hpp"
#include "cli/diff_tests.hpp"
#include "cli/flags.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include "cli/report_protocol.hpp"
#include "cli/report_trace.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace barrister::cli {
namespace {

using Kind = Changes::Kind;

// What came of each pair that was compared, as it comes.
class Report {
public:
  Report(DiffOptions const& o, std::ostream& out) : options_(o), out_(out) {}

  void add(std::string const& about, Changes changes) {
    out_ << report_changes(changes, about, *options_.width);
    all_.unchanged += changes.unchanged;
    all_.is_bounded = all_.is_bounded || changes.is_bounded;
    std::ranges::move(changes.all, std::back_inserter(all_.all));
  }
  Exit finish() {
    if (!options_.quiet) out_ << summary_of(all_) << ".\n";
    return all_.exit();
  }

private:
  DiffOptions const& options_;
  std::ostream& out_;
  Changes all_;
};

Exit of_tests(DiffOptions const& o, std::ostream& out, std::ostream& err) {
  auto const from = ingredients(o.models, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  auto const load = [&](std::string const& file) {
    return context ? load_test(file, diagnostics, context->view()) : std::nullopt;
  };
  auto const before = load(o.before), after = load(o.after);
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!before || !after) return Exit::BadInput;
  auto const models = load_models(*from, err);
  if (!models) return Exit::BadInput;
  Report report(o, out);
  for (auto const& model : *models) {
    auto const answer = [&](LitmusTest const& test) {
      return check_test(test, model.memory, o.solver, "", CheckLevel::Fast);
    };
    auto const was = answer(*before), is = answer(*after);
    auto const about = before->name == after->name ? before->name : before->name + " and " + after->name;
    report.add(fmt::format("{} under {}", about, model.memory.name),
               compare({*before, was}, {*after, is}, *o.width));
  }
  return report.finish();
}

// Claims of one name are told apart by their number.
using Claims = std::map<std::pair<std::string, std::size_t>, ClaimAnswer const*>;
Claims claims_of(ProtocolAnswer const& answer) {
  Claims out;
  std::map<std::string, std::size_t> seen;
  for (auto const& a : answer.claims) out[{a.question.claim.name, seen[a.question.claim.name]++}] = &a;
  return out;
}

bool is_same_question(Claim const& a, Claim const& b) {
  return a.kind == b.kind && a.wording.text == b.wording.text && a.without == b.without &&
         a.any_times == b.any_times;
}

Changes compare(AskedVariants::Result const& before, AskedVariants::Result const& after, std::size_t width) {
  Changes out;
  if (!before.answer.unknown.empty() || !after.answer.unknown.empty()) {
    out.add(Kind::Unclear,
            "nothing is known: " + (before.answer.unknown.empty() ? after : before).answer.unknown);
    return out;
  }
  bool const was_faulty = before.answer.fault.has_value(), is_faulty = after.answer.fault.has_value();
  if (was_faulty != is_faulty)
    out.add(is_faulty ? Kind::Broken : Kind::Fixed,
            is_faulty ? "what has no meaning can happen" : "what has no meaning cannot happen any more");
  if (was_faulty && is_faulty)
    out.add(Kind::Unclear, "what has no meaning can happen, before and now: claims are not compared");
  if (was_faulty || is_faulty) return out; // nothing else is said beside it
  auto const was = claims_of(before.answer), is = claims_of(after.answer);
  for (auto const& [key, a] : is) {
    auto const now = verdict_in_words(*a);
    auto const old = was.find(key);
    if (old == was.end()) {
      out.add(Kind::Other, fmt::format("{} is new: {}", key.first, now));
      continue;
    }
    auto const then = verdict_in_words(*old->second);
    auto const from = standing(old->second->verdict), to = standing(a->verdict);
    out.is_bounded = out.is_bounded || from == Standing::Bounded || to == Standing::Bounded;
    if (!is_same_question(a->question.claim, old->second->question.claim)) {
      out.add(Kind::Other, fmt::format("{} asks something else: before, {}; now, {}", key.first, then, now));
      continue;
    }
    if (from == to && then == now && from != Standing::Unknown) {
      ++out.unchanged;
      continue;
    }
    auto const kind = kind_of(from, to);
    out.add(kind, fmt::format("{}: before, {}; now, {}", key.first, then, now),
            kind == Kind::Broken  ? report_trace(*after.protocol, *a, width)
            : kind == Kind::Fixed ? report_trace(*before.protocol, *old->second, width)
                                  : "");
  }
  for (auto const& [key, a] : was)
    if (!is.contains(key))
      out.add(Kind::Other, fmt::format("{} is gone: it was: {}", key.first, verdict_in_words(*a)));
  auto const names = [](ProtocolAnswer const& answer) {
    std::vector<std::string> all;
    for (auto const& f : answer.flags) all.push_back(f.name);
    return all;
  };
  auto const had = names(before.answer), has = names(after.answer);
  auto const& open = before.answer.open_flags;
  for (auto const& f : has)
    if (std::ranges::find(had, f) == had.end()) out.add(Kind::Broken, "new: " + flag_in_words(f));
  for (auto const& f : after.answer.open_flags)
    if (std::ranges::find(had, f) == had.end() && std::ranges::find(open, f) == open.end())
      out.add(Kind::Unclear, "it may be new: " + flag_in_words(f));
  for (auto const& f : had)
    if (std::ranges::find(has, f) == has.end()) out.add(Kind::Fixed, "gone: " + flag_in_words(f));
  return out;
}

Exit of_protocols(DiffOptions const& o, std::ostream& out, std::ostream& err) {
  auto const before = protocol_text(o.before, err);
  if (!before) return Exit::BadInput;
  bool const is_one = o.after.empty();
  auto const after = is_one ? before : protocol_text(o.after, err);
  if (!after) return Exit::BadInput;
  std::vector<std::pair<std::string, std::string>> pairs;
  auto const& chosen = o.ingredients.variants;
  if (is_one && chosen.size() != 2) {
    err << fmt::format("{}: of one protocol, two variants are compared: --variant {} --variant {}\n",
                       shown_name(o.before), before->variants.front(), before->variants.back());
    return Exit::BadInput;
  }
  if (is_one) pairs.emplace_back(chosen[0], chosen[1]);
  for (auto const& name : is_one ? std::vector<std::string>{} : chosen.empty() ? before->variants : chosen)
    if (!chosen.empty() || std::ranges::find(after->variants, name) != after->variants.end())
      pairs.emplace_back(name, name);
  for (auto const& [one, other] : pairs)
    if (!are_known(shown_name(o.before), "variant", {one}, before->variants, err) ||
        !are_known(shown_name(after->file), "variant", {other}, after->variants, err))
      return Exit::BadInput;
  if (pairs.empty()) {
    err << fmt::format("{} and {} have no variant of one name\n", shown_name(o.before), shown_name(o.after));
    return Exit::BadInput;
  }
  auto const models = protocol_models(before->protocol, o.models, o.ingredients, err);
  if (!models) return Exit::BadInput;
  Report report(o, out);
  std::optional<Progress> progress(std::in_place, pairs.size() * models->size());
  std::size_t task = 0;
  for (auto const& [one, other] : pairs)
    for (auto const& model : *models) {
      AskedVariants const asked_before(before->file, one, model, o.protocol),
          asked_after(after->file, other, model, o.protocol);
      progress->set(task, fmt::format("{} under {}", other, model.name));
      auto const ask = [&](AskedVariants const& asked, std::string const& text) {
        return asked.ask(text, asked.of_properties(text, o.protocol.properties, AskedVariants::Covers::Too));
      };
      auto const was = ask(asked_before, before->text), is = ask(asked_after, after->text);
      progress->done(task++);
      auto const pause = progress->pause();
      for (auto const* problem : {&was.problem, &is.problem})
        if (!problem->empty()) {
          err << fmt::format("{}: {}: {}\n", shown_name(problem == &was.problem ? o.before : after->file),
                             problem == &was.problem ? one : other, *problem);
          return Exit::BadInput;
        }
      auto const about = one == other ? one : one + " -> " + other;
      report.add(fmt::format("{} {} under {}", before->protocol.name, about, model.name),
                 compare(was, is, *o.width));
    }
  progress.reset(); // its line is gone
  return report.finish();
}

} // namespace

Exit diff(DiffOptions const& asked, std::ostream& out, std::ostream& err) {
  auto o = asked;
  o.width = o.width.value_or(width_of_output());
  bool const is_first = is_protocol(o.before);
  if (!o.after.empty() && is_first != is_protocol(o.after)) {
    err << "barrister diff: a protocol and a litmus test cannot be compared\n";
    return Exit::BadInput;
  }
  if (is_first) return of_protocols(o, out, err);
  if (o.after.empty()) {
    err << "barrister diff: a litmus test is compared with another one: barrister diff BEFORE AFTER\n";
    return Exit::BadInput;
  }
  return of_tests(o, out, err);
}

} // namespace barrister::cli
