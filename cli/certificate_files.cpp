// SPDX-License-Identifier: BSD-2-Clause
#include "cli/certificate_files.hpp"
#include "cli/context.hpp"
#include "cli/inputs.hpp"
#include "cli/models.hpp"
#include "cli/protocols.hpp"
#include <algorithm>

namespace barrister::cli {
namespace {

using certificate::File;
using frontend::LoadedFile;

File as_file(std::string const& asked_for, LoadedFile const& file) {
  return {asked_for, file.name, file.text};
}

// Remembers what is read.
frontend::FileReader recording(frontend::FileReader read, std::vector<File>& into) {
  return [read = std::move(read), &into](std::string const& name) {
    auto file = read(name);
    if (file && std::ranges::find(into, name, &File::asked_for) == into.end())
      into.push_back(as_file(name, *file));
    return file;
  };
}

} // namespace

std::optional<certificate::Certificate> with_files(Ingredients const& from, std::string const& test) {
  certificate::Certificate out;
  out.model = from.model;
  auto const text = read_input(test);
  auto const cat = model_file(from);
  if (!text || !cat) return std::nullopt;
  out.test = {test, shown_name(test), *text};
  out.cat = as_file(from.model, *cat);
  frontend::Diagnostics diagnostics; // said when the model was loaded first
  auto all = variants(from);
  all.insert(from.own_variants.begin(), from.own_variants.end());
  frontend::ModelOptions options{std::nullopt, all};
  out.variants.assign(all.begin(), all.end());
  if (!from.bell.empty()) {
    options.bell = from.search.find(from.bell);
    if (!options.bell) return std::nullopt;
    out.bell.push_back(as_file(from.bell, *options.bell));
    frontend::load_bell(*options.bell, recording(reader(from.search, options.bell->name), out.included),
                        diagnostics);
  }
  if (!from.macros.empty()) {
    auto const macros = from.search.find(from.macros);
    if (!macros) return std::nullopt;
    out.macros.push_back(as_file(from.macros, *macros));
  }
  frontend::load_model(from.model, *cat, recording(reader(from.search, cat->name), out.included), diagnostics,
                       options);
  return out;
}

std::optional<certificate::Certificate> with_files(Ingredients const& from, std::string const& protocol,
                                                   std::string const& variant) {
  auto out = with_files(from, protocol);
  if (!out) return out;
  out->protocol = {variant};
  auto const library = library_for(protocol);
  auto const recording = [&](std::string const& name) {
    auto source = library(name);
    if (source && std::ranges::find(out->library, name, &File::asked_for) == out->library.end())
      out->library.push_back({name, source->name(), std::string(source->text())});
    return source;
  };
  frontend::Diagnostics diagnostics; // said when it was loaded first
  frontend::parse_protocol(frontend::Source(out->test.name, out->test.text), recording, diagnostics);
  return out;
}

} // namespace barrister::cli
