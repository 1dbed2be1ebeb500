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
    out_ << report_changes(changes, about, options_.page);
    all_.unchanged += changes.unchanged;
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
  Report report(o, out);
  for (auto const& one : *from) {
    frontend::Diagnostics of_model;
    auto const model = load_model(one, of_model);
    for (auto const& d : of_model.all())
      err << to_string(d) << (d.subject == one.model ? model_hint(one.model) : "");
    if (!model) return Exit::BadInput;
    auto const answer = [&](LitmusTest const& test) {
      return check_test(test, model->memory, o.solver, "", CheckLevel::Fast);
    };
    auto const was = answer(*before), is = answer(*after);
    auto const about = before->name == after->name ? before->name : before->name + " and " + after->name;
    report.add(fmt::format("{} under {}", about, model->memory.name),
               compare({*before, was}, {*after, is}, o.page));
  }
  return report.finish();
}

Standing standing(ClaimVerdict const& v) {
  switch (v.kind) {
  case ClaimVerdict::Kind::Holds: return Standing::Holds;
  case ClaimVerdict::Kind::HoldsWithin: return Standing::Bounded;
  case ClaimVerdict::Kind::Violated:
  case ClaimVerdict::Kind::Vacuous: return Standing::Violated;
  case ClaimVerdict::Kind::Unknown: return Standing::Unknown;
  }
  return Standing::Unknown;
}

// Claims of one name are told apart by their number.
using Claims = std::map<std::pair<std::string, std::size_t>, ClaimAnswer const*>;
Claims claims_of(ProtocolAnswer const& answer) {
  Claims out;
  std::map<std::string, std::size_t> seen;
  for (auto const& a : answer.claims) out[{a.question.claim.name, seen[a.question.claim.name]++}] = &a;
  return out;
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
    if (from == to && then == now && from != Standing::Unknown) {
      ++out.unchanged;
      continue;
    }
    auto const kind = from == to && from != Standing::Unknown ? Kind::Other : kind_of(from, to);
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
  for (auto const& f : has)
    if (std::ranges::find(had, f) == had.end()) out.add(Kind::Broken, "new: " + flag_in_words(f));
  for (auto const& f : had)
    if (std::ranges::find(has, f) == has.end()) out.add(Kind::Fixed, "gone: " + flag_in_words(f));
  return out;
}

struct File {
  std::string name, text;
  frontend::ProtocolFile protocol;
  std::vector<std::string> variants;
};
std::optional<File> load_file(std::string const& name, std::ostream& err) {
  frontend::Diagnostics diagnostics;
  auto const text = read_input(name);
  if (!text) diagnostics.unreadable(shown_name(name));
  auto protocol = text ? frontend::parse_protocol(frontend::Source(shown_name(name), *text),
                                                  library_for(name), diagnostics)
                       : std::nullopt;
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!protocol) return std::nullopt;
  File out{name, *text, std::move(*protocol), {}};
  for (auto const& v : out.protocol.variants) out.variants.push_back(v.name);
  return out;
}
bool has_variant(File const& file, std::string const& variant, std::ostream& err) {
  if (std::ranges::find(file.variants, variant) != file.variants.end()) return true;
  auto const meant = frontend::nearest(variant, file.variants);
  err << fmt::format("{}: there is no variant '{}'\n{}", shown_name(file.name), variant,
                     meant ? "    hint: did you mean '" + *meant + "'?\n" : "");
  return false;
}

Exit of_protocols(DiffOptions const& o, std::ostream& out, std::ostream& err) {
  auto const before = load_file(o.before, err);
  if (!before) return Exit::BadInput;
  bool const is_one = o.after.empty();
  auto const after = is_one ? before : load_file(o.after, err);
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
    if (!has_variant(*before, one, err) || !has_variant(*after, other, err)) return Exit::BadInput;
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
      AskedVariants const asked_before(before->name, one, model, o.protocol),
          asked_after(after->name, other, model, o.protocol);
      progress->set(task, fmt::format("{} under {}", other, model.name));
      auto const ask = [&](AskedVariants const& asked, std::string const& text) {
        return asked.ask(text, asked.of_properties(text, o.protocol.properties, AskedVariants::Covers::Too));
      };
      auto const was = ask(asked_before, before->text), is = ask(asked_after, after->text);
      progress->done(task++);
      auto const pause = progress->pause();
      for (auto const* problem : {&was.problem, &is.problem})
        if (!problem->empty()) {
          err << fmt::format("{}: {}: {}\n", shown_name(problem == &was.problem ? o.before : after->name),
                             problem == &was.problem ? one : other, *problem);
          return Exit::BadInput;
        }
      auto const about = one == other ? one : one + " -> " + other;
      report.add(fmt::format("{} {} under {}", before->protocol.name, about, model.name),
                 compare(was, is, o.page));
    }
  progress.reset(); // its line is gone
  return report.finish();
}

} // namespace

Exit diff(DiffOptions const& o, std::ostream& out, std::ostream& err) {
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
