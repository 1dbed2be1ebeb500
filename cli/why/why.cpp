// SPDX-License-Identifier: BSD-2-Clause
#include "cli/why/why.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/formats/gathered.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/page.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include "cli/why/why_of_variant.hpp"
#include "cli/wording.hpp"
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

// What was found out, as it comes.
class Report {
public:
  Report(WhyOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err)
      : options_(o), gathered_(gathered), out_(out), err_(err) {}
  void add(Why const& why, std::string const& variant, std::string const& model) {
    exit_ = worse(exit_, why.exit);
    if (why.exit == Exit::BadInput) {
      err_ << why.text;
    } else if (options_.format == Format::Text) {
      out_ << (is_first_ ? "" : "\n") << why.text << std::flush;
      is_first_ = false;
    } else {
      gathered_.add_result(report_why_json(why, options_.file, variant, model));
    }
  }
  Exit exit() const { return exit_; }

private:
  WhyOptions const& options_;
  Gathered& gathered_;
  std::ostream &out_, &err_;
  bool is_first_ = true;
  Exit exit_ = Exit::Good;
};

Exit of_test(WhyOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const from = ingredients(o.models, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  auto const test = context ? load_test(o.file, diagnostics, context->view()) : std::nullopt;
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!test) return Exit::BadInput;
  if (test->quantifier == Quantifier::Forall && !has_condition(*test)) {
    err << fmt::format("{}: it claims nothing: why needs an exists or a forall clause\n", test->name);
    return Exit::BadInput;
  }
  auto const models = load_models(*from, err);
  if (!models) return Exit::BadInput;
  Report report(o, gathered, out, err);
  for (auto const& model : *models)
    report.add(why_of_test(*test, model.memory, o.solver, *o.width), "", model.memory.name);
  return report.exit();
}

Exit of_protocol(WhyOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  auto const file = protocol_text(o.file, err);
  if (!file) return Exit::BadInput;
  auto const chosen = chosen_variants(*file, o.ingredients.variants, err);
  if (chosen.empty()) return Exit::BadInput;
  auto const models = protocol_models(file->protocol, o.models, o.ingredients, err);
  if (!models) return Exit::BadInput;
  Report report(o, gathered, out, err);
  for (auto const& variant : chosen)
    for (auto const& model : *models)
      report.add(why_of_variant(o, file->text, variant, model), variant, model.name);
  return report.exit();
}

} // namespace

Exit why(WhyOptions const& asked, std::ostream& out, std::ostream& err) {
  auto o = asked;
  o.width = o.width.value_or(o.format == Format::Text ? width_of_output() : page_width);
  return answered(o.format, "why", shown_name(o.file), out, err, [&](Gathered& gathered, std::ostream& said) {
    return is_protocol(o.file) ? of_protocol(o, gathered, out, said) : of_test(o, gathered, out, said);
  });
}

} // namespace barrister::cli
