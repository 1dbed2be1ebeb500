// SPDX-License-Identifier: BSD-2-Clause
#include "cli/diff/diff.hpp"
#include "cli/check_test.hpp"
#include "cli/context.hpp"
#include "cli/diff/diff_models.hpp"
#include "cli/diff/diff_protocols.hpp"
#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_tests.hpp"
#include "cli/diff/patched.hpp"
#include "cli/diff/search_difference.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/page.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fmt/format.h>
#include <span>

namespace barrister::cli {
namespace {

// A file, and what it is compared with: another one, or itself as a diff changes it; or nothing, where two of
// its variants are.
struct Pair {
  std::string before, after;
  std::optional<std::string> patched{}; // the text, where `after` is a diff

  bool is_one() const { return after.empty(); }
  std::string name() const {
    return patched ? patched_name(before, after) : shown_name(after);
  } // of the second
};

std::optional<LitmusTest> second_test(Pair const& pair, frontend::Diagnostics& diagnostics,
                                      frontend::LitmusContext const& context) {
  return pair.patched ? frontend::load_litmus(pair.name(), *pair.patched, diagnostics, context)
                      : load_test(pair.after, diagnostics, context);
}

Exit of_tests(DiffOptions const& o, Pair const& pair, DiffReport& report, std::ostream& err) {
  auto const from = ingredients(o.models, o.ingredients, err);
  if (!from) return Exit::BadInput;
  frontend::Diagnostics diagnostics;
  auto const context = load_context(from->front(), diagnostics);
  std::optional<LitmusTest> before, after;
  if (context) {
    before = load_test(pair.before, diagnostics, context->view());
    after = second_test(pair, diagnostics, context->view());
  }
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!before || !after) return Exit::BadInput;
  auto const models = load_models(*from, err);
  if (!models) return Exit::BadInput;
  for (auto const& model : *models) {
    auto const answer = [&](LitmusTest const& test) {
      return check_test(test, model.memory, o.solver, "", CheckLevel::Fast);
    };
    auto const was = answer(*before), is = answer(*after);
    auto const about = before->name == after->name ? before->name : before->name + " and " + after->name;
    report.add(fmt::format("{} under {}", about, model.memory.name),
               {shown_name(pair.before), before->name, "", model.memory.name},
               {pair.name(), after->name, "", model.memory.name},
               compare({*before, was}, {*after, is}, {}, *o.width));
  }
  return report.finish();
}

std::optional<ProtocolText> second_protocol(Pair const& pair, ProtocolText const& before, std::ostream& err) {
  if (pair.is_one()) return before;
  return pair.patched ? protocol_text(pair.before, *pair.patched, pair.name(), err)
                      : protocol_text(pair.after, err);
}

bool has_no_variants(ProtocolText const& text) {
  return text.variants.size() == 1 && text.variants.front() == text.protocol.name;
}

// Those of one name; or, of one protocol, the two that are asked for.
std::optional<std::vector<std::pair<std::string, std::string>>>
pairs_of_variants(std::vector<std::string> const& chosen, Pair const& pair, ProtocolText const& before,
                  ProtocolText const& after, std::ostream& err) {
  std::vector<std::pair<std::string, std::string>> out;
  if (pair.is_one() && chosen.size() != 2) {
    err << fmt::format("{}: of one protocol, two variants are compared: --variant {} --variant {}\n",
                       printed_name(pair.before), before.variants.front(), before.variants.back());
    return std::nullopt;
  }
  if (pair.is_one()) out.emplace_back(chosen[0], chosen[1]);
  if (!pair.is_one() && chosen.empty() && has_no_variants(before) && has_no_variants(after)) {
    out.emplace_back(before.variants.front(), after.variants.front());
    return out;
  }
  for (auto const& name : pair.is_one()    ? std::vector<std::string>{}
                          : chosen.empty() ? before.variants
                                           : chosen)
    if (!chosen.empty() || std::ranges::find(after.variants, name) != after.variants.end())
      out.emplace_back(name, name);
  for (auto const& [one, other] : out)
    if (!are_known(shown_name(pair.before), "variant", {one}, before.variants, err) ||
        !are_known(pair.is_one() ? shown_name(pair.before) : pair.name(), "variant", {other}, after.variants,
                   err))
      return std::nullopt;
  if (!out.empty()) return out;
  err << fmt::format("{} and {} have no variant of one name\n", printed_name(pair.before), pair.name());
  return std::nullopt;
}

Exit of_protocols(DiffOptions const& o, Pair const& pair, DiffReport& report, std::ostream& err) {
  auto const before = protocol_text(pair.before, err);
  if (!before) return Exit::BadInput;
  auto const after = second_protocol(pair, *before, err);
  if (!after) return Exit::BadInput;
  auto const pairs = pairs_of_variants(o.ingredients.variants, pair, *before, *after, err);
  if (!pairs) return Exit::BadInput;
  auto const models = protocol_models(before->protocol, o.models, o.ingredients, err),
             models_after = protocol_models(after->protocol, o.models, o.ingredients, err);
  if (!models || !models_after) return Exit::BadInput;
  auto const compared = of_one_name(*models, *models_after);
  auto const name_after = pair.is_one() ? shown_name(pair.before) : pair.name();
  bool const with_variants =
      o.ingredients.variants.empty() && !(has_no_variants(*before) && has_no_variants(*after));
  if (auto const gone = not_asked_of_both(*before, *after, *models, *models_after, with_variants);
      !gone.all.empty())
    report.add(before->protocol.name, {shown_name(pair.before), before->protocol.name, "", ""},
               {name_after, after->protocol.name, "", ""}, gone);
  std::optional<Progress> progress(std::in_place, pairs->size() * compared.size());
  std::size_t task = 0;
  for (auto const& [one, other] : *pairs)
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
      for (auto const& [asked, result] : {std::pair(&asked_before, &was), std::pair(&asked_after, &is)})
        if (!result->problem.empty()) {
          err << asked->problem_in_words(*result);
          return Exit::BadInput;
        }
      auto const about = one == other ? one : one + " -> " + other;
      report.add(full_name(before->protocol.name, about) + " under " + model->name,
                 {shown_name(pair.before), before->protocol.name, one, model->name},
                 {name_after, after->protocol.name, other, model_after->name},
                 compare(was, is, {}, *o.width));
    }
  progress.reset(); // its line is gone
  return report.finish();
}

