// SPDX-License-Identifier: BSD-2-Clause
#include "cli/protocol_cases.hpp"
#include "cli/diff/patched.hpp"
#include "cli/protocol_text.hpp"
#include "cli/unasked.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <ostream>
#include <set>

namespace barrister::cli {
namespace {

using Names = std::vector<std::string>;

bool is_in(Names const& names, std::string const& name) {
  return std::ranges::find(names, name) != names.end();
}

// What is wrong with the text of several variants is said once.
class Complaints {
public:
  explicit Complaints(std::ostream& err) : err_(err) {}
  void say(frontend::Diagnostics const& diagnostics) {
    for (auto const& d : diagnostics.all())
      if (auto const text = to_string(d); said_.insert(text).second) err_ << text;
  }

private:
  std::ostream& err_;
  std::set<std::string> said_;
};

std::optional<std::vector<ProtocolCase>> cases_of(std::string const& name, frontend::ProtocolFile loaded_file,
                                                  ProtocolChoice const& choice, std::ostream& err) {
  Complaints complaints(err);
  auto const file = std::make_shared<frontend::ProtocolFile const>(std::move(loaded_file));

  Names variants, properties;
  for (auto const& v : file->variants) variants.push_back(v.name);
  if (!are_known(name, "variant", choice.variants, variants, err)) return std::nullopt;
  auto loaded = protocol_models(*file, choice.models, choice.ingredients, err);
  if (!loaded) return std::nullopt;
  std::vector<std::shared_ptr<ProtocolModel const>> models;
  for (auto& m : *loaded) models.push_back(std::make_shared<ProtocolModel const>(std::move(m)));

  std::vector<ProtocolCase> cases;
  bool is_good = true;
  for (auto const& variant : variants) {
    if (!choice.variants.empty() && !is_in(choice.variants, variant)) continue;
    frontend::Diagnostics resolving;
    auto resolved = frontend::resolve(*file, variant, resolving);
    complaints.say(resolving);
    is_good = is_good && resolved;
    if (!resolved) continue;
    auto const protocol = std::make_shared<Protocol const>(std::move(*resolved));
    std::vector<AskedUnder> asked;
    for (auto const& model : models) {
      auto const races =
          std::ranges::any_of(model->memory.checks, is_of_races) ? Races::Flagged : Races::NotFlagged;
      asked.push_back({model->name, questions(*file, *protocol, model->name, races)});
    }
    frontend::Diagnostics expecting;
    complain_of_unasked(*file, *protocol, asked, expecting);
    complaints.say(expecting);
    is_good = is_good && !expecting.failed();
    for (std::size_t i = 0; i < models.size(); ++i) {
      cases.push_back({name, name, {}, file, protocol, models[i], std::move(asked[i].questions)});
      std::erase_if(cases.back().questions, [&](Question const& q) {
        if (!is_in(properties, q.claim.name)) properties.push_back(q.claim.name);
        return !choice.properties.empty() && !is_in(choice.properties, q.claim.name);
      });
    }
  }
  if (!is_good || !are_known(name, "property", choice.properties, properties, err)) return std::nullopt;
  Names asked_models;
  for (auto const& m : models) asked_models.push_back(m->name);
  auto const elsewhere = expected_elsewhere(*file, asked_models);
  if (choice.models.empty() && !elsewhere.empty())
    err << fmt::format("{}: not asked: what is expected under {} (--model asks it)\n", name,
                       fmt::join(elsewhere, ", "));
  return cases;
}

} // namespace

std::optional<std::vector<ProtocolCase>> protocol_cases(std::string const& name, ProtocolChoice const& choice,
                                                        std::ostream& err) {
  auto loaded = protocol_text(name, err);
  return loaded ? cases_of(name, std::move(loaded->protocol), choice, err) : std::nullopt;
}

std::optional<std::vector<ProtocolCase>> protocol_cases_of_text(std::string const& file,
                                                                std::string const& text,
                                                                ProtocolChoice const& choice,
                                                                std::ostream& err) {
  auto loaded = protocol_text(file, text, file, err);
  return loaded ? cases_of(file, std::move(loaded->protocol), choice, err) : std::nullopt;
}

std::optional<std::vector<ProtocolCase>> patched_cases(std::string const& name, std::string const& patch,
                                                       ProtocolChoice const& choice, std::ostream& err) {
  auto text = patched(name, patch, err);
  if (!text) return std::nullopt;
  auto const shown = patched_name(name, patch);
  auto loaded = protocol_text(name, std::move(*text), shown, err);
  auto out = loaded ? cases_of(shown, std::move(loaded->protocol), choice, err) : std::nullopt;
  if (out)
    for (auto& one : *out) {
      one.on_disk = name;
      one.patch = patch;
    }
  return out;
}

} // namespace barrister::cli
