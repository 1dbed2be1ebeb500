// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_models.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>

namespace barrister::cli {
namespace {

using frontend::ModelUse;

std::vector<ModelUse> uses(frontend::ProtocolFile const& file, std::vector<std::string> const& asked) {
  if (asked.empty()) return file.models.empty() ? std::vector{ModelUse{"lkmm", "", {}}} : file.models;
  std::vector<ModelUse> out;
  for (auto const& name : asked) {
    auto const before = out.size();
    std::ranges::copy_if(file.models, std::back_inserter(out),
                         [&](ModelUse const& m) { return m.name == name; });
    if (out.size() == before) out.push_back({name, "", {}});
  }
  return out;
}

// The axioms that the protocol adds, in lines of the protocol's file, so that what is wrong there is said
// there.
frontend::LoadedFile with_additions(ModelUse const& use, std::string const& included) {
  auto const name = use.place.file ? *use.place.file : use.name;
  std::string const lines(use.place.line > 0 ? use.place.line - 1 : 0, '\n');
  return {name, fmt::format("\"{}\" include \"{}\"{}{}\n", use.name, included, lines, use.with)};
}

// One that is added in the name of another is in its place.
void replace_axioms(std::vector<Check>& checks, std::string const& file) {
  auto const is_added = [&](Check const& c) { return c.place.file && *c.place.file == file; };
  std::vector<Check> const added = [&] {
    std::vector<Check> out;
    std::ranges::copy_if(checks, std::back_inserter(out), is_added);
    return out;
  }();
  std::erase_if(checks, [&](Check const& c) {
    return !is_added(c) && !c.name.empty() && std::ranges::find(added, c.name, &Check::name) != added.end();
  });
}

} // namespace

std::optional<std::vector<ProtocolModel>> protocol_models(frontend::ProtocolFile const& file,
                                                          std::vector<std::string> const& asked,
                                                          IngredientOptions const& options,
                                                          std::ostream& err) {
  std::vector<ProtocolModel> out;
  for (auto const& use : uses(file, asked)) {
    auto from = ingredients({use.name}, options, err);
    if (!from) return std::nullopt;
    auto& one = from->front();
    one.variants.clear(); // --variant names the protocol's
    one.own_variants.push_back("grace-periods");
    frontend::Diagnostics diagnostics;
    auto model = use.with.empty() ? load_model(one, diagnostics)
                                  : load_model(one, with_additions(use, use.name + ".cat"), diagnostics);
    for (auto const& d : diagnostics.all())
      err << to_string(d) << (d.subject == use.name ? model_hint(use.name) : "");
    if (!model) return std::nullopt;
    if (!use.with.empty()) {
      replace_axioms(model->memory.checks, use.place.file ? *use.place.file : use.name);
      model->memory.name = use.name + " with " + frontend::folded(use.with);
    }
    out.push_back({use.name, std::move(model->memory)});
  }
  return out;
}

} // namespace barrister::cli