// Behind a protocol stand names that are of no file, and may be of variants.
std::string words_for_variants(std::vector<std::string> const& files) {
  auto const is_letter = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  auto const may_be_variant = [&](std::string const& name) {
    return std::ranges::all_of(name, is_letter) && !std::filesystem::exists(name);
  };
  if (files.size() < 2 || !is_protocol(files.front())) return {};
  auto const names = std::span(files).subspan(1);
  if (!std::ranges::all_of(names, may_be_variant)) return {};
  return fmt::format("there is no file '{}'\n    hint: of one protocol, two variants are compared: barrister "
                     "diff {} --variant {} --variant {}",
                     names[0], files.front(), names[0], names.size() > 1 ? names[1] : "OTHER");
}

Exit compared(DiffOptions const& o, Gathered& gathered, std::ostream& out, std::ostream& err) {
  DiffReport report(o, gathered, out);
  if (!o.two_models.empty()) return diff_models(o, report, err);
  auto const wrong = [&](std::string const& why) {
    err << "barrister diff: " << why << "\n";
    return Exit::BadInput;
  };
  if (auto const words = words_for_variants(o.files); !words.empty()) return wrong(words);
  if (o.files.empty() || o.files.size() > 2)
    return wrong("two files are compared: barrister diff BEFORE AFTER");
  Pair pair{o.files.front(), o.files.size() == 2 ? o.files.back() : ""};
  if (pair.before == "-" && pair.after == "-") return wrong("standard input is one of the two, not both");
  bool const is_first = is_protocol(pair.before);
  if (!is_first && is_diff_file(pair.before))
    return wrong("the diff comes second: barrister diff FILE FIX.diff");
  if (!pair.is_one() && (is_diff_file(pair.after) || is_named_as_diff(pair.after))) {
    pair.patched = patched(pair.before, pair.after, err);
    if (!pair.patched) return Exit::BadInput;
  }
  if (!pair.is_one() && !pair.patched && read_input(pair.after) && is_first != is_protocol(pair.after))
    return wrong("a protocol and a litmus test cannot be compared");
  if (is_first) return of_protocols(o, pair, report, err);
  if (pair.is_one()) return wrong("a litmus test is compared with another one: barrister diff BEFORE AFTER");
  return of_tests(o, pair, report, err);
}

} // namespace

Exit diff(DiffOptions const& asked, std::ostream& out, std::ostream& err) {
  auto o = asked;
  o.width = o.width.value_or(o.format == Format::Text ? width_of_output() : page_width);
  auto const file = o.files.empty() ? "" : shown_name(o.files.front());
  return answered(o.format, "diff", file, out, err, [&](Gathered& gathered, std::ostream& said) {
    return o.search ? search_difference(o, gathered, out, said) : compared(o, gathered, out, said);
  });
}

} // namespace barrister::cli
