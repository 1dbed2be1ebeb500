// SPDX-License-Identifier: BSD-2-Clause
#include "checker/question.hpp"
#include "frontend/cat/parse.hpp"
#include "frontend/litmus/macros.hpp"
#include "frontend/litmus/parse.hpp"
#include "frontend/protocol.hpp"
#include <algorithm>

namespace barrister::checker {
namespace {

using certificate::Certificate;
using certificate::File;

frontend::LoadedFile loaded(File const& file) { return {file.name, file.text}; }

frontend::FileReader reader(std::vector<File> const& files) {
  return [&files](std::string const& name) -> std::optional<frontend::LoadedFile> {
    auto const found = std::ranges::find(files, name, &File::asked_for);
    return found == files.end() ? std::nullopt : std::optional(loaded(*found));
  };
}

std::string errors(frontend::Diagnostics const& diagnostics) {
  std::string out;
  for (auto const& d : diagnostics.all())
    if (d.severity != frontend::Diagnostic::Severity::Warning) out += to_string(d);
  return out;
}

// Which primitives a test has that brings macros: as when it was first read.
frontend::Generation generation(Certificate const& c) {
  bool const is_second = c.macros.empty() || std::ranges::find(c.variants, "lkmmv2") != c.variants.end();
  return is_second ? frontend::Generation::Lkmmv2 : frontend::Generation::Lkmmv1;
}

std::variant<Protocol, std::string> read_protocol(Certificate const& c) {
  frontend::Diagnostics diagnostics;
  auto const library = [&](std::string const& name) -> std::optional<frontend::Source> {
    auto const found = std::ranges::find(c.library, name, &File::asked_for);
    return found == c.library.end() ? std::nullopt
                                    : std::optional(frontend::Source(found->name, found->text));
  };
  auto const file =
      frontend::parse_protocol(frontend::Source(c.test.name, c.test.text), library, diagnostics);
  if (!file) return errors(diagnostics);
  auto const& variant = c.protocol.front();
  if (c.protocol.size() > 1) return "it names several variants";
  if (std::ranges::find(file->variants, variant, &frontend::ProtocolVariant::name) == file->variants.end())
    return "the protocol has no variant " + variant;
  auto protocol = frontend::resolve(*file, variant, diagnostics);
  if (!protocol) return errors(diagnostics);
  return std::move(*protocol);
}

} // namespace

std::variant<Question, std::string> read_question(Certificate const& c) {
  frontend::Diagnostics diagnostics;
  auto const find = reader(c.included);
  frontend::ModelOptions options{std::nullopt, {c.variants.begin(), c.variants.end()}};
  std::optional<frontend::Bell> bell;
  if (!c.bell.empty()) {
    options.bell = loaded(c.bell.front());
    bell = frontend::load_bell(*options.bell, find, diagnostics);
    if (!bell) return errors(diagnostics);
  }
  std::optional<frontend::Macros> macros;
  if (!c.macros.empty()) {
    macros = frontend::load_macros(c.macros.front().name, c.macros.front().text, diagnostics);
    if (!macros) return errors(diagnostics);
  }
  auto model = frontend::load_model(c.model, loaded(c.cat), find, diagnostics, options);
  if (!model) return errors(diagnostics);
  if (c.is_of_protocol()) {
    auto read = read_protocol(c);
    if (auto const* why = std::get_if<std::string>(&read)) return *why;
    return Question{std::move(std::get<Protocol>(read)), std::move(*model)};
  }
  frontend::LitmusContext const context{macros ? &*macros : nullptr, bell ? &*bell : nullptr, generation(c)};
  auto test = frontend::load_litmus(c.test.name, c.test.text, diagnostics, context);
  if (!test) return errors(diagnostics);
  return Question{std::move(*test), std::move(*model)};
}

} // namespace barrister::checker
