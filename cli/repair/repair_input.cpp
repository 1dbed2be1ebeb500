// SPDX-License-Identifier: BSD-2-Clause
#include "cli/repair/repair_input.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/progress.hpp"
#include "cli/protocol_text.hpp"
#include "cli/protocols.hpp"
#include "cli/repair/accesses_in.hpp"
#include "cli/repair/repair_tests.hpp"
#include "cli/repair/repair_variants.hpp"
#include "cli/repair/repaired_text.hpp"
#include "patch/code.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

constexpr auto sc = "sc";

struct OfTest { // what its judges need
  Context context;
  std::vector<Model> models; // the last one is sc
};
struct OfProtocol {
  std::vector<ProtocolModel> models;
};

void finish(std::vector<std::unique_ptr<RepairJudge>> judges, RepairInput& out) {
  out.under_sc = std::move(judges.back());
  judges.pop_back();
  if (std::ranges::any_of(judges, [](auto const& j) { return j->model() == sc; })) out.under_sc.reset();
  out.judges = std::move(judges);
}

bool are_variants(ProtocolText const& file, std::string const& text) {
  frontend::Diagnostics diagnostics;
  auto const now = frontend::parse_protocol(frontend::Source(shown_name(file.file), text),
                                            library_for(file.file), diagnostics);
  return now && std::ranges::all_of(file.variants, [&](std::string const& name) {
           return frontend::resolve(*now, name, diagnostics).has_value();
         });
}

// Whether there is something that is broken, and what it takes to show it.
bool narrow_to_broken(std::vector<std::unique_ptr<RepairJudge>> const& judges, ProtocolEffort& effort) {
  unsigned rounds = 0;
  std::vector<std::string> broken;
  for (auto const& one : judges) {
    auto const& judge = static_cast<VariantJudge const&>(*one);
    rounds = std::max(rounds, judge.rounds_that_break());
    for (auto const& name : judge.broken())
      if (std::ranges::find(broken, name) == broken.end()) broken.push_back(name);
  }
  if (broken.empty()) return false;
  effort.properties = std::move(broken);
  if (rounds > 0) effort.unroll = rounds;
  return true;
}

// Of changes that make no difference to the variant nothing is said.
std::vector<patch::Change> changes_of(ProtocolText const& file, AskedVariants const& asked) {
  auto const base = asked.read(file.text);
  std::vector<patch::Change> out;
  for (auto& change : patch::changes_of_protocol(
           file.text, accesses_in(base.protocol->program, shown_name(file.file), file.text))) {
    auto const text = changed_text(file.text, {change});
    if (!text) continue;
    auto const now = asked.read(*text);
    if (now.problem.empty() && now.program != base.program) out.push_back(std::move(change));
  }
  return out;
}

// What is in the variant itself first: of two that cost the same, it changes that variant alone.
void put_own_first(std::vector<patch::Change>& changes, std::string const& text, std::string const& variant) {
  auto const code = patch::code_of(text);
  std::pair<std::size_t, std::size_t> own{0, 0};
  for (auto i = code.find("variant "); i != code.npos; i = code.find("variant ", i + 1)) {
    auto const name = patch::behind_space(code, i + 8);
    auto const open = code.find_first_of("{;", name);
    if (code.substr(name, patch::end_of_word(code, name) - name) == variant && open != code.npos &&
        code[open] == '{')
      own = {open, patch::closing(code, open).value_or(code.size())};
  }
  std::stable_partition(changes.begin(), changes.end(), [&](patch::Change const& c) {
    return c.edits[0].begin >= own.first && c.edits[0].begin < own.second;
  });
}

} // namespace

