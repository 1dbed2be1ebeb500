// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/diff_models.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/diff/diff_protocols.hpp"
#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_tests.hpp"
#include "cli/diff/two_models.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace barrister::cli {
namespace {

Sides sides(std::string const& was, std::string const& is) { return {"under " + was, "under " + is, true}; }

// Tests, each under both.
class Tests {
public:
  static std::unique_ptr<Tests const> load(DiffOptions const& o, TwoModels const& two, std::ostream& err) {
    auto const from = ingredients({two.first, two.second}, o.ingredients, err);
    if (!from) return nullptr;
    frontend::Diagnostics diagnostics;
    auto context = load_context(from->front(), diagnostics);
    for (auto const& d : diagnostics.all()) err << to_string(d);
    if (!context) return nullptr;
    auto models = load_models(*from, err);
    if (!models) return nullptr;
    return std::unique_ptr<Tests const>(new Tests(o, two, std::move(*context), std::move(*models)));
  }
  bool compare_one(std::string const& file, DiffReport& report, std::ostream& err) const {
    frontend::Diagnostics diagnostics;
    auto const test = load_test(file, diagnostics, context_.view());
    for (auto const& d : diagnostics.all()) err << to_string(d);
    if (!test) return false;
    auto const answer = [&](Model const& model) {
      return check_test(*test, model.memory, options_.solver, "", CheckLevel::Fast);
    };
    auto const was = answer(models_[0]), is = answer(models_[1]);
    report.add(test->name, {shown_name(file), test->name, "", two_.first},
               {shown_name(file), test->name, "", two_.second},
               compare({*test, was}, {*test, is}, sides(two_.first, two_.second), *options_.width));
    return true;
  }

private:
  Tests(DiffOptions const& o, TwoModels const& two, Context context, std::vector<Model> models)
      : options_(o), two_(two), context_(std::move(context)), models_(std::move(models)) {}

  DiffOptions const& options_;
  TwoModels const& two_;
  Context context_;
  std::vector<Model> models_;
};

bool compare_protocol(DiffOptions const& o, TwoModels const& two, std::string const& file, DiffReport& report,
                      std::ostream& err) {
  auto const text = protocol_text(file, err);
  auto const& chosen = o.ingredients.variants;
  if (!text || !are_known(shown_name(file), "variant", chosen, text->variants, err)) return false;
  auto const first = protocol_models(text->protocol, {two.first}, o.ingredients, err);
  auto const second =
      first ? protocol_models(text->protocol, {two.second}, o.ingredients, err) : std::nullopt;
  if (!second) return false;
  auto const& variants = chosen.empty() ? text->variants : chosen;
  Progress progress(variants.size() * first->size() * second->size());
  std::size_t task = 0;
  for (auto const& variant : variants)
    for (auto const& one : *first)
      for (auto const& other : *second) {
        progress.set(task, variant);
        AskedVariants const asked_first(file, variant, one, o.protocol),
            asked_second(file, variant, other, o.protocol);
        auto const ask = [&](AskedVariants const& asked) {
          return asked.ask(
              text->text, asked.of_properties(text->text, o.protocol.properties, AskedVariants::Covers::Too));
        };
        auto const was = ask(asked_first), is = ask(asked_second);
        progress.done(task++);
        auto const pause = progress.pause();
        for (auto const* result : {&was, &is})
          if (!result->problem.empty()) {
            err << asked_first.problem_in_words(*result);
            return false;
          }
        report.add(full_name(text->protocol.name, variant),
                   {shown_name(file), text->protocol.name, variant, one.memory.name},
                   {shown_name(file), text->protocol.name, variant, other.memory.name},
                   compare(was, is, sides(one.memory.name, other.memory.name), *o.width));
      }
  return true;
}

} // namespace

Exit diff_models(DiffOptions const& o, DiffReport& report, std::ostream& err) {
  auto const two = two_models(o, err);
  if (!two) return Exit::BadInput;
  auto const files = inputs(o.files, err);
  if (!files) return Exit::BadInput;
  bool is_good = true;
  std::unique_ptr<Tests const> tests;
  for (auto const& file : *files) {
    if (is_protocol(file)) {
      is_good = compare_protocol(o, *two, file, report, err) && is_good;
      continue;
    }
    if (!tests) tests = Tests::load(o, *two, err);
    if (!tests) return Exit::BadInput;
    is_good = tests->compare_one(file, report, err) && is_good;
  }
  auto const exit = report.finish();
  return is_good ? exit : Exit::BadInput;
}

} // namespace barrister::cli
