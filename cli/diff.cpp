// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff.hpp"
#include "cli/check_test.hpp"
#include "cli/claims_of_variant.hpp"
#include "cli/context.hpp"
#include "cli/diff_protocols.hpp"
#include "cli/diff_tests.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/page.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

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
  auto const models = protocol_models(before->protocol, o.models, o.ingredients, err),
             models_after = protocol_models(after->protocol, o.models, o.ingredients, err);
  if (!models || !models_after) return Exit::BadInput;
  auto const compared = of_one_name(*models, *models_after);
  Report report(o, out);
  if (auto gone = not_asked_of_both(*before, *after, *models, *models_after, chosen.empty());
      !gone.all.empty())
    report.add(before->protocol.name, std::move(gone));
  std::optional<Progress> progress(std::in_place, pairs.size() * compared.size());
  std::size_t task = 0;
  for (auto const& [one, other] : pairs)
    for (auto const& [model, model_after] : compared) {
      AskedVariants const asked_before(before->file, one, *model, o.protocol),
          asked_after(after->file, other, *model_after, o.protocol);
      progress->set(task, fmt::format("{} under {}", other, model->name));
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
      report.add(fmt::format("{} {} under {}", before->protocol.name, about, model->name),
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