std::optional<RepairInput> repair_of_test(RepairOptions const& o, std::ostream& err) {
  auto from = ingredients(o.models, o.ingredients, err);
  if (!from) return std::nullopt;
  frontend::Diagnostics diagnostics;
  auto context = load_context(from->front(), diagnostics);
  auto const test = context ? load_test(o.file, diagnostics, context->view()) : std::nullopt;
  for (auto const& d : diagnostics.all()) err << to_string(d);
  if (!test) return std::nullopt;
  if (test->quantifier == Quantifier::Forall && !has_condition(*test)) {
    err << fmt::format("{}: it claims nothing: an exists or a forall clause says what barriers are for\n",
                       test->name);
    return std::nullopt;
  }
  auto models = load_models(*from, err);
  auto plain = load_models(
      {Ingredients{.model = sc, .bell = {}, .macros = {}, .variants = {}, .own_variants = {}, .search = {}}},
      err);
  if (!models || !plain) return std::nullopt;
  models->push_back(std::move(plain->front()));
  auto const keeps = std::make_shared<OfTest>(OfTest{std::move(*context), std::move(*models)});
  auto const text = *read_input(o.file), file = shown_name(o.file);
  RepairInput out{test->name, file, text, patch::changes_of(text, accesses_in(test->program, file, text)),
                  {},         {},   {},   keeps};
  auto const view = std::make_shared<frontend::LitmusContext const>(keeps->context.view());
  std::vector<std::unique_ptr<RepairJudge>> judges;
  for (auto const& model : keeps->models)
    judges.push_back(std::make_unique<TestJudge>(file, text, *view, model.memory, o.solver));
  out.keeps =
      std::make_shared<std::pair<std::shared_ptr<OfTest>, std::shared_ptr<frontend::LitmusContext const>>>(
          keeps, view);
  finish(std::move(judges), out);
  return out;
}

std::optional<RepairInput> repair_of_protocol(RepairOptions const& o, std::ostream& err) {
  auto const file = protocol_text(o.file, err);
  if (!file) return std::nullopt;
  auto const chosen = chosen_variants(*file, o.ingredients.variants, err);
  if (chosen.size() > 1) say_which_variant(*file, err); // one is repaired
  if (chosen.size() != 1) return std::nullopt;
  auto models = protocol_models(file->protocol, o.models, o.ingredients, err);
  auto plain = protocol_models(file->protocol, {sc}, o.ingredients, err);
  if (!models || !plain) return std::nullopt;
  bool const has_sc = std::ranges::find(*models, sc, &ProtocolModel::name) != models->end();
  if (!has_sc) models->push_back(std::move(plain->front()));
  auto const keeps = std::make_shared<OfProtocol>(OfProtocol{std::move(*models)});
  std::vector<std::unique_ptr<RepairJudge>> judges;
  Progress progress(keeps->models.size());
  auto effort = o.protocol;
  auto covers = VariantJudge::Covers::Too;
  for (std::size_t i = 0; i < keeps->models.size(); ++i) {
    auto const& model = keeps->models[i];
    // Under sc, whether what is broken is broken there, too: as far as that took.
    bool const is_last = !has_sc && i + 1 == keeps->models.size();
    if (is_last && !narrow_to_broken(judges, effort)) continue;
    if (is_last) covers = VariantJudge::Covers::Not;
    progress.set(i, fmt::format("as it is, under {}", model.name));
    auto judge = std::make_unique<VariantJudge>(o.file, file->text, chosen[0], model, effort,
                                                Pruning::ByExecutions, covers);
    progress.done(i);
    if (is_last && !judge->claims_anything()) continue; // sc flags no races
    if (!judge->problem().empty() || !judge->claims_anything()) {
      auto const pause = progress.pause();
      err << (judge->problem().empty()
                  ? fmt::format("{}: {} claims nothing of that name\n", printed_name(o.file), chosen[0])
                  : judge->problem());
      return std::nullopt;
    }
    judges.push_back(std::move(judge));
  }
  AskedVariants const asked(o.file, chosen[0], keeps->models.front(), o.protocol);
  RepairInput out{full_name(file->protocol.name, chosen[0]),
                  printed_name(o.file),
                  file->text,
                  changes_of(*file, asked),
                  {},
                  {},
                  {},
                  keeps};
  put_own_first(out.changes, file->text, chosen[0]);
  auto const kept = std::make_shared<ProtocolText const>(*file);
  if (file->variants.size() > 1) {
    out.is_whole = [kept](std::string const& text) { return are_variants(*kept, text); };
    out.also = "Other variants of the file may have the same code, and were not asked about.";
  }
  if (judges.size() == keeps->models.size() && !has_sc) {
    out.under_sc = std::move(judges.back());
    judges.pop_back();
  }
  out.judges = std::move(judges);
  return out;
}

} // namespace barrister::cli
